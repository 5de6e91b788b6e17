"""`{% url %}` as Django's, but that the readers' addresses are remembered: it is a built-in of all templates.

A page has fifty addresses of sections and lists, each the same on every page, and Django goes through its patterns
for each of them.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()


class RememberedURLNode(URLNode):
    """Those of the desk depend on the site that asks, and are left to Django."""

    def render(self, context: template.Context) -> str:
        name = self.view_name.resolve(context)
        if self.kwargs or not str(name).startswith("articles:"):
            return super().render(context)
        try:
            args = tuple(arg.resolve(context) for arg in self.args)
            address = address_of(name, *args)
        except (NoReverseMatch, TypeError):
            # Not found, or arguments that cannot be remembered: Django's own way says so.
            return super().render(context)
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address


def address_of(name: str, *args: Any) -> str:
    """The address of the page that is called `name`, as `reverse` gives it."""
    return _address(name, args, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=2048)
def _address(name: str, args: tuple[Any, ...], urlconf: Any, prefix: str) -> str:
    return reverse(name, urlconf=urlconf, args=args)


@register.tag
def url(parser: Any, token: Any) -> URLNode:
    node = django_url(parser, token)
    return RememberedURLNode(node.view_name, node.args, node.kwargs, node.asvar)
