"""Every kind of page that readers get: no wider than the window, in order for who hears it, and without errors."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from articles import publishing, search
from articles.models import Article
from articles.tests.factories import make_author, make_image, make_live_article, make_section, make_topic
from articles.tests.public.pictures import make_stored_image

from .axe import violations
from .nu import html_errors

HOUR = timedelta(hours=1)
BODY = """
<p>On the first morning the sea lay flat.</p><h2>What came first</h2><p>Rain, and then more rain.</p>
<aside data-type="pullquote"><p>“We counted the boats twice.”</p><p>Anna Kalniņa, harbour master</p></aside>
<section data-type="gallery"><figure data-image="bridge" data-alt="A bridge"><figcaption>The bridge.</figcaption></figure>
<figure data-image="river" data-alt="A river"><figcaption>The river.</figcaption></figure></section>
<table><thead><tr><th><p>Port</p></th><th><p>Boats out</p></th><th><p>Boats back</p></th><th><p>Damage (€)</p></th></tr>
</thead><tbody><tr><td><p>Liepāja</p></td><td><p>11</p></td><td><p>9</p></td><td><p>1,250,000</p></td></tr></tbody></table>
<aside data-type="factbox"><h3>The storm in figures</h3><ul><li><p>Force 9 at noon.</p></li></ul></aside>
<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>From the lighthouse</figcaption></figure>
<blockquote><p>We shall not rebuild it as it was.</p></blockquote><ol><li><p>First, the quay.</p></li></ol>
"""
NAMES = [
    "front", "section", "topic", "author", "archive", "month", "day", "corrections", "search", "found", "nothing",
    "full", "corrected", "history", "edition", "changes", "retracted", "opinion", "sponsored", "arabic", "missing",
]  # fmt: skip


@pytest.fixture
def addresses() -> dict[str, str]:
    """An address of each kind."""
    now, author, topic = timezone.now(), make_author(name="Ana Silva"), make_topic(name="Lighthouses")
    shared: dict[str, Any] = {"section": make_section(name="World"), "topics": [topic], "authors": [author]}
    for key in ("bridge", "river"):
        make_stored_image(key=key, alt_text=f"The {key}")

    def published(headline: str, *, hours: int, **overrides: Any) -> Article:
        return make_live_article(headline=headline, at=now - hours * HOUR, **(shared | overrides))

    def corrected(article: Article, kind: str) -> None:
        publishing.add_correction(article, kind=kind, text="It was not so.", by=None, now=now - HOUR)
        publishing.publish(article, by=None, now=now - HOUR)

    lead = make_image(key="tall", width=800, height=1200, alt_text="A lighthouse")
    stories = {
        "full": published("A storm takes the pier, and the town counts its boats", hours=2, body=BODY, lead_image=lead),
        "opinion": published("The long memory of small countries", hours=3, kind="opinion"),
        "sponsored": published("Every edition in one place", hours=4, kind="sponsored"),
        "arabic": published("ستولتنبرغ من ريغا", hours=5, language="ar", slug="riga"),
        "corrected": published("Corrected", hours=6),
        "retracted": published("Retracted", hours=7),
    }
    corrected(stories["corrected"], "correction")
    corrected(stories["retracted"], "retraction")
    for number in range(6):
        published(f"Earlier {number}", hours=24 + number)
    search.rebuild(now=now)
    paths = {name: article.editions.latest("visible_from").path for name, article in stories.items()}
    day = paths["full"][:12]
    return paths | {
        "front": "/", "section": "/section/world/", "topic": "/topic/lighthouses/", "author": "/author/ana-silva/",
        "archive": "/archive/", "month": day[:9], "day": day, "corrections": "/corrections/", "search": "/search/",
        "found": "/search/?q=storm", "nothing": "/search/?q=qqqzz", "missing": "/nothing/",
        "history": f"{paths['corrected']}history/", "edition": f"{paths['corrected']}history/1/",
        "changes": f"{paths['corrected']}history/2/changes/",
    }  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_readers_pages(
    open_page: Callable[..., Page], addresses: dict[str, str], scheme: str
) -> None:
    page = open_page("/", color_scheme=scheme)
    found = []
    for name in NAMES:
        page.goto(addresses[name])
        found += [f"{name}: {one}" for one in violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_no_page_is_wider_than_its_window(
    open_page: Callable[..., Page], addresses: dict[str, str], width: int
) -> None:
    page = open_page("/", viewport={"width": width, "height": 800})
    wide = []
    for name in NAMES:
        page.goto(addresses[name])
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide.append(f"{name}: {found}")
    assert wide == []


def test_text_may_be_twice_as_large(open_page: Callable[..., Page], addresses: dict[str, str]) -> None:
    page = open_page("/", viewport={"width": 1280, "height": 800})
    wide = []
    for name in NAMES:
        page.goto(addresses[name])
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if (found := page.evaluate("document.documentElement.scrollWidth")) > 1280:
            wide.append(f"{name}: {found}")
    # The policy holds back what the test itself does.
    page.evaluate("window.heldBack = []")
    assert wide == []


def test_headings_skip_no_level(open_page: Callable[..., Page], addresses: dict[str, str]) -> None:
    page = open_page("/")
    found = []
    for name in NAMES:
        page.goto(addresses[name])
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => +one.tagName[1])")
        steps = zip([0, *levels], levels, strict=False)
        if levels.count(1) != 1 or any(next_one > one + 1 for one, next_one in steps):
            found.append(f"{name}: {levels}")
    assert found == []


def test_the_keyboard_skips_to_the_text(open_page: Callable[..., Page], addresses: dict[str, str]) -> None:
    page = open_page(addresses["full"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_html_of_the_readers_pages_has_no_errors(addresses: dict[str, str], tmp_path: Path) -> None:
    html = {name: Client().get(address).content.decode() for name, address in addresses.items()}
    found = html_errors(tmp_path, html)
    assert not found, "\n".join(found)
