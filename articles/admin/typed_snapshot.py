"""What stands on the edit page as a snapshot, whether or not it could be saved as it is.

For autosaves, which come every few seconds: the fields are cleaned as the edit form cleans them, and the
natural keys of all that is chosen come in one query. `merging.Typed` makes the same from a form that is
valid; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet, TextField, Value
from django.http import QueryDict

from ..models import Article, Author, Contributor, Image, Section, Topic
from ..publishing import PLAIN_FIELDS

# The prefix of the byline's rows in the form, and the most of them that are read.
BYLINE, MOST_NAMES = "contributors", 1000

Keys = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class _Name:
    """A name of the byline as it was typed; its place where it has none is after the others."""

    author: str
    role: str
    place: float


def typed_snapshot(article: Article, typed: QueryDict) -> dict[str, Any]:
    """What `publishing.snapshot` would say if `typed` was saved. One query.

    Where a field is not valid, or is not among `typed`, it says what is stored; a choice of something
    that is not there, or a name of the byline that is not complete, is left out.
    """
    byline = _byline(typed)
    topics = list(dict.fromkeys(typed.getlist("topics")))
    chosen = {name: typed.get(name) or "" for name in ("section", "lead_image")}
    stored = {"section": str(article.section_id or ""), "lead_image": str(article.lead_image_id or "")}
    keys = _natural_keys(
        {
            "section": [chosen["section"], stored["section"]],
            "lead_image": [chosen["lead_image"], stored["lead_image"]],
            "author": [name.author for name in byline],
            "topic": topics,
        }
    )
    data: dict[str, Any] = {name: _plain(article, name, typed) for name in PLAIN_FIELDS}
    for name, value in chosen.items():
        is_valid = name in typed and (not value or (name, value) in keys)
        data[name] = keys.get((name, value if is_valid else stored[name]))
    if original := _original(article, typed):
        data["translation_of"] = original
    data["contributors"] = _without_repetition(
        {"author": keys["author", name.author], "role": name.role}
        for name in byline
        if ("author", name.author) in keys and name.role in Contributor.Role.values
    )
    data["topics"] = [keys["topic", topic] for topic in topics if ("topic", topic) in keys]
    return data


def _original(article: Article, typed: QueryDict) -> str:
    """The uuid of the original as it was typed; "" for none."""
    stored = str(article.translation_of_id or "")
    try:
        return str(UUID(typed["translation_of"])) if typed.get("translation_of", stored) else ""
    except (KeyError, ValueError):
        return stored


def _plain(article: Article, name: str, typed: QueryDict) -> Any:
    if name not in typed:
        return getattr(article, name)
    field = Article._meta.get_field(name)
    try:
        return field.clean(_form_fields()[name].clean(typed[name]), article)
    except ValidationError:
        return getattr(article, name)


@cache
def _form_fields() -> dict[str, forms.Field]:
    """The fields as the edit form has them; made once, since that takes longer than cleaning."""
    fields = {}
    for name in PLAIN_FIELDS:
        column = Article._meta.get_field(name)
        fields[name] = column.formfield(**({"assume_scheme": "https"} if isinstance(column, models.URLField) else {}))
    return fields


def _byline(typed: QueryDict) -> list[_Name]:
    """The names to keep, by their numbers."""
    total = _number(typed.get(f"{BYLINE}-TOTAL_FORMS", ""))
    rows = [_name(typed, f"{BYLINE}-{row}") for row in range(int(min(total, MOST_NAMES)) if total != inf else 0)]
    return sorted((row for row in rows if row is not None), key=lambda row: row.place)


def _name(typed: QueryDict, row: str) -> _Name | None:
    author = typed.get(f"{row}-author", "")
    if not author or typed.get(f"{row}-DELETE"):
        return None
    return _Name(author, typed.get(f"{row}-role", ""), _number(typed.get(f"{row}-position", "")))


def _number(text: str) -> float:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else inf


def _without_repetition(entries: Any) -> list[dict[str, str]]:
    return [dict(entry) for entry in dict.fromkeys(tuple(entry.items()) for entry in entries)]


def _natural_keys(wanted: Mapping[str, list[str]]) -> Keys:
    """The natural keys of the rows with these ids, by kind and id. One query for all kinds."""
    tables: dict[str, tuple[Any, str]] = {
        "section": (Section, "slug"),
        "lead_image": (Image, "key"),
        "author": (Author, "slug"),
        "topic": (Topic, "slug"),
    }
    selects = [
        _select(kind, *tables[kind], ids)
        for kind, texts in wanted.items()
        if (ids := {int(text) for text in texts if _number(text) != inf})
    ]
    if not selects:
        return {}
    first, *others = selects
    return {(kind, str(pk)): key for kind, pk, key in (first.union(*others, all=True) if others else first)}


def _select(kind: str, model: Any, key: str, ids: set[int]) -> QuerySet[Any]:
    return model.objects.filter(pk__in=ids).order_by().values_list(Value(kind, output_field=TextField()), "pk", key)
