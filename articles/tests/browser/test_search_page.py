"""The readers' search breaks nothing of WCAG 2.2 AA as far as axe can tell, whatever it has to say, light and dark."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles import search
from articles.search import finding
from articles.search.engine import engine
from articles.tests.factories import make_author, make_live_article, make_section, make_topic

from .axe import violations

PAGES = {
    "help": ("/search/", "How to search"),
    "found": ("/search/?q=port", "What was found"),
    "newest first": ("/search/?q=port&sort=date&section=world&from=2020-01-01", "What was found"),
    "further on": ("/search/?q=port&page=2", "More of what was found"),
    "nothing": ("/search/?q=zzzzzzzz", "Nothing was found"),
    "a guess": ("/search/?q=lighthuose", "Did you mean lighthouse?"),
    "not all": ('/search/?q="the port"', "were not looked through"),
    "too wide": ("/search/?q=port", "That was too much to look through"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    open_page: Callable[..., Page], name: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = make_section(name="World", in_navigation=True)
    parts = {"section": section, "authors": [make_author(name="Ana Silva")], "topics": [make_topic(name="NATO")]}
    now = timezone.now()
    for number in range(22):
        body = f"<p>{'All stood still. ' * 30}At the port nothing moved.</p>"
        at = now - timedelta(hours=number + 1)
        make_live_article(headline=f"Lighthouse at port {number}", body=body, at=at, **parts)
    search.rebuild(now=now)
    if name == "not all":
        monkeypatch.setattr(type(engine()), "most_opened", 4)
    if name == "too wide":
        monkeypatch.setattr(finding, "_planned", too_long)
    address, words = PAGES[name]
    page = open_page(address, color_scheme=scheme)
    expect(page.locator("main")).to_contain_text(words)
    found = violations(page)
    assert not found, "\n".join(found)


def too_long(*args: object) -> None:
    raise finding.OperationalError("canceling statement due to statement timeout")


def test_a_phone_shows_all_of_the_search(open_page: Callable[..., Page]) -> None:
    now = timezone.now()
    make_live_article(headline="Donaudampfschifffahrtsgesellschaftskapitänsmütze", at=now - timedelta(hours=1))
    search.rebuild(now=now)
    page = open_page(
        "/search/?q=donaudampfschifffahrtsgesellschaftskapitansmutze", viewport={"width": 320, "height": 640}
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_be_visible()
