"""The make-up of the front page."""

from dataclasses import dataclass
from typing import Any

from articles.reading import Name, Navigation
from articles.reading.make_up import make_up


@dataclass(frozen=True)
class Story:
    """As much of an edition as the make-up looks at."""

    number: int
    kind: str
    section: Name


@dataclass(frozen=True)
class Card:
    edition: Story
    shows_picture: bool


WORLD, DATA, BOOKS = Name("World", "world"), Name("Data", "data"), Name("Books", "books")


def make_card(number: int, *, kind: str = "news", section: Name = WORLD, shows_picture: bool = False) -> Any:
    return Card(Story(number, kind, section), shows_picture)


def test_the_newest_story_with_a_picture_leads() -> None:
    cards = [make_card(1), make_card(2, shows_picture=True), make_card(3, shows_picture=True)]
    front = make_up(cards, Navigation())
    assert (front.lead, front.beside) == (cards[1], [cards[0], cards[2]])


def test_a_picture_far_down_does_not_lead() -> None:
    cards = [*(make_card(number) for number in range(6)), make_card(6, shows_picture=True)]
    assert make_up(cards, Navigation()).lead is cards[0]


def test_neither_opinion_nor_what_is_paid_for_leads() -> None:
    cards = [make_card(n, kind=kind, shows_picture=True) for n, kind in enumerate(["sponsored", "opinion", "news"])]
    front = make_up(cards, Navigation())
    assert (front.lead, front.beside, front.sponsored) == (cards[2], [cards[1]], [cards[0]])


def test_opinion_leads_where_there_is_nothing_else() -> None:
    card = make_card(1, kind="opinion")
    assert make_up([card], Navigation()).lead is card


def test_what_is_paid_for_never_leads() -> None:
    front = make_up([make_card(1, kind="sponsored")], Navigation())
    assert (front.lead, len(front.sponsored)) == (None, 1)


def test_sections_follow_in_the_order_of_the_navigation_then_the_others() -> None:
    beside = [make_card(number) for number in range(5)]
    below = [make_card(5 + n, section=section) for n, section in enumerate([BOOKS, DATA, WORLD, DATA])]
    bands = make_up([*beside, *below], Navigation([WORLD, DATA])).bands
    assert [(band.section, [card.edition.number for card in band.cards]) for band in bands] == [
        (WORLD, [7]),
        (DATA, [6, 8]),
        (BOOKS, [5]),
    ]


def test_every_story_stands_in_one_place() -> None:
    cards = [make_card(n, kind="sponsored" if n == 7 else "news", section=[WORLD, DATA][n % 2]) for n in range(24)]
    front = make_up(cards, Navigation([WORLD]))
    placed = [front.lead, *front.beside, *front.sponsored]
    placed += [card for band in front.bands for card in band.featured + band.more]
    assert sorted(card.edition.number for card in placed) == list(range(24))
