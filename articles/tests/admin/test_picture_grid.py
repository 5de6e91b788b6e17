"""The grid of pictures: what is found, what it says of each, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin import words
from articles.models import AllowedUse, Collection, Image, SourceType

from ..factories import NOON, make_article, make_image, make_live_article, make_topic

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
GRID = "/admin/articles/image/"


def found(client: Client, query: str, **more: str) -> list[str]:
    """The titles of the pictures that the search finds, in the order of the grid."""
    response = client.get(GRID, {"q": query} | more)
    assert response.status_code == 200
    return [card.title for card in response.context["cl"].cards]


def badges(client: Client) -> list[str]:
    [card] = client.get(GRID).context["cl"].cards
    return [badge.words for badge in card.badges]


@pytest.mark.parametrize(
    "said",
    [
        {"title": "Bērziņa speaks"},
        {"caption": "In the middle Bērziņa."},
        {"credit_line": "Bērziņa/LETA"},
        {"creator": "Ilze Bērziņa"},
        {"place": "Bērziņa street"},
        {"keywords": "election, Bērziņa"},
        {"original_name": "Bērziņa_01.jpg"},
    ],
    ids=lambda said: next(iter(said)),
)
def test_words_are_found_wherever_a_picture_has_them_without_accents(desk: Client, said: dict[str, str]) -> None:
    image = make_image(**{"title": "This one"} | said)
    make_image(title="Another")
    assert found(desk, "berzina") == [image.title]


def test_a_picture_is_found_by_its_key_and_not_by_a_word_it_must_not_have(desk: Client) -> None:
    make_image(key="bridge-irpin", title="Bridge")
    make_image(key="bridge-riga", title="Bridge at Riga")
    assert found(desk, "bridge -riga") == ["Bridge"]


def test_a_changed_credit_is_found_at_once(desk: Client) -> None:
    image = make_image(title="One", credit_line="AFP")
    image.credit_line = "Reuters"
    image.save(update_fields=["credit_line"])
    assert (found(desk, "reuters"), found(desk, "afp")) == (["One"], [])


RIGHTS: dict[str, dict[str, Any]] = {
    "ok": {},
    "ended": {"usable_until": NOON - DAY},
    "soon": {"usable_until": NOON + DAY},
    "notyet": {"usable_from": NOON + DAY},
    "embargo": {"embargo": NOON + DAY},
    "print": {"allowed_use": AllowedUse.PRINT},
    "killed": {"killed_at": NOON, "kill_reason": "Wrong"},
    "limited": {"maximum_uses": 2},
}


@pytest.mark.parametrize("state", RIGHTS)
def test_each_state_of_rights_finds_its_pictures(desk: Client, frozen: Callable[..., None], state: str) -> None:
    frozen(NOON)
    for name, said in RIGHTS.items():
        make_image(title=name, **said)
    expected = {"ok": {"ok", "soon", "limited"}}.get(state, {state})
    assert set(found(desk, f"rights:{state}")) == expected


def test_what_is_missing_is_found(desk: Client) -> None:
    make_image(title="credit", credit_line="")
    make_image(title="alt", alt_text="")
    make_image(title="decorative", alt_text="", is_decorative=True)
    make_image(title="file", file="", width=None, height=None, content_hash="")
    assert [found(desk, f"missing:{what}") for what in ("credit", "alt", "file")] == [["credit"], ["alt"], ["file"]]


def test_shape_ai_and_licence_are_found(desk: Client) -> None:
    make_image(title="wide", width=3000, height=1000, licence="cc-by-4.0")
    make_image(title="high", width=1000, height=1500, digital_source_type=SourceType.AI_MADE)
    make_image(title="even", width=1000, height=1000, licence="own")
    assert found(desk, "shape:panorama") == ["wide"]
    assert found(desk, "shape:portrait") == ["high"]
    assert found(desk, "shape:square") == ["even"]
    assert found(desk, "ai:yes") == ["high"]
    assert found(desk, "licence:cc") == ["wide"]
    assert found(desk, "licence:own") == ["even"]


def test_days_are_found(desk: Client, frozen: Callable[..., None]) -> None:
    frozen(NOON)
    make_image(title="new", date_created=date(2026, 3, 7))
    make_image(title="old", date_created=date(2022, 3, 7), created_at=NOON - 40 * DAY)
    assert found(desk, "added:today") == ["new"]
    assert found(desk, "taken:2022-03-07") == ["old"]
    assert found(desk, "taken:2026-03") == ["new"]
    assert found(desk, "taken:2022") == ["old"]


def test_topics_and_collections_are_found(desk: Client) -> None:
    image = make_image(title="in both")
    make_image(title="in none")
    image.topics.add(make_topic(name="NATO"))
    Collection.objects.create(name="Election 2026").images.add(image)
    assert found(desk, "topic:nato") == ["in both"]
    assert found(desk, 'collection:"election 2026"') == ["in both"]


def test_where_a_picture_is_used_is_found_and_said(desk: Client) -> None:
    past = timezone.now() - DAY
    lead, body = make_image(title="lead"), make_image(title="body")
    figure = f'<figure data-image="{body.key}"></figure>'
    make_live_article(lead_image=lead, at=past, body=f"<p>One.</p>{figure}")
    make_live_article(lead_image=lead, at=past)
    make_article(lead_image=make_image(title="desk"))
    make_image(title="never")
    assert set(found(desk, "used:live")) == {"lead", "body"}
    assert found(desk, "used:desk") == ["desk"]
    assert found(desk, "used:never") == ["never"]
    cards = {card.title: card.used for card in desk.get(GRID).context["cl"].cards}
    assert cards == {"lead": "Live in 2", "body": "Live in 1", "desk": "In a working copy", "never": "Not used yet"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, []),
        ({"credit_line": "", "alt_text": ""}, ["No credit", "No alt text"]),
        ({"usable_until": NOON}, ["Rights ended 8 Mar 2026, 12:00"]),
        ({"usable_until": NOON + DAY}, ["Rights end 9 Mar 2026, 12:00"]),
        ({"usable_until": NOON + 15 * DAY}, []),
        ({"usable_from": NOON + DAY}, ["Not before 9 Mar 2026, 12:00"]),
        ({"embargo": NOON + DAY}, ["Embargo until 9 Mar 2026, 12:00"]),
        ({"allowed_use": "print"}, ["Print only"]),
        ({"killed_at": NOON, "kill_reason": "x"}, ["Killed"]),
        ({"digital_source_type": SourceType.AI_COMPOSITE}, ["Edited with AI"]),
        ({"instructions": "Embargo until Friday"}, ["Instructions name an embargo"]),
        ({"file": "", "width": None, "height": None, "content_hash": ""}, ["No file yet"]),
    ],
)
def test_a_card_says_what_has_to_be_known(
    desk: Client, frozen: Callable[..., None], said: dict[str, Any], words: list[str]
) -> None:
    frozen(NOON)
    make_image(**said)
    assert badges(desk) == words


@pytest.mark.parametrize(
    "query",
    ["rights:nonsense", "ai:perhaps", "taken:someday", "topic:none-such", "collection:x", "licence:z", "shape:round"],
)
def test_what_is_not_understood_is_said_and_finds_nothing(desk: Client, query: str) -> None:
    make_image()
    response = desk.get(GRID, {"q": query})
    assert response.context["cl"].said
    assert not response.context["cl"].cards


@pytest.mark.parametrize(
    "query",
    ["\x00", "a\x00b", "x" * 100_000, "taken:99999999999", "'; DROP TABLE", "added:0000-00-00", "-", '"', "rights:"],
    ids=["nul", "nul inside", "huge", "far day", "quotes", "no day", "minus", "quote", "empty term"],
)
def test_no_search_breaks_the_grid(desk: Client, query: str) -> None:
    make_image()
    assert desk.get(GRID, {"q": query}).status_code == 200


@pytest.mark.parametrize(
    "address", ["?after=x", "?before=%00", "?o=nonsense", "?care=nonsense", "?end=1", "?rest=%00&rights=%00"]
)
def test_no_place_in_the_list_breaks_it(desk: Client, address: str) -> None:
    make_image()
    assert desk.get(GRID + address, follow=True).status_code == 200


def test_the_menus_make_one_search(desk: Client) -> None:
    response = desk.get(GRID, {"rest": "riga", "rights": "ended", "collection": "Election 2026", "o": "oldest"})
    assert response.headers["Location"] == (f"{GRID}?q=riga+rights%3Aended+collection%3A%22Election+2026%22&o=oldest")


def test_pages_lead_on_without_a_count(desk: Client) -> None:
    for number in range(61):
        make_image(title=str(number), created_at=NOON + timedelta(minutes=number))
    first = desk.get(GRID).context["cl"]
    assert [card.title for card in first.cards] == [str(number) for number in range(60, 0, -1)]
    older = next(address for label, address, _ in first.links if label == "Older")
    assert [card.title for card in desk.get(GRID + older).context["cl"].cards] == ["0"]
    assert found(desk, "", o="oldest")[:2] == ["0", "1"]


@pytest.mark.parametrize("query", ["", "word", "rights:ok used:live missing:caption topic:nato collection:c"])
def test_a_thousand_pictures_cost_the_questions_of_ten(desk: Client, query: str) -> None:
    collection = Collection.objects.create(name="c")
    topic = make_topic(name="NATO")
    asked = []
    for more in (10, 990):
        start = Image.objects.count()
        images = Image.objects.bulk_create(
            Image(
                key=f"k{start + number}", title=f"Word {number}", created_at=NOON, file="x.jpg", width=3, height=2,
                content_hash=f"{start + number:064d}", found_by="word", alt_text="A", credit_line="C",
            )
            for number in range(more)
        )  # fmt: skip
        collection.images.add(*images[:100])
        for image in images[:3]:
            image.topics.add(topic)
        make_live_article(lead_image=images[0])
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(GRID, {"q": query}).status_code == 200
        asked.append(len(captured.captured_queries))
    assert asked[0] == asked[1]
    assert asked[1] <= 10


def test_an_empty_grid_says_what_to_do(desk: Client) -> None:
    assert "There are no pictures yet." in desk.get(GRID).content.decode()
    assert "No picture is like that." in desk.get(GRID, {"q": "x"}).content.decode()


def test_who_only_sees_pictures_is_offered_nothing_to_do(viewer: User, signed_in: SignIn) -> None:
    make_image()
    page = signed_in(viewer).get(GRID).content.decode()
    assert "take-in" not in page
    assert reverse("admin:articles_image_bulk") not in page


def test_reporters_take_pictures_in_and_change_none(reporter: User, signed_in: SignIn) -> None:
    make_image()
    page = signed_in(reporter).get(GRID).content.decode()
    assert 'class="take-in"' in page
    assert reverse("admin:articles_image_bulk") not in page


def test_the_home_leads_to_what_has_to_be_looked_after(desk: Client) -> None:
    make_image(title="bare", credit_line="")
    make_image(title="whole")
    response = desk.get(GRID, {"care": "credit"})
    assert [card.title for card in response.context["cl"].cards] == ["bare"]
    assert "To look after: Without a credit." in response.content.decode()


def test_where_no_index_finds_words_the_newest_are_searched_and_that_is_said(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "READ_AT_MOST", 2)
    monkeypatch.setattr(words, "has_word_index", lambda using: False)
    for number in range(3):
        make_image(title=f"Row {number}", created_at=NOON + timedelta(minutes=number))
    response = desk.get(GRID, {"q": "row"})
    assert [card.title for card in response.context["cl"].cards] == ["Row 2", "Row 1"]
    assert "Only the newest 2 pictures were looked through for “row”." in response.content.decode()
