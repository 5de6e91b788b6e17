"""The photo desk in a browser: uploads with their verdicts, crops by keyboard and mouse, and nothing for axe to find."""

import io
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pixels
from playwright.sync_api import Page, expect

from articles.models import Collection, Image
from articles.tests.factories import make_image

from .axe import violations
from .conftest import PHONE
from .nu import html_errors

GRID = "/admin/articles/image/"


def picture(seed: int, *, width: int = 320, height: int = 200) -> bytes:
    """A picture that looks like no other seed's."""
    dice = random.Random(seed)
    small = Pixels.new("L", (8, 8))
    small.putdata([dice.randrange(256) for _ in range(64)])
    file = io.BytesIO()
    small.resize((width, height), Pixels.Resampling.BICUBIC).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def make_stored(seed: int, **said: Any) -> Image:
    image = make_image(width=1600, height=1000, **said)
    default_storage.save(image.file.name, ContentFile(picture(seed, width=1600, height=1000)))
    return image


def sent(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


@pytest.fixture
def desk_of_pictures(transactional_db: None) -> list[Image]:
    """Pictures with every sign."""
    now = timezone.now()
    images = [
        make_stored(1, title="Whole", place="Riga"),
        make_stored(2, title="Bare", credit_line="", alt_text=""),
        make_stored(3, title="Ended", usable_until=now - timedelta(days=1)),
        make_stored(4, title="Killed", killed_at=now, kill_reason="Wrong person", usable_until=now + timedelta(days=2)),
        make_image(
            title="Awaited with averyveryveryverylongwordinitstitle", file="", width=None, height=None, content_hash=""
        ),
    ]
    Collection.objects.create(name="Election 2026").images.add(*images[:2])
    return images


def test_each_upload_gets_its_verdict(open_page: Callable[..., Page], photo_editor: User) -> None:
    page = open_page(GRID, photo_editor)
    page.locator("#take-in-files").set_input_files(
        [sent("one.jpg", picture(1)), sent("bad.jpg", b"words"), sent("two.jpg", picture(2))]
    )
    expect(page.get_by_text("2 of 3 taken in.")).to_be_visible()
    expect(page.locator(".verdict-taken")).to_have_count(2)
    expect(page.locator(".verdict-refused")).to_contain_text("bad.jpg")
    expect(page.locator(".verdict-refused")).to_contain_text("not a picture")

    page.locator("#take-in-files").set_input_files([sent("again.jpg", picture(1))])
    expect(page.locator(".verdict").last).to_contain_text("The newsroom has this picture already: “one”.")
    page.locator("#take-in-files").set_input_files([sent("small.jpg", picture(1, width=160, height=100))])
    expect(page.locator(".verdict").last).to_contain_text("It looks like one.")
    page.get_by_role("button", name="It is another picture: take it in").click()
    expect(page.locator(".verdict").last).to_contain_text("Taken in as small.")

    page.get_by_role("link", name="See what the files say").click()
    expect(page.get_by_role("heading", name="What the files say")).to_be_visible()
    expect(page.locator(".described")).to_have_count(3)


def test_files_are_dropped_and_pasted(open_page: Callable[..., Page], photo_editor: User) -> None:
    page = open_page(GRID, photo_editor)
    for number, kind in enumerate(["drop", "paste"]):
        page.evaluate(
            """([kind, bytes]) => {
              const data = new DataTransfer()
              data.items.add(new File([new Uint8Array(bytes)], `${kind}.jpg`, { type: "image/jpeg" }))
              const event = kind === "drop"
                ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
                : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
              document.body.dispatchEvent(event)
            }""",
            [kind, list(picture(number + 20))],
        )
        expect(page.locator(".verdict").last).to_contain_text(f"Taken in as {kind}.")
    assert set(Image.objects.values_list("original_name", flat=True)) == {"drop.jpg", "paste.jpg"}


def test_crops_are_set_by_keyboard_and_said(
    open_page: Callable[..., Page], photo_editor: User, desk_of_pictures: list[Image]
) -> None:
    image = desk_of_pictures[0]
    page = open_page(f"{GRID}{image.pk}/crops/", photo_editor)
    stage = page.get_by_role("group", name="Crop 1:1.")
    stage.focus()
    page.keyboard.press("-")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowDown")
    section = page.locator("[data-crop='1x1']")
    # 1000 wide at 300, 0; 32 less around its middle; 160 to the right; 16 down.
    expect(section.locator("[data-size]")).to_have_text("968 × 968 pixels: not sharp on large screens, which want 1200")
    expect(page.locator("[data-crops-said]")).to_have_text(
        "1:1: 968 by 968 pixels, 30 percent from the left, 3 percent from the top."
    )
    expect(section.locator(".crop-preview")).to_have_attribute("viewBox", "476 32 968 968")
    page.get_by_role("button", name="Keep the crops").click()
    expect(page.get_by_text("are kept. Readers get them at once.")).to_be_visible()
    image.refresh_from_db()
    assert image.crops == {"1x1": [0.2975, 0.032, 0.605, 0.968]}


def test_crops_are_set_by_mouse_and_taken_back(
    open_page: Callable[..., Page], photo_editor: User, desk_of_pictures: list[Image]
) -> None:
    image = desk_of_pictures[0]
    page = open_page(f"{GRID}{image.pk}/crops/", photo_editor)
    stage = page.locator("[data-crop='1x1'] .crop-stage")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - box["width"] / 8, middle[1], steps=4)
    page.mouse.up()
    frame = page.locator("[data-crop='1x1'] .crop-frame")
    expect(frame).to_have_attribute("x", "100")
    expect(page.locator("[data-crop='1x1'] [data-state]")).to_have_text("set by hand")
    page.locator("[data-crop='1x1']").get_by_role("button", name="Back to automatic").click()
    expect(frame).to_have_attribute("x", "300")

    focal = page.locator("[data-focal]")
    focal.scroll_into_view_if_needed()
    focal.click(position={"x": 0.75 * box["width"], "y": 0.5 * box["height"]})
    expect(frame).to_have_attribute("x", "600")


def test_a_file_is_read_as_soon_as_it_is_chosen(open_page: Callable[..., Page], photo_editor: User) -> None:
    exif = Pixels.Exif()
    exif[0x013B] = "Ana Silva"
    file = io.BytesIO()
    Pixels.new("RGB", (60, 40), "navy").save(file, "JPEG", exif=exif)
    page = open_page(f"{GRID}add/", photo_editor)
    page.locator("#id_creator").fill("Typed by hand")
    page.locator("#id_file").set_input_files([sent("a.jpg", file.getvalue())])
    expect(page.get_by_text("Exif of the camera says: Ana Silva")).to_be_visible()
    expect(page.locator("#id_creator")).to_have_value("Typed by hand")
    page.locator("#id_creator").fill("")
    page.locator("#id_file").set_input_files([sent("b.jpg", file.getvalue())])
    expect(page.locator("#id_creator")).to_have_value("Ana Silva")
    assert not Image.objects.exists()


def test_the_grid_is_walked_and_ticked_with_keys(
    open_page: Callable[..., Page], photo_editor: User, desk_of_pictures: list[Image]
) -> None:
    page = open_page(GRID, photo_editor)
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".card-title").nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_text("1 of 5 ticked")).to_be_visible()
    page.get_by_role("button", name="Edit ticked").click()
    page.get_by_label("Place", exact=True).fill("Riga")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_text("Place becomes “Riga” for 1 of 1.")).to_be_visible()
    page.get_by_role("button", name="Change 1 picture").click()
    expect(page.get_by_text("1 done, 0 refused.")).to_be_visible()


def pages(image: Image) -> list[str]:
    return [
        GRID,
        f"{GRID}?q=nothing:here",
        f"{GRID}add/",
        f"{GRID}take-in/",
        f"{GRID}describe/?pictures={image.pk}",
        reverse("admin:articles_image_change", args=[image.pk]),
        reverse("admin:articles_image_crops", args=[image.pk]),
        reverse("admin:articles_collection_changelist"),
        reverse("admin:articles_collection_change", args=[Collection.objects.get().pk]),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: Callable[..., Page],
    administrator: User,
    desk_of_pictures: list[Image],
    scheme: str,
    viewport: dict[str, int],
) -> None:
    page = open_page(GRID, administrator, color_scheme=scheme, viewport=viewport)
    found = []
    for address in pages(desk_of_pictures[3]):
        page.goto(address)
        found += [f"{address}: {one}" for one in violations(page)]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > viewport["width"]:
            found.append(f"{address}: {wide} pixels wide")
    page.goto(GRID)
    page.locator(".card-tick").first.check()
    page.get_by_role("button", name="Edit ticked").click()
    found += violations(page)
    page.get_by_label("Place", exact=True).fill("Riga")
    page.get_by_role("button", name="Show what changes").click()
    found += violations(page)
    page.get_by_role("button", name="Change 1 picture").click()
    found += violations(page)
    assert not found, "\n".join(found)


def test_their_html_has_no_errors(
    tmp_path: Path, administrator: User, client: Client, desk_of_pictures: list[Image]
) -> None:
    client.force_login(administrator)
    made = {f"page-{at}": client.get(address).content.decode() for at, address in enumerate(pages(desk_of_pictures[3]))}
    made["bulk"] = client.post(f"{GRID}bulk/", {"_selected_action": [desk_of_pictures[0].pk]}).content.decode()
    found = html_errors(tmp_path, made)
    assert not found, "\n".join(found)
