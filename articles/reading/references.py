"""Reference data of a page, read live: the site's navigation, and the names of authors and topics.

They come in one query whatever the page, since every page needs some of them and each would cost a
round trip of its own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

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
    """What was found: `bylines` and `topics` by the id of the edition; `translations` of the story asked for."""

    navigation: Navigation = field(default_factory=Navigation)
    bylines: dict[int, tuple[Byline, ...]] = field(default_factory=dict)
    topics: dict[int, list[Name]] = field(default_factory=dict)
    translations: list[Translation] = field(default_factory=list)


class _Row(NamedTuple):
    kind: str
    edition: int
    position: int
    name: str
    slug: str
    role: str
    author_kind: str


def navigation(*, at: datetime) -> Navigation:
    """The site's navigation as readers find it at `at`. One query."""
    return references([], at=at).navigation


def references(editions: Iterable[Edition], *, at: datetime, story: tuple[Edition, UUID] | None = None) -> References:
    """The navigation at `at`, and the bylines and topics of `editions`. One query.

    With the `story`, an edition and the uuid of its original, in all languages in which readers see it.
    """
    ids = [edition.pk for edition in editions]
    of_editions: list[Any] = [_contributors(ids), _topics(ids)] if ids else []
    if story is not None:
        of_editions += _translations(*story, at)
    rows = _sections().union(_house_pages(at), *of_editions, all=True)
    found = References()
    if story is not None:
        found.translations.append(_itself(story[0]))
    contributors: dict[int, list[tuple[str, NamedAuthor]]] = defaultdict(list)
    for row in sorted(_Row(*row) for row in rows):
        if row.kind == "section":
            found.navigation.sections.append(Name(row.name, row.slug))
        elif row.kind == "house page":
            found.navigation.house_pages.append(_house_link(row))
        elif row.kind == "translation":
            found.translations.append(Translation(row.role, row.slug, row.name, is_original=row.position == 0))
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


def _house_link(row: _Row) -> HouseLink:
    return HouseLink(row.name, address_of_house_page(row.slug, row.author_kind), row.author_kind, bool(row.role))


def _itself(edition: Edition) -> Translation:
    return Translation(edition.language, edition.path, edition.headline, is_original=edition.translation_of is None)


def _translations(edition: Edition, original: UUID, at: datetime) -> "list[QuerySet[Edition, tuple[Any, ...]]]":
    """The translations, and the original where `edition` is not it: apart, since “either” has no index."""
    visible = Edition.objects.visible_at(at).filter(is_retracted=False).order_by()
    kinds = [(1, visible.filter(translation_of=original))]
    if edition.translation_of is not None:
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
