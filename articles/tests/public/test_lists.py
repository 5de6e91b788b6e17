"""The lists: front page, section, topic, author, archive."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article, Profile
from articles.tests.factories import (
    NOON,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LISTS = ["/", "/section/world/", "/topic/nato/", "/author/ana/", "/archive/", "/2026/03/", "/2026/03/08/"]
PAGED = LISTS[1:4] + LISTS[5:]
QUERIES = {
    "/": 3,
    "/section/world/": 3,
    "/topic/nato/": 3,
    "/author/ana/": 4,
    "/archive/": 4,
    "/2026/03/": 3,
    "/2026/03/08/": 3,
}


@pytest.fixture
def newsroom(db: None) -> dict[str, list]:
    """What a story is filed under so that all lists show it."""
    make_section(name="World")
    return {"topics": [make_topic(name="NATO")], "authors": [make_author(name="Ana", email="ana@example.org")]}


def make_stories(number: int, newsroom: dict[str, list]) -> list[Article]:
    """Live stories, a minute apart, the last one at noon."""
    return [
        make_live_article(
            headline=f"Story number {minutes}.",
            at=NOON - timedelta(minutes=minutes),
            lead_image=make_image(),
            **newsroom,
        )
        for minutes in reversed(range(number))
    ]


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("number", [10, 200])
def test_a_list_takes_as_many_queries_for_few_stories_as_for_many(
    client: Client, newsroom, django_assert_num_queries, path: str, number: int
) -> None:
    make_stories(number, newsroom)
    with django_assert_num_queries(QUERIES[path]):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_a_list_shows_a_story_with_its_link(client: Client, newsroom, path: str) -> None:
    make_live_article(headline="The headline", standfirst="What happened.", **newsroom)
    text = text_of(client, path)
    assert text.count("<h1") == 1
    assert '<a href="/2026/03/08/the-headline/">The headline</a>' in text
    assert "What happened." in text
    assert "By Ana" in text


@pytest.mark.parametrize("path", LISTS)
def test_a_list_shows_only_what_is_visible(client: Client, newsroom, frozen, path: str) -> None:
    make_live_article(headline="Shown", **newsroom)
    make_article(headline="Draft", **newsroom)
    publishing.publish(make_article(headline="Ahead", **newsroom), by=None, at=NOON + HOUR, now=NOON)
    withdrawn = make_live_article(headline="Withdrawn", **newsroom)
    publishing.withdraw(withdrawn, by=None, now=NOON + timedelta(minutes=1))
    frozen(NOON + timedelta(minutes=2))
    text = text_of(client, path)
    assert "Shown" in text
    assert not [word for word in ("Draft", "Ahead", "Withdrawn") if word in text]
    frozen(NOON + HOUR)
    assert "Ahead" in text_of(client, path)


@pytest.mark.parametrize("path", PAGED)
def test_older_stories_follow_without_gap_or_repetition(client: Client, newsroom, path: str) -> None:
    make_stories(45, newsroom)
    seen, address = [], path
    while address:
        text = text_of(client, address)
        seen += [number for number in range(45) if f"Story number {number}." in text]
        _, found, rest = text.partition('class="older-next" href="')
        address = path + rest.partition('"')[0] if found else ""
    assert seen == list(range(45))


def test_the_archive_s_older_stories_are_the_month_s(client: Client, newsroom) -> None:
    make_stories(25, newsroom)
    assert 'class="older-next" href="/2026/03/?before=' in text_of(client, "/archive/")


@pytest.mark.parametrize("path", PAGED)
@pytest.mark.parametrize("before", ["", "x", "1", "1_2_3", "-99999999999999999_1", "1_-1", "%00", "١_١"])
def test_nonsense_for_a_page_is_not_found(client: Client, newsroom, path: str, before: str) -> None:
    make_live_article(**newsroom)
    assert client.get(f"{path}?before={before}").status_code == 404


@pytest.mark.parametrize("path", PAGED)
def test_there_is_no_page_after_the_last_story(client: Client, newsroom, path: str) -> None:
    make_live_article(**newsroom)
    assert client.get(f"{path}?before=0_1").status_code == 404


def test_a_section_without_stories_says_so(client: Client) -> None:
    make_section(name="World", description="From far away.")
    text = text_of(client, "/section/world/")
    assert "There are no stories here yet." in text
    assert "From far away." in text
    assert 'href="/section/world/" aria-current="page"' in text


@pytest.mark.parametrize("path", ["/", "/archive/"])
def test_an_empty_newspaper_says_so(client: Client, path: str) -> None:
    assert "Nothing has been published yet" in text_of(client, path)


def test_an_author_is_introduced(client: Client) -> None:
    author = make_author(
        name="Ana",
        job_title="Reporter",
        biography="First.\n\nSecond.",
        email="ana@example.org",
        picture=make_image(alt_text="Ana at her desk"),
        works_here=False,
    )
    Profile.objects.create(author=author, label="Mastodon", url="https://example.org/@ana")
    make_live_article(authors=[author])
    text = text_of(client, "/author/ana/")
    assert "Formerly Reporter" in text
    assert "<p>First.</p>\n\n<p>Second.</p>" in text
    assert '<a href="mailto:ana@example.org">' in text
    assert '<a href="https://example.org/@ana" rel="me external">Mastodon</a>' in text
    assert 'alt="Ana at her desk"' in text


def test_a_topic_leads_to_the_wider_topic_where_that_has_stories(client: Client) -> None:
    wide = make_topic(name="NATO")
    narrow = make_topic(name="Article 5", parent=wide)
    make_live_article(topics=[narrow])
    assert "/topic/nato/" not in text_of(client, "/topic/article-5/")
    make_live_article(topics=[wide])
    assert '<a href="/topic/nato/">NATO</a>' in text_of(client, "/topic/article-5/")


def test_a_month_leads_to_its_neighbours_and_its_days(client: Client) -> None:
    for at in (datetime(2025, 11, 3, tzinfo=UTC), datetime(2026, 1, 9, tzinfo=UTC), NOON):
        make_live_article(at=at)
    text = text_of(client, "/2026/01/")
    assert '<a href="/2025/11/" rel="prev">' in text
    assert '<a href="/2026/03/" rel="next">' in text
    assert 'href="/2026/01/09/"' in text
    assert 'href="/2026/01/10/"' not in text


def test_a_day_is_the_newsroom_s_day(client: Client, settings) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    make_live_article(headline="Late", at=datetime(2026, 3, 8, 22, 30, tzinfo=UTC))
    assert "Late" in text_of(client, "/2026/03/09/")
    assert client.get("/2026/03/08/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/2022/13/",
        "/2022/00/",
        "/2022/02/30/",
        "/2022/13/01/",
        "/2022/01/00/",
        "/0000/01/",
        "/0001/01/",
        "/0001/01/01/",
        "/9999/12/",
        "/9999/12/31/",
        "/9999/01/01/",
        "/2026/04/",
        "/2026/03/12/",
        "/2022/13/45/story/",
        "/٢٠٢٦/٠٣/",
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_a_date_that_does_not_exist_or_has_no_stories_is_not_found(
    client: Client, settings, path: str, zone: str
) -> None:
    settings.TIME_ZONE = zone
    make_live_article()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/section/none/", "/topic/none/", "/author/none/", "/topic/nato/", "/author/ana/"])
def test_a_list_of_nothing_is_not_found(client: Client, path: str) -> None:
    make_topic(name="NATO")
    make_author(name="Ana")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_a_list_touches_no_session(client: Client, newsroom, path: str) -> None:
    make_live_article(**newsroom)
    response = client.get(path)
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
