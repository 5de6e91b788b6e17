"""The buttons that withdraw: now, at a time, and what is planned moved or cancelled."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import OPEN_ENDED, Article, AuditEntry
from articles.tests.factories import NOON, make_article, make_live_article

from .forms import filled_in, said

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
PLANNED = NOON + 4 * HOUR
TWICE, SECOND = "2026-10-25T03:30", "2026-10-25T01:30:00+00:00"
CHANGES = [("move_withdrawal", {"at": "2026-03-09T08:00"}), ("cancel_withdrawal", {})]


@pytest.fixture(autouse=True)
def in_riga_at_noon(settings: Any, frozen: Callable[[datetime], None]) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    frozen(NOON)


def page(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def decide(client: Client, name: str, article: Article, **choice: Any) -> Any:
    """Open the page behind the button, fill it in, and press its button."""
    return client.post(page(name, article), filled_in(client.get(page(name, article)), **choice), follow=True)


def make_ending() -> Article:
    """Live, and to be withdrawn at four o'clock, which is 18:00 in Riga."""
    article = make_live_article(headline="One", at=NOON - HOUR)
    publishing.withdraw(article, by=None, at=PLANNED, now=NOON)
    return article


def end_of(article: Article) -> datetime:
    return article.editions.order_by("visible_from")[0].visible_until


def text(client: Client, name: str, article: Article) -> str:
    return client.get(page(name, article)).content.decode()


# The panel


@pytest.mark.parametrize("name", ["move_withdrawal", "cancel_withdrawal"])
def test_the_panel_offers_to_change_a_withdrawal_where_one_is_planned(desk: Client, name: str) -> None:
    planned, live = make_ending(), make_live_article(at=NOON - HOUR)
    assert f"{page(name, planned)}?version=1" in text(desk, "change", planned)
    assert "Live until 8 Mar 2026, 18:00" in text(desk, "change", planned)
    assert page(name, live) not in text(desk, "change", live)


def test_the_panel_offers_it_too_where_a_new_version_comes_first(desk: Client) -> None:
    article = make_ending()
    Article.objects.filter(pk=article.pk).update(headline="Two")
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    seen = text(desk, "change", article)
    assert page("move_withdrawal", article) in seen
    assert "To be withdrawn on 8 Mar 2026, 18:00" in seen


# Moved


@pytest.mark.parametrize(
    ("typed", "shown", "moment"),
    [
        ("2026-03-08T15:00", "8 Mar 2026, 15:00 EET", datetime(2026, 3, 8, 13, tzinfo=UTC)),
        ("2026-03-09T08:00", "9 Mar 2026, 08:00 EET", datetime(2026, 3, 9, 6, tzinfo=UTC)),
    ],
    ids=["earlier", "later"],
)
def test_it_is_moved(desk: Client, chief: User, typed: str, shown: str, moment: datetime) -> None:
    article = make_ending()
    response = decide(desk, "move_withdrawal", article, at=typed)
    assert said(response) == [f"Moved. Readers will see the article until {shown} (Europe/Riga)."]
    assert end_of(article) == moment
    assert AuditEntry.objects.get(action=AuditEntry.Action.WITHDRAWAL_MOVED).by == chief


def test_the_page_begins_from_the_moment_that_is_planned(desk: Client) -> None:
    sent = filled_in(desk.get(page("move_withdrawal", make_ending())))
    assert (sent["at"], sent["looked_at"]) == (["2026-03-08T18:00"], [PLANNED.isoformat()])


def test_moved_to_a_time_that_comes_twice_it_asks(desk: Client) -> None:
    article = make_ending()
    asked = decide(desk, "move_withdrawal", article, at=TWICE)
    assert "comes twice in Europe/Riga" in asked.content.decode()
    desk.post(page("move_withdrawal", article), filled_in(asked, at_moment=SECOND))
    assert end_of(article) == datetime.fromisoformat(SECOND)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [("", "Say when."), ("2026-03-08T13:00", "That moment has passed"), ("9000-01-01T12:00", "too far ahead")],
)
def test_a_moment_to_move_to_that_cannot_be(desk: Client, typed: str, complaint: str) -> None:
    article = make_ending()
    response = decide(desk, "move_withdrawal", article, at=typed)
    assert complaint in response.content.decode()
    assert end_of(article) == PLANNED


def test_what_publishing_refuses_is_said_beside_the_time(desk: Client) -> None:
    article = make_ending()
    Article.objects.filter(pk=article.pk).update(headline="Two")
    publishing.publish(article, by=None, at=NOON + 6 * HOUR, now=NOON)
    response = decide(desk, "move_withdrawal", article, at="2026-03-08T21:00")
    assert "Another version appears on 08 March 2026, 20:00 EET" in response.content.decode()
    assert filled_in(response)["at"] == ["2026-03-08T21:00"]
    assert end_of(article) == PLANNED


# Cancelled


def test_it_is_cancelled(desk: Client, chief: User) -> None:
    article = make_ending()
    assert "without an end" in text(desk, "cancel_withdrawal", article)
    response = decide(desk, "cancel_withdrawal", article)
    assert said(response) == ["The withdrawal is cancelled. Readers go on seeing the article."]
    assert end_of(article) == OPEN_ENDED
    assert AuditEntry.objects.get(action=AuditEntry.Action.WITHDRAWAL_CANCELLED).by == chief


def test_what_comes_after_the_gap_is_said(desk: Client) -> None:
    article = make_ending()
    Article.objects.filter(pk=article.pk).update(headline="Two")
    publishing.publish(article, by=None, at=NOON + 6 * HOUR, now=NOON)
    assert "until the next one appears, on 8 Mar 2026, 20:00 EET" in text(desk, "cancel_withdrawal", article)
    assert "It appears again on 8 Mar 2026, 20:00 EET" in text(desk, "move_withdrawal", article)


# Other decisions leave it, and say so


@pytest.mark.parametrize("name", ["publish", "cancel_schedule"])
def test_that_it_stays_planned_is_said(desk: Client, name: str) -> None:
    article = make_ending()
    Article.objects.filter(pk=article.pk).update(headline="Two")
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    assert "planned for 8 Mar 2026, 18:00 EET stays planned" in text(desk, name, article)


# While it falls due


@pytest.mark.parametrize(("name", "choice"), CHANGES)
def test_what_fell_due_meanwhile_is_not_changed(
    chief: User, signed_in: Callable[[User], Client], frozen: Callable[[datetime], None], name: str, choice: Any
) -> None:
    article, desk = make_ending(), signed_in(chief)
    seen = filled_in(desk.get(page(name, article)), **choice)
    frozen(PLANNED)
    response = desk.post(page(name, article), seen, follow=True)
    assert said(response) == ["The article has just been withdrawn: it fell due before that was changed."]
    assert end_of(article) == PLANNED


@pytest.mark.parametrize(("name", "choice"), CHANGES)
def test_what_somebody_else_moved_is_looked_at_again(desk: Client, name: str, choice: Any) -> None:
    article = make_ending()
    seen = filled_in(desk.get(page(name, article)), **choice)
    publishing.move_withdrawal(article, by=None, at=NOON + HOUR, now=NOON)
    response = desk.post(page(name, article), seen, follow=True)
    assert "changed since you looked" in said(response)[0]
    assert end_of(article) == NOON + HOUR


@pytest.mark.parametrize(("name", "choice"), CHANGES)
def test_what_was_planned_after_the_page_was_opened_is_not_changed(desk: Client, name: str, choice: Any) -> None:
    article = make_live_article(at=NOON - HOUR)
    seen = filled_in(desk.get(page(name, article)), **choice)
    publishing.withdraw(article, by=None, at=PLANNED, now=NOON)
    response = desk.post(page(name, article), seen, follow=True)
    assert "No withdrawal was planned when you opened" in said(response)[0]
    assert end_of(article) == PLANNED


@pytest.mark.parametrize("looked_at", ["soon", "2026-03-08T16:00:00+99:99", "\x00"])
def test_a_moment_that_no_page_sent_is_asked_for_again(desk: Client, looked_at: str) -> None:
    article = make_ending()
    response = decide(desk, "cancel_withdrawal", article, looked_at=looked_at)
    assert response.status_code == 200
    assert end_of(article) == PLANNED


# The version, and who may


@pytest.mark.parametrize(("name", "choice"), CHANGES)
def test_an_article_that_moved_on_is_looked_at_again(desk: Client, name: str, choice: Any) -> None:
    article = make_ending()
    seen = filled_in(desk.get(page(name, article)), **choice)
    Article.objects.filter(pk=article.pk).update(headline="Somebody else’s")
    publishing.save_revision(Article.objects.get(pk=article.pk), by=None, now=NOON)
    response = desk.post(page(name, article), seen, follow=True)
    assert "you saw version 1, it is now at version 2" in said(response)[0]
    assert end_of(article) == PLANNED


@pytest.mark.parametrize(("name", "_choice"), CHANGES)
def test_nobody_is_asked_to_sign_in(client: Client, name: str, _choice: Any) -> None:
    assert client.get(page(name, make_article()))["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "choice"), CHANGES)
def test_the_wrong_right_is_refused(
    editor: User, signed_in: Callable[[User], Client], name: str, choice: Any, method: str
) -> None:
    article = make_ending()
    assert getattr(signed_in(editor), method)(page(name, article), {"version": 1, **choice}).status_code == 403
    assert end_of(article) == PLANNED


@pytest.mark.parametrize(("name", "choice"), CHANGES)
def test_the_right_right_changes_it(
    publisher: User, signed_in: Callable[[User], Client], name: str, choice: Any
) -> None:
    article = make_ending()
    decide(signed_in(publisher), name, article, **choice)
    assert end_of(article) != PLANNED


@pytest.mark.parametrize(("name", "_choice"), CHANGES)
def test_where_none_is_planned_the_page_says_so(desk: Client, name: str, _choice: Any) -> None:
    assert "No withdrawal of this article is planned." in text(desk, name, make_article())
