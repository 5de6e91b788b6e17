"""What stands between the paragraphs: galleries, things from elsewhere, notes; put in, moved about, kept."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from PIL import Image as Pixels
from playwright.sync_api import Page, expect

from articles.models import Image
from articles.tests.factories import NOON, make_article, make_image
from articles.text import image_keys, sanitise

from .axe import violations
from .writing import BODY, body_of, new_story, open_story, paste, save

Open = Callable[..., Page]

GALLERY = '<section data-type="gallery">{}</section>'
FIGURE = '<figure data-image="{}"><figcaption></figcaption></figure>'
VIDEO = '<figure data-embed="https://vimeo.com/1234"><figcaption>The vote</figcaption></figure>'
ADDRESS = "Address, or the code that the service gives for copying"


def make_gallery(*keys: str) -> str:
    for key in keys:
        make_image(key=key, title=key.capitalize())
    return GALLERY.format("".join(map(FIGURE.format, keys)))


def picture(name: str, colour: str) -> dict[str, Any]:
    """A small JPEG as a file field takes it."""
    file = io.BytesIO()
    Pixels.new("RGB", (60, 40), colour).save(file, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def toolbar(page: Page, name: str) -> None:
    page.get_by_role("toolbar", name="Formatting").get_by_role("button", name=name, exact=True).click()


def test_several_pictures_are_chosen_for_a_gallery_with_the_keyboard(open_page: Open, editor: User) -> None:
    make_gallery("bridge", "river", "boat")
    page = new_story(open_page, editor)
    page.keyboard.type("Before.")
    toolbar(page, "Gallery")
    dialog = page.get_by_role("dialog", name="Choose pictures")
    expect(dialog.get_by_role("button", name="Boat")).to_be_visible()
    expect(dialog.get_by_role("button", name="Insert 0 pictures")).to_be_disabled()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.press("Space")
    dialog.get_by_role("button", name="Insert 2 pictures").press("Enter")
    expect(page.get_by_role("region", name="Gallery")).to_be_visible()
    assert body_of(page) == "<p>Before.</p>\n" + GALLERY.format(FIGURE.format("river") + FIGURE.format("bridge"))


def test_pictures_of_a_gallery_are_moved_with_buttons_and_keys(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, make_gallery("bridge", "river", "boat") + "<p>After.</p>")
    gallery = page.get_by_role("region", name="Gallery")
    gallery.get_by_role("button", name="Move the picture down").first.click()
    assert image_keys(body_of(page)) == ["river", "bridge", "boat"]
    page.keyboard.press("Enter")
    assert image_keys(body_of(page)) == ["river", "boat", "bridge"]
    gallery.locator("img").last.dispatch_event("mousedown")
    page.keyboard.press("Alt+Shift+ArrowUp")
    assert image_keys(body_of(page)) == ["river", "bridge", "boat"]
    page.keyboard.press("Alt+Shift+ArrowDown")
    assert image_keys(body_of(page)) == ["river", "boat", "bridge"]
    gallery.get_by_role("button", name="Move the gallery down").click()
    assert body_of(page).startswith("<p>After.</p>")
    gallery.get_by_role("button", name="Remove the picture").first.click()
    assert image_keys(body_of(page)) == ["boat", "bridge"]


def test_pictures_of_a_gallery_are_dragged(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, make_gallery("bridge", "river"))
    handles = page.get_by_title("Drag the picture")
    captions = page.get_by_label("Caption as used here")
    box = captions.nth(1).bounding_box()
    assert box
    handles.first.drag_to(captions.nth(1), target_position={"x": box["width"] - 5, "y": 5})
    assert image_keys(body_of(page)) == ["river", "bridge"]
    handles.first.drag_to(captions.nth(1), target_position={"x": 5, "y": 5})
    assert image_keys(body_of(page)) == ["river", "bridge"]


def test_caption_and_alt_text_in_a_gallery_are_stored(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, make_gallery("bridge", "river"))
    page.get_by_label("Alt text as used here").nth(1).fill("A wide river")
    page.get_by_label("Caption as used here").first.click()
    page.keyboard.type("The bridge")
    article = save(page)
    assert article.body == GALLERY.format(
        '<figure data-image="bridge"><figcaption>The bridge</figcaption></figure>'
        '<figure data-image="river" data-alt="A wide river"><figcaption></figcaption></figure>'
    )


def test_the_last_picture_takes_the_gallery_with_it(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>Text.</p>" + make_gallery("bridge"))
    page.get_by_role("button", name="Remove the picture").click()
    assert body_of(page) == "<p>Text.</p>"


def test_a_save_that_loses_a_whole_gallery_is_asked_about(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>Text.</p>" + make_gallery("bridge", "river"))
    page.get_by_role("button", name="Remove the gallery").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("This save would take all 2 pictures out of the body.")).to_be_visible()


def test_pictures_are_uploaded_for_a_gallery(open_page: Open, editor: User, media_folder: Any) -> None:
    page = new_story(open_page, editor)
    toolbar(page, "Gallery")
    dialog = page.get_by_role("dialog", name="Choose pictures")
    upload = dialog.get_by_label("Or upload: choose, drop or paste here")
    broken = {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"words"}
    upload.set_input_files([picture("one.jpg", "navy"), broken, picture("two.jpg", "teal")])
    expect(dialog.get_by_text("2 of 3 uploaded.")).to_be_visible()
    expect(dialog.get_by_text("notes.jpg: ")).to_be_visible()
    dialog.get_by_role("button", name="Insert 2 pictures").click()
    expect(page.get_by_role("region", name="Gallery")).to_be_visible()
    assert image_keys(body_of(page)) == list(Image.objects.order_by("pk").values_list("key", flat=True))


def test_a_picture_is_uploaded_by_dropping_it_into_the_chooser(open_page: Open, editor: User) -> None:
    page = new_story(open_page, editor)
    toolbar(page, "Picture")
    page.get_by_role("dialog", name="Choose a picture").evaluate(
        """async (dialog) => {
          const canvas = new OffscreenCanvas(40, 30)
          canvas.getContext("2d").fillRect(0, 0, 20, 20)
          const data = new DataTransfer()
          data.items.add(new File([await canvas.convertToBlob({type: "image/png"})], "dropped.png", {type: "image/png"}))
          dialog.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}))
        }"""
    )
    expect(page.get_by_alt_text("Alt text")).to_have_count(0)
    expect(page.locator("figure.desk-picture")).to_be_visible()
    assert image_keys(body_of(page)) == [Image.objects.get().key]


def test_the_chooser_shows_credit_and_rights_at_once(open_page: Open, editor: User) -> None:
    make_image(title="Bridge", credit_line="Ana Silva", usage_terms="One use", usable_until=NOON)
    make_image(title="River", credit_line="")
    page = new_story(open_page, editor)
    toolbar(page, "Picture")
    bridge = page.get_by_role("dialog").get_by_role("button", name="Bridge")
    expect(bridge).to_contain_text("Ana Silva")
    expect(bridge).to_contain_text("Rights ended on 8 Mar 2026, 12:00 · One use")
    expect(page.get_by_role("dialog").get_by_role("button", name="River")).to_contain_text("No credit")


def test_something_from_elsewhere_is_shown_by_its_address(open_page: Open, editor: User) -> None:
    page = new_story(open_page, editor)
    toolbar(page, "From elsewhere: video, post, map …")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(ADDRESS).fill("https://example.org/video")
    dialog.get_by_label(ADDRESS).press("Enter")
    expect(dialog.get_by_role("alert").first).to_contain_text("That leads to nothing from YouTube, Vimeo, X")
    dialog.get_by_label(ADDRESS).fill(
        '<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=x" allowfullscreen></iframe>'
    )
    dialog.get_by_label("Title, as readers see it").fill("The vote")
    dialog.get_by_role("button", name="Insert").click()
    assert body_of(page) == (
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>The vote</figcaption></figure>'
    )


def test_what_is_shown_from_elsewhere_is_changed(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, VIDEO)
    page.get_by_role("button", name="Change what is shown from elsewhere").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Title, as readers see it")).to_have_value("The vote")
    dialog.get_by_label("Title, as readers see it").fill("")
    dialog.get_by_label(ADDRESS).fill("https://vimeo.com/5678")
    dialog.get_by_role("button", name="Change").click()
    assert body_of(page) == '<figure data-embed="https://vimeo.com/5678"><figcaption></figcaption></figure>'


def test_a_lone_address_is_shown_and_undo_makes_it_a_link(open_page: Open, editor: User) -> None:
    page = new_story(open_page, editor)
    paste(page, text="https://youtu.be/dQw4w9WgXcQ?si=x")
    assert 'data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in body_of(page)
    page.keyboard.press("Control+z")
    assert body_of(page).startswith('<p><a href="https://youtu.be/dQw4w9WgXcQ?si=x">')


def test_a_note_is_written_and_counts_for_nothing(open_page: Open, editor: User) -> None:
    page = new_story(open_page, editor)
    page.keyboard.type("Two words.")
    toolbar(page, "Note for the desk, never published")
    page.keyboard.type("Ask the ministry.")
    expect(page.locator("#desk-words")).to_have_text("2 words, 1 min")
    assert body_of(page) == '<p>Two words.</p>\n<aside data-type="note"><p>Ask the ministry.</p></aside>'


def test_a_paragraph_is_carried_with_the_keyboard(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>One.</p><p>Two.</p>")
    page.keyboard.press("Alt+Shift+ArrowUp")
    page.keyboard.type("!")
    assert body_of(page) == "<p>Two.!</p>\n<p>One.</p>"


BODIES = [
    "<p>Text.</p>" + GALLERY.format(FIGURE.format("bridge") + '<figure data-image="river" data-size="wide"></figure>'),
    VIDEO + '<figure data-embed="https://vimeo.com/1234"></figure>',
    '<aside data-type="note"><p>One.</p><ul><li><p>Two.</p></li></ul></aside>',
    '<p><a href="tel:+371670000">call</a> <a href="/2026/03/08/one/">read</a></p>',
]


@pytest.mark.parametrize("body", BODIES)
def test_what_the_dialect_has_is_shown_and_comes_back_whole(body: str, open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>First.</p>" + body)
    page.locator(BODY).locator("p").first.click()
    page.keyboard.press("Home")
    page.keyboard.type("x")
    written = body_of(page)
    assert sanitise(written) == written
    assert written.replace("\n", "").replace("<figcaption></figcaption>", "") == (
        "<p>xFirst.</p>" + body.replace("<figcaption></figcaption>", "")
    )


def test_what_the_editor_cannot_show_is_edited_as_html(open_page: Open, editor: User) -> None:
    body = (
        make_gallery("bridge") + "<table><tbody><tr><td><ul><li><h2>Too deep</h2></li></ul></td></tr></tbody></table>"
    )
    page = open_story_raw(open_page, editor, body)
    expect(page.get_by_text("This body holds something that the editor cannot show")).to_be_visible()
    assert page.locator("#id_body").input_value() == body


def open_story_raw(open_page: Open, user: User, body: str) -> Page:
    """The edit page of an article whose body is edited as HTML."""
    return open_page(reverse("admin:articles_article_change", args=[make_article(body=body).pk]), user)


def test_without_scripts_the_body_is_a_text_area_that_saves(open_page: Open, editor: User) -> None:
    body = make_gallery("bridge", "river") + VIDEO + '<aside data-type="note"><p>Ask.</p></aside>'
    page = open_story_without_scripts(open_page, editor, body)
    field = page.locator("#id_body")
    field.fill(field.input_value() + "<p>More.</p>")
    assert save(page).body == body + "<p>More.</p>"


def open_story_without_scripts(open_page: Open, user: User, body: str) -> Page:
    return open_story_raw(lambda path, person: open_page(path, person, java_script_enabled=False), user, body)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor(scheme: str, open_page: Open, editor: User) -> None:
    body = "<p>He was TK.</p>" + make_gallery("bridge", "river") + VIDEO + BODIES[2] + "<p>End.</p>"
    page = open_story(open_page, editor, body, color_scheme=scheme)
    page.keyboard.press("Control+f")
    page.keyboard.type("was")
    found = violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("button", ["Picture", "Gallery", "From elsewhere: video, post, map …", "Link"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_dialog(scheme: str, button: str, open_page: Open, editor: User) -> None:
    make_gallery("bridge", "river")
    page = new_story(open_page, editor, color_scheme=scheme)
    toolbar(page, button)
    expect(page.get_by_role("dialog")).to_be_visible()
    if button in ("Picture", "Gallery"):
        expect(page.get_by_role("dialog").get_by_role("button", name="River")).to_be_visible()
    found = violations(page)
    assert not found, "\n".join(found)


def test_enter_in_a_caption_goes_on_behind_the_picture(open_page: Open, editor: User) -> None:
    make_image(key="bridge")
    page = open_story(open_page, editor, "<p>Before.</p>" + FIGURE.format("bridge"))
    page.get_by_label("Caption as used here").click()
    page.keyboard.type("The bridge")
    page.keyboard.press("Enter")
    page.keyboard.type("After.")
    assert body_of(page) == (
        '<p>Before.</p>\n<figure data-image="bridge"><figcaption>The bridge</figcaption></figure>\n<p>After.</p>'
    )


def test_after_a_picture_at_the_end_the_text_goes_on(open_page: Open, editor: User) -> None:
    make_image(key="bridge", title="Bridge")
    page = new_story(open_page, editor)
    toolbar(page, "Picture")
    page.get_by_role("dialog").get_by_role("button", name="Bridge").click()
    expect(page.locator("figure.desk-picture")).to_be_visible()
    page.keyboard.type("After.")
    assert body_of(page) == FIGURE.format("bridge") + "\n<p>After.</p>"


def test_opening_a_story_changes_nothing(open_page: Open, editor: User) -> None:
    page = open_story(open_page, editor, "<p>Text.</p>" + make_gallery("bridge", "river") + VIDEO)
    assert page.locator("#id_body").input_value() == page.locator("#id_body").evaluate("(field) => field.defaultValue")
