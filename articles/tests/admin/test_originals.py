"""The original of a picture: for those at the desk who may see pictures, and for nobody else."""

import pytest
from django.core.files.storage import default_storage

from articles.tests.factories import make_image, make_live_article
from articles.tests.public.pictures import bytes_of, make_stored_image

pytestmark = pytest.mark.django_db


def address(image) -> str:
    return f"/admin/articles/image/{image.pk}/original/"


def test_the_desk_sees_it_as_it_came_and_nobody_keeps_it(signed_in, reporter) -> None:
    image = make_stored_image(original_name="Riga €.jpg")
    response = signed_in(reporter).get(address(image))
    with default_storage.open(image.file.name) as file:
        assert bytes_of(response) == file.read()
    assert response["Content-Type"] == "image/jpeg"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["Content-Disposition"].startswith("inline")


def test_it_is_saved_under_the_name_that_it_came_with(signed_in, photo_editor) -> None:
    image = make_stored_image(original_name="Riga.jpg")
    response = signed_in(photo_editor).get(f"{address(image)}?save")
    assert response["Content-Disposition"] == 'attachment; filename="Riga.jpg"'


def test_a_file_of_another_kind_is_never_shown(signed_in, photo_editor) -> None:
    image = make_stored_image(file="originals/00/page.html")
    response = signed_in(photo_editor).get(address(image))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_readers_and_outsiders_are_sent_to_sign_in(client, signed_in, outsider) -> None:
    image = make_stored_image()
    make_live_article(lead_image=image)
    assert client.get(address(image)).status_code == 302
    assert signed_in(outsider).get(address(image)).status_code == 302


def test_one_that_is_not_there_is_not_found(signed_in, photo_editor) -> None:
    desk = signed_in(photo_editor)
    assert desk.get(address(make_image())).status_code == 404
    assert desk.get(address(make_image(file="", width=None, height=None, content_hash=""))).status_code == 404
