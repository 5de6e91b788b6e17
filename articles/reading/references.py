"""Reference data of a page, read live: the sections of the navigation, and the names of authors and topics.

They come in one query whatever the page, since every page needs some of them and each would cost a
round trip of its own. What an article leads on to comes with them: see `related`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import BigIntegerField, DateTimeField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from ..models import Author, Edition, EditionContributor, EditionTopic, Section
from .bylines import Byline, NamedAuthor, bylines


class Name(NamedTuple):
    """The name of a section or topic, and the slug of its page."""

    name: str
    slug: str


@dataclass
class References:
    """What was found: `bylines` and `topics` by the id of the edition.

    Where they were asked for: `around` are rows of stories, and `number` says which of its article's editions it is.
    """

    navigation: list[Name] = field(default_factory=list)
    bylines: dict[int, tuple[Byline, ...]] = field(default_factory=dict)
    topics: dict[int, list[Name]] = field(default_factory=dict)
    around: "list[Row]" = field(default_factory=list)
    number: int = 1


class Select(NamedTuple):
    """A select of `Row`s for the query's end, with its parameters."""

    sql: str
    parameters: tuple[Any, ...]


class Row(NamedTuple):
    """A name.

    Or a story by its headline and path, with its article as `position` and the slug of the topic as `role`; or
    a number, as `position`.
    """

    kind: str
    edition: int
    position: int
    name: str
    slug: str
    role: str
    its_kind: str
    language: str = ""
    section: str = ""
    section_slug: str = ""
    moment: datetime = datetime.min


def navigation() -> list[Name]:
    """The sections of the site's main navigation, in their order. One query."""
    return references([]).navigation


def references(editions: Iterable[Edition], *, around: Select | None = None) -> References:
    """The navigation, and the bylines and topics of `editions`; with the stories `around` them. One query."""
    ids = [edition.pk for edition in editions]
    padding = _PADDING if around else ()
    names = _sections(padding)
    if ids:
        names = names.union(_contributors(ids, padding), _topics(ids, padding), all=True)
    found = References()
    contributors: dict[int, list[tuple[str, NamedAuthor]]] = defaultdict(list)
    for row in sorted(_with_stories(names, around) if around else (Row(*row) for row in names)):
        if row.kind == "section":
            found.navigation.append(Name(row.name, row.slug))
        elif row.kind == "topic":
            found.topics.setdefault(row.edition, []).append(Name(row.name, row.slug))
        elif row.kind == "story":
            found.around.append(row)
        elif row.kind == "number":
            found.number = row.position
        else:
            author = NamedAuthor(row.name, row.slug, row.its_kind == Author.Kind.DESK)
            contributors[row.edition].append((row.role, author))
    found.bylines = {edition: bylines(names) for edition, names in contributors.items()}
    return found


def _with_stories(names: "QuerySet[Any, tuple[Any, ...]]", stories: Select) -> list[Row]:
    """As one query, of which Django has no need to put the longer part together each time."""
    sql, parameters = names.query.sql_with_params()
    with connections[names.db].cursor() as cursor:
        cursor.execute(f"{sql} UNION ALL {stories.sql}", [*parameters, *stories.parameters])
        rows = [Row._make(row) for row in cursor.fetchall()]
    return [row._replace(moment=_moment(row.moment)) if row.moment else row for row in rows]


def _moment(stored: Any) -> datetime:
    """SQLite has no type for it."""
    return stored if isinstance(stored, datetime) else datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _text(value: str) -> Value:
    return Value(value, output_field=TextField())


# What names have not, where they stand above stories.
_PADDING = (_text(""), _text(""), _text(""), Cast(Value(None), DateTimeField()))


def _sections(padding: tuple[Any, ...]) -> "QuerySet[Section, tuple[Any, ...]]":
    return (
        Section.objects.filter(in_navigation=True)
        .order_by()
        .values_list(
            _text("section"),
            Value(0, output_field=BigIntegerField()),
            "position",
            "name",
            "slug",
            _text(""),
            _text(""),
            *padding,
        )
    )


def _contributors(ids: list[int], padding: tuple[Any, ...]) -> "QuerySet[EditionContributor, tuple[Any, ...]]":
    return (
        EditionContributor.objects.filter(edition__in=ids)
        .order_by()
        .values_list(
            _text("contributor"),
            "edition_id",
            "position",
            "author__name",
            "author__slug",
            "role",
            "author__kind",
            *padding,
        )
    )


def _topics(ids: list[int], padding: tuple[Any, ...]) -> "QuerySet[EditionTopic, tuple[Any, ...]]":
    return (
        EditionTopic.objects.filter(edition__in=ids)
        .order_by()
        .values_list(
            _text("topic"), "edition_id", "position", "topic__name", "topic__slug", _text(""), _text(""), *padding
        )
    )
