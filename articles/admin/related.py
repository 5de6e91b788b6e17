"""Fields that choose a row of another table."""

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper


def only_added(field: Any) -> Any:
    """`field` without its buttons to change or delete the chosen row: a story is no place to do that in passing."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_change_related = field.widget.can_delete_related = False
    return field
