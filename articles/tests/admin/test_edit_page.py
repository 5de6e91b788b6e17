"""The edit page's frame: the bar with the one next action, and the panels."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from lxml import html as lxml_html

from articles import publishing
from articles.models import Article

from ..factories import NOON, make_article, make_live_article
from .forms import filled_in

SignIn = Callable[[User], Client]


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def bar(response: HttpResponse) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(response.content.decode()).get_element_by_id("desk-bar")


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def buttons(response: HttpResponse) -> list[str]:
    return [words(button) for button in bar(response).iter("button")]


def written_by(user: User, **overrides: Any) -> Article:
    article = make_article(created_by=user, **overrides)
    publishing.save_revision(article, by=user, now=NOON)
    return article


@pytest.mark.parametrize(
    ("person", "status", "offered"),
    [
        ("reporter", "draft", ["Save", "Submit for review …"]),
        ("editor", "in_review", ["Save", "Approve …"]),
        ("publisher", "in_review", ["Save", "Publish …"]),
    ],
)
def test_the_bar_offers_the_one_next_action_of_the_person(
    request: Any, signed_in: SignIn, person: str, status: str, offered: list[str]
) -> None:
    user = request.getfixturevalue(person)
    article = written_by(request.getfixturevalue("reporter"), status=status)
    assert buttons(signed_in(user).get(edit(article))) == offered


def test_who_may_not_edit_gets_no_save_but_their_step(reporter: User, signed_in: SignIn) -> None:
    article = written_by(reporter, status="in_review")
    response = signed_in(reporter).get(edit(article))
    assert buttons(response) == []
    assert "In review" in words(bar(response))


def test_the_next_step_saves_first_and_leads_on(reporter: User, signed_in: SignIn) -> None:
    article = written_by(reporter)
    client = signed_in(reporter)
    typed = filled_in(client.get(edit(article)), headline="As it goes in", _then="submit")
    response = client.post(edit(article), typed)
    article.refresh_from_db()
    assert article.headline == "As it goes in"
    assert response["Location"] == f"{reverse('admin:articles_article_step', args=[article.pk, 'submit'])}?version=2"


@pytest.mark.parametrize("asked", ["", "nonsense", "https://elsewhere.example/"])
def test_a_step_that_there_is_not_leads_back(reporter: User, signed_in: SignIn, asked: str) -> None:
    article = written_by(reporter)
    client = signed_in(reporter)
    response = client.post(edit(article), filled_in(client.get(edit(article)), _then=asked))
    assert response["Location"] == edit(article)


def test_a_closed_panel_with_a_fault_in_it_is_opened(desk: Client) -> None:
    article = make_live_article()
    response = desk.post(edit(article), filled_in(desk.get(edit(article)), source_url="no address"))
    page = lxml_html.fromstring(response.content.decode())
    panels = {panel.get("data-panel"): panel.get("open") is not None for panel in page.iter("details")}
    assert panels["source"] is True
    assert panels["search-and-social"] is False


def test_the_history_panel_shows_the_last_revisions(desk: Client, chief: User) -> None:
    article = make_article()
    for number in range(7):
        Article.objects.filter(pk=article.pk).update(headline=f"Version {number}")
        publishing.save_revision(article, by=chief, note=f"Note {number}")
    page = desk.get(edit(article)).content.decode()
    assert [f"“Note {number}”" in page for number in range(7)] == [False, False, True, True, True, True, True]


def test_a_new_article_has_no_notes_and_no_history(desk: Client) -> None:
    page = lxml_html.fromstring(desk.get(reverse("admin:articles_article_add")).content.decode())
    names = [panel.get("data-panel") for panel in page.iter("details") if panel.get("data-panel")]
    assert "notes-for-colleagues" not in names
    assert words(page.get_element_by_id("desk-saved")) == "Not saved yet"


def test_each_opening_has_a_nonce_of_its_own_on_all_its_scripts(desk: Client) -> None:
    article = make_article()
    seen = set()
    for _ in range(2):
        response = desk.get(edit(article))
        nonce = re.search(r"'nonce-([^']+)'", response["Content-Security-Policy"])[1]
        page = lxml_html.fromstring(response.content.decode())
        modules = page.xpath("//script[@type='importmap'] | //script[contains(@src, 'edit-page')]")
        assert [script.get("nonce") for script in modules] == [nonce, nonce]
        seen.add(nonce)
    assert len(seen) == 2


def test_a_headline_over_several_lines_is_stored_as_one(desk: Client) -> None:
    article = make_article()
    desk.post(edit(article), filled_in(desk.get(edit(article)), headline="Storm\r\nover Riga"))
    article.refresh_from_db()
    assert article.headline == "Storm over Riga"


@pytest.fixture
def other_editor(editor: User) -> User:
    """With the same rights."""
    other = User.objects.create_user("other", is_staff=True)
    other.groups.set(editor.groups.all())
    return other


def test_a_form_knows_who_fills_it_in_whoever_opens_one_meanwhile(
    editor: User, other_editor: User, rf: RequestFactory
) -> None:
    forms = []
    for user in (editor, other_editor):
        request = rf.get("/")
        request.user = user
        forms.append(admin.site.get_model_admin(Article).get_form(request, fields=["headline", "section"])())
    assert type(forms[0]) is type(forms[1])
    assert [form.user for form in forms] == [editor, other_editor]
