"""Form classes that are made once for all who have the same rights: Django's admin makes them anew for each request."""

from collections.abc import Callable, Collection, Hashable
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


def rights_over(fields: Collection[str], admin: BaseModelAdmin, request: HttpRequest) -> tuple[bool, ...]:
    """Whether the person may add and see what those of `fields` name that are relations: their links depend on that."""
    relations = [column for column in admin.opts.concrete_fields if column.is_relation and column.name in fields]
    admins = [admin.admin_site.get_model_admin(relation.remote_field.model) for relation in relations]
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
