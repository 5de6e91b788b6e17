"""Maps for search engines: every story that readers see and no other, in files of a span of time; and robots.txt."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from articles import publishing
from articles.models import Article
from articles.reading import sitemaps
from articles.tests.factories import (
    NOON,
    make_archive,
    make_article,
    make_author,
    make_live_article,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
HOUR = timedelta(hours=1)
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
MARCH = "/sitemaps/2026-03.xml"


@pytest.fixture(autouse=True)
def at_one(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + HOUR)


def places(client: Client, path: str) -> list[str]:
    """The addresses in a map, without the site."""
    response = client.get(path)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    found = etree.fromstring(response.content).xpath("//s:loc/text()", namespaces=NAMES)
    assert all(place.startswith(SITE) for place in found)
    return [place.removeprefix(SITE) for place in found]


def archive(stories: int, *, at: datetime = NOON) -> None:
    make_archive(stories, section=make_section(), topic=make_topic(), author=make_author(), at=at)


def test_the_index_lists_the_months_that_have_stories(client: Client) -> None:
    for moment in (NOON, NOON - timedelta(days=70), NOON - timedelta(days=800)):
        make_live_article(at=moment)
    withdrawn = make_live_article(at=NOON - timedelta(days=400))
    publishing.withdraw(withdrawn, by=None, now=NOON)
    assert places(client, "/sitemap.xml") == [
        "/sitemaps/news-1.xml",
        "/sitemaps/pages.xml",
        MARCH,
        "/sitemaps/2025-12.xml",
        "/sitemaps/2023-12.xml",
    ]


def test_an_empty_site_has_a_map(client: Client) -> None:
    assert places(client, "/sitemap.xml") == ["/sitemaps/pages.xml"]
    assert places(client, "/sitemaps/pages.xml") == ["/", "/corrections/"]
    assert places(client, "/sitemaps/news-1.xml") == []


def test_a_month_says_when_its_stories_changed_for_readers(client: Client, frozen: Any) -> None:
    article = make_live_article(headline="One")
    make_live_article(headline="February", at=NOON - timedelta(days=20))
    publishing.publish(article, by=None, minor=True, change_note="A comma.", now=NOON + HOUR)
    before = client.get(MARCH)
    assert places(client, MARCH) == ["/2026/03/08/one/"]
    assert b"<lastmod>2026-03-08T12:00:00+00:00</lastmod>" in before.content
    Article.objects.filter(pk=article.pk).update(headline="Two")
    publishing.publish(Article.objects.get(pk=article.pk), by=None, now=NOON + 2 * HOUR)
    frozen(NOON + 3 * HOUR)
    assert b"<lastmod>2026-03-08T14:00:00+00:00</lastmod>" in client.get(MARCH).content


def test_a_map_follows_publication_address_and_withdrawal(client: Client, frozen: Any) -> None:
    article = make_article(headline="One")
    publishing.publish(article, by=None, at=NOON + 2 * HOUR, now=NOON)
    assert client.get(MARCH).status_code == 404
    frozen(NOON + 2 * HOUR)
    assert places(client, MARCH) == ["/2026/03/08/one/"]
    Article.objects.filter(pk=article.pk).update(slug="other")
    publishing.publish(Article.objects.get(pk=article.pk), by=None, now=NOON + 3 * HOUR)
    frozen(NOON + 3 * HOUR)
    assert places(client, MARCH) == places(client, "/sitemaps/news-1.xml") == ["/2026/03/08/other/"]
    publishing.withdraw(article, by=None, now=NOON + 4 * HOUR)
    frozen(NOON + 4 * HOUR)
    assert client.get(MARCH).status_code == 404
    assert places(client, "/sitemap.xml") == ["/sitemaps/pages.xml"]


def test_what_is_retracted_is_no_news_and_what_lives_elsewhere_is_on_no_map(client: Client, frozen: Any) -> None:
    make_live_article(headline="One")
    make_live_article(headline="Two", canonical_url="https://first.example/two/")
    article = make_live_article(headline="Three")
    publishing.add_correction(article, kind="retraction", text="Not so.", by=None, now=NOON)
    publishing.publish(article, by=None, now=NOON + HOUR)
    frozen(NOON + 2 * HOUR)
    assert places(client, "/sitemaps/news-1.xml") == ["/2026/03/08/one/"]
    assert places(client, MARCH) == ["/2026/03/08/three/", "/2026/03/08/one/"]
    assert b"<lastmod>2026-03-08T13:00:00+00:00</lastmod>" in client.get(MARCH).content


def test_a_month_that_is_too_full_is_split_into_days(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(6)
    make_live_article(at=NOON - timedelta(days=3))
    make_live_article(at=NOON - timedelta(days=40))
    monkeypatch.setattr(sitemaps, "FILE_SIZE", 7)
    assert "/sitemaps/2026-03.xml" in places(client, "/sitemap.xml")
    monkeypatch.setattr(sitemaps, "FILE_SIZE", 6)
    spans = ["/sitemaps/2026-01.xml", "/sitemaps/2026-03-08.xml", "/sitemaps/2026-03-05.xml"]
    assert places(client, "/sitemap.xml")[-3:] == spans
    assert len(places(client, "/sitemaps/2026-03-08.xml")) == 6


@pytest.mark.parametrize(
    "path", ["2026-02", "2026-13", "0000-01", "9999-12", "2026-02-30", "2026-03-07", "news-2", "x"]
)
def test_there_is_no_map_of_nothing(path: str, client: Client) -> None:
    make_live_article()
    response = client.get(f"/sitemaps/{path}.xml")
    assert (response.status_code, response.content) == (404, client.get("/never/").content)


def test_sections_topics_and_authors_with_stories_are_mapped(client: Client) -> None:
    make_topic(name="Unused"), make_author(name="Nobody")
    make_live_article(
        section=make_section(name="World"), topics=[make_topic(name="NATO")], authors=[make_author(name="Ana")]
    )
    assert places(client, "/sitemaps/pages.xml")[2:] == ["/section/world/", "/topic/nato/", "/author/ana/"]


def test_2500_stories_in_two_days_are_news_in_three_files(client: Client, frozen: Any) -> None:
    archive(2_500, at=NOON)
    frozen(NOON)
    index = places(client, "/sitemap.xml")
    files = [f"/sitemaps/news-{number}.xml" for number in (1, 2, 3)]
    assert index[:4] == [*files, "/sitemaps/pages.xml"]
    listed = [places(client, file) for file in files]
    assert [len(one) for one in listed] == [1_000, 1_000, 500]
    assert len({place for one in listed for place in one}) == 2_500
    assert client.get("/sitemaps/news-4.xml").status_code == 404


def test_at_hour_49_a_story_is_no_news(client: Client, frozen: Any) -> None:
    make_live_article(headline="One")
    frozen(NOON + 48 * HOUR - timedelta(seconds=1))
    assert places(client, "/sitemaps/news-1.xml") == ["/2026/03/08/one/"]
    frozen(NOON + 49 * HOUR)
    assert places(client, "/sitemaps/news-1.xml") == []
    assert "/sitemaps/news-1.xml" not in places(client, "/sitemap.xml")
    assert places(client, MARCH) == ["/2026/03/08/one/"]


def test_news_says_what_google_asks_for(client: Client, settings: Any) -> None:
    settings.NEWSROOM_NEWS_NAME = "The Paper (London)"
    make_live_article(headline="One & two", language="pt-BR")
    make_live_article(headline="Paid", kind="sponsored")
    root = etree.fromstring(client.get("/sitemaps/news-1.xml").content)
    [news] = root.findall("s:url/n:news", NAMES)
    assert news.findtext("n:publication/n:name", namespaces=NAMES) == "The Paper"
    assert news.findtext("n:publication/n:language", namespaces=NAMES) == "pt"
    assert news.findtext("n:publication_date", namespaces=NAMES) == "2026-03-08T12:00:00+00:00"
    assert news.findtext("n:title", namespaces=NAMES) == "One & two"


def test_what_is_unchanged_costs_no_bytes(client: Client, frozen: Any) -> None:
    make_live_article()
    for path in ("/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/news-1.xml", MARCH):
        response = client.get(path)
        assert client.get(path, HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304
        assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("stories", [10, 1_000])
def test_a_map_takes_as_many_queries_whatever_the_archive(
    stories: int, client: Client, django_assert_num_queries: Any
) -> None:
    archive(stories)
    costs = {"/sitemap.xml": 6, "/sitemaps/pages.xml": 5, "/sitemaps/news-1.xml": 2, MARCH: 2}
    for path, queries in costs.items():
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200


def test_robots_are_told_where_the_map_is_and_what_the_newspaper_chose(client: Client, settings: Any) -> None:
    def told(choice: str) -> str:
        settings.NEWSROOM_AI_CRAWLERS = choice
        return client.get("/robots.txt").content.decode()

    assert told("allow") == f"User-agent: *\nDisallow: /admin/\n\nSitemap: {SITE}/sitemap.xml\n"
    assert "User-agent: GPTBot\n" in told("no-training")
    assert "User-agent: PerplexityBot\n" not in told("no-training")
    assert "User-agent: PerplexityBot\n" in told("refuse")
    assert told("refuse").count("Disallow: /\n") == 1
