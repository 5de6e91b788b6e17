"""What a reader's browser adds to the pages: what was updated since, ways to pass on, and nothing that moves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from articles import publishing
from articles.models import Article
from articles.tests.factories import make_author, make_live_article, make_section, make_topic

from .axe import violations

HOUR = timedelta(hours=1)
SINCE = "Updated since you last read it"
# What has moved since the page began, as browsers measure it.
_SHIFTS = """
new Promise((resolve) => {
  let moved = 0
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) moved += shift.value
  }).observe({ type: "layout-shift", buffered: true })
  requestAnimationFrame(() => setTimeout(() => resolve(moved), 50))
})
"""
_NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })"


@pytest.fixture
def article() -> Article:
    section, topic, author = make_section(name="World"), make_topic(name="Lighthouses"), make_author(name="Ana Silva")
    # A front and a list do not say the same of one story alone.
    for number in range(1, 9):
        moment = timezone.now() - number * 5 * HOUR
        make_live_article(headline=f"Earlier {number}", section=section, topics=[topic], authors=[author], at=moment)
    return make_live_article(
        headline="One", section=section, topics=[topic], authors=[author], at=timezone.now() - 3 * HOUR
    )


def path_of(article: Article) -> str:
    return article.editions.latest("visible_from").path


def update(article: Article, *, words: str, ago: timedelta) -> None:
    article.standfirst = words
    article.save()
    publishing.publish(article, by=None, now=timezone.now() - ago)


def test_a_reader_is_told_what_was_updated_since(open_page: Callable[..., Page], article: Article) -> None:
    page = open_page(path_of(article))
    expect(page.get_by_text(SINCE)).to_be_hidden()
    update(article, words="Boats came back.", ago=HOUR)
    page.goto("/topic/lighthouses/")
    card = page.locator(".card").first
    expect(card).to_have_attribute("data-read", "updated")
    assert page.evaluate(_SHIFTS) == 0
    page.goto(path_of(article))
    link = page.get_by_role("link", name=SINCE)
    expect(link).to_be_visible()
    assert page.evaluate(_SHIFTS) == 0
    link.click()
    expect(page.get_by_role("heading", name="What was changed")).to_be_visible()
    page.goto("/")
    expect(page.locator(".card", has_text="One").first).to_have_attribute("data-read", "seen")
    page.goto(path_of(article))
    expect(page.get_by_text(SINCE)).to_be_hidden()


def test_after_several_updates_a_reader_is_led_to_their_list(open_page: Callable[..., Page], article: Article) -> None:
    page = open_page(path_of(article))
    update(article, words="Boats came back.", ago=2 * HOUR)
    update(article, words="All boats came back.", ago=HOUR)
    page.goto(path_of(article))
    page.get_by_role("link", name=SINCE).click()
    expect(page.get_by_role("heading", name="Every version of this article")).to_be_visible()


def test_a_list_that_comes_back_knows_what_was_read_meanwhile(open_page: Callable[..., Page], article: Article) -> None:
    page = open_page("/topic/lighthouses/")
    page.get_by_role("link", name="One", exact=True).click()
    expect(page.locator("h1")).to_have_text("One")
    page.wait_for_load_state("load")
    page.go_back()
    expect(page.locator(".card", has_text="One").first).to_have_attribute("data-read", "seen")


def test_two_hundred_stories_are_remembered(open_page: Callable[..., Page], article: Article) -> None:
    page = open_page("/")
    page.evaluate("localStorage.read = JSON.stringify(Array.from({ length: 200 }, (_, n) => [`/${n}/`, [n, 1]]))")
    page.goto(path_of(article))
    read: Any = page.evaluate("JSON.parse(localStorage.read).map(([path]) => path)")
    assert (len(read), read[0], read[-1]) == (200, "/1/", path_of(article))


@pytest.mark.parametrize("kept", ["{", "null", "{}", "[1]", '[["/", 1]]', '"words"'])
def test_nonsense_in_the_browser_s_memory_does_no_harm(
    open_page: Callable[..., Page], article: Article, kept: str
) -> None:
    page = open_page("/")
    page.evaluate("kept => { localStorage.read = kept }", kept)
    for path in (path_of(article), "/"):
        page.goto(path)
    expect(page.locator(".card[data-read]").first).to_have_attribute("data-read", "seen")


def test_a_browser_that_keeps_nothing_shows_everything(
    window: Callable[..., BrowserContext], open_page: Callable[..., Page], article: Article
) -> None:
    context = window(None)
    context.add_init_script(_NO_STORAGE)
    page = open_page(path_of(article), context=context)
    expect(page.locator("h1")).to_have_text("One")
    page.goto("/")
    expect(page.locator(".card").first).to_be_visible()


def test_the_address_is_copied_at_a_click(
    window: Callable[..., BrowserContext], open_page: Callable[..., Page], article: Article
) -> None:
    context = window(None, permissions=["clipboard-read", "clipboard-write"])
    page = open_page(path_of(article), context=context)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(path_of(article))


def test_what_the_device_shares_with_is_offered_where_there_is_any(
    window: Callable[..., BrowserContext], open_page: Callable[..., Page], article: Article
) -> None:
    context = window(None)
    context.add_init_script("navigator.share = async (what) => { window.shared = what }")
    page = open_page(path_of(article), context=context)
    page.get_by_role("button", name="Share …").click()
    assert page.evaluate("window.shared.title") == "One"
    assert page.evaluate("window.shared.url").endswith(path_of(article))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_an_article_leads_on(
    open_page: Callable[..., Page], article: Article, scheme: str
) -> None:
    page = open_page(path_of(article), color_scheme=scheme)
    update(article, words="Boats came back.", ago=HOUR)
    page.goto(path_of(article))
    expect(page.get_by_text(SINCE)).to_be_visible()
    found = violations(page)
    page.goto("/topic/lighthouses/")
    assert not (found := found + violations(page)), "\n".join(found)


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_nothing_is_wider_than_the_window(open_page: Callable[..., Page], article: Article, width: int) -> None:
    page = open_page(path_of(article), viewport={"width": width, "height": 800})
    for path in (path_of(article), "/", "/topic/lighthouses/", f"{path_of(article)}history/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
