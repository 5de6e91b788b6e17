"""Taking pictures in: many at once, each with its verdict; what the files say, with where it stands, before saving."""

import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pixels

from articles.models import Image

from ..factories import make_image
from .forms import filled_in

SignIn = Callable[[User], Client]
Files = Callable[..., SimpleUploadedFile]
TAKE_IN, READ, DESCRIBE = (f"/admin/articles/image/{name}/" for name in ("take-in", "read", "describe"))

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 photoshop:Credit="Ana Silva/LETA" photoshop:City="Riga" photoshop:Country="Latvia"
 photoshop:DateCreated="2026-03-07T10:00:00+02:00" photoshop:Instructions="NOT FOR WEB. Embargo until Friday."
 xmpRights:WebStatement="https://creativecommons.org/licenses/by/4.0/deed.lv"
 Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A bridge.</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>bridge</rdf:li><rdf:li>river</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def scene(seed: int, *, size: int = 64) -> Pixels.Image:
    """A picture that looks like no other seed's, and like itself in any size."""
    dice = random.Random(seed)
    small = Pixels.new("L", (8, 8))
    small.putdata([dice.randrange(256) for _ in range(64)])
    return small.resize((size, size), Pixels.Resampling.BICUBIC).convert("RGB")


def upload(picture: Pixels.Image, name: str = "a.jpg", **saved_with: Any) -> SimpleUploadedFile:
    file = io.BytesIO()
    picture.save(file, "JPEG", **saved_with)
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def told() -> SimpleUploadedFile:
    """A file that says much of itself, in XMP and in Exif."""
    exif = Pixels.Exif()
    exif[0x8298] = "(c) LETA"
    return upload(scene(1), "told.jpg", xmp=XMP.encode(), exif=exif)


def test_each_of_many_files_gets_its_verdict(desk: Client, picture_file: Files) -> None:
    desk.post(TAKE_IN, {"file": [picture_file(name="first.jpg")]})
    bad = SimpleUploadedFile("bad.jpg", b"words", "image/jpeg")
    response = desk.post(TAKE_IN, {"file": [upload(scene(1)), bad, picture_file(name="again.jpg")]})
    verdicts = response.context["verdicts"]
    assert [verdict.name for verdict in verdicts] == ["a.jpg", "bad.jpg", "again.jpg"]
    assert verdicts[0].image == Image.objects.get(original_name="a.jpg")
    assert "not a picture" in verdicts[1].refusal
    assert verdicts[2].existing == Image.objects.get(original_name="first.jpg")
    assert "1 of 3 taken in." in response.content.decode()
    assert Image.objects.count() == 2


def test_no_files_and_too_many_are_refused_with_a_sentence(desk: Client) -> None:
    assert "Choose one or more picture files." in desk.post(TAKE_IN).content.decode()
    many = [SimpleUploadedFile(f"{number}.jpg", b"x") for number in range(101)]
    response = desk.post(TAKE_IN, {"file": many})
    assert (response.status_code, Image.objects.count()) == (400, 0)


def test_a_picture_that_looks_like_one_that_is_here_is_asked_about(desk: Client) -> None:
    desk.post(TAKE_IN, {"file": [upload(scene(1, size=640))]})
    first = Image.objects.get()
    [verdict] = desk.post(TAKE_IN, {"file": [upload(scene(1, size=320), "small.jpg")]}).context["verdicts"]
    assert (verdict.image, verdict.alike, verdict.is_asked) == (None, [first], True)
    [verdict] = desk.post(TAKE_IN, {"file": [upload(scene(1, size=320))], "sure": "on"}).context["verdicts"]
    assert (verdict.image is not None, verdict.alike) == (True, [first])


def test_pictures_that_look_different_are_not_asked_about(desk: Client) -> None:
    response = desk.post(TAKE_IN, {"file": [upload(scene(seed), f"{seed}.jpg") for seed in range(8)]})
    assert [verdict.refusal for verdict in response.context["verdicts"]] == [""] * 8


def test_the_uploads_of_the_grid_are_asked_about_and_those_of_an_article_are_told(desk: Client) -> None:
    chooser = reverse("admin:articles_image_chooser")
    key = desk.post(chooser, {"file": upload(scene(1, size=640))}).json()["picture"]["key"]
    asked = desk.post(chooser, {"file": upload(scene(1, size=320)), "ask": "1"})
    assert (asked.status_code, [one["key"] for one in asked.json()["alike"]]) == (409, [key])
    assert "picture" not in asked.json()
    taken = desk.post(chooser, {"file": upload(scene(1, size=320))})
    assert (taken.status_code, [one["key"] for one in taken.json()["alike"]]) == (201, [key])


def test_what_the_file_says_fills_its_columns_and_is_kept_with_its_source(desk: Client) -> None:
    desk.post(TAKE_IN, {"file": [told()]})
    image = Image.objects.get()
    assert image.caption == "A bridge."
    assert image.credit_line == "Ana Silva/LETA"
    assert image.copyright_notice == "(c) LETA"
    assert image.place == "Riga, Latvia"
    assert image.keywords == "bridge, river"
    assert str(image.date_created) == "2026-03-07"
    assert image.digital_source_type == "trainedAlgorithmicMedia"
    assert image.licence == "cc-by-4.0"
    assert image.file_metadata["credit_line"] == {"value": "Ana Silva/LETA", "source": "XMP"}
    assert image.file_metadata["copyright_notice"] == {"value": "(c) LETA", "source": "Exif"}
    assert len(image.perceptual_hash) == 16


def test_instructions_against_the_web_make_a_picture_for_print_only(desk: Client) -> None:
    desk.post(TAKE_IN, {"file": [told()]})
    assert Image.objects.get().allowed_use == "print"
    page = desk.get(reverse("admin:articles_image_change", args=[Image.objects.get().pk])).content.decode()
    assert "The instructions forbid the web" in page
    assert "The instructions name an embargo" in page


def test_a_file_is_read_before_anything_is_saved(desk: Client) -> None:
    answer = desk.post(READ, {"file": told()}).json()
    assert answer["said"]["credit_line"] == {"value": "Ana Silva/LETA", "source": "XMP", "from": "XMP in the file"}
    assert answer["said"]["copyright_notice"]["from"] == "Exif of the camera"
    assert answer["set"] == {"allowed_use": "print", "licence": "cc-by-4.0"}
    assert len(answer["flags"]) == 2
    assert (answer["existing"], answer["alike"], answer["size"]) == (None, [], "64 × 64")
    assert not Image.objects.exists()


def test_reading_says_that_the_newsroom_has_the_picture(desk: Client, picture_file: Files) -> None:
    desk.post(TAKE_IN, {"file": [picture_file()]})
    address = reverse("admin:articles_image_change", args=[Image.objects.get().pk])
    assert desk.post(READ, {"file": picture_file()}).json()["existing"] == {"title": "DSC_0001", "address": address}


def test_reading_no_picture_says_why(desk: Client) -> None:
    assert desk.post(READ).status_code == 400
    response = desk.post(READ, {"file": SimpleUploadedFile("x.jpg", b"words")})
    assert (response.status_code, "not a picture" in response.json()["error"]) == (400, True)


def test_what_the_files_say_is_put_right_in_one_form(desk: Client) -> None:
    desk.post(TAKE_IN, {"file": [told(), upload(scene(2), "bare.jpg")]})
    first, second = Image.objects.order_by("pk")
    address = f"{DESCRIBE}?pictures={first.pk},{second.pk}"
    page = desk.get(address)
    assert "XMP in the file" in page.content.decode()
    was = first.version
    desk.post(DESCRIBE, filled_in(page, **{f"{first.pk}-credit_line": "Ana Silva", f"{second.pk}-title": "Bare"}))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.credit_line, second.title) == ("Ana Silva", "Bare")
    assert first.version != was
    page = desk.get(address).content.decode()
    assert 'XMP in the file says: <span dir="auto">Ana Silva/LETA</span>' in page


def test_one_mistake_keeps_all_that_was_typed(desk: Client) -> None:
    one, other = make_image(), make_image()
    page = desk.get(f"{DESCRIBE}?pictures={one.pk},{other.pk}")
    typed = {f"{one.pk}-title": "", f"{one.pk}-caption": "Typed", f"{other.pk}-caption": "Also typed"}
    response = desk.post(DESCRIBE, filled_in(page, **typed))
    assert response.status_code == 200
    assert "Also typed" in response.content.decode()
    assert not Image.objects.filter(caption__contains="yped").exists()


@pytest.mark.parametrize("pictures", ["", "x", "\x00", "9" * 40, ",,,", "1," * 5000])
def test_no_list_of_pictures_breaks_the_page(desk: Client, pictures: str) -> None:
    assert desk.get(DESCRIBE, {"pictures": pictures}).status_code == 200


def test_who_may_not_take_pictures_in_is_refused(viewer: User, signed_in: SignIn) -> None:
    client = signed_in(viewer)
    assert client.get(TAKE_IN).status_code == 403
    assert client.post(TAKE_IN, {"file": [told()]}).status_code == 403
    assert client.post(READ, {"file": told()}).status_code == 403
    assert client.get(DESCRIBE).status_code == 403
    assert not Image.objects.exists()


def test_reporters_take_in_and_do_not_describe(reporter: User, signed_in: SignIn) -> None:
    client = signed_in(reporter)
    response = client.post(TAKE_IN, {"file": [told()]})
    assert Image.objects.count() == 1
    assert DESCRIBE not in response.content.decode()
    assert client.post(DESCRIBE, {"pictures": Image.objects.get().pk}).status_code == 403
