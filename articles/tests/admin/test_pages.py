"""Every page of the desk opens, for those who may, with as many queries for fifty rows as for five."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.models import Correction, Profile, Redirect, TopicAlias

from ..factories import NOON, make_article, make_author, make_image, make_live_article, make_section, make_topic

MODELS = ["article", "author", "correction", "edition", "image", "redirect", "revision", "section", "topic"]
WRITABLE = ["article", "author", "correction", "image", "redirect", "section", "topic"]


def make_some_of_everything() -> dict[str, Any]:
    """A row of each model and rows around it, by the model's name."""
    author, topic, image = make_author(), make_topic(), make_image()
    article = make_live_article(
        authors=[author], topics=[topic], lead_image=image, body=f'<figure data-image="{image.key}"></figure><p>x</p>'
    )
    Profile.objects.create(author=author, label="Site", url=f"https://example.com/{author.pk}")
    TopicAlias.objects.create(topic=topic, name=f"Alias {topic.pk}")
    publishing.publish(article, by=None, at=NOON + timedelta(days=100_000), now=NOON + timedelta(days=1))
    return {
        "article": article,
        "author": author,
        "correction": publishing.add_correction(article, kind=Correction.Kind.UPDATE, text="New.", by=None, now=NOON),
        "edition": article.editions.first(),
        "image": image,
        "redirect": Redirect.objects.create(path=f"/old-{article.pk}/", article=article),
        "revision": article.revisions.first(),
        "section": make_section(),
        "topic": topic,
    }


@pytest.mark.parametrize("model", MODELS)
def test_the_list_and_a_row_open(desk: Client, model: str) -> None:
    row = make_some_of_everything()[model]
    assert desk.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200
    assert desk.get(reverse(f"admin:articles_{model}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_viewer_reads_every_row(viewer: User, signed_in: Callable[[User], Client], model: str) -> None:
    row = make_some_of_everything()[model]
    response = signed_in(viewer).get(reverse(f"admin:articles_{model}_change", args=[row.pk]))
    assert response.status_code == 200
    assert "_save" not in response.content.decode()


@pytest.mark.parametrize("model", WRITABLE)
def test_the_form_for_a_new_row_opens(desk: Client, model: str) -> None:
    assert desk.get(reverse(f"admin:articles_{model}_add")).status_code == 200


@pytest.mark.parametrize("model", ["edition", "revision"])
def test_history_is_not_written_by_hand(desk: Client, model: str) -> None:
    row = make_some_of_everything()[model]
    assert desk.get(reverse(f"admin:articles_{model}_add")).status_code == 403
    assert desk.post(reverse(f"admin:articles_{model}_change", args=[row.pk]), {"note": "x"}).status_code == 403
    assert desk.post(reverse(f"admin:articles_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_the_search_works(desk: Client, model: str) -> None:
    make_some_of_everything()
    assert desk.get(reverse(f"admin:articles_{model}_changelist"), {"q": "a"}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_list_takes_as_many_queries_for_fifty_rows_as_for_five(desk: Client, model: str) -> None:
    address = reverse(f"admin:articles_{model}_changelist")
    for _ in range(5):
        make_some_of_everything()
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    for _ in range(45):
        make_some_of_everything()
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(many) == len(few)


def test_the_list_says_what_readers_see(desk: Client) -> None:
    make_article(headline="Unseen")
    make_live_article(headline="Seen")
    withdrawn = make_live_article(headline="Gone")
    publishing.withdraw(withdrawn, by=None, now=NOON + timedelta(hours=1))
    later = make_article(headline="Later")
    publishing.publish(later, by=None, at=NOON.replace(year=2999), now=NOON)
    page = desk.get(reverse("admin:articles_article_changelist")).content.decode()
    for words in ["Not published", "Live", "Withdrawn", "Scheduled for 8 Mar 2999, 12:00"]:
        assert f">{words}</td>" in page


def test_the_admin_bears_the_newsrooms_name(desk: Client, settings: Any) -> None:
    settings.NEWSROOM_NAME = "The Riga Gazette"
    assert "The Riga Gazette" in desk.get(reverse("admin:index")).content.decode()


def test_tags_of_taggit_are_not_offered(desk: Client) -> None:
    assert "/taggit/" not in desk.get(reverse("admin:index")).content.decode()
