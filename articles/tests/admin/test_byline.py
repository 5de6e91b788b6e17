"""The byline on the edit page: drawn as Django draws an inline, with the links of the person who looks."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from articles.models import Article, Contributor

from ..factories import make_article, make_author
from .forms import filled_in

SignIn = Callable[[User], Client]


@pytest.fixture
def article(reporter: User) -> Article:
    article = make_article(created_by=reporter)
    authors = [make_author(name="Inese <b>Kalniņa</b>"), make_author(name="Wire Service")]
    for position, author in enumerate(authors, start=1):
        Contributor.objects.create(article=article, author=author, position=position)
    return article


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def without_indentation(html: str) -> str:
    """No white space beside tags and around the values of attributes."""
    return re.sub(r'\s*([<>"])\s*', r"\1", re.sub(r"\s+", " ", html))


def drawn_twice(response: HttpResponse) -> tuple[str, str]:
    """By our template, and by Django's."""
    (formset,) = response.context["inline_admin_formsets"]
    (panel,) = (panel for panel in response.context["panels"] if panel.formset)
    ours = render_to_string(formset.opts.template, {"byline": formset, "rows": panel.names})
    stock = render_to_string("admin/edit_inline/tabular.html", {"inline_admin_formset": formset})
    return without_indentation(ours), without_indentation(stock)


@pytest.mark.parametrize("person", ["editor", "reporter", "outsider"])
def test_the_byline_is_drawn_as_django_draws_an_inline(
    request: Any, signed_in: SignIn, article: Article, person: str
) -> None:
    user = request.getfixturevalue(person)
    if person == "outsider":
        # Who sees everything and may change nothing.
        user.is_staff = True
        user.save()
        user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    ours, stock = drawn_twice(signed_in(user).get(edit(article)))
    assert ours == stock
    assert "Inese&lt;b&gt;" in ours.replace(" ", "")


@pytest.mark.parametrize(
    "wrong", [{"contributors-0-position": "first"}, {"contributors-1-author": ""}, {"contributors-1-role": "sang"}]
)
def test_errors_in_the_byline_are_drawn_as_django_draws_them(
    editor: User, signed_in: SignIn, article: Article, wrong: dict[str, str]
) -> None:
    client = signed_in(editor)
    ours, stock = drawn_twice(client.post(edit(article), filled_in(client.get(edit(article)), **wrong)))
    assert ours == stock
    assert "errorlist" in ours


def test_a_name_that_stands_twice_is_said_of_the_byline(editor: User, signed_in: SignIn, article: Article) -> None:
    client = signed_in(editor)
    twice = {"contributors-1-author": str(article.contributors.first().author_id)}
    ours, stock = drawn_twice(client.post(edit(article), filled_in(client.get(edit(article)), **twice)))
    assert ours == stock
    assert "errorlist" in ours


def test_each_field_of_a_name_says_what_it_is(editor: User, signed_in: SignIn, article: Article) -> None:
    page = lxml_html.fromstring(signed_in(editor).get(edit(article)).content.decode())
    fields = [
        page.get_element_by_id(f"id_contributors-{row}-{name}").get("aria-label")
        for row in (0, 1, "__prefix__")
        for name in ("author", "role", "position")
    ]
    assert fields == ["Author", "Role", "Place in the byline"] * 3


def test_who_may_not_add_authors_gets_no_link_to_it_whoever_looked_before(
    editor: User, reporter: User, signed_in: SignIn, article: Article
) -> None:
    may = Permission.objects.filter(codename="add_author")
    found = []
    for user in (editor, reporter, editor):
        user.user_permissions.set(may if user is editor and not found else [])
        user.groups.first().permissions.remove(*may)
        found.append('id="add_id_contributors-0-author"' in signed_in(user).get(edit(article)).content.decode())
    assert found == [True, False, False]
