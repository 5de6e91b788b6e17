"""Picture files: readers get renditions of what they see, the desk of what it may see, and nobody an error."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from articles import publishing
from articles.models import Image, Rendition
from articles.renditions.turns import turn
from articles.tests.factories import NOON, make_article, make_author, make_live_article
from articles.tests.public.pictures import address_of, bytes_of, make_stored_image

pytestmark = pytest.mark.django_db


def make_seen_image(**overrides: Any) -> Image:
    image = make_stored_image(**overrides)
    make_live_article(lead_image=image)
    return image


@pytest.mark.parametrize(
    ("name", "media_type", "beginning"),
    [
        ("w320.jpg", "image/jpeg", b"\xff\xd8"),
        ("w320.webp", "image/webp", b"RIFF"),
        ("4x3.avif", "image/avif", b"\0\0\0"),
    ],
)
def test_readers_get_a_picture_that_they_see(client: Client, name: str, media_type: str, beginning: bytes) -> None:
    response = client.get(address_of(make_seen_image(), name))
    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    assert response["Cache-Control"] == "no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert bytes_of(response).startswith(beginning)
    assert int(response["Content-Length"]) == Rendition.objects.get().size


def test_a_file_is_made_once(client: Client, django_assert_num_queries) -> None:
    image = make_seen_image()
    first = bytes_of(client.get(address_of(image)))
    with django_assert_num_queries(2):
        assert bytes_of(client.get(address_of(image))) == first
    row = Rendition.objects.get()
    assert (row.spec, row.format, row.version) == ("w320", "jpeg", image.version)
    assert row.file.name == f"renditions/{image.token[:2]}/{image.token}/{image.version}/w320.jpg"


def test_nobody_gets_the_original_but_the_desk(signed_in, photo_editor) -> None:
    image = make_seen_image()
    for client in (Client(), signed_in(photo_editor)):
        for address in (f"/media/{image.file.name}", image.file.url, f"/media/images/{image.pk}.jpg"):
            assert client.get(address).status_code == 404


def test_an_author_s_picture_is_public(client: Client) -> None:
    image = make_stored_image()
    make_author(picture=image)
    assert client.get(address_of(image)).status_code == 200


def test_who_has_the_picture_already_gets_no_bytes(client: Client) -> None:
    address = address_of(make_seen_image())
    first = client.get(address)
    second = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (second.status_code, second.content, second["Cache-Control"]) == (304, b"", "no-cache")


def test_who_has_a_picture_that_was_withdrawn_is_told_nothing(client: Client) -> None:
    image = make_stored_image()
    article = make_live_article(lead_image=image)
    tag = client.get(address_of(image))["ETag"]
    publishing.withdraw(article, by=None)
    assert client.get(address_of(image), headers={"If-None-Match": tag}).status_code == 404


def test_readers_do_not_get_a_picture_that_they_do_not_see(client: Client) -> None:
    image = make_stored_image()
    make_article(lead_image=image)
    response = client.get(address_of(image))
    assert response.status_code == 404
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not Rendition.objects.exists()


@pytest.mark.parametrize(
    "ended", [{"usable_until": NOON}, {"killed_at": NOON, "kill_reason": "Not hers."}, {"allowed_use": "print"}]
)
def test_a_picture_that_may_not_be_shown_is_gone_everywhere(client: Client, ended: dict[str, Any]) -> None:
    image = make_stored_image()
    make_live_article(lead_image=image, headline="One")
    assert client.get(address_of(image)).status_code == 200
    Image.objects.update(**ended)
    assert client.get(address_of(image)).status_code == 404
    for page in ("/2026/03/08/one/", "/"):
        assert image.token not in client.get(page).content.decode()


def test_a_corrected_credit_leads_an_open_page_on(client: Client) -> None:
    image = make_seen_image(credit_line="Ana Silva")
    before = address_of(image)
    old = bytes_of(client.get(before))
    image.credit_line = "Anna Silva"
    image.save()
    response = client.get(before)
    assert (response.status_code, response["Location"], response["Cache-Control"]) == (
        302,
        address_of(image),
        "no-cache",
    )
    new = bytes_of(client.get(response["Location"]))
    assert b"Ana Silva" in old
    assert b"Anna Silva" in new
    assert b"Ana Silva" not in new
    # Nothing is left of what said otherwise.
    assert [row.version for row in Rendition.objects.all()] == [image.version]
    assert default_storage.listdir(f"renditions/{image.token[:2]}/{image.token}/{image.version}")[1] == ["w320.jpg"]


def test_a_width_that_the_picture_does_not_have_leads_to_its_widest(client: Client) -> None:
    image = make_seen_image()
    response = client.get(address_of(image, "w2048.webp"))
    assert (response.status_code, response["Location"]) == (302, address_of(image, "w320.webp"))


def test_somebody_with_no_business_at_the_desk_is_a_reader(signed_in, outsider) -> None:
    assert signed_in(outsider).get(address_of(make_stored_image())).status_code == 404


def test_the_desk_sees_every_picture_and_nobody_keeps_a_copy(signed_in, reporter) -> None:
    response = signed_in(reporter).get(address_of(make_stored_image(), "desk.webp"))
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(
    "rest",
    [
        "w321.jpg", "w320.gif", "w320", "w320.JPG", "w320.jpg.webp", "original.jpg", ".jpg", "%00.jpg", "..%2fnotes.txt",
        "%2e%2e/notes.txt", "w320.jpg?width=9000", "a" * 3000 + ".jpg",
    ],
)  # fmt: skip
def test_only_names_of_the_list_are_served(signed_in, reporter, media_folder, rest: str) -> None:
    image = make_stored_image()
    default_storage.save("notes.txt", ContentFile(b"secret"))
    response = signed_in(reporter).get(f"/media/{image.token}/{image.version}/{rest}")
    expected = 200 if "?" in rest else 404
    assert response.status_code == expected
    assert b"secret" not in bytes_of(response)


def is_placeholder(response: Any) -> bool:
    return (response.status_code, response["Cache-Control"], "ETag" in response) == (200, "no-store", False)


def test_an_original_that_is_gone_gives_a_grey_area(client: Client, caplog) -> None:
    image = make_seen_image()
    default_storage.delete(image.file.name)
    for name in ("w320.jpg", "4x3.avif", "w320.webp"):
        assert is_placeholder(client.get(address_of(image, name)))
    assert f"The picture {image.key} cannot be made as w320.jpg." in caplog.text
    assert not Rendition.objects.exists()


def test_an_original_that_is_broken_gives_a_grey_area(client: Client, caplog) -> None:
    image = make_seen_image()
    default_storage.delete(image.file.name)
    default_storage.save(image.file.name, ContentFile(b"\xff\xd8 no picture"))
    assert is_placeholder(client.get(address_of(image)))
    assert "cannot be made" in caplog.text


def test_a_storage_that_fails_gives_a_grey_area_and_is_logged(client: Client, monkeypatch, caplog) -> None:
    address = address_of(make_seen_image())
    client.get(address)

    def fail(name: str) -> None:
        raise ConnectionError("The bucket does not answer.")

    monkeypatch.setattr(default_storage, "open", fail)
    assert is_placeholder(client.get(address))
    assert "cannot be read" in caplog.text
    assert Rendition.objects.count() == 1


def test_a_file_that_is_gone_is_made_again(client: Client) -> None:
    address = address_of(make_seen_image())
    before = bytes_of(client.get(address))
    default_storage.delete(Rendition.objects.get().file.name)
    assert bytes_of(client.get(address)) == before


def test_who_comes_while_another_makes_it_gets_what_is_there(client: Client, monkeypatch) -> None:
    image = make_seen_image(pixels=(700, 400))
    client.get(address_of(image, "w320.jpg"))
    monkeypatch.setattr("articles.renditions.making.PATIENCE", 0.0)
    with turn(image):
        near, none = (client.get(address_of(image, name)) for name in ("w640.jpg", "4x3.jpg"))
    assert near["Cache-Control"] == none["Cache-Control"] == "no-store"
    assert bytes_of(near) == bytes_of(client.get(address_of(image, "w320.jpg")))
    assert len(bytes_of(none)) < 1000
