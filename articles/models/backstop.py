"""What the database keeps whatever writes, and what need not be asked of it a second time."""

from typing import Any

from django.db import models


class Backstop(models.CheckConstraint):
    """A rule that the fields of a form say first, in their words: the database keeps it for every other road.

    Django would ask the database about each such rule before it writes, in a savepoint of its own.
    """

    def validate(self, *args: Any, **kwargs: Any) -> None: ...

    def deconstruct(self) -> Any:
        """As Django's own, which it is to the database: migrations know nothing of this class."""
        _, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs


class Reference(models.ForeignKey):  # type: ignore[type-arg]
    """A reference that is not asked for where the row it names was read; the database keeps the rest."""

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if model_instance is not None and self._was_read(value, model_instance):
            # Past ForeignKey, which asks whether there is such a row.
            super(models.ForeignKey, self).validate(value, model_instance)
        else:
            super().validate(value, model_instance)

    def _was_read(self, value: Any, instance: models.Model) -> bool:
        row = self.get_cached_value(instance, default=None)
        return row is not None and not row._state.adding and row.pk == value

    def deconstruct(self) -> Any:
        """As Django's own, as above."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
