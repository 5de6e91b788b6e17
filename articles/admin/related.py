"""Fields that choose a row of another table."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper


class RowSelect(AutocompleteSelect):
    """Django's select that searches, with a word on the option that chooses nothing: HTML asks for one."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        if value == "":
            option["attrs"]["label"] = "Nothing chosen"
        return option


def only_added(field: Any) -> Any:
    """`field` without its buttons to change or delete the chosen row: a story is no place to do that in passing."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_change_related = field.widget.can_delete_related = False
    return field
