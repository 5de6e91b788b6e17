"""The words by which the desk finds an article or a picture, kept folded in its row."""

from collections.abc import Callable
from typing import Any

from django.db import models

from ..text import folded

_OF_ARTICLES = ("headline", "short_headline", "slug", "standfirst")
_OF_IMAGES = ("title", "caption", "credit_line", "creator", "place", "keywords", "original_name", "key")


def words_to_find(article: Any) -> str:
    """The folded words of headlines, slug and standfirst, as a search folds what is typed."""
    return _folded(article, _OF_ARTICLES)


def words_to_find_image(image: Any) -> str:
    """The folded words of title, caption, credit, creator, place, keywords, file name and key."""
    return _folded(image, _OF_IMAGES)


def _folded(row: Any, fields: tuple[str, ...]) -> str:
    return folded(" ".join(getattr(row, name) for name in fields))


class FoundByField(models.TextField):  # type: ignore[type-arg]
    """Made anew from the article whenever the field is saved with it; `publishing` writes it with every revision."""

    words: Callable[[Any], str] = staticmethod(words_to_find)

    def pre_save(self, instance: models.Model, add: bool) -> str:
        value = self.words(instance)
        setattr(instance, self.attname, value)
        return value


class ImageFoundByField(FoundByField):
    """The same for a picture."""

    words: Callable[[Any], str] = staticmethod(words_to_find_image)
