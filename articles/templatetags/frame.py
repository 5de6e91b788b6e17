"""What stands around every page: put together once for what it names, and not for each page."""

from functools import lru_cache
from typing import Any

from django import template
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

from ..reading import HouseLink, Name, Navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: template.Context, part: str, current: str = "") -> SafeString:
    """The template `part`, which prints the newspaper's names, the navigation, and `current`, and nothing else.

    `current` is the slug of the section whose page it is, or the name of another page in the navigation.
    """
    navigation = context.get("navigation") or Navigation()
    named = tuple(sorted(context["newsroom"].items()))
    return _put_together(part, named, tuple(navigation.sections), tuple(navigation.house_pages), current)


# A newspaper has some dozens of sections; each change of a name is another key.
@lru_cache(maxsize=256)
def _put_together(
    part: str, named: tuple[Any, ...], sections: tuple[Name, ...], pages: tuple[HouseLink, ...], current: str
) -> SafeString:
    names = {"newsroom": dict(named), "navigation": Navigation([*sections], [*pages]), "current": current}
    return mark_safe(loader.render_to_string(part, names))
