"""Views of the list: built in, one's own, and shared."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import SavedView

from ..factories import make_article
from .forms import said

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
LIST = "/admin/articles/article/"
SAVE = f"{LIST}views/save/"


def tabs(client: Client, query: str = "") -> list[str]:
    return [tab.name for tab in client.get(LIST, {"q": query}).context["cl"].tabs]


def save(client: Client, **typed: Any) -> list[str]:
    """Save a view; what is said afterwards."""
    return said(client.get(client.post(SAVE, {"name": "World", "query": "section:world"} | typed)["Location"]))


def test_the_built_in_views_are_there_for_everybody(reporter: User, signed_in: SignIn) -> None:
    assert tabs(signed_in(reporter)) == ["All", "Mine", "In review", "Due today", "Scheduled", "Live"]


def test_a_search_is_saved_and_is_the_current_view(reporter: User, signed_in: SignIn) -> None:
    client = signed_in(reporter)
    assert save(client, name=" My  world ", query="section:world   state:draft") == ["Saved as “My world”."]
    changes = client.get(LIST, {"q": "section:world state:draft"}).context["cl"]
    assert changes.current_tab.name == "My world"
    assert changes.current_tab.address == "?q=section%3Aworld+state%3Adraft"


def test_the_same_name_takes_the_new_search(reporter: User, signed_in: SignIn) -> None:
    client = signed_in(reporter)
    save(client)
    save(client, query="nato")
    assert SavedView.objects.get().query == "nato"


def test_two_people_use_the_same_name(reporter: User, editor: User, signed_in: SignIn) -> None:
    save(signed_in(reporter))
    save(signed_in(editor), query="nato")
    assert SavedView.objects.count() == 2


def test_a_view_is_its_owners_alone(reporter: User, editor: User, signed_in: SignIn) -> None:
    save(signed_in(reporter))
    assert "World" not in tabs(signed_in(editor))


def test_a_shared_view_is_everybodys(editor: User, reporter: User, signed_in: SignIn) -> None:
    assert save(signed_in(editor), is_shared="on") == ["Saved as “World”, for everybody."]
    assert "World" in tabs(signed_in(reporter))


def test_who_may_not_share_does_not(reporter: User, signed_in: SignIn) -> None:
    client = signed_in(reporter)
    response = client.post(SAVE, {"name": "Mine", "query": "x", "is_shared": "on"})
    assert response.status_code == 403
    assert not SavedView.objects.exists()
    assert "is_shared" not in client.get(LIST, {"q": "x"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Give the view a name."),
        ({"name": "\u200b"}, "Nothing in this text can be seen. Write something readers can see."),
        ({"name": "x" * 41}, "Choose a shorter name."),
        ({"query": ""}, "Search for something first, then save it."),
        ({"query": '""'}, "Search for something first, then save it."),
    ],
)
def test_a_view_that_says_too_little_is_refused_in_words(
    reporter: User, signed_in: SignIn, typed: dict[str, str], sentence: str
) -> None:
    assert save(signed_in(reporter), **typed) == [sentence]
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("person", "is_shared", "status"),
    [
        ("reporter", False, 302),
        ("reporter", True, 302),
        ("photo_editor", False, 403),
        ("photo_editor", True, 403),
        ("editor", False, 403),
        ("editor", True, 302),
        ("outsider", True, 302),
    ],
)
def test_who_may_take_a_view_away(
    request: Any, reporter: User, signed_in: SignIn, person: str, is_shared: bool, status: int
) -> None:
    view = SavedView.objects.create(owner=reporter, name="World", query="section:world", is_shared=is_shared)
    response = signed_in(request.getfixturevalue(person)).post(f"{LIST}views/{view.pk}/delete/")
    assert response.status_code == status
    assert SavedView.objects.exists() is (status == 403 or person == "outsider")


def test_a_view_is_deleted_from_its_tab(reporter: User, signed_in: SignIn) -> None:
    client = signed_in(reporter)
    save(client)
    view = SavedView.objects.get()
    assert f"/views/{view.pk}/delete/" in client.get(LIST, {"q": "section:world"}).content.decode()
    assert f"/views/{view.pk}/delete/" not in client.get(LIST, {"q": "nato"}).content.decode()


def test_a_view_that_is_gone_is_not_found(reporter: User, signed_in: SignIn) -> None:
    assert signed_in(reporter).post(f"{LIST}views/7/delete/").status_code == 404


def test_the_name_of_a_view_is_text(reporter: User, signed_in: SignIn) -> None:
    make_article()
    client = signed_in(reporter)
    save(client, name="<script>x")
    assert "<script>x" not in client.get(LIST).content.decode()
