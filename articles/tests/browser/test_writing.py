"""Help with writing: quotation marks, what is still to come, finding and replacing, the toolbar by keyboard."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.text import word_count

from .conftest import PHONE
from .writing import BODY, body_of, new_story, open_story, settle

Open = Callable[..., Page]


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("en", "\"It's 'so',\" she said. Dogs' (\"x\")", "“It’s ‘so’,” she said. Dogs’ (“x”)"),
        ("en", "the '90s, rock 'n' roll", "the ’90s, rock ‘n’ roll"),
        ("de", "\"Geht's 'so'?\" fragt Hans' Frau", "„Geht’s ‚so‘?“ fragt Hans’ Frau"),
        ("de-CH", '"so"', "«so»"),
        ("fr", '"L\'autre"', "«\u202fL’autre\u202f»"),
        ("pl", "\"so\" 'so'", "„so” «so»"),
        ("ru", "\"так\" 'так'", "«так» „так“"),
        ("sv", "\"så\" 'så'", "”så” ’så’"),
        ("lv", '"tā"', "“tā”"),
        ("en", 'https://example.org/?q="a', 'https://example.org/?q="a'),
    ],
)
def test_quotation_marks_are_those_of_the_language(
    language: str, typed: str, written: str, open_page: Open, editor: User
) -> None:
    page = new_story(open_page, editor)
    page.locator("#id_language").fill(language)
    page.locator(BODY).click()
    page.keyboard.type(typed)
    assert page.locator(BODY).inner_text() == written


def test_undo_gives_the_straight_mark_back(open_page: Open, editor: User) -> None:
    page = new_story(open_page, editor)
    page.keyboard.type('so "')
    page.keyboard.press("Control+z")
    page.keyboard.type("x")
    assert body_of(page) == '<p>so "x</p>'


def test_marks_keep_their_setting(open_page: Open, editor: User) -> None:
    page = new_story(open_page, editor)
    page.keyboard.press("Control+b")
    page.keyboard.type('a "b"')
    assert body_of(page) == "<p><strong>a “b”</strong></p>"


def test_what_is_still_to_come_is_marked_and_counted(open_page: Open, editor: User) -> None:
    body = '<p>He was T<strong>K</strong> years, an ATK.</p><h2>XXXX</h2><aside data-type="note"><p>TK?</p></aside>'
    page = open_story(open_page, editor, body)
    assert page.locator("[data-tk=''] >> visible=true").all_inner_texts() == ["T", "K", "XXXX"]
    page.keyboard.press("Control+Home")
    page.get_by_role("button", name="2 TK: go to the next").click()
    page.keyboard.type("40")
    expect(page.get_by_role("button", name="1 TK: go to the next")).to_be_visible()
    assert "<p>He was 40 years" in body_of(page)


def test_words_are_found_over_marks_and_replaced(open_page: Open, editor: User) -> None:
    page = open_story(
        open_page, editor, "<p>In Ri<strong>ga</strong> and riga.</p><ul><li><p>Riga’s port</p></li></ul>"
    )
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+f")
    panel = page.get_by_role("group", name="Find and replace")
    page.keyboard.type("Riga")
    expect(panel.get_by_role("status")).to_have_text("1 of 3")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("2 of 3")
    panel.get_by_label("Match case").check()
    expect(panel.get_by_role("status")).to_have_text("2 of 2")
    panel.get_by_label("Replace with").fill("Tallinn")
    panel.get_by_role("button", name="Replace all").click()
    assert body_of(page) == "<p>In Tallinn and riga.</p>\n<ul><li><p>Tallinn’s port</p></li></ul>"
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    settle(page)
    page.keyboard.press("Control+z")
    assert "Ri<strong>ga</strong>" in body_of(page)


def test_one_after_the_other_is_replaced_even_by_itself(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>a a <strong>a</strong></p>")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+f")
    panel = page.get_by_role("group", name="Find and replace")
    page.keyboard.type("a")
    panel.get_by_label("Replace with").fill("aa")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert body_of(page) == "<p>aa aa <strong>aa</strong></p>"


def test_a_straight_mark_finds_every_kind(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>It’s “so”, it's „so“.</p>")
    page.keyboard.press("Control+f")
    page.keyboard.type("it's")
    expect(page.get_by_role("group", name="Find and replace").get_by_role("status")).to_have_text("1 of 2")


def test_searching_is_no_change_of_the_article(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>So it was.</p>")
    page.evaluate("document.getElementById('article_form').addEventListener('input', () => { window.wasTyped = true })")
    page.keyboard.press("Control+f")
    page.keyboard.type("was")
    page.keyboard.press("Enter")
    assert page.evaluate("window.wasTyped") is None
    assert page.url.endswith("/change/")


def test_the_toolbar_is_worked_with_the_keyboard(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>Words</p>")
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+F10")
    toolbar = page.get_by_role("toolbar", name="Formatting")
    assert toolbar.locator("[tabindex='0']").count() == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    bold = toolbar.get_by_role("button", name="Bold")
    expect(bold).to_be_focused()
    expect(bold).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Enter")
    expect(bold).to_have_attribute("aria-pressed", "true")
    assert body_of(page) == "<p><strong>Words</strong></p>"
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("Escape")
    expect(page.locator(BODY)).to_be_focused()


def test_on_a_phone_the_toolbar_is_one_row_that_stays(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>Words</p>" * 60, viewport=PHONE)
    toolbar = page.get_by_role("toolbar", name="Formatting")
    page.evaluate("window.scrollTo(0, document.querySelector('.ProseMirror[contenteditable=true]').offsetTop + 500)")
    box = toolbar.bounding_box()
    assert box
    assert box["height"] < 70
    assert 0 <= box["y"] < 250
    edges = page.locator(".desk-body-editor").bounding_box()
    assert edges
    assert edges["x"] >= 0
    assert edges["x"] + edges["width"] <= PHONE["width"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>It’s 3,000 well-known words.</p><h2>Two</h2><ul><li><p>a</p></li><li><p>b</p></li></ul>",
        '<p>新闻 in Riga</p><aside data-type="note"><p>not counted</p></aside>',
        "<table><tbody><tr><td><p>one</p></td><td><p>two</p></td></tr></tbody></table><p>end<br>line</p>",
        '<figure data-embed="https://vimeo.com/1"><figcaption>A title</figcaption></figure>',
    ],
)
def test_the_bar_counts_as_the_readers_page_does(body: str, open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, body)
    page.keyboard.type(" more")
    words = word_count(body_of(page))
    expect(page.locator("#desk-words")).to_have_text(f"{words} words, 1 min")
