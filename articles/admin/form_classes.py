"""Form classes that are made once for all who have the same rights: Django's admin makes them anew for each request."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.forms import Media
from django.http import HttpRequest

_made: dict[Hashable, Any] = {}


def made_once(key: Hashable, make: Callable[[], Any]) -> Any:
    """The class that `make` gives, remembered by `key`: by all that decides what the form holds for a person."""
    if key not in _made:
        made = make()
        form = getattr(made, "form", made)
        # It was asked for each field, and would keep the first request alive for ever.
        form.Meta.formfield_callback = form._meta.formfield_callback = None
        _made[key] = made
    return _made[key]


def rights_over(related: Iterable[str], admin: BaseModelAdmin, request: HttpRequest) -> tuple[bool, ...]:
    """Whether the person may add and see rows of each of the relations, by which its field has links."""
    models = [admin.opts.get_field(name).remote_field.model for name in related]
    admins = [admin.admin_site.get_model_admin(model) for model in models]
    return tuple(may for one in admins for may in (one.has_add_permission(request), one.has_view_permission(request)))


class WithSameMedia:
    """A form whose widgets load the same files whatever it holds, so that they are put together once for its class."""

    @property
    def media(self) -> Media:
        known = type(self).__dict__.get("_known_media")
        if known is None:
            known = super().media  # type: ignore[misc]
            type(self)._known_media = known  # type: ignore[attr-defined]
        return known
