"""Signs of life from open edit pages: who else is here, and whether the article has moved on."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article, Presence

from ..factories import NOON, make_article, make_live_article, make_section


def door(article: Article) -> str:
    return reverse("admin:articles_article_presence", args=[article.pk])


@pytest.fixture
def ana(publisher: User) -> User:
    User.objects.filter(pk=publisher.pk).update(first_name="Ana", last_name="Silva")
    return User.objects.get(pk=publisher.pk)


@pytest.mark.parametrize(("typing", "state"), [("yes", "typing"), ("no", "viewing"), ("", "viewing")])
def test_colleagues_see_each_other(
    signed_in: Callable[[User], Client], editor: User, ana: User, frozen: Callable[..., None], typing: str, state: str
) -> None:
    article = make_article()
    frozen(NOON)
    assert signed_in(ana).post(door(article), {"typing": typing}).json()["others"] == []
    frozen(NOON + timedelta(seconds=4))
    seen = signed_in(editor).post(door(article), {"typing": "no"}).json()
    assert seen["others"] == [{"name": "Ana Silva", "state": state, "since": "12:00:00"}]


def test_who_leaves_is_gone(signed_in: Callable[[User], Client], editor: User, ana: User) -> None:
    article = make_article()
    signed_in(ana).post(door(article), {"typing": "yes"})
    signed_in(ana).post(door(article), {"leaving": "yes"})
    assert signed_in(editor).post(door(article)).json()["others"] == []


def test_the_answer_says_that_the_article_has_moved_on(desk: Client, ana: User, frozen: Callable[..., None]) -> None:
    article = make_live_article()
    frozen(NOON + timedelta(minutes=5))
    publishing.save_snapshot(
        article, publishing.snapshot(article) | {"headline": "Hers"}, by=ana, version=1, now=NOON + timedelta(minutes=4)
    )
    answer = desk.post(door(article)).json()
    assert (answer["version"], answer["saved_by"], answer["saved"]) == (2, "Ana Silva", "12:04:00")


def test_an_article_without_a_revision_is_at_version_nought(desk: Client) -> None:
    answer = desk.post(door(make_article())).json()
    assert (answer["version"], answer["saved_by"]) == (0, "")


@pytest.mark.parametrize("others", [0, 30])
def test_a_sign_of_life_takes_six_queries_whoever_is_here(
    signed_in: Callable[[User], Client], editor: User, others: int, django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(random, "randrange", lambda _: 1)
    article = make_live_article()
    for number in range(others):
        person = User.objects.create_superuser(f"person-{number}")
        publishing.give_sign(article, by=person, is_typing=True)
    client = signed_in(editor)
    client.post(door(article))
    with django_assert_num_queries(6):
        answer = client.post(door(article), {"typing": "yes"})
    assert len(answer.json()["others"]) == others


def test_now_and_then_what_is_old_is_swept_out(desk: Client, editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    publishing.give_sign(article, by=editor, is_typing=False, now=NOON - timedelta(days=900))
    monkeypatch.setattr(random, "randrange", lambda _: 0)
    desk.post(door(article))
    assert [row.user.username for row in Presence.objects.all()] == ["chief"]


@pytest.mark.parametrize(
    ("person", "status"), [("outsider", 302), ("viewer", 200), ("reporter", 200), ("photo_editor", 200)]
)
def test_only_those_who_may_see_the_article_show(
    request: Any, db: None, signed_in: Callable[[User], Client], person: str, status: int
) -> None:
    article = make_article()
    assert signed_in(request.getfixturevalue(person)).post(door(article)).status_code == status
    assert Presence.objects.exists() is (status == 200)


def test_who_works_for_another_section_does_not_learn_who_is_here(
    signed_in: Callable[[User], Client], editor: User
) -> None:
    article = make_article()
    editor.section_access.create(section=make_section(name="Elsewhere"))
    answer = signed_in(editor).post(door(article), {"leaving": "yes"})
    assert answer.status_code == 403


def test_a_sign_of_life_is_posted(desk: Client) -> None:
    assert desk.get(door(make_article())).status_code == 405


def test_the_signed_in_person_gets_the_token_for_their_forms(signed_in: Callable[[User], Client], ana: User) -> None:
    answer = signed_in(ana).get(reverse("admin:articles_article_person"))
    assert (answer.json()["person"], answer.json()["name"]) == (str(ana.pk), "Ana Silva")
    assert len(answer.json()["token"]) == 64
    assert "no-store" in answer["Cache-Control"]


def test_a_stranger_gets_none(client: Client, db: None) -> None:
    assert client.get(reverse("admin:articles_article_person")).status_code == 302
