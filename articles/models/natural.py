"""Natural keys: what names a row in a fixture, the same in every database."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

Row = TypeVar("Row", bound=models.Model, covariant=True)


class NaturalKeyQuerySet(models.QuerySet[Row]):
    """Finds rows by the fields that `natural_key_fields` of the model names."""

    def get_by_natural_key(self, *key: Any) -> Row:
        fields = self.model.natural_key_fields  # type: ignore[attr-defined]
        try:
            return self.get(**dict(zip(fields, key, strict=True)))
        except ValidationError as error:
            raise self.model.DoesNotExist(  # type: ignore[attr-defined]
                f"{key!r} names no {self.model._meta.verbose_name}."
            ) from error


class NaturalKeyModel(models.Model):
    """A model whose fixtures name rows by `natural_key_fields`; a path such as `article__uuid` follows relations.

    `natural_key_after` names the models whose rows a fixture must hold first.
    """

    natural_key_fields: ClassVar[tuple[str, ...]] = ()
    natural_key_after: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)

        def natural_key(self: NaturalKeyModel) -> tuple[str | int, ...]:
            return tuple(_key_part(self, path) for path in self.natural_key_fields)

        # Django reads the order of a fixture from this attribute of the method, so each class needs its own.
        natural_key.dependencies = list(cls.natural_key_after)  # type: ignore[attr-defined]
        cls.natural_key = natural_key  # type: ignore[attr-defined]


def _key_part(row: models.Model, path: str) -> str | int:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)
