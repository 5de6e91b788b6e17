"""Withdrawing at a time: planned, moved, cancelled, and falling due while that happens."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import OPEN_ENDED, Article, AuditEntry, Edition
from articles.signals import edition_closed
from articles.tests.factories import NOON, live_edition, make_article, make_live_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
PLANNED = NOON + 4 * HOUR
MICROSECOND = timedelta(microseconds=1)
Action = AuditEntry.Action


def rewrite(article: Article, headline: str) -> Article:
    article.refresh_from_db()
    article.headline = headline
    article.save()
    return article


def schedule(article: Article, headline: str, at: datetime) -> Edition:
    return publishing.publish(rewrite(article, headline), by=None, at=at, now=NOON)


def make_ending(*, at: datetime = PLANNED) -> Article:
    """Live, and to be withdrawn at `at`."""
    article = make_live_article(headline="One", at=NOON - HOUR)
    publishing.withdraw(article, by=None, at=at, now=NOON)
    return article


def make_ending_and_coming_back() -> Article:
    """Live until four o'clock, and again from six o'clock on."""
    article = make_ending()
    schedule(article, "Two", NOON + 6 * HOUR)
    return article


def move(article: Article, at: datetime, *, now: datetime = NOON, looked_at: datetime | None = None) -> None:
    publishing.move_withdrawal(article, by=None, at=at, looked_at=looked_at, now=now)


def cancel(article: Article, *, now: datetime = NOON, looked_at: datetime | None = None) -> None:
    publishing.cancel_withdrawal(article, by=None, looked_at=looked_at, now=now)


def spans(article: Article) -> list[tuple[datetime, datetime, str]]:
    return list(article.editions.order_by("visible_from").values_list("visible_from", "visible_until", "headline"))


def trail(article: Article) -> list[str]:
    return list(AuditEntry.objects.filter(article_uuid=article.uuid).order_by("id").values_list("action", flat=True))


# Planned


def test_a_withdrawal_is_planned(publisher: User) -> None:
    article = make_live_article(headline="One", at=NOON - HOUR)
    publishing.withdraw(article, by=publisher, at=PLANNED, now=NOON)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]
    entry = AuditEntry.objects.get(article_uuid=article.uuid, action=Action.WITHDRAWAL_SCHEDULED)
    assert (entry.by, entry.at, entry.detail) == (publisher, NOON, {"at": PLANNED.isoformat()})


def test_withdrawn_now_it_is_told_apart_from_a_plan() -> None:
    article = make_live_article(at=NOON - HOUR)
    publishing.withdraw(article, by=None, now=NOON)
    assert trail(article)[-1] == Action.WITHDRAWN


def test_what_is_planned_can_be_brought_forward_by_withdrawing() -> None:
    article = make_ending()
    publishing.withdraw(article, by=None, now=NOON + HOUR)
    assert spans(article) == [(NOON - HOUR, NOON + HOUR, "One")]


def test_withdrawing_never_shows_an_article_for_longer() -> None:
    article = make_ending()
    with pytest.raises(publishing.NotReady, match="withdrawn earlier, on 08 March 2026, 16:00 UTC"):
        publishing.withdraw(article, by=None, at=PLANNED + HOUR, now=NOON)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]


def test_withdrawing_at_the_very_change_of_two_editions_leaves_the_first() -> None:
    article = make_live_article(headline="One", at=NOON - HOUR)
    schedule(article, "Two", PLANNED)
    publishing.withdraw(article, by=None, at=PLANNED, now=NOON)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]


def test_a_scheduled_article_can_be_given_an_end() -> None:
    article = make_article(headline="One")
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    publishing.withdraw(article, by=None, at=PLANNED, now=NOON)
    assert spans(article) == [(NOON + HOUR, PLANNED, "One")]


# Publishing and cancelling a schedule leave it


def test_an_update_leaves_the_withdrawal_planned() -> None:
    article = make_ending()
    publishing.publish(rewrite(article, "Two"), by=None, now=NOON + HOUR)
    assert spans(article) == [(NOON - HOUR, NOON + HOUR, "One"), (NOON + HOUR, PLANNED, "Two")]


def test_a_scheduled_update_leaves_the_withdrawal_planned() -> None:
    article = make_ending()
    schedule(article, "Two", NOON + HOUR)
    assert spans(article) == [(NOON - HOUR, NOON + HOUR, "One"), (NOON + HOUR, PLANNED, "Two")]


def test_publishing_the_same_again_leaves_the_withdrawal_planned() -> None:
    article = make_ending()
    assert publishing.publish(article, by=None, now=NOON + HOUR) == live_edition(article)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]


def test_cancelling_an_update_leaves_the_withdrawal_planned() -> None:
    article = make_ending()
    schedule(article, "Two", NOON + HOUR)
    publishing.cancel_schedule(article, by=None, now=NOON)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]


def test_cancelling_a_way_back_leaves_the_withdrawal_planned() -> None:
    article = make_ending_and_coming_back()
    publishing.cancel_schedule(article, by=None, now=NOON)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]


def test_where_only_a_withdrawal_is_planned_no_schedule_is_cancelled() -> None:
    article = make_ending()
    with pytest.raises(publishing.NotReady, match="Nothing is scheduled"):
        publishing.cancel_schedule(article, by=None, now=NOON)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]


# Moved


@pytest.mark.parametrize("at", [NOON + MICROSECOND, NOON + HOUR, NOON + 40 * HOUR], ids=["at once", "earlier", "later"])
def test_it_is_moved(at: datetime) -> None:
    article = make_ending()
    move(article, at)
    assert spans(article) == [(NOON - HOUR, at, "One")]
    assert article.editions.visible_at(at - MICROSECOND).exists()
    assert not article.editions.visible_at(at).exists()


def test_the_audit_trail_says_from_when_to_when(publisher: User) -> None:
    article = make_ending()
    publishing.move_withdrawal(article, by=publisher, at=NOON + 9 * HOUR, now=NOON)
    entry = AuditEntry.objects.get(article_uuid=article.uuid, action=Action.WITHDRAWAL_MOVED)
    assert (entry.by, entry.at) == (publisher, NOON)
    assert entry.detail == {"at": (NOON + 9 * HOUR).isoformat(), "was": PLANNED.isoformat()}


def test_moving_it_to_where_it_is_changes_nothing() -> None:
    article = make_ending()
    move(article, PLANNED)
    assert trail(article)[-1] == Action.WITHDRAWAL_SCHEDULED


def test_what_follows_a_change_of_editions_is_moved_at_its_end() -> None:
    article = make_ending()
    schedule(article, "Two", NOON + HOUR)
    move(article, NOON + 9 * HOUR)
    assert spans(article) == [(NOON - HOUR, NOON + HOUR, "One"), (NOON + HOUR, NOON + 9 * HOUR, "Two")]


def test_of_two_the_next_is_moved() -> None:
    article = make_ending_and_coming_back()
    publishing.withdraw(article, by=None, at=NOON + 9 * HOUR, now=NOON)
    move(article, NOON + 5 * HOUR)
    assert [end for _, end, _ in spans(article)] == [NOON + 5 * HOUR, NOON + 9 * HOUR]


@pytest.mark.parametrize(
    ("at", "complaint"),
    [
        (NOON - HOUR, "has passed"),
        (NOON, "has passed"),
        (NOON + 6 * HOUR, "Another version appears on 08 March 2026, 18:00 UTC"),
        (NOON + 7 * HOUR, "or cancel the withdrawal"),
    ],
)
def test_a_moment_that_cannot_be(at: datetime, complaint: str) -> None:
    article = make_ending_and_coming_back()
    before = spans(article)
    with pytest.raises(publishing.NotReady, match=complaint):
        move(article, at)
    assert spans(article) == before


def test_it_is_not_moved_before_its_version_appears() -> None:
    article = make_ending()
    schedule(article, "Two", NOON + HOUR)
    with pytest.raises(publishing.NotReady, match="appears on 08 March 2026, 13:00 UTC"):
        move(article, NOON + HOUR)


# Cancelled


def test_it_is_cancelled(publisher: User) -> None:
    article = make_ending()
    publishing.cancel_withdrawal(article, by=publisher, now=NOON)
    assert spans(article) == [(NOON - HOUR, OPEN_ENDED, "One")]
    entry = AuditEntry.objects.get(article_uuid=article.uuid, action=Action.WITHDRAWAL_CANCELLED)
    assert (entry.by, entry.at, entry.detail) == (publisher, NOON, {"was": PLANNED.isoformat()})


def test_cancelled_it_lets_the_article_run_on_until_the_next_version() -> None:
    article = make_ending_and_coming_back()
    cancel(article)
    assert spans(article) == [(NOON - HOUR, NOON + 6 * HOUR, "One"), (NOON + 6 * HOUR, OPEN_ENDED, "Two")]


def test_the_new_end_is_announced(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    article, heard = make_ending(), []

    def receive(edition: Edition, **_: Any) -> None:
        heard.append(edition.visible_until)

    edition_closed.connect(receive)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            move(article, NOON + HOUR)
            cancel(article)
    finally:
        edition_closed.disconnect(receive)
    assert heard == [NOON + HOUR, OPEN_ENDED]


# Nothing to move or cancel


@pytest.mark.parametrize("change", [lambda article: move(article, NOON + HOUR), cancel], ids=["move", "cancel"])
@pytest.mark.parametrize("make", [make_article, lambda: make_live_article(at=NOON - HOUR)], ids=["draft", "live"])
def test_where_none_is_planned_there_is_nothing_to_change(make: Callable[[], Article], change: Any) -> None:
    with pytest.raises(publishing.NotReady, match="No withdrawal of this article is planned"):
        change(make())


# While it falls due

CHANGES = [
    pytest.param(lambda article, **moment: move(article, NOON + 9 * HOUR, **moment), id="move"),
    pytest.param(cancel, id="cancel"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_falls_due_this_moment_is_not_changed(change: Any) -> None:
    article = make_ending()
    with pytest.raises(publishing.NotReady, match="No withdrawal"):
        change(article, now=PLANNED)
    with pytest.raises(publishing.NotReady, match="has just been withdrawn"):
        change(article, now=PLANNED, looked_at=PLANNED)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]


@pytest.mark.parametrize("change", CHANGES)
def test_a_microsecond_before_it_falls_due_it_is_changed(change: Any) -> None:
    article = make_ending()
    change(article, now=PLANNED - MICROSECOND, looked_at=PLANNED)
    assert article.editions.visible_at(PLANNED).exists()


@pytest.mark.parametrize("change", CHANGES)
def test_the_one_behind_it_is_not_changed_in_its_place(change: Any) -> None:
    article = make_ending_and_coming_back()
    publishing.withdraw(article, by=None, at=NOON + 9 * HOUR, now=NOON)
    before = spans(article)
    with pytest.raises(publishing.NotReady, match="has just been withdrawn"):
        change(article, now=PLANNED, looked_at=PLANNED)
    assert spans(article) == before


@pytest.mark.parametrize("change", CHANGES)
def test_what_somebody_else_moved_is_looked_at_again(change: Any) -> None:
    article = make_ending()
    move(article, NOON + HOUR)
    with pytest.raises(publishing.NotReady, match="changed since you looked"):
        change(article, looked_at=PLANNED)
    assert spans(article) == [(NOON - HOUR, NOON + HOUR, "One")]


@pytest.mark.parametrize(
    "change",
    [
        lambda article: publishing.move_withdrawal(article, by=None, at=NOON + 9 * HOUR),
        lambda article: publishing.cancel_withdrawal(article, by=None),
        lambda article: publishing.withdraw(article, by=None),
    ],
    ids=["move", "cancel", "withdraw now"],
)
def test_the_clock_is_read_under_the_lock(
    change: Callable[[Article], None], monkeypatch: pytest.MonkeyPatch, frozen: Callable[[datetime], None]
) -> None:
    """The article's lock is had at the very moment at which the withdrawal falls due: waiting for it took so long."""
    article = make_ending()
    frozen(NOON)

    def claim_late(article: Article) -> Article:
        frozen(PLANNED)
        return publishing.claim(article)

    monkeypatch.setattr("articles.publishing.withdrawals.claim", claim_late)
    with pytest.raises(publishing.NotReady):
        change(article)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]


def test_a_withdrawn_article_comes_back_by_being_published() -> None:
    article = make_ending()
    publishing.publish(article, by=None, now=PLANNED)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One"), (PLANNED, OPEN_ENDED, "One")]


# Who may


@pytest.mark.parametrize("person", ["reporter", "editor", "outsider"])
def test_the_wrong_right_is_refused(person: str, request: pytest.FixtureRequest) -> None:
    article, somebody = make_ending(), request.getfixturevalue(person)
    with pytest.raises(publishing.NotAllowed):
        publishing.move_withdrawal(article, by=somebody, at=NOON + HOUR, now=NOON)
    with pytest.raises(publishing.NotAllowed):
        publishing.cancel_withdrawal(article, by=somebody, now=NOON)
    assert spans(article) == [(NOON - HOUR, PLANNED, "One")]
