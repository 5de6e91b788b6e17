"""Text columns that keep what a newsroom may store, whichever way it is written: form, import, fixture."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ..text import clean_line, clean_text, is_blank, is_slug, sanitise


def validate_slug(value: str) -> None:
    """Refuses what cannot be the last part of an address."""
    if not is_slug(value):
        raise ValidationError("Use letters, digits, hyphens and underscores, in any script.", "invalid_slug")


class _CleanedTextMixin:
    """Cleans at every road to the database: on the way in from forms (`to_python`) and before any write."""

    def cleaned(self, text: str) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        return self.cleaned(value) if isinstance(value, str) else value

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = super().pre_save(instance, add)  # type: ignore[misc]
        if isinstance(value, str):
            value = self.cleaned(value)
            setattr(instance, self.attname, value)  # type: ignore[attr-defined]
        return value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)  # type: ignore[misc]
        return self.cleaned(value) if isinstance(value, str) else value

    def validate(self, value: Any, instance: models.Model | None) -> None:
        super().validate(value, instance)  # type: ignore[misc]
        if not self.blank and is_blank(value or ""):  # type: ignore[attr-defined]
            raise ValidationError("Nothing in this text can be seen. Write something readers can see.", "blank")


class LineField(_CleanedTextMixin, models.CharField):  # type: ignore[type-arg]
    """One line of text: no line ends, no runs of spaces, nothing that cannot be stored."""

    def cleaned(self, text: str) -> str:
        return clean_line(text)


class TextBlockField(_CleanedTextMixin, models.TextField):  # type: ignore[type-arg]
    """Plain text of any length with line feeds for line ends."""

    def cleaned(self, text: str) -> str:
        return clean_text(text).strip()


class BodyField(_CleanedTextMixin, models.TextField):  # type: ignore[type-arg]
    """A body in the house's dialect; sanitised on every road, `loaddata` and bulk writes included."""

    def cleaned(self, text: str) -> str:
        return sanitise(text)


class UnicodeSlugField(models.SlugField):  # type: ignore[type-arg]
    """A slug in any script."""

    default_validators = [validate_slug]

    def formfield(self, **kwargs: Any) -> Any:
        # Past SlugField, whose form field has a narrower idea of letters.
        return models.CharField.formfield(self, **kwargs)
