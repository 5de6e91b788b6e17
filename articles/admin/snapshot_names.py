"""What a snapshot refers to by natural key, as people call it, and what of it has gone since."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import Article, Author, Contributor, Image, Section, Topic
from ..text import image_keys
from .pictures import thumbnail

_ROLES = dict(Contributor.Role.choices)
_KINDS = dict(Article.Kind.choices)


class SnapshotNames:
    """The names behind the keys of some snapshots. At most five queries, for all of them together."""

    def __init__(self, *snapshots: Mapping[str, Any]) -> None:
        entries = [entry for data in snapshots for entry in data.get("contributors") or []]
        pictures = {key for data in snapshots for key in _picture_keys(data)}
        self.authors = _rows(Author, "slug", (entry["author"] for entry in entries))
        self.topics = _rows(Topic, "slug", (slug for data in snapshots for slug in data.get("topics") or []))
        self.sections = _rows(Section, "slug", (data.get("section") for data in snapshots))
        self.images = _rows(Image, "key", pictures)
        self.originals = _rows(Article, "uuid", (data.get("translation_of") for data in snapshots))

    def value(self, field: str, value: Any) -> SafeString | str:
        """The value of a snapshot's field for a page; "" for none."""
        if value in (None, ""):
            return ""
        if field == "lead_image":
            return self.picture(value)
        if field == "section":
            return _named(self.sections, value)
        if field == "translation_of":
            return self.original(value)
        return str(_KINDS.get(value, value)) if field == "kind" else str(value)

    def item(self, field: str, item: Any) -> str:
        """One name of a byline, or one topic."""
        if field != "contributors":
            return _named(self.topics, item)
        return f"{_ROLES.get(item['role'], item['role'])}: {_named(self.authors, item['author'])}"

    def original(self, uuid: str) -> str:
        """By its number: not everybody who sees the translation may see the original's headline."""
        article = self.originals.get(UUID(uuid))
        return f"article {article.pk}" if article else _no_longer(uuid)

    def picture(self, key: str) -> SafeString:
        """A small view of the picture and its title."""
        if image := self.images.get(key):
            return format_html('<span class="desk-picture">{} <span>{}</span></span>', thumbnail(image), image)
        return format_html('<span class="desk-picture">{}</span>', _no_longer(key))

    def gone(self, data: Mapping[str, Any]) -> list[str]:
        """A sentence for each thing that `data` names and that has been deleted since."""
        pictures = [key for key in _picture_keys(data) if key != data.get("lead_image")]
        named = [
            ("section", self.sections, [data.get("section")]),
            ("lead picture", self.images, [data.get("lead_image")]),
            ("author", self.authors, [entry["author"] for entry in data.get("contributors") or []]),
            ("topic", self.topics, data.get("topics") or []),
            ("picture", self.images, pictures),
        ]
        return [
            f"The {noun} “{key}” no longer exists."
            for noun, rows, keys in named
            for key in dict.fromkeys(keys)
            if key and key not in rows
        ]


def _picture_keys(data: Mapping[str, Any]) -> list[str]:
    return [key for key in [data.get("lead_image")] if key] + image_keys(data.get("body") or "")


def _rows(model: Any, field: str, keys: Iterable[str | None]) -> dict[str, Any]:
    wanted = {key for key in keys if key}
    return {getattr(row, field): row for row in model.objects.filter(**{f"{field}__in": wanted})} if wanted else {}


def _named(rows: Mapping[str, Any], key: str) -> str:
    return str(rows[key]) if key in rows else _no_longer(key)


def _no_longer(key: str) -> str:
    return f"{key} (no longer exists)"
