"""Removal and redaction for legal reasons, and notices that take the place of earlier ones."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article, AuditEntry, Correction, Edition, Redaction, Removal

from ..factories import NOON, live_edition, make_live_article
from .forms import filled_in, said

SignIn = Callable[[User], Client]


def remove_page(article: Article) -> str:
    return reverse("admin:articles_article_remove", args=[article.pk])


def redact_page(edition: Edition) -> str:
    return reverse("admin:articles_edition_redact", args=[edition.pk])


def send(client: Client, address: str, **choice: Any) -> Any:
    return client.post(address, filled_in(client.get(address), **choice), follow=True)


@pytest.fixture
def past_edition(db: None) -> Edition:
    """One that another has taken the place of."""
    article = make_live_article()
    Article.objects.filter(pk=article.pk).update(headline="Without the name")
    publishing.publish(article, by=None, now=NOON + timedelta(hours=1))
    return article.editions.order_by("visible_from").first()


# Removal


def test_a_removed_article_is_not_shown(administrator: User, signed_in: SignIn, client: Client) -> None:
    article = make_live_article(headline="About a minor")
    path = live_edition(article).path
    send(signed_in(administrator), remove_page(article), reason="Court order 12/26", confirmation="REMOVE")
    response = Client().get(path)
    assert response.status_code in {404, 410}
    assert "About a minor" not in response.content.decode()


def test_a_removal_is_recorded_with_its_reason(administrator: User, signed_in: SignIn) -> None:
    article = make_live_article()
    send(
        signed_in(administrator),
        remove_page(article),
        reason="Court order 12/26",
        public_note="By order of a court.",
        confirmation="REMOVE",
    )
    removal, entry = Removal.objects.get(), AuditEntry.objects.get(action="removed")
    assert (removal.by, removal.reason, removal.public_note) == (
        administrator,
        "Court order 12/26",
        "By order of a court.",
    )
    assert (entry.by, entry.reason) == (administrator, "Court order 12/26")


@pytest.mark.parametrize(
    ("reason", "confirmation", "field"),
    [("", "REMOVE", "reason"), ("Court", "", "confirmation"), ("Court", "remove", "confirmation")],
)
def test_a_removal_is_meant(administrator: User, signed_in: SignIn, reason: str, confirmation: str, field: str) -> None:
    article = make_live_article()
    response = send(signed_in(administrator), remove_page(article), reason=reason, confirmation=confirmation)
    assert response.context["form"].errors.keys() == {field}
    assert not Removal.objects.exists()


def test_a_removed_article_is_not_removed_again(administrator: User, signed_in: SignIn) -> None:
    article = make_live_article()
    publishing.remove(article, by=None, reason="Court", now=NOON + timedelta(hours=1))
    response = send(signed_in(administrator), remove_page(article), reason="Again", confirmation="REMOVE")
    assert said(response) == ["This article was removed before."]


def test_the_edit_page_says_that_it_was_removed_and_offers_no_publishing(
    administrator: User, signed_in: SignIn
) -> None:
    article = make_live_article()
    publishing.remove(article, by=None, reason="Court order 12/26", now=NOON + timedelta(hours=1))
    address = reverse("admin:articles_article_change", args=[article.pk])
    seen = signed_in(administrator).get(address).content.decode()
    assert "Removed for legal reasons" in seen
    assert "Court order 12/26" in seen
    assert reverse("admin:articles_article_publish", args=[article.pk]) not in seen
    assert remove_page(article) not in seen


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("person", "status"), [("outsider", 302), ("publisher", 403), ("administrator", 200)])
def test_who_removes(request: Any, db: None, signed_in: SignIn, person: str, status: int, method: str) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert getattr(client, method)(remove_page(make_live_article())).status_code == status
    assert not Removal.objects.exists()


def test_nobody_is_asked_to_sign_in(client: Client, past_edition: Edition) -> None:
    for address in [remove_page(past_edition.article), redact_page(past_edition)]:
        assert client.get(address)["Location"].startswith(reverse("admin:login"))


# Redaction


def test_a_past_edition_is_redacted(administrator: User, signed_in: SignIn, past_edition: Edition) -> None:
    response = send(signed_in(administrator), redact_page(past_edition), reason="Names a minor")
    assert Redaction.objects.get().edition == past_edition
    assert AuditEntry.objects.get(action="redacted").reason == "Names a minor"
    assert response.redirect_chain[-1][0] == reverse("admin:articles_edition_change", args=[past_edition.pk])
    assert "Names a minor" in response.content.decode()


def test_what_readers_see_now_is_not_redacted(administrator: User, signed_in: SignIn) -> None:
    edition = live_edition(make_live_article())
    response = send(signed_in(administrator), redact_page(edition), reason="Names a minor")
    assert said(response)[0].startswith("Readers see this edition now.")
    assert not Redaction.objects.exists()


def test_a_redaction_has_a_reason(administrator: User, signed_in: SignIn, past_edition: Edition) -> None:
    response = send(signed_in(administrator), redact_page(past_edition), reason=" ")
    assert response.context["form"].errors.keys() == {"reason"}


@pytest.mark.parametrize(("person", "offered"), [("publisher", False), ("administrator", True)])
def test_the_editions_page_offers_it_to_who_may(
    request: Any, signed_in: SignIn, past_edition: Edition, person: str, offered: bool
) -> None:
    address = reverse("admin:articles_edition_change", args=[past_edition.pk])
    seen = signed_in(request.getfixturevalue(person)).get(address).content.decode()
    assert (redact_page(past_edition) in seen) is offered


@pytest.mark.parametrize(("person", "status"), [("outsider", 302), ("publisher", 403), ("administrator", 200)])
def test_who_redacts(request: Any, signed_in: SignIn, past_edition: Edition, person: str, status: int) -> None:
    assert signed_in(request.getfixturevalue(person)).get(redact_page(past_edition)).status_code == status


# A notice in the place of another


def notice(article: Article, text: str = "It was 47.") -> Correction:
    return publishing.add_correction(article, kind="correction", text=text, by=None, now=NOON)


def notice_page(article: Article) -> str:
    return f"{reverse('admin:articles_correction_add')}?article={article.pk}"


def test_a_notice_takes_the_place_of_an_earlier_one(publisher: User, signed_in: SignIn) -> None:
    article = make_live_article()
    earlier = notice(article)
    typed = {"kind": "correction", "text": "It was 48.", "supersedes": earlier.pk}
    send(signed_in(publisher), notice_page(article), **typed)
    assert Correction.objects.get(text="It was 48.").supersedes == earlier


def test_only_current_notices_of_the_article_are_offered(publisher: User, signed_in: SignIn) -> None:
    article = make_live_article()
    earlier, other = notice(article), notice(make_live_article())
    current = publishing.add_correction(
        article, kind="correction", text="It was 48.", by=None, now=NOON, supersedes=earlier
    )
    client = signed_in(publisher)
    form = client.get(notice_page(article)).context["adminform"].form
    response = send(client, notice_page(article), kind="update", text="x", supersedes=other.pk)
    assert list(form.fields["supersedes"].queryset) == [current]
    assert response.context["adminform"].form.errors.keys() == {"supersedes"}
    assert not Correction.objects.filter(text="x").exists()
