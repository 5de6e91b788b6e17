"""Notes for colleagues: added by whoever sees the article, never changed, never public."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from articles.models import Article, Note

from ..factories import NOON, live_edition, make_article, make_live_article
from .forms import said

SignIn = Callable[[User], Client]


def add_page(article: Article) -> str:
    return reverse("admin:articles_article_add_note", args=[article.pk])


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_a_note_is_added_under_the_persons_name(photo_editor: User, signed_in: SignIn) -> None:
    article = make_article()
    response = signed_in(photo_editor).post(add_page(article), {"text": "Better picture at six."}, follow=True)
    note = Note.objects.get()
    assert (note.article, note.by, note.text) == (article, photo_editor, "Better picture at six.")
    assert response.redirect_chain[-1][0] == f"{edit(article)}#notes-heading"


def test_an_empty_note_is_not_added(editor: User, signed_in: SignIn) -> None:
    response = signed_in(editor).post(add_page(make_article()), {"text": "  "}, follow=True)
    assert said(response) == ["Write the note first: it was empty."]
    assert not Note.objects.exists()


def test_notes_are_read_oldest_first_and_escaped(editor: User, signed_in: SignIn) -> None:
    article = make_article()
    Note.objects.create(article=article, by=editor, at=NOON, text="Second")
    Note.objects.create(article=article, by=editor, at=NOON - timedelta(hours=1), text="<b>First</b>")
    seen = signed_in(editor).get(edit(article)).content.decode()
    assert 0 < seen.index("&lt;b&gt;First") < seen.index("Second")


def test_a_note_changes_no_version(editor: User, signed_in: SignIn) -> None:
    article = make_live_article()
    signed_in(editor).post(add_page(article), {"text": "x"})
    assert Article.objects.get(pk=article.pk).version == article.version
    assert article.revisions.count() == 1


def test_readers_never_see_a_note(client: Client, editor: User) -> None:
    article = make_live_article()
    Note.objects.create(article=article, by=editor, at=NOON, text="Not for readers")
    assert "Not for readers" not in client.get(live_edition(article).path).content.decode()


@pytest.mark.parametrize("action", ["change", "delete", "changelist"])
def test_notes_have_no_page_of_their_own(action: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:articles_note_{action}", args=[] if action == "changelist" else [1])


def test_notes_take_one_query_however_many_there_are(editor: User, signed_in: SignIn) -> None:
    article, client = make_article(), signed_in(editor)
    Note.objects.create(article=article, by=editor, at=NOON, text="One")
    client.get(edit(article))
    with CaptureQueriesContext(connection) as few:
        client.get(edit(article))
    for number in range(20):
        Note.objects.create(article=article, by=editor, at=NOON, text=f"Note {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(edit(article))
    assert len(many) == len(few)


def test_notes_are_posted(editor: User, signed_in: SignIn) -> None:
    assert signed_in(editor).get(add_page(make_article())).status_code == 405


@pytest.mark.parametrize(("person", "status"), [("outsider", 302), ("colleague", 403), ("reporter", 302)])
def test_who_may_add_a_note(request: Any, db: None, signed_in: SignIn, person: str, status: int) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.post(add_page(make_article()), {"text": "x"}).status_code == status
    assert Note.objects.exists() is (person == "reporter")


@pytest.fixture
def colleague(db: None) -> User:
    """Signs in at the desk, and sees no article."""
    return User.objects.create_user("colleague", is_staff=True)
