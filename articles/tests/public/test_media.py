"""Picture files: readers get what they see, the desk what it may see."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from articles import publishing
from articles.models import Image
from articles.tests.factories import NOON, make_article, make_author, make_live_article
from articles.tests.public.pictures import make_stored_image

pytestmark = pytest.mark.django_db


def test_readers_get_a_picture_that_they_see(client: Client, django_assert_num_queries) -> None:
    image = make_stored_image()
    make_live_article(lead_image=image)
    with django_assert_num_queries(1):
        response = client.get(image.file.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")


def test_an_author_s_picture_is_public(client: Client) -> None:
    image = make_stored_image()
    make_author(picture=image)
    assert client.get(image.file.url).status_code == 200


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_who_has_the_picture_already_gets_no_bytes(client: Client, header: str) -> None:
    image = make_stored_image()
    make_live_article(lead_image=image)
    first = client.get(image.file.url)
    validator = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}[header]
    second = client.get(image.file.url, headers={header: first.headers[validator]})
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["Cache-Control"] == "no-cache"


def test_readers_do_not_get_a_picture_that_they_do_not_see(client: Client) -> None:
    image = make_stored_image()
    make_article(lead_image=image)
    response = client.get(image.file.url)
    assert response.status_code == 404
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_picture_goes_with_its_story(client: Client) -> None:
    image = make_stored_image()
    article = make_live_article(lead_image=image)
    publishing.withdraw(article, by=None)
    assert client.get(image.file.url).status_code == 404


def test_a_picture_whose_right_has_ended_is_not_shown(client: Client) -> None:
    image = make_stored_image()
    make_live_article(lead_image=image, headline="One")
    Image.objects.update(usable_until=NOON)
    assert client.get(image.file.url).status_code == 404
    assert image.file.url not in client.get("/2026/03/08/one/").content.decode()
    assert image.file.url not in client.get("/").content.decode()


def test_somebody_with_no_business_at_the_desk_is_a_reader(signed_in, outsider) -> None:
    image = make_stored_image()
    assert signed_in(outsider).get(image.file.url).status_code == 404


def test_the_desk_sees_every_picture_and_nobody_keeps_a_copy(signed_in, reporter) -> None:
    image = make_stored_image()
    response = signed_in(reporter).get(image.file.url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]


@pytest.mark.parametrize(
    "name",
    [
        "../settings.py",
        "images/../../secret.jpg",
        "images/%2e%2e/%2e%2e/secret.jpg",
        "/etc/passwd.jpg",
        "images//double.jpg",
        "images/.hidden.jpg",
        "images/%00.jpg",
        "images/none.jpg",
        "notes.txt",
        "images/" + "a" * 3000 + ".jpg",
    ],
)
def test_no_other_file_can_be_had(signed_in, reporter, media_folder, name: str) -> None:
    default_storage.save("notes.txt", ContentFile(b"secret"))
    media_folder.parent.joinpath("secret.jpg").write_bytes(b"secret")
    response = signed_in(reporter).get(f"/media/{name}")
    assert response.status_code == 404
    assert b"secret" not in response.content


def test_a_storage_that_fails_is_logged_and_looks_like_no_picture(client: Client, monkeypatch, caplog) -> None:
    image = make_stored_image()
    make_live_article(lead_image=image)

    def fail(name: str) -> None:
        raise ConnectionError("The bucket does not answer.")

    monkeypatch.setattr(default_storage, "open", fail)
    assert client.get(image.file.url).status_code == 404
    assert f"The picture {image.file.name} cannot be read." in caplog.text


def test_a_row_whose_file_is_gone_looks_like_no_picture(client: Client) -> None:
    image = make_stored_image()
    make_live_article(lead_image=image)
    default_storage.delete(image.file.name)
    assert client.get(image.file.url).status_code == 404
