"""A story from the first word to the readers, as three people take it there in a browser."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image as Pixels
from playwright.sync_api import Page, expect

from articles import publishing
from articles.models import Article, Image
from articles.tests.factories import make_article, make_author, make_image, make_section, make_topic

from .conftest import PHONE

BODY = "#article_form .ProseMirror[contenteditable=true]"
SENTENCE = "The harbour master counted nine boats back in before the wind rose again over the breakwater. "
# Four sections of two hundred words.
PARAGRAPHS = [SENTENCE * 4 + SENTENCE * 4 + SENTENCE * 4 + SENTENCE * 2 for _ in range(4)]


def make_pictures(count: int) -> list[Image]:
    """Pictures with files, titled “Boat 1” and so on."""
    images = []
    for number in range(1, count + 1):
        file = io.BytesIO()
        Pixels.new("RGB", (60, 40), (number * 40, 90, 120)).save(file, "JPEG")
        image = make_image(title=f"Boat {number}", file="", credit_line="Ana Silva")
        image.file.save(f"boat-{number}.jpg", ContentFile(file.getvalue()))
        images.append(image)
    return images


def choose(page: Page, selector: str, words: str) -> None:
    """Choose in a select that searches."""
    page.locator(f"{selector} + .select2").click()
    # The field of one that takes several stands in itself, that of the others in what opens.
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def insert_picture(page: Page, title: str) -> None:
    page.get_by_role("button", name="Picture", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Search").fill(title)
    dialog.get_by_role("button", name=re.compile(title)).first.click()
    expect(page.locator("figure.desk-picture").filter(has_text=title)).to_be_visible()


@pytest.fixture
def written(open_page: Callable[..., Page], reporter: User) -> Article:
    """Eight hundred words with four pictures, a byline and topics, written and submitted by the reporter."""
    make_pictures(4)
    make_author(name="Ilze Liepa"), make_topic(name="Weather"), make_section(name="World")
    page = open_page(reverse("admin:articles_article_add"), reporter)

    page.get_by_label("Headline:", exact=True).fill("Nine boats came back before the wind")
    page.get_by_label("Standfirst:").fill("The harbour counted them in, one by one.")
    page.locator(BODY).click()
    for number, paragraph in enumerate(PARAGRAPHS, start=1):
        page.keyboard.insert_text(paragraph.strip())
        page.keyboard.press("Enter")
        insert_picture(page, f"Boat {number}")
    page.get_by_text("Add another Name").click()
    choose(page, "#id_contributors-0-author", "Ilze")
    choose(page, "#id_topics", "Weather")
    page.get_by_label("Section:", exact=True).select_option(label="World")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as revision 1.")).to_be_visible()
    page.locator("#desk-bar").get_by_role("button", name="Submit for review").click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messagelist")).to_contain_text("Submitted for review")
    return Article.objects.get()


def test_a_story_is_written_submitted_reviewed_and_published(
    written: Article, open_page: Callable[..., Page], editor: User, publisher: User
) -> None:
    edit = reverse("admin:articles_article_change", args=[written.pk])
    assert re.findall(r"<(p|figure)\b", written.body) == ["p", "figure"] * 4
    assert len(re.findall(r"\bharbour\b", written.body)) == 56

    page = open_page(edit, editor)
    page.locator("#desk-bar").get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("#desk-bar")).to_contain_text("Approved")

    page = open_page(edit, publisher)
    page.locator("#desk-bar").get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("link", name="See it as readers do.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nine boats came back before the wind")
    assert page.locator("article figure img").count() == 4


def test_pictures_change_places_by_keyboard(written: Article, open_page: Callable[..., Page], editor: User) -> None:
    page = open_page(reverse("admin:articles_article_change", args=[written.pk]), editor)
    keys = re.findall(r'data-image="([^"]+)"', written.body)
    up = page.locator("figure.desk-picture").nth(1).get_by_role("button", name="Move the picture up")
    for _ in range(2):
        up.focus()
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as revision")).to_be_visible()
    written.refresh_from_db()
    assert re.findall(r'data-image="([^"]+)"', written.body) == [keys[1], keys[0], keys[2], keys[3]]


def test_a_phone_shows_the_whole_edit_page(written: Article, open_page: Callable[..., Page], editor: User) -> None:
    page = open_page(reverse("admin:articles_article_change", args=[written.pk]), editor, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_in_viewport()
    page.mouse.wheel(0, 3000)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_in_viewport()


def test_two_people_change_a_story_at_once_and_both_texts_are_kept(
    open_page: Callable[..., Page], editor: User, publisher: User, tmp_path: Path
) -> None:
    article = make_article(headline="Storm", body="<p>It rained in Riga.</p><p>Nobody was hurt.</p>")
    publishing.save_revision(article, by=None)
    edit = reverse("admin:articles_article_change", args=[article.pk])
    first, second = open_page(edit, editor), open_page(edit, publisher)
    for page, paragraph, words in [(first, 0, " All day."), (second, 1, " Two boats sank.")]:
        page.locator(f"{BODY} p").nth(paragraph).click()
        page.keyboard.press("End")
        page.keyboard.type(words)
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_load_state()

    expect(second.get_by_role("heading", level=1)).to_have_text("Two people changed this article")
    second.get_by_role("button", name=re.compile("Save")).click()
    expect(second.locator(".messagelist")).to_contain_text("merged")
    article.refresh_from_db()
    assert article.body == "<p>It rained in Riga. All day.</p><p>Nobody was hurt. Two boats sank.</p>"
