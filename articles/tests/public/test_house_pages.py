"""What the newspaper says of itself, for readers and for machines."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from articles import publishing
from articles.tests.factories import NOON, make_house_page, make_live_article, make_live_house_page

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def at_one(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + HOUR)


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def nodes(page: str) -> dict[str, dict[str, Any]]:
    """The nodes of the page's structured data by their types."""
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return {node["@type"]: node for script in scripts for node in json.loads(script).get("@graph", [])}


def test_a_page_says_what_the_desk_published(client: Client) -> None:
    make_live_house_page(title="Ethics", slug="ethics", summary="What we do not do.", body="<p>We pay nobody.</p>")
    page = page_of(client, "/about/ethics/")
    assert "<h1>Ethics</h1>" in page
    assert "<p>We pay nobody.</p>" in page
    assert f'<link rel="canonical" href="{SITE}/about/ethics/">' in page
    assert '<meta property="og:title" content="Ethics">' in page
    assert '<meta name="description" content="What we do not do.">' in page
    assert '<time datetime="2026-03-08T12:00:00+00:00">' in page


def test_the_page_about_us_is_the_first_of_them(client: Client) -> None:
    make_live_house_page(title="About this paper", slug="us", kind="about", body="<p>We are three.</p>")
    make_live_house_page(title="Fine print", slug="terms", kind="terms", in_footer=False)
    page = page_of(client, "/about/")
    assert "<p>We are three.</p>" in page
    assert '<a href="/about/terms/">Fine print</a>' in page
    response = client.get("/about/us/")
    assert (response.status_code, response["Location"]) == (302, "/about/")


def test_without_a_page_about_us_there_is_the_list(client: Client) -> None:
    make_live_house_page(title="Contact", slug="contact", kind="contact")
    page = page_of(client, "/about/")
    assert "<h1>About us</h1>" in page
    assert '<a href="/about/contact/">Contact</a>' in page


def test_where_there_is_no_page_there_is_no_list(client: Client) -> None:
    make_house_page()
    assert client.get("/about/").content == client.get("/about-nothing/").content
    assert client.get("/about/").status_code == 404


def test_the_foot_of_every_page_leads_to_them_in_their_order(client: Client) -> None:
    article = make_live_article()
    make_live_house_page(title="Contact", slug="contact", position=2)
    make_live_house_page(title="Ethics", slug="ethics", position=1)
    make_live_house_page(title="Fine print", slug="terms", in_footer=False)
    for path in ("/", article.path, "/search/", "/corrections/", "/archive/", "/about/ethics/"):
        foot = page_of(client, path).partition('<footer class="colophon"')[2]
        assert foot.index("/about/ethics/") < foot.index("/about/contact/"), path
        assert "/about/terms/" not in foot, path


def test_a_page_appears_and_goes_at_its_second(client: Client, frozen: Callable[[datetime], None]) -> None:
    page = make_house_page(title="Masthead", slug="masthead", kind="masthead", now=NOON)
    publishing.publish_house_page(page, by=None, at=NOON + 2 * HOUR, now=NOON)
    never = client.get("/about/never-was/")
    for moment, is_seen in [(NOON + 2 * HOUR - timedelta(microseconds=1), False), (NOON + 2 * HOUR, True)]:
        frozen(moment)
        assert ("/about/masthead/" in page_of(client, "/")) is is_seen
        assert ("/about/masthead/" in client.get("/sitemaps/pages.xml").content.decode()) is is_seen
        assert (client.get("/about/masthead/").content != never.content) is is_seen
    publishing.withdraw_house_page(page, by=None, now=NOON + 3 * HOUR)
    frozen(NOON + 3 * HOUR)
    assert client.get("/about/masthead/").content == never.content
    assert "/about/masthead/" not in page_of(client, "/")


@pytest.mark.parametrize(
    ("kind", "type_of"), [("about", "AboutPage"), ("contact", "ContactPage"), ("ethicsPolicy", "WebPage")]
)
def test_machines_are_told_what_it_is(client: Client, kind: str, type_of: str) -> None:
    page = make_live_house_page(title="Title", slug="slug", kind=kind)
    found = nodes(page_of(client, page.get_absolute_url()))
    assert found[type_of]["url"] == f"{SITE}{page.get_absolute_url()}"
    assert found[type_of]["dateModified"] == "2026-03-08T12:00:00+00:00"
    crumbs = [step["item"] for step in found["BreadcrumbList"]["itemListElement"]]
    assert crumbs == list(dict.fromkeys([f"{SITE}/", f"{SITE}/about/", f"{SITE}{page.get_absolute_url()}"]))


def test_the_newspaper_is_known_by_its_policies(client: Client, settings: Any) -> None:
    settings.NEWSROOM_POLICIES = {"masthead": "https://elsewhere.example/people/"}
    make_live_house_page(slug="ethics", kind="ethicsPolicy")
    make_live_house_page(slug="people", kind="masthead")
    make_live_house_page(slug="contact", kind="contact")
    make_house_page(slug="diversity", kind="diversityPolicy")
    article = make_live_article()
    of_front = nodes(page_of(client, "/"))["NewsMediaOrganization"]
    assert of_front["ethicsPolicy"] == f"{SITE}/about/ethics/"
    assert of_front["masthead"] == "https://elsewhere.example/people/"
    assert of_front["correctionsPolicy"] == f"{SITE}/corrections/"
    assert of_front["contactPoint"]["url"] == f"{SITE}/about/contact/"
    assert "diversityPolicy" not in of_front
    publisher = nodes(page_of(client, article.path))["NewsArticle"]["publisher"]
    assert publisher == of_front


def test_the_corrections_policy_goes_before_the_list_of_corrections(client: Client) -> None:
    make_live_house_page(slug="corrections-policy", kind="correctionsPolicy")
    told = nodes(page_of(client, "/"))["NewsMediaOrganization"]
    assert told["correctionsPolicy"] == f"{SITE}/about/corrections-policy/"


def test_the_map_says_when_each_changed(client: Client) -> None:
    make_live_house_page(slug="ethics", at=NOON - HOUR)
    response = client.get("/sitemaps/pages.xml")
    rows = {url[0].text: url[1].text for url in etree.fromstring(response.content) if len(url) > 1}
    assert rows == {f"{SITE}/about/ethics/": "2026-03-08T11:00:00+00:00"}
    assert response["Last-Modified"] == "Sun, 08 Mar 2026 11:00:00 GMT"


def test_the_notes_of_the_desk_stay_there(client: Client) -> None:
    make_live_house_page(slug="ethics", body='<p>Read.</p><aside data-type="note"><p>Ask Ruth</p></aside>')
    assert "Ask Ruth" not in page_of(client, "/about/ethics/")


def test_a_page_takes_two_queries(client: Client, django_assert_num_queries: Any) -> None:
    make_live_house_page(slug="us", kind="about")
    make_live_house_page(slug="ethics")
    for path in ("/about/", "/about/ethics/"):
        with django_assert_num_queries(2):
            page_of(client, path)


@pytest.mark.parametrize("slug", ["%00", "a%00b", "%E2%80%AE", "x" * 300])
def test_no_address_breaks_it(client: Client, slug: str) -> None:
    assert client.get(f"/about/{slug}/").status_code == 404


@pytest.mark.usefixtures("kept_pages")
def test_a_page_that_is_kept_changes_and_goes_at_its_second(
    client: Client, frozen: Callable[[datetime], None], django_assert_num_queries: Any
) -> None:
    page = make_live_house_page(slug="privacy", body="<p>Old.</p>")
    page.body = "<p>New.</p>"
    publishing.save_house_page(page, by=None, version=1, now=NOON)
    publishing.publish_house_page(page, by=None, at=NOON + 3 * HOUR, now=NOON)
    assert "Old." in page_of(client, "/about/privacy/")
    assert "/about/privacy/" in page_of(client, "/")
    with django_assert_num_queries(0):
        page_of(client, "/about/privacy/")
    frozen(NOON + 3 * HOUR)
    assert "New." in page_of(client, "/about/privacy/")
    publishing.withdraw_house_page(page, by=None, now=NOON + 4 * HOUR)
    frozen(NOON + 4 * HOUR)
    assert client.get("/about/privacy/").status_code == 404
    assert "/about/privacy/" not in page_of(client, "/")


@pytest.mark.usefixtures("kept_pages")
def test_the_foot_of_a_kept_page_follows_the_desk(client: Client, frozen: Callable[[datetime], None]) -> None:
    page = make_live_house_page(slug="privacy")
    assert "/about/privacy/" in page_of(client, "/")
    page.in_footer = False
    publishing.save_house_page(page, by=None, version=1)
    frozen(NOON + HOUR + timedelta(seconds=1))
    assert "/about/privacy/" not in page_of(client, "/")
