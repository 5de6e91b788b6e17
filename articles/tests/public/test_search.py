"""The readers' search as a page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.test import Client

from articles import search
from articles.tests.factories import NOON, make_author, make_live_article, make_section, make_topic

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def stories(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON)
    world = make_section(name="World", in_navigation=True)
    make_live_article(
        slug="port",
        headline="Dockers <strike> & wait",
        section=world,
        authors=[make_author(name="Ana Silva")],
        topics=[make_topic(name="NATO")],
        body="<p>All the port &lt;b&gt;stood&lt;/b&gt; still.</p>",
        at=NOON - HOUR,
    )
    make_live_article(slug="rail", headline="Rail", section=make_section(name="City"), body="<p>To the port.</p>")
    search.rebuild(now=NOON)


def test_the_page_shows_what_was_found_with_marks_and_nothing_unescaped(stories: None, client: Client) -> None:
    page = client.get("/search/", {"q": "dockers port"}).content.decode()
    assert '<a href="/2026/03/08/port/"><mark>Dockers</mark> &lt;strike&gt; &amp; wait</a>' in page
    assert "All the <mark>port</mark> &lt;b&gt;stood&lt;/b&gt; still." in page
    assert "/2026/03/08/rail/" not in page


def test_the_form_keeps_what_was_asked(stories: None, client: Client) -> None:
    asked = {"q": '"the port" <script>', "section": "world", "author": "Ana", "from": "2026-03-01", "sort": "date"}
    page = client.get("/search/", asked).content.decode()
    assert 'value="&quot;the port&quot; &lt;script&gt;"' in page
    assert '<option value="world" selected>World</option>' in page
    assert 'name="author" value="Ana"' in page
    assert 'name="from" value="2026-03-01"' in page
    assert "<details open>" in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ({"q": "port"}, {"port", "rail"}),
        ({"q": "port", "section": "world"}, {"port"}),
        ({"q": "port section:city"}, {"rail"}),
        ({"section": "city"}, {"rail"}),
        ({"author": "ana silva"}, {"port"}),
        ({"topic": "nato"}, {"port"}),
        ({"q": "port", "until": "2026-03-07"}, set()),
        ({"q": "port", "from": "2026-03-08", "until": "2026-03-08"}, {"port", "rail"}),
        ({"q": "port", "page": "2"}, set()),
        ({"q": "port", "page": "x", "before": "y", "sort": "z"}, {"port", "rail"}),
        ({"q": "port", "sort": "date", "before": "9" * 40}, {"port", "rail"}),
    ],
)
def test_filters_of_the_form_and_terms_in_the_words_do_the_same(
    asked: dict[str, str], paths: set[str], stories: None, client: Client
) -> None:
    page = client.get("/search/", asked).content.decode()
    assert {slug for slug in ("port", "rail") if f'href="/2026/03/08/{slug}/"' in page} == paths


def test_where_nothing_is_found_another_word_is_offered_as_a_link(stories: None, client: Client) -> None:
    page = client.get("/search/", {"q": "dokcers", "section": "world", "sort": "date"}).content.decode()
    assert "Nothing was found for <q>dokcers</q>." in page
    assert '<a href="/search/?q=dockers&amp;section=world&amp;sort=date">dockers</a>' in page
    assert "How to search" in page


def test_an_empty_search_is_the_form_and_how_to_ask(stories: None, client: Client) -> None:
    page = client.get("/search/").content.decode()
    assert "How to search" in page
    assert "Nothing was found" not in page


@pytest.mark.parametrize("words", ["\x00", "%00%ff", "x" * 10_240, "😀", '"', "section:\x00", "'\\"])
def test_no_question_is_an_error(words: str, stories: None, client: Client) -> None:
    assert client.get("/search/", dict.fromkeys(("q", "section", "author", "from"), words)).status_code == 200
    assert client.get(f"/search/?q=%ff%fe{words.encode().hex()}").status_code == 200


def test_pages_lead_on_and_back(client: Client, frozen: Callable[[datetime], None]) -> None:
    frozen(NOON)
    for number in range(25):
        make_live_article(headline=f"Flood {number}", at=NOON - number * HOUR)
    search.rebuild(now=NOON)
    for sort, onward in (("", "/search/?q=flood&amp;page=2"), ("date", "/search/?q=flood&amp;sort=date&amp;before=")):
        first = client.get("/search/", {"q": "flood", "sort": sort})
        assert first.content.decode().count("<article") == 20
        assert onward in first.content.decode()
        second = client.get(first.context["next"])
        assert second.content.decode().count("<article") == 5
        assert "First page" in second.content.decode()
        assert "next" not in second.context


def test_search_engines_are_kept_out(stories: None, client: Client) -> None:
    response = client.get("/search/", {"q": "port"})
    assert response["X-Robots-Tag"] == "noindex, follow"
    assert '<meta name="robots" content="noindex, follow">' in response.content.decode()


def test_what_says_that_a_search_is_not_to_be_listed_may_be_read(stories: None, client: Client) -> None:
    """A page that robots.txt keeps crawlers from can be listed by its address: they never see that it is not to be."""
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    for address in ("/search/", "/search/?q=port", "/search/?q=port&page=2"):
        assert rules.can_fetch("Googlebot", address)
        response = client.get(address)
        assert response["X-Robots-Tag"] == "noindex, follow"
        assert '<meta name="robots" content="noindex, follow">' in response.content.decode()
    assert not rules.can_fetch("Googlebot", "/admin/")


def test_a_browser_learns_how_to_search(client: Client, settings: pytest.FixtureRequest) -> None:
    response = client.get("/search/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.content)
    url = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.attrib["template"] == "http://127.0.0.1:8000/search/?q={searchTerms}"


def test_every_page_has_the_search_in_its_head(stories: None, client: Client) -> None:
    page = client.get("/2026/03/08/port/").content.decode()
    assert '<form class="finder" role="search" action="/search/">' in page
    assert 'rel="search" type="application/opensearchdescription+xml"' in page
