"""The front page's make-up: which story leads, which stand beside it, and what follows by section."""

from dataclasses import dataclass, field

from ..reading import Card, Name

BESIDE = 4
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


def make_up(cards: list[Card], navigation: list[Name]) -> Front:
    """The front page of `cards`, newest first; sections follow in the order of the navigation."""
    sponsored = [card for card in cards if card.edition.kind == "sponsored"]
    rest = [card for card in cards if card.edition.kind != "sponsored"]
    lead = _lead(rest)
    if lead:
        rest.remove(lead)
    return Front(lead, rest[:BESIDE], _bands(rest[BESIDE:], navigation), sponsored)


def _lead(cards: list[Card]) -> Card | None:
    """The newest story with a picture among the first few, so that a brief does not push the report off its place."""
    news = [card for card in cards if card.edition.kind not in NEVER_LEADS]
    pictured = [card for card in news[:LEAD_AMONG] if card.shows_picture]
    return next(iter(pictured + news + cards), None)


def _bands(cards: list[Card], navigation: list[Name]) -> list[Band]:
    bands = {section.slug: Band(section) for section in navigation}
    for card in cards:
        section = card.edition.section
        bands.setdefault(section.slug, Band(Name(section.name, section.slug))).cards.append(card)
    return [band for band in bands.values() if band.cards]
