"""Editing many pictures at once: asked first, then done to each, or refused with the reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from articles.models import AuditEntry, Collection, Image

from ..factories import make_image, make_topic

SignIn = Callable[[User], Client]
BULK = "/admin/articles/image/bulk/"


def edit(client: Client, *images: Image, **typed: str) -> Any:
    sent = {"_selected_action": [image.pk for image in images], "asked": "1", "how": "empty", "confirmed": "1"}
    response = client.post(BULK, sent | typed)
    for image in images:
        image.refresh_from_db()
    return response


def test_it_asks_before_it_does_anything(desk: Client) -> None:
    one, other = make_image(credit_line=""), make_image(credit_line="AFP")
    sent = {"_selected_action": [one.pk, other.pk]}
    assert "Show what changes" in desk.post(BULK, sent).content.decode()
    response = desk.post(BULK, sent | {"asked": "1", "how": "empty", "credit_line": "LETA"})
    assert response.context["expected"] == ["Credit line becomes “LETA” for 1 of 2."]
    one.refresh_from_db()
    assert one.credit_line == ""


def test_only_what_is_empty_is_filled_in(desk: Client) -> None:
    one, other = make_image(credit_line="", licence="unknown"), make_image(credit_line="AFP", licence="own")
    edit(desk, one, other, credit_line="LETA", licence="agency")
    assert [(image.credit_line, image.licence) for image in (one, other)] == [("LETA", "agency"), ("AFP", "own")]


def test_all_is_replaced_where_that_is_asked(desk: Client) -> None:
    one, other = make_image(credit_line=""), make_image(credit_line="AFP", place="Paris")
    edit(desk, one, other, credit_line="LETA", how="replace")
    assert [image.credit_line for image in (one, other)] == ["LETA", "LETA"]
    assert other.place == "Paris"


def test_a_changed_credit_moves_the_version_and_is_in_the_trail(desk: Client) -> None:
    image = make_image(credit_line="")
    was = image.version
    edit(desk, image, credit_line="LETA")
    assert image.version != was
    entry = AuditEntry.objects.get(image_key=image.key)
    assert entry.detail == {"rights": [["credit_line", "", "LETA"]]}


def test_what_cannot_be_is_refused_for_that_picture_alone(desk: Client) -> None:
    bare, termed = make_image(usage_terms=""), make_image(usage_terms="Once")
    response = edit(desk, bare, termed, licence="handout")
    assert "1 done, 1 refused." in response.content.decode()
    [line] = response.context["refused"]
    assert (line.image, line.words) == (bare, ["Say on what terms the handout may be used."])
    assert (bare.licence, termed.licence) == ("unknown", "handout")


def test_topics_are_added_and_kept(desk: Client) -> None:
    nato, riga = make_topic(name="NATO"), make_topic(name="Riga")
    image = make_image()
    image.topics.add(nato)
    edit(desk, image, topics="Riga, nato")
    assert set(image.topics.all()) == {nato, riga}


def test_an_unknown_topic_changes_nothing(desk: Client) -> None:
    image = make_image(credit_line="")
    response = edit(desk, image, topics="Nowhere", credit_line="LETA")
    assert "There is no topic “Nowhere”." in response.content.decode()
    assert image.credit_line == ""


def test_pictures_go_into_a_new_collection_once(desk: Client) -> None:
    one, other = make_image(), make_image()
    edit(desk, one, other, new_collection="  Election   2026 ")
    edit(desk, one, new_collection="election 2026")
    collection = Collection.objects.get()
    assert (collection.name, set(collection.images.all())) == ("Election 2026", {one, other})
    edit(desk, one, out_of=str(collection.pk))
    assert set(collection.images.all()) == {other}


def test_nothing_asked_is_said(desk: Client) -> None:
    assert "Say what is to change." in edit(desk, make_image()).content.decode()


@pytest.mark.parametrize("keys", [[], ["x"], ["\x00"], ["9" * 40], ["999"]])
def test_ticks_that_name_no_picture_lead_back(desk: Client, keys: list[str]) -> None:
    response = desk.post(BULK, {"_selected_action": keys}, follow=True)
    assert "Nothing was changed." in response.content.decode()


def test_too_many_are_refused(desk: Client) -> None:
    response = desk.post(BULK, {"_selected_action": [str(number) for number in range(201)]}, follow=True)
    assert "Tick at most 200 pictures. Nothing was changed." in response.content.decode()


@pytest.mark.parametrize(
    "typed", [{"credit_line": "x" * 300}, {"licence": "none-such"}, {"usable_until": "never"}, {"place": "a\x00b"}]
)
def test_what_cannot_be_read_is_said_and_changes_nothing(desk: Client, typed: dict[str, str]) -> None:
    image = make_image(credit_line="")
    response = edit(desk, image, **typed)
    assert response.context["form"].errors
    assert (image.credit_line, image.licence, image.place) == ("", "unknown", "")


def test_who_may_not_change_pictures_may_not_edit_many(reporter: User, signed_in: SignIn) -> None:
    image = make_image(credit_line="")
    assert edit(signed_in(reporter), image, credit_line="LETA").status_code == 403
    assert image.credit_line == ""


def test_who_may_not_keep_collections_is_not_offered_them(viewer: User, signed_in: SignIn) -> None:
    viewer.user_permissions.add(Permission.objects.get(codename="change_image"))
    image = make_image()
    edit(signed_in(viewer), image, new_collection="Mine", place="Riga")
    assert (image.place, Collection.objects.count()) == ("Riga", 0)


def test_a_collection_shows_its_pictures_and_leads_to_the_grid(desk: Client) -> None:
    collection = Collection.objects.create(name='The "best" of 2026')
    collection.images.add(make_image(title="In it"))
    make_image(title="Not in it")
    page = desk.get(reverse("admin:articles_collection_change", args=[collection.pk])).content.decode()
    assert "In it" in page
    assert "Not in it" not in page
    assert desk.get(reverse("admin:articles_collection_changelist")).status_code == 200
    assert desk.get(reverse("admin:articles_collection_add")).status_code == 200
