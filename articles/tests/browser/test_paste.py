"""Pasting into the body, as four programs put text on the clipboard: what it means stays, how it looked goes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from articles.text import sanitise

from .writing import BODY, body_of, new_story, paste

CLIPBOARD = Path(__file__).parent / "clipboard"

HEAD = (
    "<h2>Allies meet in Riga</h2>\n"
    "<p>The alliance <strong>met on Tuesday</strong> in <em>Riga</em>, the "
    '<a href="https://example.org/capital?id=7">capital</a> of Latvia.{}</p>\n'
    "<h2>What they agreed</h2>\n"
    "<ul><li><p>More troops</p><ul><li><p>in <strong>Estonia</strong></p></li><li><p>in Latvia</p></li></ul></li>"
    "<li><p>More ships</p></li></ul>\n"
    "<ol><li><p>First a vote</p></li><li><p>Then a meal</p></li></ol>\n"
)
TABLE = (
    "<table><tbody><tr><td><p><strong>Country</strong></p></td><td><p>Troops</p></td></tr>"
    '<tr><td colspan="2"><p>Not yet known</p></td></tr></tbody></table>\n'
)
TABLE_WITH_HEAD = TABLE.replace(
    "<td><p><strong>Country</strong></p></td><td><p>Troops</p></td>", "<th><p>Country</p></th><th><p>Troops</p></th>"
)
VIDEO = (
    '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ">'
    "<figcaption>The vote, as it was held</figcaption></figure>\n"
)
TAIL = "<p>It ended late.</p>"

PASTED = {
    "word": HEAD.format(" It rained.") + TABLE + TAIL,
    "google_docs": HEAD.format("") + TABLE + TAIL,
    "outlook": HEAD.format("") + TABLE + TAIL,
    "web": HEAD.format("")
    + VIDEO
    + TABLE_WITH_HEAD
    + TAIL
    + "\n<p>The next <strong>meeting</strong> is in Tallinn.</p>",
}


@pytest.mark.parametrize("program", PASTED)
def test_what_was_copied_elsewhere_keeps_its_meaning(
    program: str, open_page: Callable[..., Page], editor: User
) -> None:
    page = new_story(open_page, editor)
    paste(page, html=(CLIPBOARD / f"{program}.html").read_text(encoding="utf-8"), text="It ended late.")
    assert body_of(page) == PASTED[program]
    assert sanitise(body_of(page)) == body_of(page)


def test_text_that_comes_with_its_own_picture_is_text(open_page: Callable[..., Page], editor: User) -> None:
    page = new_story(open_page, editor)
    paste(page, html="<p>From a <b>word processor</b>.</p>", text="From a word processor.", file="image/png")
    assert body_of(page) == "<p>From a <strong>word processor</strong>.</p>"


def test_a_lone_address_loses_what_tracks(open_page: Callable[..., Page], editor: User) -> None:
    page = new_story(open_page, editor)
    page.locator(BODY).press_sequentially("See ")
    paste(page, text="https://example.org/story?utm_campaign=x&page=2&fbclid=y")
    address = "https://example.org/story?page=2"
    assert body_of(page) == f'<p>See <a href="{address}">{address}</a></p>'


def test_a_link_to_the_site_itself_is_kept_by_its_path(open_page: Callable[..., Page], editor: User) -> None:
    page = new_story(open_page, editor)
    own = page.url.partition("/admin/")[0]
    paste(page, html=f'<p>As <a href="{own}/2026/03/08/one/?utm_source=x#end">reported</a>.</p>', text="As reported.")
    assert body_of(page) == '<p>As <a href="/2026/03/08/one/#end">reported</a>.</p>'
