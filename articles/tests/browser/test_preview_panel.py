"""The preview beside the form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import FrameLocator, Page, expect

from articles import publishing
from articles.models import Article, Draft
from articles.tests.factories import make_article, make_author, make_image, make_section, make_topic

from .axe import violations
from .conftest import PHONE, session_cookie

OpenPage = Callable[..., Page]

BODY = (
    "<p>It rained.</p>"
    + "".join(
        f"<p>Paragraph {number} of a long story, so that there is something to scroll.</p>" for number in range(60)
    )
    + '<h2>What now</h2><p>More is <a href="https://example.com/">here</a>.</p>'
)


@pytest.fixture
def article(editor: User) -> Article:
    found = make_article(
        headline="The bridge", section=make_section(name="World"), authors=[make_author(name="Ana")],
        topics=[make_topic(name="NATO")], body=BODY, created_by=editor,
    )  # fmt: skip
    publishing.save_revision(found, by=editor)
    return found


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def shown(page: Page) -> FrameLocator:
    """What the frame shows."""
    return page.frame_locator("iframe.preview-frame.is-shown")


def opened(open_page: OpenPage, article: Article, editor: User, **options: Any) -> Page:
    page = open_page(edit(article), editor, **options)
    page.locator("#desk-preview").click()
    expect(shown(page).locator("h1")).to_have_text(article.headline)
    return page


def autosave(page: Page, article: Article, by: User, **typed: Any) -> None:
    """What autosave does: keeps a draft, then tells the page."""
    data = {"form": {}, "snapshot": publishing.snapshot(article) | typed}
    now = article.updated_at
    Draft.objects.update_or_create(article=article, by=by, defaults={"data": data, "base_version": 1, "saved_at": now})
    page.evaluate("document.dispatchEvent(new CustomEvent('desk:autosaved', {detail: {at: new Date()}}))")


def test_the_page_stands_beside_the_form(open_page: OpenPage, article: Article, editor: User) -> None:
    page = opened(open_page, article, editor)
    panel, form = page.locator("#preview-panel").bounding_box(), page.locator("#article_form").bounding_box()
    assert panel
    assert form
    assert form["x"] + form["width"] <= panel["x"]
    expect(page.locator("#desk-preview")).to_have_attribute("aria-expanded", "true")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#preview-panel")).to_be_hidden()
    expect(page.locator("#desk-preview")).to_be_focused()


def test_it_follows_what_is_typed_and_stays_where_it_was_scrolled_to(
    open_page: OpenPage, article: Article, editor: User
) -> None:
    page = opened(open_page, article, editor)
    page.evaluate("document.querySelector('iframe.is-shown').contentWindow.scrollTo(0, 900)")
    autosave(page, article, editor, headline="The typed bridge")
    expect(shown(page).locator("h1")).to_have_text("The typed bridge")
    expect(page.locator("iframe.preview-frame")).to_have_count(1)
    assert page.evaluate("document.querySelector('iframe.is-shown').contentWindow.scrollY") == 900
    expect(page.locator(".preview-source")).to_contain_text("Your unsaved text")


def test_it_shows_what_was_typed_a_moment_ago(open_page: OpenPage, article: Article, editor: User) -> None:
    page = opened(open_page, article, editor)
    page.locator(".ProseMirror[contenteditable=true] p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Then it stopped.")
    expect(shown(page).locator(".body p").first).to_have_text("It rained. Then it stopped.", timeout=10_000)
    article.refresh_from_db()
    assert "Then it stopped" not in article.body


@pytest.mark.parametrize(("device", "width"), [("Phone", 390), ("Tablet", 768), ("Desktop", 1280)])
def test_the_page_is_as_wide_as_the_device(
    open_page: OpenPage, article: Article, editor: User, device: str, width: int
) -> None:
    page = opened(open_page, article, editor)
    page.get_by_role("button", name=device).click()
    assert page.evaluate("document.querySelector('iframe.is-shown').contentWindow.innerWidth") == width
    stage, frame = page.locator(".preview-stage").bounding_box(), page.locator("iframe.is-shown").bounding_box()
    assert stage
    assert frame
    assert frame["width"] <= stage["width"] + 1


def colour(page: Page) -> str:
    return shown(page).locator("body").evaluate("element => getComputedStyle(element).backgroundColor")


@pytest.mark.parametrize("device_s_own", ["light", "dark"])
def test_it_is_light_or_dark_whatever_the_desk_is(
    open_page: OpenPage, article: Article, editor: User, device_s_own: str
) -> None:
    page = opened(open_page, article, editor, color_scheme=device_s_own)
    assert colour(page) == "rgb(253, 251, 247)"
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(shown(page).locator('html[data-scheme="dark"]')).to_have_count(1)
    assert colour(page) == "rgb(23, 22, 20)"


def test_it_is_shown_as_printed(open_page: OpenPage, article: Article, editor: User) -> None:
    page = opened(open_page, article, editor)
    page.get_by_role("button", name="On paper").click()
    expect(shown(page).locator('html[data-medium="print"]')).to_have_count(1)
    expect(shown(page).locator(".sections")).to_be_hidden()
    assert colour(page) == "rgb(255, 255, 255)"


def test_how_it_looks_elsewhere(open_page: OpenPage, article: Article, editor: User) -> None:
    article.headline = "A headline that is much longer than what any search engine is willing to print of it"
    article.save()
    publishing.save_revision(article, by=editor)
    page = opened(open_page, article, editor)
    page.get_by_role("tab", name="The page").press("ArrowRight")
    expect(page.get_by_role("tab", name="In a search result")).to_be_focused()
    expect(page.locator(".preview-search-title")).to_contain_text(
        "A headline that is much longer than what any search engine …"
    )
    expect(page.get_by_role("tabpanel").locator("mark").first).to_contain_text("is willing to print of it")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".preview-share-title")).to_be_visible()
    expect(page.locator(".preview-stage")).to_be_hidden()


def test_the_panel_is_as_it_was_left(open_page: OpenPage, article: Article, editor: User) -> None:
    page = opened(open_page, article, editor)
    page.get_by_role("button", name="Tablet").click()
    page.reload()
    expect(shown(page).locator("h1")).to_have_text("The bridge")
    expect(page.get_by_role("button", name="Tablet")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.querySelector('iframe.is-shown').contentWindow.innerWidth") == 768


def test_another_person_in_the_same_browser_has_a_panel_of_their_own(
    open_page: OpenPage, window: Any, live_server: Any, article: Article, editor: User, publisher: User
) -> None:
    context = window(editor)
    page = open_page(edit(article), context=context)
    page.locator("#desk-preview").click()
    expect(page.locator("#preview-panel")).to_be_visible()
    context.add_cookies([session_cookie(publisher, live_server.url)])
    page.reload()
    expect(page.locator(".ProseMirror[contenteditable=true]")).to_be_visible()
    expect(page.locator("#preview-panel")).to_be_hidden()


def test_a_check_leads_to_the_words_in_the_body(open_page: OpenPage, article: Article, editor: User) -> None:
    page = opened(open_page, article, editor)
    page.get_by_role("link", name="The link “here” does not say where it leads").click()
    assert page.evaluate("getSelection().toString()") == "here"
    expect(page.locator(".ProseMirror[contenteditable=true]")).to_be_focused()
    link = page.locator(".ProseMirror[contenteditable=true] a")
    expect(link).to_be_in_viewport()


def test_a_check_finds_the_words_after_paragraphs_were_put_before_them(
    open_page: OpenPage, article: Article, editor: User
) -> None:
    page = opened(open_page, article, editor)
    page.locator(".ProseMirror[contenteditable=true] p").first.click()
    page.keyboard.press("Home")
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="The link “here” does not say where it leads").click()
    assert page.evaluate("getSelection().toString()") == "here"


def test_a_check_leads_to_its_field(open_page: OpenPage, article: Article, editor: User) -> None:
    article.standfirst = ""
    article.save()
    publishing.save_revision(article, by=editor)
    page = opened(open_page, article, editor)
    page.get_by_role("link", name="There is no standfirst.").click()
    expect(page.locator("#id_standfirst")).to_be_focused()
    expect(page.locator("#id_standfirst")).to_be_in_viewport()


def test_a_check_leads_to_its_picture(open_page: OpenPage, article: Article, editor: User) -> None:
    image = make_image(key="bare", alt_text="")
    article.body = f'{BODY}<figure data-image="{image.key}"><figcaption></figcaption></figure>'
    article.save()
    publishing.save_revision(article, by=editor)
    page = opened(open_page, article, editor)
    page.get_by_role("link", name="Say for those who cannot see it").click()
    expect(page.locator("figure.ProseMirror-selectednode")).to_be_in_viewport()


def test_on_a_phone_it_covers_the_form_and_a_check_closes_it(
    open_page: OpenPage, article: Article, editor: User
) -> None:
    page = opened(open_page, article, editor, viewport=PHONE)
    panel = page.locator("#preview-panel").bounding_box()
    assert panel
    assert (panel["x"], panel["width"]) == (0, 390)
    page.get_by_text("Checks: 1 for accessibility").click()
    page.get_by_role("link", name="The link “here” does not say where it leads").click()
    expect(page.locator("#preview-panel")).to_be_hidden()
    assert page.evaluate("getSelection().toString()") == "here"


def test_escape_closes_it_on_a_phone(open_page: OpenPage, article: Article, editor: User) -> None:
    page = opened(open_page, article, editor, viewport=PHONE)
    page.keyboard.press("Escape")
    expect(page.locator("#preview-panel")).to_be_hidden()
    expect(page.locator("#desk-preview")).to_have_attribute("aria-expanded", "false")


def test_it_says_when_it_cannot_follow_and_keeps_what_it_showed(
    open_page: OpenPage, article: Article, editor: User
) -> None:
    page = opened(open_page, article, editor)
    page.context.clear_cookies()
    autosave(page, article, editor, headline="The typed bridge")
    expect(page.locator(".preview-fault")).to_contain_text("could not be brought up to date")
    expect(shown(page).locator("h1")).to_have_text("The bridge")


def test_without_scripts_the_link_opens_the_page_with_its_checks(
    open_page: OpenPage, article: Article, editor: User
) -> None:
    page = open_page(edit(article), editor, java_script_enabled=False)
    with page.context.expect_page() as new:
        page.locator("#desk-preview").click()
    expect(new.value.locator("h1")).to_have_text("The bridge")
    expect(new.value.get_by_text("The link “here” does not say where it leads")).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["The page", "In a search result", "When shared"])
def test_nobody_is_shut_out(open_page: OpenPage, article: Article, editor: User, scheme: str, tab: str) -> None:
    article.lead_image = make_image()
    article.headline = "A headline that is much longer than what any search engine is willing to print of it"
    article.save()
    publishing.save_revision(article, by=editor)
    page = opened(open_page, article, editor, color_scheme=scheme)
    page.get_by_role("tab", name=tab).click()
    assert violations(page, "#preview-panel") == []
