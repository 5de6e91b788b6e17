"""Captions are searched as far as readers see them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import publishing, search
from articles.models import Article, Image, SearchEntry
from articles.tests.factories import NOON, make_article, make_image, make_live_article
from articles.text import parse_query

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def found(words: str, *, at: Any = NOON) -> list[str]:
    return [hit.card.edition.slug for hit in search.search(parse_query(words), at=at).hits]


def extract_for(words: str) -> str:
    (hit,) = search.search(parse_query(words), at=NOON).hits
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in hit.extract)


def figure(image: Image, caption: str = "") -> str:
    inside = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure data-image="{image.key}">{inside}</figure>'


@pytest.fixture
def bridge() -> Image:
    return make_image(key="bridge", caption="A zeppelin over the Old Bridge", alt_text="Airship", credit_line="Weegee")


@pytest.fixture
def story(bridge: Image) -> Article:
    market = make_image(key="market", caption="What the image itself says")
    lead = make_image(key="lead", caption="Own words of the lead")
    gallery = [make_image(key=f"gallery-{number}", caption=f"Gondola {number}") for number in (1, 2)]
    article = make_live_article(
        slug="port",
        headline="Dockers strike",
        standfirst="",
        lead_image=lead,
        lead_caption="The harbourmaster at <dawn>",
        body=(
            f"<p>All stood still.</p>{figure(bridge)}{figure(market, 'Fishwives at <em>noon</em>')}"
            f'<section data-type="gallery">{"".join(map(figure, gallery))}</section><p>Nobody came.</p>'
        ),
    )
    make_live_article(slug="rail", headline="Trains", body="<p>A zeppelin was late.</p>", at=NOON - HOUR)
    search.rebuild(now=NOON)
    return article


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("harbourmaster", ["port"]),
        ("fishwives noon", ["port"]),
        ("fishwife dockers", []),
        ("gondolas", ["port"]),
        ('"old bridge"', ["port"]),
        ("zeppelins", ["port", "rail"]),
        ("image itself", []),
        ("lead", []),
        ("airship", []),
        ("weegee", []),
        # From one to the next.
        ('"bridge fishwives"', []),
        ('"came the harbourmaster"', []),
    ],
)
def test_captions_are_found_as_they_are_used(words: str, slugs: list[str], story: Article) -> None:
    assert found(words) == slugs


def test_the_extract_is_of_the_caption_where_the_text_has_none_of_the_words(story: Article) -> None:
    assert extract_for("harbourmaster") == (
        "The [harbourmaster] at <dawn> A zeppelin over the Old Bridge Fishwives at noon Gondola 1 Gondola 2"
    )
    assert extract_for("harbourmaster still") == "All stood [still]. Nobody came."


def test_a_caption_counts_less_than_a_headline(story: Article) -> None:
    make_live_article(slug="new", headline="Zeppelin", at=NOON - 24 * 300 * HOUR)
    search.rebuild(now=NOON)
    assert found("zeppelin")[0] == "new"


def test_what_was_killed_takes_its_caption_out_at_once(story: Article, bridge: Image) -> None:
    publishing.kill_picture(bridge, by=None, reason="A court said so.", now=NOON)
    # Nothing has been announced: the index still has the words.
    assert SearchEntry.objects.filter(head__contains="zeppelin over").exists()
    assert (found("zeppelin"), found('"old bridge"'), found("gondola")) == (["rail"], [], ["port"])
    assert search.suggested(parse_query("brigde"), at=NOON) is None
    assert "Bridge" not in extract_for("harbourmaster")


def test_the_index_follows_a_picture_that_is_killed_and_released(
    bridge: Image, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(make_article(slug="port", body=f"<p>Text.</p>{figure(bridge)}"), by=None)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.kill_picture(bridge, by=None, reason="A court said so.")
    assert not SearchEntry.objects.filter(head__contains="zeppelin").exists()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.release_picture(bridge, by=None, reason="Another court did not.")
    assert found("zeppelin", at=timezone.now()) == ["port"]
    assert SearchEntry.objects.count() == 1
    assert search.check(now=timezone.now()) == search.Faults([], [])


def test_a_right_that_ends_by_the_clock_ends_what_its_caption_finds(story: Article, bridge: Image) -> None:
    Image.objects.filter(pk=bridge.pk).update(usable_until=NOON + HOUR)
    assert found('"old bridge"', at=NOON + HOUR - timedelta(seconds=1)) == ["port"]
    assert found('"old bridge"', at=NOON + HOUR) == []


def test_a_page_takes_one_query_more_where_captions_are_looked_at(
    story: Article, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(5 + 6):
        assert found("gondola") == ["port"]
