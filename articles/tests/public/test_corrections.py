"""The page of all notices and its feed: what readers find on articles now, and nothing else."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain
from xml.etree import ElementTree

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article, Correction
from articles.tests.factories import NOON, make_article, make_live_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ADDRESSES = ["/corrections/", "/corrections/feed/"]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def noted(text: str, *, kind: str = "correction", at: datetime = NOON, **overrides) -> Article:
    """A live article that carries a notice."""
    article = make_article(**overrides)
    publishing.add_correction(article, kind=kind, text=text, by=None, now=at)
    publishing.publish(article, by=None, now=at)
    return article


def shown(address: str, words: str) -> bool:
    response = Client().get(address)
    assert response.status_code == 200
    return words.encode() in response.content


@pytest.fixture(autouse=True)
def at_one(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + HOUR)


@pytest.mark.parametrize("kind", Correction.Kind)
def test_every_kind_of_notice_is_there_under_its_label(kind: Correction.Kind, client: Client) -> None:
    article = noted("It was Riga.", kind=kind, headline="One")
    text = client.get("/corrections/").content.decode()
    notice = article.corrections.get()
    assert f'<strong class="entry-kind">{kind.label}</strong>' in text
    assert f'href="/2026/03/08/one/#notice-{notice.uuid}"' in text
    assert f'id="notice-{notice.uuid}"' in client.get("/2026/03/08/one/").content.decode()
    assert "It was Riga." in text


def test_notices_are_newest_first(client: Client) -> None:
    for number in (2, 1, 3):
        noted(f"Notice {number}.", at=NOON + number * timedelta(minutes=1))
    text = client.get("/corrections/").content.decode()
    assert text.index("Notice 3.") < text.index("Notice 2.") < text.index("Notice 1.")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_notice_waits_for_its_edition(address: str) -> None:
    article = make_live_article()
    publishing.add_correction(article, kind="correction", text="It was Riga.", by=None, now=NOON)
    assert not shown(address, "It was Riga.")
    publishing.publish(article, by=None, now=NOON + HOUR / 2)
    assert shown(address, "It was Riga.")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_notice_of_a_scheduled_edition_appears_at_its_second(
    address: str, frozen: Callable[[datetime], None]
) -> None:
    article = make_live_article()
    publishing.add_correction(article, kind="correction", text="It was Riga.", by=None, now=NOON)
    publishing.publish(article, by=None, at=NOON + 2 * HOUR, now=NOON)
    frozen(NOON + 2 * HOUR - timedelta(microseconds=1))
    assert not shown(address, "It was Riga.")
    frozen(NOON + 2 * HOUR)
    assert shown(address, "It was Riga.")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_notice_stands_until_readers_see_the_one_that_supersedes_it(address: str) -> None:
    article = noted("It was Riga.")
    later = {"kind": "correction", "text": "It was Tallinn.", "supersedes": article.corrections.get()}
    publishing.add_correction(article, **later, by=None, now=NOON)
    assert (shown(address, "It was Riga."), shown(address, "It was Tallinn.")) == (True, False)
    publishing.publish(article, by=None, now=NOON + HOUR / 2)
    assert (shown(address, "It was Riga."), shown(address, "It was Tallinn.")) == (False, True)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("hide", ["draft", "scheduled", "withdrawn", "removed"])
def test_nothing_of_an_article_that_is_hidden(address: str, hide: str) -> None:
    article = make_article(headline="Hidden headline")
    publishing.add_correction(article, kind="correction", text="Hidden notice.", by=None, now=NOON)
    if hide == "scheduled":
        publishing.publish(article, by=None, at=NOON + 2 * HOUR, now=NOON)
    elif hide != "draft":
        publishing.publish(article, by=None, now=NOON)
    if hide == "withdrawn":
        publishing.withdraw(article, by=None, now=NOON + HOUR / 2)
    elif hide == "removed":
        publishing.remove(article, by=None, reason="A court order.", now=NOON + HOUR / 2)
    assert not shown(address, "Hidden")


def test_a_notice_is_shown_in_the_words_that_readers_saw(client: Client) -> None:
    article = noted("It was <Riga>.")
    Correction.objects.filter(article=article).update(kind="update")
    text = client.get("/corrections/").content.decode()
    assert '<strong class="entry-kind">Correction</strong>' in text
    assert "It was &lt;Riga&gt;." in text


def test_the_words_of_one_notice_cannot_show_another(client: Client) -> None:
    hidden = uuid.uuid4()
    article = noted(f"See {hidden}.")
    publishing.add_correction(article, kind="correction", text="Hidden.", by=None, now=NOON, identity=hidden)
    assert b"Hidden." not in client.get("/corrections/").content


def test_the_page_and_the_feed_take_two_queries(client: Client, django_assert_num_queries) -> None:
    for number in range(5):
        noted(f"Notice {number}.")
    with django_assert_num_queries(2):
        client.get("/corrections/")
    with django_assert_num_queries(2):
        client.get("/corrections/feed/")


def test_older_notices_follow_by_keyset(client: Client) -> None:
    for number in range(45):
        noted(f"Notice {number}.", at=NOON + number // 2 * timedelta(minutes=1))
    address, pages = "/corrections/", []
    while address:
        response = client.get(address)
        pages.append([item.notice.text for item in response.context["notices"]])
        older = response.context["listing"].older
        address = f"/corrections/?before={older}" if older else ""
    assert [len(page) for page in pages] == [20, 20, 5]
    assert list(chain(*pages)) == [f"Notice {number}." for number in reversed(range(45))]


@pytest.mark.parametrize("before", ["x", "0_0"])
def test_there_is_nothing_after_the_last_notice(before: str, client: Client) -> None:
    noted("One.")
    response = client.get("/corrections/", {"before": before})
    assert (response.status_code, response.content) == (404, client.get("/none/").content)


def test_a_feed_entry_keeps_its_identity(client: Client, settings) -> None:
    settings.SITE_URL = "https://news.example"
    article = noted("It was Riga & not Tallinn.", headline="One & two")
    notice = article.corrections.get()
    response = client.get("/corrections/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entry = feed.find("a:entry", ATOM)
    assert entry.findtext("a:id", None, ATOM) == f"urn:uuid:{notice.uuid}"
    assert entry.findtext("a:title", None, ATOM) == "Correction: One & two"
    assert entry.findtext("a:updated", None, ATOM) == "2026-03-08T12:00:00+00:00"
    assert entry.find("a:link", ATOM).get("href") == f"https://news.example/2026/03/08/one-two/#notice-{notice.uuid}"
    assert entry.findtext("a:content", None, ATOM) == "<p>It was Riga &amp; not Tallinn.</p>"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {
        "alternate": "https://news.example/corrections/",
        "self": "https://news.example/corrections/feed/",
    }


def test_the_page_names_its_feed_and_is_linked_from_everywhere(client: Client) -> None:
    noted("It was Riga.", headline="One")
    page = client.get("/corrections/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert '<li><a href="/corrections/">Corrections</a></li>' in client.get("/").content.decode()
    assert '<a class="notice-all" href="/corrections/">All corrections</a>' in (
        client.get("/2026/03/08/one/").content.decode()
    )


def test_without_a_notice_the_page_says_so(client: Client) -> None:
    make_live_article()
    assert b"No story carries a notice" in client.get("/corrections/").content
    assert client.get("/corrections/feed/").status_code == 200
