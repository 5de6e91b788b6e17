"""Pictures taken in at the desk: measured, described by their files, refused when they are none or known."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pixels

from articles.interchange.pictures import date_from
from articles.models import Image

from ..factories import make_article, make_image, make_live_article
from .forms import filled_in

Files = Callable[..., SimpleUploadedFile]


def described() -> Any:
    """Exif with what a picture desk writes there."""
    exif = Pixels.Exif()
    exif[0x010E] = "A bridge at Irpin on March 7, 2022."
    exif[0x013B] = "Jedrzej Nowicki"
    exif[0x8298] = "Agencja Wyborcza.pl"
    return exif


def add(client: Client, **typed: Any) -> Any:
    address = reverse("admin:articles_image_add")
    return client.post(address, filled_in(client.get(address), **typed))


def test_an_upload_is_measured_and_filled_from_its_file(desk: Client, picture_file: Files) -> None:
    response = add(desk, file=picture_file(exif=described()), creator="As the desk wrote it")
    image = Image.objects.get()
    assert response.status_code == 302
    assert (image.width, image.height, len(image.content_hash)) == (60, 40, 64)
    assert image.caption == "A bridge at Irpin on March 7, 2022."
    assert image.copyright_notice == "Agencja Wyborcza.pl"
    assert image.creator == "As the desk wrote it"
    assert (image.title, image.original_name) == ("DSC_0001", "DSC_0001.JPG")
    assert image.file.name == f"originals/{image.token[:2]}/{image.token}.jpg"
    assert image.created_at is not None


def test_what_is_no_picture_is_refused_with_the_reason(desk: Client) -> None:
    response = add(desk, title="x", file=SimpleUploadedFile("x.jpg", b"words", "image/jpeg"))
    assert "This is a text file and not a picture that can be used" in response.content.decode()
    assert not Image.objects.exists()


def test_a_file_whose_name_promises_another_format(desk: Client, picture_file: Files) -> None:
    file = picture_file()
    file.name = "bridge.png"
    response = add(desk, title="x", file=file)
    assert "rename it to “bridge.jpg”" in response.text
    assert not Image.objects.exists()


def test_the_same_bytes_twice_are_refused_with_a_link(desk: Client, picture_file: Files) -> None:
    add(desk, file=picture_file(), title="The first")
    response = add(desk, file=picture_file(name="again.jpg"), title="The second")
    link = reverse("admin:articles_image_change", args=[Image.objects.get().pk])
    assert f'The newsroom has this picture already: <a href="{link}">The first</a>.' in response.content.decode()


def test_a_picture_that_is_awaited_gets_its_file(desk: Client, picture_file: Files) -> None:
    image = make_image(file="", width=None, height=None, content_hash="", caption="As the story said.")
    address = reverse("admin:articles_image_change", args=[image.pk])
    desk.post(address, filled_in(desk.get(address), file=picture_file(exif=described())))
    image.refresh_from_db()
    assert (image.width, image.caption) == (60, "As the story said.")


def test_an_image_without_file_and_title_is_asked_for_one(desk: Client) -> None:
    assert "Give the picture a title" in add(desk).content.decode()


def test_a_file_can_be_taken_away(desk: Client, picture_file: Files) -> None:
    add(desk, file=picture_file())
    image = Image.objects.get()
    address = reverse("admin:articles_image_change", args=[image.pk])
    desk.post(address, filled_in(desk.get(address), **{"file-clear": "on"}))
    image.refresh_from_db()
    assert (bool(image.file), image.content_hash, image.width) == (False, "", None)


def test_captions_longer_than_a_column_are_cut(desk: Client, picture_file: Files) -> None:
    exif = described()
    exif[0x013B] = "x" * 400
    add(desk, file=picture_file(exif=exif))
    assert len(Image.objects.get().creator) == 255


def test_the_key_does_not_change(desk: Client) -> None:
    image = make_image(key="the-key")
    address = reverse("admin:articles_image_change", args=[image.pk])
    desk.post(address, filled_in(desk.get(address), key="another"))
    image.refresh_from_db()
    assert image.key == "the-key"


@pytest.mark.parametrize("use", [{"lead_image": True}, {"body": True}])
def test_a_picture_in_use_cannot_be_deleted(desk: Client, use: dict[str, bool]) -> None:
    image = make_image()
    if "lead_image" in use:
        make_live_article(lead_image=image)
    else:
        make_article(body=f'<figure data-image="{image.key}"></figure>')
    desk.post(reverse("admin:articles_image_delete", args=[image.pk]), {"post": "yes"})
    assert Image.objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-07T14:05:00+02:00", date(2022, 3, 7)),
        ("2022-03-07", date(2022, 3, 7)),
        ("20220307", date(2022, 3, 7)),
        ("2022-03", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_as_files_write_them(text: str, day: date | None) -> None:
    assert date_from(text) == day


def test_the_form_leads_to_the_original_by_the_desks_own_address(desk: Client, picture_file: Files) -> None:
    add(desk, file=picture_file(), title="Bridge")
    image = Image.objects.get()
    page = desk.get(reverse("admin:articles_image_change", args=[image.pk])).content.decode()
    assert f'<a href="{reverse("admin:articles_image_original", args=[image.pk])}">DSC_0001.JPG</a>' in page
    assert f"/media/{image.file.name}" not in page
