"""Saying of an article that it is a translation: of which, of none that is hidden, and what a save keeps."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article, SectionAccess
from articles.publishing import findings
from articles.tests.admin.forms import filled_in
from articles.tests.factories import NOON, make_article, make_live_article, make_section

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def address(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def choose(client: Client, article: Article, original: Article | str) -> Any:
    page = client.get(address(article))
    return client.post(address(article), filled_in(page, translation_of=str(getattr(original, "uuid", original))))


@pytest.fixture
def desk(editor: User, signed_in: SignIn) -> Client:
    return signed_in(editor)


def test_an_original_is_chosen_and_kept_in_the_revision(desk: Client) -> None:
    original, article = make_article(headline="The bridge"), make_article(language="de")
    choose(desk, article, original)
    article.refresh_from_db()
    assert article.translation_of == original
    assert article.revisions.latest("number").data["translation_of"] == str(original.uuid)
    assert ">The bridge<" in desk.get(address(article)).content.decode()


def test_a_translation_of_a_translation_is_one_of_the_original(desk: Client) -> None:
    original = make_article()
    german, latvian = make_article(language="de", translation_of=original), make_article(language="lv")
    choose(desk, latvian, german)
    latvian.refresh_from_db()
    assert latvian.translation_of == original


def test_an_article_is_no_translation_of_itself_nor_of_its_own_translation(desk: Client) -> None:
    original = make_article()
    german = make_article(language="de", translation_of=original)
    assert "no translation of itself" in choose(desk, original, original).content.decode()
    assert "no translation of itself" in choose(desk, original, german).content.decode()
    assert "it is an original" in choose(desk, original, make_article()).content.decode()
    original.refresh_from_db()
    assert original.translation_of is None


def test_what_a_person_may_not_see_is_neither_chosen_nor_named(editor: User, signed_in: SignIn) -> None:
    ours, theirs = make_section(), make_section()
    SectionAccess.objects.create(user=editor, section=ours)
    hidden = make_article(headline="Zq secret", section=theirs)
    article = make_article(section=ours)
    client = signed_in(User.objects.get(pk=editor.pk))
    response = choose(client, article, hidden)
    assert "Choose an article that you may see." in response.content.decode()
    Article.objects.filter(pk=article.pk).update(translation_of=hidden)
    page = client.get(address(article))
    assert "Zq secret" not in page.content.decode()
    assert str(hidden.uuid) not in page.content.decode()
    client.post(address(article), filled_in(page, headline="Changed"))
    article.refresh_from_db()
    assert (article.headline, article.translation_of) == ("Changed", hidden)
    compared = client.get(f"/admin/articles/article/{article.pk}/revisions/").content.decode()
    assert "Zq secret" not in compared


def test_the_field_finds_what_a_person_may_see(desk: Client) -> None:
    article = make_article(headline="The bridge")
    asked = {"app_label": "articles", "model_name": "article", "field_name": "translation_of", "term": "bridge"}
    found = desk.get("/admin/autocomplete/", asked).json()["results"]
    assert found == [{"id": str(article.uuid), "text": "The bridge"}]


def test_restoring_brings_the_original_back(editor: User) -> None:
    original = make_article()
    article = make_article(language="de", translation_of=original)
    revision = publishing.save_revision(article, by=None)
    article.translation_of = None
    article.save()
    publishing.save_revision(article, by=None)
    publishing.restore(article, revision, by=editor)
    assert article.translation_of == original


def test_a_snapshot_of_what_is_no_translation_is_as_it_always_was() -> None:
    assert "translation_of" not in publishing.snapshot(make_article())


def test_two_in_one_language_are_pointed_out() -> None:
    original = make_live_article(language="en")
    article = make_article(language="en", translation_of=original)
    codes = [one.code for one in findings(article, publishing.snapshot(article), at=NOON) if not one.blocking]
    assert "translation" in codes
    article.language = "de"
    assert "translation" not in {one.code for one in findings(article, publishing.snapshot(article), at=NOON)}
