"""What the picture chooser is told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Collection, Image
from articles.tests.public.pictures import address_of

from ..factories import NOON, make_image

Files = Callable[..., SimpleUploadedFile]
SignIn = Callable[[User], Client]


def address() -> str:
    return reverse("admin:articles_image_chooser")


def keys(response: Any) -> list[str]:
    return [picture["key"] for picture in response.json()["pictures"]]


def test_it_finds_pictures_by_their_words(desk: Client) -> None:
    make_image(key="bridge", title="The bridge at Irpin")
    make_image(key="harbour", title="Harbour")
    assert keys(desk.get(address(), {"q": "irpin"})) == ["bridge"]


def test_it_finds_the_pictures_of_a_body(desk: Client) -> None:
    for key in ("one", "two", "three"):
        make_image(key=key)
    assert set(keys(desk.get(address(), {"keys": "one,three,gone"}))) == {"one", "three"}


def test_it_finds_one_picture_by_its_number(desk: Client) -> None:
    image = make_image(key="one")
    assert keys(desk.get(address(), {"id": image.pk})) == ["one"]
    assert keys(desk.get(address(), {"id": "x"})) == []


def test_it_says_what_the_editor_shows(desk: Client, frozen: Callable[[datetime], None]) -> None:
    until = NOON + timedelta(days=1)
    image = make_image(
        key="one", title="T", caption="C", alt_text="A", credit_line="L", usage_terms="Once", usable_until=until
    )
    frozen(NOON)
    assert desk.get(address()).json() == {
        "pictures": [
            {
                "id": image.pk,
                "key": "one",
                "title": "T",
                "url": address_of(image, "desk.webp"),
                "caption": "C",
                "alt": "A",
                "credit": "L",
                "terms": "Once",
                "until": "9 Mar 2026, 12:00",
                "ended": False,
                "width": 1600,
                "height": 1067,
                "badges": ["Rights end 9 Mar 2026, 12:00"],
                "stopped": False,
            }
        ],
        "more": False,
    }


def test_it_says_that_rights_have_ended(desk: Client, frozen: Callable[[datetime], None]) -> None:
    make_image(usable_until=NOON)
    frozen(NOON)
    assert [picture["ended"] for picture in desk.get(address()).json()["pictures"]] == [True]


def test_it_says_that_readers_would_not_see_a_picture(desk: Client) -> None:
    make_image(killed_at=NOON, kill_reason="The sender took it back.")
    [picture] = desk.get(address()).json()["pictures"]
    assert (picture["badges"], picture["stopped"]) == (["Killed"], True)


def test_it_narrows_to_a_collection(desk: Client) -> None:
    kept = make_image(key="kept")
    make_image(key="other")
    collection = Collection.objects.create(name="Election")
    collection.images.add(kept)
    assert keys(desk.get(address(), {"collection": collection.pk})) == ["kept"]
    assert keys(desk.get(address(), {"collection": "9" * 40})) == []


def test_it_names_the_collections_where_it_is_asked(desk: Client) -> None:
    collection = Collection.objects.create(name="Election")
    assert desk.get(address(), {"collection": ""}).json()["collections"] == [[collection.pk, "Election"]]
    assert "collections" not in desk.get(address()).json()


def test_it_shows_the_newest_and_says_that_there_are_more(desk: Client) -> None:
    for _ in range(31):
        make_image()
    answer = desk.get(address()).json()
    assert (len(answer["pictures"]), answer["more"]) == (30, True)


def test_an_upload_answers_with_the_picture(desk: Client, picture_file: Files) -> None:
    response = desk.post(address(), {"file": picture_file()})
    assert response.status_code == 201
    assert response.json()["picture"]["key"] == Image.objects.get().key


def test_what_is_no_picture_is_refused(desk: Client) -> None:
    response = desk.post(address(), {"file": SimpleUploadedFile("x.jpg", b"words")})
    assert response.status_code == 400
    assert "not a picture" in response.json()["error"]


def test_an_upload_without_a_file_is_refused(desk: Client) -> None:
    assert desk.post(address()).status_code == 400


def test_a_second_copy_answers_with_the_first(desk: Client, picture_file: Files) -> None:
    first = desk.post(address(), {"file": picture_file()}).json()["picture"]
    response = desk.post(address(), {"file": picture_file(name="again.jpg")})
    assert response.status_code == 409
    assert response.json()["picture"] == first
    assert Image.objects.count() == 1


def test_nobody_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(address()).status_code == 302


def test_who_may_not_see_pictures_is_refused(publisher: User, signed_in: SignIn) -> None:
    publisher.groups.clear()
    response = signed_in(publisher).get(address())
    assert response.status_code == 403
    assert "error" in response.json()


def test_who_may_see_but_not_add_is_refused_an_upload(viewer: User, signed_in: SignIn, picture_file: Files) -> None:
    client = signed_in(viewer)
    assert client.get(address()).status_code == 200
    assert client.post(address(), {"file": picture_file()}).status_code == 403
    assert not Image.objects.exists()


def test_who_may_add_uploads(reporter: User, signed_in: SignIn, picture_file: Files) -> None:
    assert signed_in(reporter).post(address(), {"file": picture_file()}).status_code == 201


def test_other_methods_are_refused(desk: Client) -> None:
    assert desk.delete(address()).status_code == 405
