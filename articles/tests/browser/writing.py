"""Writing in the body's editor, as tests do it."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page

from articles import publishing
from articles.models import Article
from articles.tests.factories import make_article

BODY = ".ProseMirror[contenteditable=true]"

_PASTE = """(element, {html, text, file}) => {
  const data = new DataTransfer()
  if (html) data.setData("text/html", html)
  if (text) data.setData("text/plain", text)
  if (file) data.items.add(new File([new Uint8Array([1])], "copied", {type: file}))
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""


def new_story(open_page: Callable[..., Page], user: User, **options: object) -> Page:
    """The page of a new article, with the cursor in its empty body."""
    page = open_page(reverse("admin:articles_article_add"), user, **options)
    page.locator(BODY).click()
    return page


def open_story(open_page: Callable[..., Page], user: User, body: str, **options: object) -> Page:
    """The edit page of an article with this body, with the cursor at its end."""
    article = make_article(body=body)
    publishing.save_revision(article, by=None)
    page = open_page(reverse("admin:articles_article_change", args=[article.pk]), user, **options)
    page.locator(BODY).click()
    page.keyboard.press("Control+End")
    settle(page)
    return page


def settle(page: Page) -> None:
    """The editor hears of a selection a moment after the browser made it."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")


def paste(page: Page, *, html: str = "", text: str = "", file: str = "") -> None:
    page.locator(BODY).evaluate(_PASTE, {"html": html, "text": text, "file": file})


def body_of(page: Page) -> str:
    """What the form would send."""
    return page.locator("#id_body").input_value()


def save(page: Page) -> Article:
    """Save, and the article as it is stored then."""
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/change/")
    page.wait_for_load_state()
    return Article.objects.latest("updated_at")
