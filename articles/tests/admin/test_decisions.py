"""The buttons that decide what readers see: publish, schedule, withdraw, cancel."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article

from ..factories import NOON, live_edition, make_article, make_live_article
from .forms import filled_in, said

ALL = ["publish", "withdraw", "cancel_schedule"]


def page(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def decide(client: Client, name: str, article: Article, **choice: Any) -> Any:
    """Open the page behind the button, choose, and press its button."""
    return client.post(page(name, article), filled_in(client.get(page(name, article)), **choice), follow=True)


@pytest.fixture
def at_noon(frozen: Callable[[datetime], None]) -> datetime:
    frozen(NOON)
    return NOON


# Publish


def test_publish_now(desk: Client, chief: User, at_noon: datetime) -> None:
    article = make_article(headline="Out now")
    response = decide(desk, "publish", article)
    edition = live_edition(article)
    assert said(response) == [f'Published. <a href="{edition.path}">See it as readers do.</a>']
    assert response.redirect_chain[-1][0] == reverse("admin:articles_article_change", args=[article.pk])
    assert edition.revision.by == chief


def test_publish_later_in_the_newsrooms_zone(desk: Client, settings: Any, at_noon: datetime) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    timezone.get_default_timezone.cache_clear()
    try:
        article = make_article()
        assert "Europe/Riga" in desk.get(page("publish", article)).content.decode()
        response = decide(desk, "publish", article, when="later", at="2026-03-09T08:00")
    finally:
        settings.TIME_ZONE = "UTC"
        timezone.get_default_timezone.cache_clear()
    assert article.editions.get().visible_from == datetime.fromisoformat("2026-03-09T06:00+00:00")
    assert said(response) == ["Scheduled. Readers will see it from 9 Mar 2026, 08:00 EET (Europe/Riga) on."]


@pytest.mark.parametrize(
    ("moment", "complaint"), [("", "Say when."), ("2026-03-08T11:00", "has passed"), ("soon", "valid date")]
)
def test_a_moment_that_cannot_be_is_asked_for_again(
    desk: Client, at_noon: datetime, moment: str, complaint: str
) -> None:
    article = make_article()
    response = decide(desk, "publish", article, when="later", at=moment)
    assert complaint in response.content.decode()
    assert not article.editions.exists()


def test_a_minor_edit_keeps_the_date_that_readers_see(desk: Client, frozen: Callable[[datetime], None]) -> None:
    article = make_live_article()
    Article.objects.filter(pk=article.pk).update(headline="Without the typing error")
    frozen(NOON + timedelta(hours=1))
    decide(desk, "publish", article, minor="on")
    edition = live_edition(article, at=NOON + timedelta(hours=1))
    assert (edition.headline, edition.modified_at) == ("Without the typing error", NOON)


def test_a_first_publication_offers_no_minor_edit(desk: Client, at_noon: datetime) -> None:
    assert 'name="minor"' not in desk.get(page("publish", make_article())).content.decode()


def test_what_keeps_an_article_from_going_out_is_said(desk: Client, at_noon: datetime) -> None:
    article = make_article(section=None, body="", hold_reason="Lawyers read it.")
    response = decide(desk, "publish", article)
    assert said(response) == [
        "Choose a section.",
        "Write the story: the body is empty.",
        "The article is on hold: Lawyers read it.",
    ]
    assert not article.editions.exists()
    assert not article.revisions.exists()


def test_publishing_what_readers_see_already_changes_nothing(desk: Client, at_noon: datetime) -> None:
    article = make_live_article()
    response = decide(desk, "publish", article)
    assert said(response) == ["Readers see this version already: nothing had to change."]
    assert article.editions.count() == 1


# Withdraw and cancel


def test_withdraw(desk: Client, frozen: Callable[[datetime], None]) -> None:
    article = make_live_article()
    frozen(NOON + timedelta(hours=1))
    response = decide(desk, "withdraw", article)
    assert said(response) == ["Withdrawn. Readers no longer see the article."]
    assert not article.editions.visible_at(NOON + timedelta(hours=1)).exists()


def test_withdrawing_what_nobody_sees_says_so(desk: Client, at_noon: datetime) -> None:
    response = decide(desk, "withdraw", make_article())
    assert said(response) == ["Readers would not see this article at that moment: there is nothing to withdraw."]


def test_cancel_a_schedule(desk: Client, at_noon: datetime) -> None:
    article = make_article()
    publishing.publish(article, by=None, at=NOON + timedelta(days=1), now=NOON)
    response = decide(desk, "cancel_schedule", article)
    assert said(response) == ["The schedule is cancelled."]
    assert not article.editions.exists()


def test_cancelling_no_schedule_says_so(desk: Client, at_noon: datetime) -> None:
    assert said(decide(desk, "cancel_schedule", make_article())) == ["Nothing is scheduled for this article."]


# The version that was looked at


@pytest.mark.parametrize("name", ALL)
def test_an_article_that_moved_on_is_looked_at_again(desk: Client, at_noon: datetime, name: str) -> None:
    article = make_live_article(at=NOON - timedelta(hours=1))
    seen = filled_in(desk.get(page(name, article)))
    Article.objects.filter(pk=article.pk).update(headline="Somebody else’s")
    publishing.save_revision(Article.objects.get(pk=article.pk), by=None, now=NOON)
    before = list(article.editions.values())
    response = desk.post(page(name, article), seen, follow=True)
    assert "you saw version 1, it is now at version 2" in said(response)[0]
    assert list(article.editions.values()) == before


def test_a_button_of_an_older_page_leads_back(desk: Client, at_noon: datetime) -> None:
    article = make_live_article()
    response = desk.get(page("publish", article), {"version": "0"}, follow=True)
    assert "Nothing was done" in said(response)[0]


def test_a_request_that_names_no_version_does_nothing(desk: Client, at_noon: datetime) -> None:
    article = make_article()
    assert desk.post(page("publish", article), {"when": "now"}).status_code == 200
    assert not article.editions.exists()


# Who may, and how


@pytest.mark.parametrize("name", ALL)
def test_nobody_is_asked_to_sign_in(client: Client, db: None, name: str) -> None:
    response = client.get(page(name, make_article()))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ALL)
def test_the_wrong_right_is_refused(
    reporter: User, signed_in: Callable[[User], Client], name: str, method: str
) -> None:
    article = make_live_article()
    response = getattr(signed_in(reporter), method)(page(name, article), {"version": 1, "when": "now"})
    assert response.status_code == 403
    assert article.editions.count() == 1


@pytest.mark.parametrize("name", ALL)
def test_the_right_right_sees_what_will_happen(publisher: User, signed_in: Callable[[User], Client], name: str) -> None:
    assert signed_in(publisher).get(page(name, make_live_article())).status_code == 200


@pytest.mark.parametrize("name", ALL)
def test_an_unknown_article_is_not_found(desk: Client, name: str) -> None:
    assert desk.get(reverse(f"admin:articles_article_{name}", args=[10**30])).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_other_methods_are_refused(desk: Client, method: str) -> None:
    assert getattr(desk, method)(page("publish", make_article())).status_code == 405


def test_a_decision_needs_the_forms_token(chief: User) -> None:
    article = make_article()
    client = Client(enforce_csrf_checks=True)
    client.force_login(chief)
    assert client.post(page("publish", article), {"version": 0, "when": "now"}).status_code == 403


# The panel on the edit page


def edit_page(client: Client, article: Article) -> str:
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def test_the_panel_says_what_readers_see_and_what_waits(desk: Client) -> None:
    article = make_live_article()
    Article.objects.filter(pk=article.pk).update(headline="Changed")
    publishing.publish(article, by=None, at=NOON.replace(year=2999), now=NOON)
    seen = edit_page(desk, article)
    assert "Live; new version scheduled for 8 Mar 2999, 12:00" in seen
    assert "There are changes that readers do not see" in seen
    assert live_edition(article).path in seen


def test_who_may_not_publish_sees_no_buttons(editor: User, signed_in: Callable[[User], Client]) -> None:
    article = make_live_article()
    seen = edit_page(signed_in(editor), article)
    assert page("publish", article) not in seen
    assert page("withdraw", article) not in seen


def test_a_button_carries_the_version_that_it_was_drawn_for(
    publisher: User, signed_in: Callable[[User], Client]
) -> None:
    article = make_live_article()
    assert f"{page('publish', article)}?version=1" in edit_page(signed_in(publisher), article)
