"""Reference data of a page, read live: the site's navigation, and the names of authors and topics.

They come in one query whatever the page, since every page needs some of them and each would cost a
round trip of its own. What an article leads on to comes with them: see `related`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, Case, QuerySet, TextField, Value, When

from ..models import (
    Author,
    Edition,
    EditionContributor,
    EditionTopic,
    HousePageEdition,
    Section,
    address_of_house_page,
)
from ..models.statements import Statement
from .bylines import Byline, NamedAuthor, bylines


class Name(NamedTuple):
    """The name of a section or topic, and the slug of its page."""

    name: str
    slug: str


class HouseLink(NamedTuple):
    """A page about the newspaper that readers see: its title, address and kind."""

    title: str
    address: str
    kind: str
    in_footer: bool


@dataclass
class Navigation:
    """What every page leads to: the sections of the main navigation, and the pages about the newspaper, in order."""

    sections: list[Name] = field(default_factory=list)
    house_pages: list[HouseLink] = field(default_factory=list)

    @property
    def footer(self) -> list[HouseLink]:
        """The pages that are named at the foot of every page."""
        return [link for link in self.house_pages if link.in_footer]


class Translation(NamedTuple):
    """A story in another language, or in this one: as readers see it."""

    language: str
    path: str
    headline: str
    is_original: bool


@dataclass
class References:
    """What was found: `bylines` and `topics` by the id of the edition; `translations` of the story asked for.

    Where they were asked for: `around` are rows of stories, and `number` says which of its article's editions it is.
    """

    navigation: Navigation = field(default_factory=Navigation)
    bylines: dict[int, tuple[Byline, ...]] = field(default_factory=dict)
    topics: dict[int, list[Name]] = field(default_factory=dict)
    translations: list[Translation] = field(default_factory=list)
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


def navigation(*, at: datetime) -> Navigation:
    """The site's navigation as readers find it at `at`. One query."""
    return references([], at=at).navigation


def references(
    editions: Iterable[Edition],
    *,
    at: datetime,
    story: tuple[Edition, UUID] | None = None,
    around: Select | None = None,
) -> References:
    """The navigation at `at`, and the bylines and topics of `editions`. One query.

    With the `story`, an edition and the uuid of its original, in all languages in which readers see it; and with
    the stories `around` it.
    """
    ids = [edition.pk for edition in editions]
    values: list[Any] = [at]
    is_translated = False
    if story is not None:
        values.append(story[1])
        is_translated = story[0].translation_of is not None
    names = _names(len(ids), story is not None, is_translated)
    values += ids
    rows = _with_stories(names, values, around) if around else [Row(*row) for row in names.tuples(*values)]
    found = References()
    if story is not None:
        found.translations.append(_itself(story[0]))
    contributors: dict[int, list[tuple[str, NamedAuthor]]] = defaultdict(list)
    for row in sorted(rows):
        if row.kind == "section":
            found.navigation.sections.append(Name(row.name, row.slug))
        elif row.kind == "house page":
            found.navigation.house_pages.append(_house_link(row))
        elif row.kind == "translation":
            found.translations.append(Translation(row.role, row.slug, row.name, is_original=row.position == 0))
        elif row.kind == "story":
            found.around.append(row)
        elif row.kind == "number":
            found.number = row.position
        elif row.kind == "topic":
            found.topics.setdefault(row.edition, []).append(Name(row.name, row.slug))
        else:
            author = NamedAuthor(row.name, row.slug, row.its_kind == Author.Kind.DESK)
            contributors[row.edition].append((row.role, author))
    found.bylines = {edition: bylines(names) for edition, names in contributors.items()}
    return found


@cache
def _names(editions: int, with_translations: bool, is_translated: bool) -> Statement[Any]:
    """The statement for so many editions; its values are the moment, the original's uuid, and the editions' ids."""

    def rows(at: datetime, *others: Any) -> "QuerySet[Any, tuple[Any, ...]]":
        parts: list[Any] = [_house_pages(at)]
        ids = list(others[1:] if with_translations else others)
        if with_translations:
            parts += _translations(others[0], at, with_original=is_translated)
        if ids:
            parts += [_contributors(ids), _topics(ids)]
        return _sections().union(*parts, all=True)

    kinds = [datetime, *([UUID] if with_translations else []), *([int] * editions)]
    return Statement(rows, *kinds)


def _with_stories(names: Statement[Any], values: list[Any], stories: Select) -> list[Row]:
    """As one query."""
    sql, parameters = names.sql(*values)
    # Names have no more than their columns.
    padded = f"SELECT names.*, '', '', '', CAST(NULL AS timestamptz) FROM ({sql}) AS names"
    with connection.cursor() as cursor:
        cursor.execute(f"{padded} UNION ALL {stories.sql}", [*parameters, *stories.parameters])
        rows = [Row._make(row) for row in cursor.fetchall()]
    return [row._replace(moment=_moment(row.moment)) if row.moment else row for row in rows]


def _moment(stored: Any) -> datetime:
    """SQLite has no type for it."""
    return stored if isinstance(stored, datetime) else datetime.fromisoformat(stored).replace(tzinfo=UTC)


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


def _house_pages(at: datetime) -> "QuerySet[HousePageEdition, tuple[Any, ...]]":
    """Those that readers see at `at`; the footer's have something where others have a role."""
    in_footer = Case(When(house_page__in_footer=True, then=_text("footer")), default=_text(""))
    return (
        HousePageEdition.objects.visible_at(at)
        .order_by()
        .values_list(
            _text("house page"),
            Value(0, output_field=BigIntegerField()),
            "house_page__position",
            "title",
            "house_page__slug",
            in_footer,
            "house_page__kind",
        )
    )


def _house_link(row: Row) -> HouseLink:
    return HouseLink(row.name, address_of_house_page(row.slug, row.its_kind), row.its_kind, bool(row.role))


def _itself(edition: Edition) -> Translation:
    return Translation(edition.language, edition.path, edition.headline, is_original=edition.translation_of is None)


def _translations(original: UUID, at: datetime, *, with_original: bool) -> "list[QuerySet[Edition, tuple[Any, ...]]]":
    """The translations, and the original where it is asked for: apart, since “either” has no index."""
    visible = Edition.objects.visible_at(at).filter(is_retracted=False).order_by()
    kinds = [(1, visible.filter(translation_of=original))]
    if with_original:
        kinds.append((0, visible.filter(article__uuid=original, translation_of=None)))
    return [
        rows.values_list(
            _text("translation"),
            Value(0, output_field=BigIntegerField()),
            Value(position, output_field=BigIntegerField()),
            "headline",
            "path",
            "language",
            _text(""),
        )
        for position, rows in kinds
    ]


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
