"""Fronts as readers see them: the desk's arrangement over the river of the newest stories.

The arrangement says what should stand where; whether a story may be seen is asked of editions, at the
same moment, like everywhere else. So a story that is withdrawn, retracted or not yet out leaves no
trace: its place is filled by the next of the river.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from ..models import Arrangement, Edition, FrontEdition, Section
from ..models.arrangement import TOP
from ..models.statements import Statement
from .cards import Card, cards_of, listed_at
from .lists import Listing, listing_of
from .make_up import Front, front_of, lay_out, make_up
from .newest import wanted_editions
from .paging import PAGE_SIZE, Cursor, cursor_at
from .references import Name, Navigation

FRONT_SIZE = 24


@dataclass(frozen=True)
class FrontPage:
    """The home page. `standing` is what stands in each place of the arrangement; empty where there is none."""

    front: Front
    standing: dict[str, Card]
    navigation: Navigation

    @property
    def cards(self) -> list[Card]:
        return self.front.cards


@dataclass(frozen=True)
class SectionPage:
    """A section's page. Where its front is arranged, `front` has what stands on top, and `listing` the others."""

    section: Section
    listing: Listing
    front: Front | None
    standing: dict[str, Card]


def front_page(*, at: datetime) -> FrontPage:
    """The home page. At most four queries: its edition, the sections of its rails, the stories, the references."""
    arranged = _OF_HOME.of(at)
    if arranged:
        return arranged_front_page(arranged[0].arranged, at=at)
    cards, navigation = cards_of(_NEWEST.of(at), at=at)
    return FrontPage(make_up(cards, navigation), {}, navigation)


def arranged_front_page(arrangement: Arrangement, *, at: datetime) -> FrontPage:
    """The home page as `arrangement` would make it at `at`, whether readers see that or not. Three queries."""
    pins = {article for _, article in arrangement.pins_at(at)}
    found = Section.objects.filter(slug__in=[rail.section for rail in arrangement.rails])
    sections = {section.slug: section for section in found}
    # The top may take as many of a section's newest before its rail is filled.
    spare = len(TOP)
    sizes = {sections[rail.section].pk: rail.size + spare for rail in arrangement.rails if rail.section in sections}
    river, navigation = _cards(at=at, newest=FRONT_SIZE + len(pins), pinned=pins, rails=sizes)
    standing = lay_out(arrangement, river, at=at)
    front = front_of(arrangement, standing, {slug: Name(one.name, slug) for slug, one in sections.items()})
    front.sponsored = [card for card in river if card.edition.kind == "sponsored"]
    return FrontPage(front, standing, navigation)


def section_page(slug: str, *, at: datetime, before: Cursor | None = None) -> SectionPage | None:
    """A section's front, or its stories `before` a place; None where there is no such section. Three queries."""
    found: list[Any] = _SECTION.of(slug, at)
    if not found:
        return None
    (section,) = found
    if section.arranged is not None and before is None:
        return arranged_section_page(section, Arrangement.from_json(section.arranged), at=at)
    if before is None:
        stories = _IN_SECTION.of(section.pk, at)
    else:
        stories = _IN_SECTION_BEFORE.of(section.pk, at, before.moment, before.number)
    return SectionPage(section, listing_of(stories, at=at), None, {})


def arranged_section_page(section: Section, arrangement: Arrangement, *, at: datetime) -> SectionPage:
    """The front of `section` as `arrangement` would make it at `at`. Two queries.

    Its list goes on where the page ends: what is pinned from further down stands there once more.
    """
    pins = {article for _, article in arrangement.pins_at(at)}
    cards, navigation = _cards(at=at, newest=PAGE_SIZE + 1 + len(pins), of_section=section.pk, pinned=pins)
    # What is pinned may be from elsewhere, or from further down.
    apart = [card for card in cards if _article(card) in pins and card.edition.kind != "sponsored"]
    others = [card for card in cards if card not in apart]
    river = others[:PAGE_SIZE]
    standing = lay_out(arrangement, [*apart, *river], at=at)
    on_top = list(standing.values())
    rest = [card for card in river if card not in on_top]
    older = cursor_at(river[-1].edition) if len(others) > PAGE_SIZE else None
    return SectionPage(section, Listing(rest, older, navigation), front_of(arrangement, standing, {}), standing)


def _section(slug: str, at: datetime) -> "QuerySet[Section]":
    """With what the desk has arranged for readers at `at`; where it has nothing, the river alone makes the page."""
    arranged = FrontEdition.objects.visible_at(at).filter(front__section=OuterRef("pk")).values("arrangement")[:1]
    found = Section.objects.select_related("picture").annotate(arranged=Subquery(arranged))
    return found.filter(slug=slug).order_by()


def _in_section(section: int, at: datetime) -> "QuerySet[Edition]":
    return listed_at(at).filter(section=section).newest_first()


_OF_HOME = Statement(
    lambda at: FrontEdition.objects.visible_at(at).filter(front__section=None).only("arrangement"), datetime
)
_NEWEST = Statement(lambda at: listed_at(at).newest_first()[:FRONT_SIZE], datetime)
_SECTION = Statement(_section, str, datetime)
_IN_SECTION = Statement(lambda section, at: _in_section(section, at)[: PAGE_SIZE + 1], int, datetime)
_IN_SECTION_BEFORE = Statement(
    lambda section, at, moment, number: _in_section(section, at).filter(Cursor(moment, number).after())[
        : PAGE_SIZE + 1
    ],
    int,
    datetime,
    datetime,
    int,
)


def _cards(
    *,
    at: datetime,
    newest: int,
    of_section: int | None = None,
    pinned: Collection[UUID] = (),
    rails: Mapping[int, int] | None = None,
) -> tuple[list[Card], Navigation]:
    """The stories that may stand on a front, chosen by `wanted_editions`, each once, newest first. Two queries."""
    sizes = [number for rail in (rails or {}).items() for number in rail]
    sections = [] if of_section is None else [of_section]
    wanted = _wanted(len(sections), len(pinned), len(sizes) // 2)
    return cards_of(wanted.of(at, newest, *sections, *pinned, *sizes), at=at)


@cache
def _wanted(sections: int, pins: int, rails: int) -> Statement[Edition]:
    """The statement for so many; its values are those of `_cards`, in their order."""

    def rows(at: datetime, newest: int, *others: Any) -> "QuerySet[Edition]":
        in_section, pinned, sizes = others[:sections], others[sections : sections + pins], others[sections + pins :]
        wanted = wanted_editions(
            at,
            newest=newest,
            of_section=in_section[0] if in_section else None,
            pinned=pinned,
            rails=dict(zip(sizes[::2], sizes[1::2], strict=True)),
        )
        stories = listed_at(at).filter(pk__in=wanted).annotate(article_uuid=F("article__uuid"))
        return stories.newest_first()

    return Statement(rows, datetime, int, *([int] * sections), *([UUID] * pins), *([int, int] * rails))


def _article(card: Card) -> UUID:
    return card.edition.article_uuid  # type: ignore[attr-defined]
