"""The make-up of a front: which story leads, which stand beside it, and what follows by section.

`make_up` is the automatic one; `lay_out` follows the desk's arrangement and fills what that leaves open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..models import Arrangement
from ..models.arrangement import BESIDE, LEAD, TOP
from .cards import Card
from .references import Name, Navigation

# How many stories of a section are shown with picture and standfirst; the rest are headlines.
FEATURED = 3
# How far down the newest stories a picture is looked for to lead the page with.
LEAD_AMONG = 4
NEVER_LEADS = frozenset({"opinion", "editors_note", "sponsored"})


@dataclass
class Band:
    """The stories of one section, in a row of their own."""

    section: Name
    cards: list[Card] = field(default_factory=list)

    @property
    def featured(self) -> list[Card]:
        return self.cards[:FEATURED]

    @property
    def more(self) -> list[Card]:
        return self.cards[FEATURED:]


@dataclass
class Front:
    """Every card stands in exactly one place. What is paid for stands apart, and last."""

    lead: Card | None
    beside: list[Card]
    bands: list[Band]
    sponsored: list[Card]

    @property
    def cards(self) -> list[Card]:
        """All of them, in the order of the page."""
        lead = [self.lead] if self.lead else []
        return [*lead, *self.beside, *(card for band in self.bands for card in band.cards), *self.sponsored]


def make_up(cards: list[Card], navigation: Navigation) -> Front:
    """The front page of `cards`, newest first; sections follow in the order of the navigation."""
    rest, sponsored = _apart(cards)
    lead = _lead(rest)
    if lead:
        rest.remove(lead)
    return Front(lead, rest[:BESIDE], _bands(rest[BESIDE:], navigation), sponsored)


def lay_out(arrangement: Arrangement, cards: Iterable[Card], *, at: datetime) -> dict[str, Card]:
    """Which card stands in which place at `at`, in the order of the page. A place without a story is left out.

    `cards` are the stories that readers may see, newest first, each with its `article_uuid`. A place whose
    pin is not among them is filled by the next of the others, as is one without a pin. No card stands
    twice, and what is paid for stands nowhere here.
    """
    rest, _ = _apart(cards)
    known = {card.edition.article_uuid: card for card in rest}  # type: ignore[attr-defined]
    standing = {slot: known[article] for slot, article in arrangement.pins_at(at) if article in known}
    for card in standing.values():
        rest.remove(card)
    if LEAD not in standing and (lead := _lead(rest)):
        rest.remove(lead)
        standing[LEAD] = lead
    _fill(TOP, standing, rest)
    for rail in arrangement.rails:
        _fill(rail.slots, standing, [card for card in rest if card.edition.section.slug == rail.section])
    return {slot: standing[slot] for slot in arrangement.slots if slot in standing}


def front_of(arrangement: Arrangement, standing: Mapping[str, Card], names: Mapping[str, Name]) -> Front:
    """The page of what is `standing`, with rails under the `names` of their sections, by slug; no paid stories.

    Where nothing stands the page closes up: the first story that there is leads.
    """
    top = [standing[slot] for slot in TOP if slot in standing]
    rails = [rail for rail in arrangement.rails if rail.section in names]
    bands = [Band(names[rail.section], [standing[slot] for slot in rail.slots if slot in standing]) for rail in rails]
    return Front(top[0] if top else None, top[1:], [band for band in bands if band.cards], [])


def _fill(slots: Iterable[str], standing: dict[str, Card], cards: list[Card]) -> None:
    """Put the first of `cards` into the empty `slots`, and take them out of `cards`."""
    for slot in slots:
        if slot not in standing and cards:
            standing[slot] = cards.pop(0)


def _apart(cards: Iterable[Card]) -> tuple[list[Card], list[Card]]:
    """Stories, and what is paid for."""
    stories: list[Card] = []
    paid: list[Card] = []
    for card in cards:
        (paid if card.edition.kind == "sponsored" else stories).append(card)
    return stories, paid


def _lead(cards: list[Card]) -> Card | None:
    """The newest story with a picture among the first few, so that a brief does not push the report off its place."""
    news = [card for card in cards if card.edition.kind not in NEVER_LEADS]
    pictured = [card for card in news[:LEAD_AMONG] if card.shows_picture]
    return next(iter(pictured + news + cards), None)


def _bands(cards: list[Card], navigation: Navigation) -> list[Band]:
    bands = {section.slug: Band(section) for section in navigation.sections}
    for card in cards:
        section = card.edition.section
        bands.setdefault(section.slug, Band(Name(section.name, section.slug))).cards.append(card)
    return [band for band in bands.values() if band.cards]
