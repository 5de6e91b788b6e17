"""Feeds: the newest stories whole, under identities that stay, and nothing of what is not seen."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from articles import publishing
from articles.models import Article
from articles.tests.factories import (
    NOON,
    make_archive,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)
from articles.tests.public.pictures import address_of

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
HOUR = timedelta(hours=1)
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
FORMATS = ["rss", "atom", "json"]
WHOSE = ["/", "/section/world/", "/topic/nato/", "/author/ana/"]


@pytest.fixture(autouse=True)
def at_one(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + HOUR)


def a_story(**overrides: Any) -> Article:
    names: dict[str, Callable[[], Any]] = {
        "headline": lambda: "One & two",
        "section": lambda: make_section(name="World"),
        "topics": lambda: [make_topic(name="NATO")],
        "authors": lambda: [make_author(name="Ana"), make_author(name="Bo")],
    }
    return make_live_article(**{name: make() for name, make in names.items() if name not in overrides} | overrides)


def get(client: Client, format: str, home: str = "/", **headers: str) -> Any:
    return client.get(f"{home}feed/{format}/", **headers)


def xml(client: Client, format: str, home: str = "/") -> Any:
    return etree.fromstring(get(client, format, home).content)


def identities(client: Client, home: str = "/") -> list[list[str]]:
    return [
        xml(client, "rss", home).xpath("//item/guid/text()"),
        xml(client, "atom", home).xpath("//a:entry/a:id/text()", namespaces=NAMES),
        [item["id"] for item in get(client, "json", home).json()["items"]],
    ]


def test_rss_carries_the_whole_story(client: Client) -> None:
    lead, inside = make_image(), make_image()
    article = a_story(
        lead_image=lead,
        dateline="RIGA",
        standfirst="Short.",
        body=f'<p>See <a href="/topic/nato/">it</a>.</p><figure data-image="{inside.key}"></figure>',
    )
    response = get(client, "rss")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = etree.fromstring(response.content).find("channel")
    [item] = channel.findall("item")
    assert channel.xpath("atom:link[@rel='self']/@href", namespaces={"atom": NAMES["a"]}) == [f"{SITE}/feed/rss/"]
    assert (item.findtext("title"), item.findtext("description")) == ("One & two", "Short.")
    assert item.findtext("link") == f"{SITE}/2026/03/08/one-two/"
    assert (item.find("guid").text, item.find("guid").get("isPermaLink")) == (f"urn:uuid:{article.uuid}", "false")
    assert item.findtext("pubDate") == "Sun, 08 Mar 2026 12:00:00 +0000"
    assert item.xpath("dc:creator/text()", namespaces=NAMES) == ["Ana", "Bo"]
    assert [category.text for category in item.findall("category")] == ["World", "NATO"]
    text = item.findtext("content:encoded", namespaces=NAMES)
    assert f'<a href="{SITE}/topic/nato/"' in text
    assert f'<img src="{SITE}{address_of(inside, "w1280.jpg")}" width="1280"' in text
    media = item.find("media:content", NAMES)
    assert media.get("url") == f"{SITE}{address_of(lead, 'w1280.jpg')}"
    assert media.findtext("media:credit", namespaces=NAMES) == lead.credit_line
    order = [etree.QName(element).localname for element in item]
    assert order.index("description") < order.index("encoded")


def test_atom_carries_the_whole_story(client: Client) -> None:
    article = a_story(body="<p>Text.</p>", standfirst="Short.")
    feed = xml(client, "atom")
    [entry] = feed.findall("a:entry", NAMES)
    assert entry.findtext("a:id", namespaces=NAMES) == f"urn:uuid:{article.uuid}"
    assert entry.xpath("a:author/a:name/text()", namespaces=NAMES) == ["Ana", "Bo"]
    assert entry.find("a:content", NAMES).get("type") == "html"
    assert "<p>Text.</p>" in entry.findtext("a:content", namespaces=NAMES)
    assert feed.findtext("a:updated", namespaces=NAMES) == "2026-03-08T12:00:00+00:00"
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=NAMES) == [f"{SITE}/feed/atom/"]


def test_json_carries_the_whole_story(client: Client) -> None:
    a_story(body="<p>Text.</p>", standfirst="Short.", language="lv")
    response = get(client, "json")
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = response.json()
    assert (feed["version"], feed["feed_url"]) == ("https://jsonfeed.org/version/1.1", f"{SITE}/feed/json/")
    [item] = feed["items"]
    assert item["authors"] == [
        {"name": "Ana", "url": f"{SITE}/author/ana/"},
        {"name": "Bo", "url": f"{SITE}/author/bo/"},
    ]
    assert (item["summary"], item["language"], item["tags"]) == ("Short.", "lv", ["World", "NATO"])
    assert "<p>Text.</p>" in item["content_html"]


@pytest.mark.parametrize("home", WHOSE)
def test_each_list_has_its_feeds_and_names_them(home: str, client: Client) -> None:
    article = a_story()
    make_live_article(headline="Other", section=make_section(name="Sport"))
    expected = [f"urn:uuid:{article.uuid}"]
    assert [ids[-1:] for ids in identities(client, home)] == [expected] * 3
    assert [len(ids) for ids in identities(client, home)] == [2 if home == "/" else 1] * 3
    page = client.get(home).content.decode()
    for format, media_type in zip(FORMATS, ("rss+xml", "atom+xml", "feed+json"), strict=True):
        assert f'<link rel="alternate" type="application/{media_type}"' in page
        assert f'href="{SITE}{home}feed/{format}/"' in page


def test_a_story_keeps_its_identity_when_its_address_changes(client: Client, frozen: Any) -> None:
    article = a_story(slug="old")
    before = identities(client)
    Article.objects.filter(pk=article.pk).update(slug="new", headline="Another")
    publishing.publish(Article.objects.get(pk=article.pk), by=None, now=NOON + HOUR)
    frozen(NOON + 2 * HOUR)
    assert identities(client) == before == [[f"urn:uuid:{article.uuid}"]] * 3
    assert xml(client, "rss").findtext("channel/item/link") == f"{SITE}/2026/03/08/new/"
    response = client.get("/2026/03/08/old/", follow=True)
    assert response.redirect_chain == [("/2026/03/08/new/", 301)]


def test_a_correction_is_an_update_of_the_same_entry(client: Client, frozen: Any) -> None:
    article = a_story()
    before = identities(client)
    publishing.add_correction(article, kind="correction", text="It was Riga.", by=None, now=NOON)
    publishing.publish(article, by=None, now=NOON + HOUR)
    frozen(NOON + 2 * HOUR)
    assert identities(client) == before
    [entry] = xml(client, "atom").findall("a:entry", NAMES)
    assert entry.findtext("a:updated", namespaces=NAMES) == "2026-03-08T13:00:00+00:00"
    assert entry.findtext("a:published", namespaces=NAMES) == "2026-03-08T12:00:00+00:00"
    assert xml(client, "rss").findtext("channel/lastBuildDate") == "Sun, 08 Mar 2026 13:00:00 +0000"


def withdraw(article: Article) -> None:
    publishing.withdraw(article, by=None, now=NOON + HOUR)


def retract(article: Article) -> None:
    publishing.add_correction(article, kind="retraction", text="Not so.", by=None, now=NOON)
    publishing.publish(article, by=None, now=NOON + HOUR)


@pytest.mark.parametrize("end", [withdraw, retract])
def test_what_is_gone_leaves_a_tombstone_and_nothing_else(
    end: Callable[[Article], None], client: Client, frozen: Any
) -> None:
    section = make_section(name="World")
    make_live_article(section=section)
    article = a_story(section=section, headline="Gone")
    end(article)
    frozen(NOON + 2 * HOUR)
    for home in ("/", "/section/world/"):
        assert [len(ids) for ids in identities(client, home)] == [1, 1, 1]
        assert all(b"Gone" not in get(client, format, home).content for format in FORMATS)
        [tombstone] = xml(client, "atom", home).findall("at:deleted-entry", NAMES)
        assert dict(tombstone.attrib) == {"ref": f"urn:uuid:{article.uuid}", "when": "2026-03-08T13:00:00+00:00"}
    frozen(NOON + timedelta(days=8))
    assert xml(client, "atom").findall("at:deleted-entry", NAMES) == []


def test_an_update_and_what_was_never_seen_leave_no_tombstone(client: Client, frozen: Any) -> None:
    article = a_story()
    Article.objects.filter(pk=article.pk).update(headline="Another")
    publishing.publish(Article.objects.get(pk=article.pk), by=None, now=NOON + HOUR)
    scheduled = make_article()
    publishing.publish(scheduled, by=None, at=NOON + 9 * HOUR, now=NOON)
    publishing.cancel_schedule(scheduled, by=None, now=NOON)
    frozen(NOON + 10 * HOUR)
    assert xml(client, "atom").findall("at:deleted-entry", NAMES) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_story_appears_on_its_second(format: str, client: Client, frozen: Any) -> None:
    publishing.publish(make_article(headline="Later"), by=None, at=NOON + 2 * HOUR, now=NOON)
    frozen(NOON + 2 * HOUR - timedelta(microseconds=1))
    before = get(client, format)
    assert b"Later" not in before.content
    frozen(NOON + 2 * HOUR)
    after = get(client, format, HTTP_IF_NONE_MATCH=before["ETag"])
    assert (after.status_code, b"Later" in after.content) == (200, True)
    assert after["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_unchanged_costs_no_bytes(format: str, client: Client, frozen: Any) -> None:
    article = a_story()
    first = get(client, format)
    assert first["Last-Modified"] == "Sun, 08 Mar 2026 12:00:00 GMT"
    frozen(NOON + 2 * HOUR)
    for headers in (
        {"HTTP_IF_NONE_MATCH": first["ETag"]},
        {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]},
    ):
        again = get(client, format, **headers)
        assert (again.status_code, again.content) == (304, b"")
    publishing.withdraw(article, by=None, now=NOON + 2 * HOUR)
    frozen(NOON + 3 * HOUR)
    assert get(client, format, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"]).status_code == 200


def test_a_second_that_is_not_over_dates_nothing(client: Client, frozen: Any) -> None:
    a_story()
    frozen(NOON + timedelta(seconds=1))
    assert "Last-Modified" not in get(client, "rss")


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_for_our_pages_alone_is_in_no_feed(format: str, client: Client) -> None:
    lead, inside = make_image(allowed_use="site"), make_image(allowed_use="site")
    a_story(lead_image=lead, body=f'<p>Text.</p><figure data-image="{inside.key}"></figure>')
    text = get(client, format).content.decode()
    assert "/media/" not in text
    assert "/media/" in client.get("/2026/03/08/one-two/").content.decode()


def test_a_hub_is_named_where_a_setting_says_so(client: Client, settings: Any) -> None:
    a_story()
    assert all(b"hub" not in get(client, format).content for format in FORMATS)
    settings.NEWSROOM_WEBSUB_HUB = "https://hub.example/"
    assert all(b"https://hub.example/" in get(client, format).content for format in FORMATS)
    assert get(client, "rss")["Link"] == f'<{SITE}/feed/rss/>; rel="self", <https://hub.example/>; rel="hub"'


@pytest.mark.parametrize("path", ["/topic/none/", "/author/none/", "/section/none/"])
@pytest.mark.parametrize("format", FORMATS)
def test_there_is_no_feed_of_nothing(path: str, format: str, client: Client) -> None:
    make_topic(name="None"), make_author(name="None")
    response = get(client, format, path)
    assert (response.status_code, response.content) == (404, client.get("/never/").content)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_feed_stays_the_same(format: str, client: Client, frozen: Any) -> None:
    first = get(client, format).content
    frozen(NOON + 9 * HOUR)
    assert get(client, format).content == first


@pytest.mark.parametrize("format", FORMATS)
def test_corrections_come_in_each_format(format: str, client: Client) -> None:
    article = make_article(headline="One")
    publishing.add_correction(article, kind="correction", text="It was Riga.", by=None, now=NOON)
    publishing.publish(article, by=None, now=NOON)
    text = client.get(f"/corrections/feed/{format}/").content.decode()
    assert "Correction: One" in text
    assert str(article.corrections.get().uuid) in text
    if format == "json":
        assert json.loads(text)["feed_url"] == f"{SITE}/corrections/feed/json/"


@pytest.mark.parametrize("stories", [10, 1_000])
def test_a_feed_takes_as_many_queries_whatever_the_archive(
    stories: int, client: Client, django_assert_num_queries: Any
) -> None:
    section, topic, author = make_section(name="World"), make_topic(name="NATO"), make_author(name="Ana")
    make_archive(stories, section=section, topic=topic, author=author, at=NOON - HOUR)
    a_story(section=section, topics=[topic], authors=[author], lead_image=make_image())
    for home, queries in zip(WHOSE, (5, 6, 7, 7), strict=True):
        for format in FORMATS:
            with django_assert_num_queries(queries):
                assert get(client, format, home).status_code == 200
