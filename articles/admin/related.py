"""Fields that choose rows of another table, and need not ask for those that the page has read already."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db.models import Model


class FewChoices(forms.models.ModelChoiceIterator):
    """All rows in one go: Django's own opens a cursor on the server, for three statements instead of one."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset)


class KnownChoiceField(forms.ModelChoiceField):
    """Asks for the chosen row only where it is none of those in `known`, by their keys."""

    iterator = FewChoices
    known: dict[str, Model] = {}

    def to_python(self, value: Any) -> Model | None:
        return self.known.get(str(value)) or super().to_python(value)


class KnownRows(AutocompleteMixin):
    """What a select that searches shows as chosen: the rows in `known`, by their keys; others are asked for."""

    known: dict[str, Model] = {}

    def optgroups(self, name: str, value: list[Any], attr: Any = None) -> list[Any]:
        chosen = [str(one) for one in value if one not in self.choices.field.empty_values]
        if not set(chosen) <= self.known.keys():
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance
        options = (
            [] if self.is_required or self.allow_multiple_selected else [self.create_option(name, "", "", False, 0)]
        )
        for index, key in enumerate(chosen, start=len(options)):
            options.append(self.create_option(name, key, label(self.known[key]), True, index))
        return [(None, options, 0)]


class RowSelect(KnownRows, AutocompleteSelect):
    """Django's select that searches, with a word on the option that chooses nothing: HTML asks for one."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        if value == "":
            option["attrs"]["label"] = "Nothing chosen"
        return option


def select_of(field: forms.Field) -> forms.Widget:
    """The widget of `field` itself, without the links around it: those share its attributes with all other forms."""
    widget = field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def tell(field: forms.Field, rows: Iterable[Model | None]) -> None:
    """Let `field` and its widget know `rows`, which the page has read already."""
    field.known = select_of(field).known = {str(row.pk): row for row in rows if row is not None}


def only_added(field: Any) -> Any:
    """`field` without its buttons to change or delete the chosen row: a story is no place to do that in passing."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_change_related = field.widget.can_delete_related = False
    return field
