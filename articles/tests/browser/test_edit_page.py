"""The edit page in a browser."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page

from articles import publishing
from articles.tests.factories import make_article, make_image

BODY = ".ProseMirror[contenteditable=true]"


def test_what_is_typed_into_the_body_is_saved(open_page: Callable[..., Page], editor: User) -> None:
    article = make_article(body="<p>It rained.</p>")
    publishing.save_revision(article, by=None)
    page = open_page(reverse("admin:articles_article_change", args=[article.pk]), editor)

    page.locator(BODY).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Then it stopped.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()

    article.refresh_from_db()
    assert article.body == "<p>It rained. Then it stopped.</p>"


def test_enter_in_a_caption_leads_to_the_line_after_the_picture(open_page: Callable[..., Page], editor: User) -> None:
    image = make_image(file="")
    article = make_article(body=f'<figure data-image="{image.key}"><figcaption>The dam</figcaption></figure>')
    publishing.save_revision(article, by=None)
    page = open_page(reverse("admin:articles_article_change", args=[article.pk]), editor)

    page.locator("figure.desk-picture figcaption").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("It held.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()

    article.refresh_from_db()
    assert (
        article.body == f'<figure data-image="{image.key}"><figcaption>The dam</figcaption></figure>\n<p>It held.</p>'
    )
