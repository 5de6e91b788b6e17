"""Fronts as readers see them: the desk's arrangement over the river, and never a trace of what is hidden."""

from datetime import datetime, timedelta

import pytest

from articles import publishing, reading
from articles.models import Arrangement, Article, Edition, Pin
from articles.tests.factories import (
    NOON,
    arrange,
    live_edition,
    make_article,
    make_front_edition,
    make_image,
    make_live_article,
    make_section,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def stories() -> list[Article]:
    """Thirty, the newest first, one an hour; all in one section."""
    section = make_section(name="World")
    return [
        make_live_article(headline=f"Story {number}", section=section, at=NOON - (number + 1) * HOUR)
        for number in range(30)
    ]


def standing(*, at: datetime = NOON) -> dict[str, str]:
    return {slot: card.edition.headline for slot, card in reading.front_page(at=at).standing.items()}


def top(front: reading.Front | None) -> list[str]:
    assert front is not None
    return [card.edition.headline for card in [front.lead, *front.beside] if card]


def headlines(*, at: datetime = NOON) -> list[str]:
    return [card.edition.headline for card in reading.front_page(at=at).cards]


# The home page


def test_pins_stand_in_their_places_over_the_river(stories: list[Article]) -> None:
    world = stories[0].section
    make_front_edition(
        arrange({"lead": stories[20], "beside-2": stories[1], "rail-world-2": stories[29]}, [(world, 3)])
    )
    assert standing() == {
        "lead": "Story 20",
        "beside-1": "Story 0",
        "beside-2": "Story 1",
        "beside-3": "Story 2",
        "beside-4": "Story 3",
        "rail-world-1": "Story 4",
        "rail-world-2": "Story 29",
        "rail-world-3": "Story 5",
    }


def test_without_an_edition_the_page_makes_itself(stories: list[Article]) -> None:
    page = reading.front_page(at=NOON)
    assert (page.standing, top(page.front)) == ({}, [f"Story {number}" for number in range(5)])


def test_an_empty_arrangement_is_filled_by_the_river(stories: list[Article]) -> None:
    make_front_edition(arrange())
    assert headlines() == [f"Story {number}" for number in range(5)]


def test_the_river_leads_with_a_picture_as_it_does_without_an_edition(stories: list[Article]) -> None:
    make_live_article(headline="Pictured", lead_image=make_image(), at=NOON - 3 * HOUR)
    make_front_edition(arrange({"beside-1": stories[0]}))
    assert standing()["lead"] == "Pictured"


def test_rails_come_in_their_order_with_their_sizes(stories: list[Article]) -> None:
    data, books = make_section(name="Data"), make_section(name="Books", in_navigation=False)
    for section in (data, books):
        for number in range(4):
            make_live_article(headline=f"{section} {number}", section=section, at=NOON - (100 + number) * HOUR)
    make_front_edition(arrange(rails=[(books, 2), (data, 3), (stories[0].section, 1)]))
    bands = reading.front_page(at=NOON).front.bands
    assert [(band.section.name, [card.edition.headline for card in band.cards]) for band in bands] == [
        ("Books", ["Books 0", "Books 1"]),
        ("Data", ["Data 0", "Data 1", "Data 2"]),
        ("World", ["Story 5"]),
    ]


def test_a_rail_far_down_the_archive_is_full(stories: list[Article]) -> None:
    books = make_section(name="Books")
    for number in range(20):
        make_live_article(headline=f"Book {number}", section=books, at=NOON - (1000 + number) * HOUR)
    book = Article.objects.get(headline="Book 1")
    make_front_edition(arrange({"lead": book, "rail-books-9": stories[3]}, [(books, 9)]))
    rail = [headline for slot, headline in standing().items() if slot.startswith("rail")]
    assert rail == ["Book 0", *(f"Book {number}" for number in range(2, 9)), "Story 3"]


def test_no_story_stands_twice(stories: list[Article]) -> None:
    world = stories[0].section
    pins = {"lead": stories[7], "beside-3": stories[6], "rail-world-4": stories[0], "rail-world-1": stories[2]}
    make_front_edition(arrange(pins, [(world, 9)]))
    seen = headlines()
    assert len(seen) == len(set(seen)) == 14


def test_an_arrangement_that_names_a_story_twice_shows_it_once(stories: list[Article]) -> None:
    """`publishing` refuses it; a fixture may bring it."""
    twice = arrange({"lead": stories[3], "beside-1": stories[3]})
    page = reading.arranged_front_page(twice, at=NOON)
    assert [card.edition.headline for card in page.cards] == ["Story 3", "Story 0", "Story 1", "Story 2", "Story 4"]


def test_what_is_paid_for_stands_apart_even_where_it_is_pinned(stories: list[Article]) -> None:
    paid = make_live_article(headline="Paid", kind="sponsored", at=NOON - HOUR)
    page = reading.arranged_front_page(arrange({"lead": paid}), at=NOON)
    assert "Paid" not in top(page.front)
    assert [card.edition.headline for card in page.front.sponsored] == ["Paid"]


def test_a_rail_of_a_section_that_is_gone_is_not_drawn(stories: list[Article]) -> None:
    gone = Arrangement.from_json({"pins": {}, "rails": [{"section": "gone", "size": 3}]})
    assert reading.arranged_front_page(gone, at=NOON).front.bands == []


def test_a_page_with_fewer_stories_than_places_closes_up() -> None:
    story = make_live_article(headline="Only")
    make_front_edition(arrange({"beside-3": story}))
    assert top(reading.front_page(at=NOON).front) == ["Only"]


def test_there_is_nothing_where_nothing_is_published() -> None:
    make_front_edition(arrange())
    assert headlines() == []


# At its second


def test_a_front_appears_on_its_second(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[9]}), at=NOON, now=NOON - HOUR)
    assert headlines(at=NOON - INSTANT)[0] == "Story 0"
    assert headlines(at=NOON)[0] == "Story 9"


def test_a_pin_ends_on_its_second_and_the_story_goes_back_into_the_river(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": Pin(stories[2].uuid, until=NOON + HOUR)}))
    assert headlines(at=NOON + HOUR - INSTANT) == ["Story 2", "Story 0", "Story 1", "Story 3", "Story 4"]
    assert headlines(at=NOON + HOUR) == ["Story 0", "Story 1", "Story 2", "Story 3", "Story 4"]


def test_a_story_that_is_withdrawn_at_that_second_gives_way_to_the_river(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[9], "beside-1": stories[8]}))
    publishing.withdraw(stories[9], by=None, at=NOON + HOUR, now=NOON)
    assert headlines(at=NOON + HOUR - INSTANT)[:2] == ["Story 9", "Story 8"]
    assert headlines(at=NOON + HOUR) == ["Story 0", "Story 8", "Story 1", "Story 2", "Story 3"]


def test_a_story_that_is_not_out_yet_takes_its_place_on_its_second(stories: list[Article]) -> None:
    later = make_article(headline="Later", section=stories[0].section)
    publishing.publish(later, by=None, at=NOON + HOUR, now=NOON)
    make_front_edition(arrange({"lead": later}))
    assert "Later" not in headlines(at=NOON + HOUR - INSTANT)
    assert headlines(at=NOON + HOUR)[0] == "Later"


def test_a_retracted_story_is_gone_from_its_place(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[9]}))
    publishing.add_correction(stories[9], kind="retraction", text="Untrue.", by=None, now=NOON)
    publishing.publish(stories[9], by=None, now=NOON + HOUR)
    assert live_edition(stories[9], at=NOON + HOUR).is_retracted is True
    assert "Story 9" not in headlines(at=NOON + HOUR)


def test_an_update_of_a_pinned_story_shows_in_its_place(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[9]}))
    Article.objects.filter(pk=stories[9].pk).update(headline="Rewritten")
    stories[9].refresh_from_db()
    assert headlines(at=NOON + HOUR)[0] == "Story 9"
    publishing.publish(stories[9], by=None, now=NOON + 2 * HOUR)
    assert headlines(at=NOON + 2 * HOUR)[0] == "Rewritten"


def test_the_draft_is_nothing_to_readers(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[9]}))
    front = publishing.working_front(None)
    publishing.save_front(front, arrange({"lead": stories[5]}), by=None, version=front.version, now=NOON)
    assert headlines()[0] == "Story 9"


# A section


def test_a_sections_front_has_its_pins_on_top_and_the_others_below(stories: list[Article]) -> None:
    section = stories[0].section
    make_front_edition(arrange({"lead": stories[25], "beside-1": stories[1]}), section=section)
    page = reading.section_page("world", at=NOON)
    assert page is not None
    assert top(page.front) == ["Story 25", "Story 1", "Story 0", "Story 2", "Story 3"]
    assert [card.edition.headline for card in page.listing.cards] == [f"Story {number}" for number in range(4, 21)]


def test_its_older_stories_go_on_where_the_page_ends(stories: list[Article]) -> None:
    section = stories[0].section
    make_front_edition(arrange({"lead": stories[25], "beside-1": stories[1]}), section=section)
    page = reading.section_page("world", at=NOON)
    assert page is not None
    older = reading.section_page("world", at=NOON, before=page.listing.older)
    assert older is not None
    assert older.front is None
    assert [card.edition.headline for card in older.listing.cards] == [f"Story {number}" for number in range(21, 30)]
    assert older.listing.older is None


def test_a_section_without_an_edition_is_a_list(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[25]}))
    page = reading.section_page("world", at=NOON)
    assert page is not None
    assert (page.front, len(page.listing.cards)) == (None, 20)


def test_a_short_section_ends_after_its_page(stories: list[Article]) -> None:
    books = make_section(name="Books")
    book = make_live_article(headline="Book", section=books)
    make_front_edition(arrange({"beside-2": book, "lead": stories[3]}), section=books)
    page = reading.section_page("books", at=NOON)
    assert page is not None
    assert (top(page.front), page.listing.cards, page.listing.older) == (["Story 3", "Book"], [], None)


def test_the_front_of_one_section_is_not_that_of_another(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[9]}), section=stories[0].section)
    make_section(name="Books")
    page = reading.section_page("books", at=NOON)
    assert page is not None
    assert page.front is None
    assert headlines()[0] == "Story 0"


# The cost


@pytest.mark.parametrize("rails", [0, 1, 8])
def test_the_same_queries_whatever_is_arranged(
    stories: list[Article], rails: int, django_assert_max_num_queries
) -> None:
    sections = [make_section() for _ in range(rails)]
    pins = dict(zip(["lead", "beside-1", "beside-4"], stories[10:], strict=False))
    make_front_edition(arrange(pins, [(section, 9) for section in sections]))
    with django_assert_max_num_queries(4):
        reading.front_page(at=NOON)


def test_a_card_carries_no_text_of_the_story(stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[9]}))
    lead = reading.front_page(at=NOON).front.lead
    assert lead is not None
    assert "content" in lead.edition.get_deferred_fields()
    assert isinstance(lead.edition, Edition)
