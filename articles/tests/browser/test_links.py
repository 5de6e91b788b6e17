"""The link dialog: addresses that are checked, and the site's own stories found by headline."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.tests.factories import make_article, make_live_article

from .writing import BODY, body_of, new_story, open_story, settle

Open = Callable[..., Page]
WHERE = "Address, or words from a headline"


def test_a_story_is_found_by_its_headline_with_the_keyboard(open_page: Open, editor: User) -> None:
    article = make_live_article(headline="Storm over Riga")
    page = open_story(open_page, editor, "<p>As reported</p>")
    page.keyboard.press("Shift+Control+ArrowLeft")
    settle(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("riga storm")
    expect(page.get_by_role("option", name="Storm over Riga")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label(WHERE)).to_have_attribute("aria-activedescendant", "desk-link-target-0")
    page.keyboard.press("Enter")
    expect(page.get_by_label(WHERE)).to_have_value(article.path)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.type(".")
    assert body_of(page) == f'<p>As <a href="{article.path}">reported</a>.</p>'


def test_without_a_selection_the_headline_becomes_the_text(open_page: Open, editor: User) -> None:
    article = make_live_article(headline="Storm over Riga")
    page = new_story(open_page, editor)
    page.keyboard.type("Read ")
    page.keyboard.press("Control+k")
    page.keyboard.type("storm")
    page.get_by_role("option", name="Storm over Riga").click()
    page.get_by_role("dialog").get_by_role("button", name="Link", exact=True).click()
    page.keyboard.type("!")
    assert body_of(page) == f'<p>Read <a href="{article.path}">Storm over Riga</a>!</p>'


def test_a_story_without_an_address_cannot_be_linked_to(open_page: Open, editor: User) -> None:
    make_article(headline="Storm to come")
    page = open_story(open_page, editor, "<p>Soon</p>")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.keyboard.type("storm")
    page.get_by_role("option", name="Storm to come").click(force=True)
    expect(page.get_by_text("“Storm to come” is not published yet, so there is no address to link to.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Choose one of the stories, or write an address.")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://example.org/a?b=1&utm_source=x", "https://example.org/a?b=1"),
        ("example.org/a", "https://example.org/a"),
        ("ana@example.org", "mailto:ana@example.org"),
        ("mailto:ana@example.org?subject=Hi", "mailto:ana@example.org?subject=Hi"),
        ("tel:+371 6700 0000", "tel:+37167000000"),
        ("/2026/03/08/one/", "/2026/03/08/one/"),
        ("https://пример.рф/новости", "https://пример.рф/новости"),
    ],
)
def test_an_address_is_made_whole(typed: str, stored: str, open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>so</p>")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert body_of(page) == f'<p><a href="{stored.replace("&", "&amp;")}">so</a></p>'


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "ftp://example.org/", "mailto:ana", "https://", "tel:call"])
def test_what_no_link_may_lead_to_is_refused_in_words(typed: str, open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>so</p>")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("alert").first).not_to_be_empty()
    expect(page.get_by_label(WHERE)).to_have_value(typed)
    page.keyboard.press("Escape")
    assert body_of(page) == "<p>so</p>"


def test_a_link_is_changed_and_taken_away(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, '<p>So <a href="https://example.org/">it was</a>.</p>')
    page.locator(BODY).locator("a").click()
    settle(page)
    page.keyboard.press("Control+k")
    expect(page.get_by_label(WHERE)).to_have_value("https://example.org/")
    page.get_by_label(WHERE).fill("https://example.org/new")
    page.keyboard.press("Enter")
    assert 'href="https://example.org/new"' in body_of(page)
    page.locator(BODY).locator("a").click()
    settle(page)
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("button", name="Remove the link").click()
    assert body_of(page) == "<p>So it was.</p>"


def test_two_sentences_are_no_address(open_page: Open, editor: User) -> None:
    page = new_story(open_page, editor)
    page.keyboard.type("It was in Riga.In the end. www.example.org ")
    assert body_of(page) == '<p>It was in Riga.In the end. <a href="https://www.example.org">www.example.org</a> </p>'
