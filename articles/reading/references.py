"""Reference data of a page, read live: the sections of the navigation, and the names of authors and topics.

They come in one query whatever the page, since every page needs some of them and each would cost a
round trip of its own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, QuerySet, TextField, Value

from ..models import Author, Edition, EditionContributor, EditionTopic, Section
from .bylines import Byline, NamedAuthor, bylines


class Name(NamedTuple):
    """The name of a section or topic, and the slug of its page."""

    name: str
    slug: str


@dataclass
class References:
    """What was found: `bylines` and `topics` by the id of the edition."""

    navigation: list[Name] = field(default_factory=list)
    bylines: dict[int, tuple[Byline, ...]] = field(default_factory=dict)
    topics: dict[int, list[Name]] = field(default_factory=dict)


class _Row(NamedTuple):
    kind: str
    edition: int
    position: int
    name: str
    slug: str
    role: str
    author_kind: str


def navigation() -> list[Name]:
    """The sections of the site's main navigation, in their order. One query."""
    return references([]).navigation


def references(editions: Iterable[Edition]) -> References:
    """The navigation, and the bylines and topics of `editions`. One query."""
    ids = [edition.pk for edition in editions]
    rows = _sections()
    if ids:
        rows = rows.union(_contributors(ids), _topics(ids), all=True)
    found = References()
    contributors: dict[int, list[tuple[str, NamedAuthor]]] = defaultdict(list)
    for row in sorted(_Row(*row) for row in rows):
        if row.kind == "section":
            found.navigation.append(Name(row.name, row.slug))
        elif row.kind == "topic":
            found.topics.setdefault(row.edition, []).append(Name(row.name, row.slug))
        else:
            author = NamedAuthor(row.name, row.slug, row.author_kind == Author.Kind.DESK)
            contributors[row.edition].append((row.role, author))
    found.bylines = {edition: bylines(names) for edition, names in contributors.items()}
    return found


def _text(value: str) -> Value:
    return Value(value, output_field=TextField())


def _sections() -> "QuerySet[Section, tuple[Any, ...]]":
    return (
        Section.objects.filter(in_navigation=True)
        .order_by()
        .values_list(
            _text("section"), Value(0, output_field=BigIntegerField()), "position", "name", "slug", _text(""), _text("")
        )
    )


def _contributors(ids: list[int]) -> "QuerySet[EditionContributor, tuple[Any, ...]]":
    return (
        EditionContributor.objects.filter(edition__in=ids)
        .order_by()
        .values_list(
            _text("contributor"), "edition_id", "position", "author__name", "author__slug", "role", "author__kind"
        )
    )


def _topics(ids: list[int]) -> "QuerySet[EditionTopic, tuple[Any, ...]]":
    return (
        EditionTopic.objects.filter(edition__in=ids)
        .order_by()
        .values_list(_text("topic"), "edition_id", "position", "topic__name", "topic__slug", _text(""), _text(""))
    )
