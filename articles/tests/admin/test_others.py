"""Notices, redirects, topics and authors at the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from articles.models import Author, Correction, Redirect, Topic

from ..factories import live_edition, make_author, make_live_article
from .forms import filled_in

SignIn = Callable[[User], Client]


def add(client: Client, model: str, **typed: Any) -> Any:
    address = reverse(f"admin:articles_{model}_add")
    return client.post(address, filled_in(client.get(address), **typed))


def test_a_notice_is_added_through_publishing(desk: Client, chief: User) -> None:
    article = make_live_article()
    response = add(desk, "correction", article=article.pk, kind="correction", text="It was 47, not 74.")
    notice = Correction.objects.get()
    assert response.status_code == 302
    assert (notice.by, notice.text) == (chief, "It was 47, not 74.")
    assert notice.revision_before == live_edition(article).revision


def test_a_notice_is_not_changed_or_deleted(desk: Client) -> None:
    add(desk, "correction", article=make_live_article().pk, kind="update", text="As added.")
    notice = Correction.objects.get()
    change = reverse("admin:articles_correction_change", args=[notice.pk])
    assert desk.post(change, {"text": "Other"}).status_code == 403
    assert desk.post(reverse("admin:articles_correction_delete", args=[notice.pk]), {"post": "y"}).status_code == 403
    notice.refresh_from_db()
    assert notice.text == "As added."


def test_who_may_not_publish_adds_no_notice(publisher: User, signed_in: SignIn) -> None:
    article = make_live_article()
    publisher.groups.clear()
    publisher.user_permissions.set(Permission.objects.filter(codename__in=["add_correction", "view_article"]))
    response = add(signed_in(publisher), "correction", article=article.pk, kind="update", text="x")
    assert "You may not add a notice to this article" in response.content.decode()
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"path": "old/", "target": "/new/"}, "Begin the old address with a slash"),
        ({"path": "/old/"}, "Choose an article or give an address"),
        ({"path": "/old/", "target": "//elsewhere.example/"}, "beginning with one slash"),
        ({"path": "/old/", "target": "https://elsewhere.example/"}, "beginning with one slash"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_refused(desk: Client, typed: dict[str, str], complaint: str) -> None:
    assert complaint in add(desk, "redirect", **typed).content.decode()
    assert not Redirect.objects.exists()


def test_a_redirect_is_added(desk: Client) -> None:
    add(desk, "redirect", path="/old/", article=make_live_article().pk)
    assert Redirect.objects.get().target == ""


def test_a_topic_is_added_with_its_other_names(desk: Client) -> None:
    rows = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": "North Atlantic Treaty Organization"}
    add(desk, "topic", name="NATO", slug="nato", **rows)
    assert list(Topic.objects.get().aliases.values_list("name", flat=True)) == ["North Atlantic Treaty Organization"]


def test_an_author_is_added_with_a_profile(desk: Client) -> None:
    row = {"label": "Site", "url": "https://example.com/ana", "position": 0}
    rows = {"profiles-TOTAL_FORMS": 1} | {f"profiles-0-{name}": value for name, value in row.items()}
    add(desk, "author", name="Ana Silva", slug="ana-silva", kind="person", **rows)
    assert Author.objects.get().profiles.get().label == "Site"


def test_authors_are_found_by_autocomplete(desk: Client) -> None:
    make_author(name="Ana Silva")
    asked = {"term": "silva", "app_label": "articles", "model_name": "contributor", "field_name": "author"}
    answer = desk.get(reverse("admin:autocomplete"), asked).json()
    assert [result["text"] for result in answer["results"]] == ["Ana Silva"]


def test_topics_are_found_by_autocomplete_and_by_another_name(desk: Client) -> None:
    topic = Topic.objects.create(name="NATO", slug="nato")
    topic.aliases.create(name="North Atlantic Treaty Organization")
    asked = {"term": "treaty", "app_label": "articles", "model_name": "taggedarticle", "field_name": "tag"}
    answer = desk.get(reverse("admin:autocomplete"), asked).json()
    assert [result["text"] for result in answer["results"]] == ["NATO"]
