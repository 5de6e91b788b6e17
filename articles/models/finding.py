"""The words by which the desk finds an article, kept folded in its row."""

from typing import Any

from django.db import models

from ..text import folded

_FIELDS = ("headline", "short_headline", "slug", "standfirst")


def words_to_find(article: Any) -> str:
    """The folded words of headlines, slug and standfirst, as a search folds what is typed."""
    return folded(" ".join(getattr(article, name) for name in _FIELDS))


class FoundByField(models.TextField):  # type: ignore[type-arg]
    """Made anew from the article whenever the field is saved with it; `publishing` writes it with every revision."""

    def pre_save(self, instance: models.Model, add: bool) -> str:
        value = words_to_find(instance)
        setattr(instance, self.attname, value)
        return value
