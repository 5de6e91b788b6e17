"""Pictures on a storage that knows no paths: private objects, served from here or by short signed addresses."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage
from django.core.management import call_command
from django.test import Client

from articles.models import Image, Rendition
from articles.renditions import make_renditions
from articles.tests.factories import make_article, make_live_article
from articles.tests.public.pictures import address_of, bytes_of, make_stored_image

pytestmark = pytest.mark.django_db

ORIGIN = "https://bucket.example"


class Bucket(Storage):
    """As much of a bucket as the site sees of it: names, bytes, and no path."""

    querystring_auth = True

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        if name not in self.objects:
            raise FileNotFoundError(name)
        return ContentFile(self.objects[name], name=name)

    def _save(self, name: str, content: File) -> str:
        self.objects[name] = content.read()
        return name

    def delete(self, name: str) -> None:
        self.objects.pop(name, None)

    def exists(self, name: str) -> bool:
        return name in self.objects

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        inside = [name.removeprefix(f"{path}/") for name in self.objects if name.startswith(f"{path}/")]
        folders = sorted({name.partition("/")[0] for name in inside if "/" in name})
        return folders, [name for name in inside if "/" not in name]

    def get_modified_time(self, name: str) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def url(self, name: str | None) -> str:
        return f"{ORIGIN}/{name}?X-Amz-Expires=60&X-Amz-Signature=abc"


@pytest.fixture(autouse=True)
def bucket(settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.Bucket"}}


def test_the_storage_is_a_bucket() -> None:
    with pytest.raises(NotImplementedError):
        default_storage.path("x")


def test_readers_are_served_from_here_unless_told_otherwise(client: Client) -> None:
    image = make_stored_image()
    make_live_article(lead_image=image)
    response = client.get(address_of(image, "w320.webp"))
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert bytes_of(response).startswith(b"RIFF")
    again = client.get(address_of(image, "w320.webp"), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_or_are_sent_to_the_bucket_by_a_signed_address_that_nobody_keeps(client: Client, settings: Any) -> None:
    settings.NEWSROOM_PICTURES_ORIGIN = ORIGIN
    image = make_stored_image()
    make_live_article(lead_image=image)
    response = client.get(address_of(image))
    name = Rendition.objects.get().file.name
    assert response.status_code == 302
    assert response["Location"] == f"{ORIGIN}/{name}?X-Amz-Expires=60&X-Amz-Signature=abc"
    assert response["Cache-Control"] == "no-store"


def test_nobody_gets_a_signed_address_of_what_they_may_not_see(client: Client, settings: Any) -> None:
    settings.NEWSROOM_PICTURES_ORIGIN = ORIGIN
    image = make_stored_image()
    make_article(lead_image=image)
    assert client.get(address_of(image)).status_code == 404


def test_files_are_made_replaced_and_swept(client: Client) -> None:
    image = make_stored_image()
    made = make_renditions(image)
    image.credit_line = "Somebody else"
    image.save()
    make_renditions(image)
    assert not default_storage.exists(made[0].file.name)
    default_storage.save("originals/ab/stray.jpg", ContentFile(b"stray"))
    call_command("sweep_pictures", yes=True, older_than=0, verbosity=0)
    assert not default_storage.exists("originals/ab/stray.jpg")
    assert all(default_storage.exists(row.file.name) for row in [image, *Rendition.objects.all()])


def test_the_desk_gets_the_original(signed_in: Any, photo_editor: Any) -> None:
    image = make_stored_image()
    response = signed_in(photo_editor).get(f"/admin/articles/image/{image.pk}/original/")
    assert (response.status_code, bytes_of(response)[:2]) == (200, b"\xff\xd8")


def test_a_fixture_brings_its_pictures_there() -> None:
    call_command("loaddata", "demo", verbosity=0)
    assert all(default_storage.exists(image.file.name) for image in Image.objects.exclude(file=""))
