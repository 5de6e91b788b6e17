"""Moving a schedule: the same revision, at another moment."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import publishing
from articles.models import OPEN_ENDED, Article, AuditEntry, Author, Edition
from articles.signals import edition_opened
from articles.tests.factories import NOON, make_article, make_author, make_image, make_live_article, make_topic

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def rewrite(article: Article, **changes: object) -> Article:
    article.refresh_from_db()
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()
    return article


def schedule(article: Article, at: datetime, **choice: Any) -> Edition:
    return publishing.publish(article, by=None, at=at, now=NOON, **choice)


def make_scheduled(*, at: datetime = NOON + 2 * HOUR, **overrides: Any) -> Article:
    article = make_article(**overrides)
    schedule(article, at)
    return article


def move(article: Article, at: datetime, *, now: datetime = NOON, **choice: Any) -> Edition:
    return publishing.move_schedule(article, by=None, at=at, now=now, **choice)


def spans(article: Article) -> list[tuple[datetime, datetime, str]]:
    return list(article.editions.order_by("visible_from").values_list("visible_from", "visible_until", "headline"))


# A first publication


@pytest.mark.parametrize("at", [NOON + HOUR, NOON + 5 * HOUR], ids=["earlier", "later"])
def test_a_first_publication_is_moved(at: datetime) -> None:
    article = make_scheduled(headline="One")
    moved = move(article, at)
    assert spans(article) == [(at, OPEN_ENDED, "One")]
    assert (moved.first_published_at, moved.modified_at, moved.path) == (at, at, "/2026/03/08/one/")
    assert article.path == "/2026/03/08/one/"


@pytest.mark.parametrize(
    ("at", "path"),
    [(NOON + 11 * HOUR + timedelta(minutes=59), "/2026/03/08/one/"), (NOON + 12 * HOUR, "/2026/03/09/one/")],
)
def test_the_address_follows_over_midnight(at: datetime, path: str) -> None:
    article = make_scheduled(headline="One")
    moved = move(article, at)
    assert (moved.path, moved.slug, article.path) == (path, "one", path)


def test_midnight_is_the_newsrooms(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    article = make_scheduled(headline="One")
    assert move(article, NOON + 10 * HOUR).path == "/2026/03/09/one/"


def test_an_address_that_nobody_saw_is_free_again() -> None:
    article = make_scheduled(headline="One")
    move(article, NOON + DAY)
    assert make_live_article(headline="One").path == "/2026/03/08/one/"


def test_moved_back_it_has_the_address_that_it_had() -> None:
    article = make_scheduled(headline="One")
    move(article, NOON + DAY)
    assert move(article, NOON + HOUR).path == "/2026/03/08/one/"


def test_a_taken_address_gets_a_number() -> None:
    make_scheduled(headline="One", at=NOON + DAY)
    article = make_scheduled(headline="One")
    assert move(article, NOON + DAY).path == "/2026/03/09/one-2/"


def test_what_follows_a_first_publication_is_dated_by_it() -> None:
    article = make_scheduled(headline="One")
    schedule(rewrite(article, headline="Two", slug="two"), NOON + 2 * DAY)
    move(article, NOON + DAY)
    first, second = article.editions.order_by("visible_from")
    assert (first.path, second.path) == ("/2026/03/09/one/", "/2026/03/09/two/")
    assert (second.visible_from, second.first_published_at) == (NOON + 2 * DAY, NOON + DAY)
    assert (second.modified_at, second.headline) == (NOON + 2 * DAY, "Two")
    article.refresh_from_db()
    assert article.path == "/2026/03/09/two/"


def test_within_a_day_what_follows_keeps_its_address() -> None:
    article = make_scheduled(headline="One")
    schedule(rewrite(article, headline="Two", slug="two"), NOON + 2 * DAY)
    move(article, NOON + HOUR)
    paths = list(article.editions.order_by("visible_from").values_list("path", "first_published_at"))
    assert paths == [("/2026/03/08/one/", NOON + HOUR), ("/2026/03/08/two/", NOON + HOUR)]


# An update of a live article


def make_live_with_update(*, at: datetime = NOON + 2 * HOUR, **choice: Any) -> Article:
    article = make_live_article(headline="One", at=NOON - HOUR)
    schedule(rewrite(article, headline="Two"), at, **choice)
    return article


@pytest.mark.parametrize("at", [NOON + HOUR, NOON + 2 * DAY], ids=["earlier", "later, over midnight"])
def test_an_update_is_moved(at: datetime) -> None:
    article = make_live_with_update()
    moved = move(article, at)
    assert spans(article) == [(NOON - HOUR, at, "One"), (at, OPEN_ENDED, "Two")]
    assert (moved.first_published_at, moved.modified_at, moved.path) == (NOON - HOUR, at, "/2026/03/08/one/")


def test_an_update_under_a_new_address_keeps_it() -> None:
    article = make_live_article(headline="One", slug="one", at=NOON - HOUR)
    schedule(rewrite(article, slug="two"), NOON + 2 * HOUR)
    assert move(article, NOON + 2 * DAY).path == "/2026/03/08/two/"
    article.refresh_from_db()
    assert article.path == "/2026/03/08/two/"


def test_a_minor_update_leaves_the_date_that_readers_see() -> None:
    article = make_live_with_update(minor=True, change_note="A comma.")
    moved = move(article, NOON + HOUR)
    assert (moved.modified_at, moved.is_minor, moved.change_note) == (NOON - HOUR, True, "A comma.")


def test_a_withdrawn_article_is_not_seen_in_between() -> None:
    article = make_live_article(headline="One", at=NOON - 2 * HOUR)
    publishing.withdraw(article, by=None, now=NOON - HOUR)
    schedule(rewrite(article, headline="Two"), NOON + 2 * HOUR)
    move(article, NOON + HOUR)
    assert spans(article) == [(NOON - 2 * HOUR, NOON - HOUR, "One"), (NOON + HOUR, OPEN_ENDED, "Two")]


def test_moved_before_a_withdrawal_it_ends_what_is_seen_until_then() -> None:
    article = make_live_article(headline="One", at=NOON - HOUR)
    publishing.withdraw(article, by=None, at=NOON + 2 * HOUR, now=NOON)
    schedule(rewrite(article, headline="Two"), NOON + 3 * HOUR)
    move(article, NOON + HOUR)
    assert spans(article) == [(NOON - HOUR, NOON + HOUR, "One"), (NOON + HOUR, OPEN_ENDED, "Two")]


def test_only_the_next_of_several_is_moved() -> None:
    article = make_live_with_update()
    third = schedule(rewrite(article, headline="Three"), NOON + 4 * HOUR)
    move(article, NOON + 3 * HOUR)
    assert [start for start, _, _ in spans(article)] == [NOON - HOUR, NOON + 3 * HOUR, NOON + 4 * HOUR]
    assert article.editions.get(headline="Three").pk == third.pk


# What is moved, and what is told


def test_it_is_the_scheduled_revision_that_goes_out() -> None:
    article = make_scheduled(headline="One")
    publishing.save_revision(rewrite(article, headline="Later edit"), by=None, now=NOON)
    moved = move(article, NOON + HOUR)
    assert (moved.headline, moved.revision.number, article.version) == ("One", 1, 2)


def test_byline_topics_and_pictures_come_along() -> None:
    author, topic, image = make_author(), make_topic(), make_image()
    article = make_scheduled(authors=[author], topics=[topic], lead_image=image)
    moved = move(article, NOON + HOUR)
    assert list(moved.contributors.values_list("author", "first_published_at")) == [(author.pk, NOON + HOUR)]
    assert list(moved.edition_topics.values_list("topic", "first_published_at")) == [(topic.pk, NOON + HOUR)]
    assert list(moved.edition_images.values_list("image", flat=True)) == [image.pk]
    assert moved.lead_image == image


def test_a_name_that_was_changed_since_is_no_obstacle() -> None:
    article = make_scheduled(authors=[make_author(slug="ana")])
    Author.objects.filter(slug="ana").update(slug="ana-silva")
    assert move(article, NOON + HOUR).contributors.get().author.slug == "ana-silva"


def test_a_notice_of_today_waits_for_the_next_publication() -> None:
    article = make_live_with_update()
    publishing.add_correction(article, kind="clarification", text="It was Tuesday.", by=None, now=NOON)
    assert move(article, NOON + HOUR).content["corrections"] == []
    assert article.corrections.get().revision_after is None


def test_the_audit_trail_says_from_when_to_when(publisher: User) -> None:
    article = make_scheduled()
    publishing.move_schedule(article, by=publisher, at=NOON + HOUR, now=NOON)
    entry = AuditEntry.objects.get(article_uuid=article.uuid, action=AuditEntry.Action.SCHEDULE_MOVED)
    assert (entry.by, entry.at, entry.revision_number) == (publisher, NOON, 1)
    assert (entry.detail["was"], entry.detail["at"]) == ((NOON + 2 * HOUR).isoformat(), (NOON + HOUR).isoformat())


def test_moving_it_to_where_it_is_changes_nothing() -> None:
    article = make_scheduled()
    edition = article.editions.get()
    assert move(article, NOON + 2 * HOUR) == edition
    assert not AuditEntry.objects.filter(action=AuditEntry.Action.SCHEDULE_MOVED).exists()


def test_the_new_edition_is_announced(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    article = make_scheduled()
    announced: list[Edition] = []

    def receive(edition: Edition, **_: Any) -> None:
        announced.append(edition)

    edition_opened.connect(receive)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            moved = move(article, NOON + HOUR)
    finally:
        edition_opened.disconnect(receive)
    assert announced == [moved]


# While it falls due


def test_what_falls_due_this_moment_is_not_moved() -> None:
    article = make_scheduled()
    before = list(article.editions.values())
    with pytest.raises(publishing.NotReady, match="just appeared"):
        move(article, NOON + 5 * HOUR, now=NOON + 2 * HOUR)
    assert list(article.editions.values()) == before


def test_a_microsecond_before_it_falls_due_it_is_moved() -> None:
    article = make_scheduled()
    move(article, NOON + 5 * HOUR, now=NOON + 2 * HOUR - timedelta(microseconds=1))
    assert not article.editions.visible_at(NOON + 2 * HOUR).exists()


def test_the_clock_is_read_under_the_lock(monkeypatch: pytest.MonkeyPatch, frozen: Callable[[datetime], None]) -> None:
    """The article's lock is had at the very moment at which the edition appears: waiting for it took so long."""
    article = make_scheduled()
    frozen(NOON)

    def claim_late(article: Article) -> Article:
        frozen(NOON + 2 * HOUR)
        return publishing.claim(article)

    monkeypatch.setattr("articles.publishing.schedules.claim", claim_late)
    with pytest.raises(publishing.NotReady, match="just appeared"):
        publishing.move_schedule(article, by=None, at=NOON + 5 * HOUR)
    assert timezone.now() == NOON + 2 * HOUR


def test_the_one_behind_it_is_not_moved_in_its_place() -> None:
    article = make_scheduled(headline="One")
    looked_at = article.editions.get().pk
    schedule(rewrite(article, headline="Two"), NOON + 4 * HOUR)
    with pytest.raises(publishing.NotReady, match="fell due before it was moved"):
        move(article, NOON + 3 * HOUR, now=NOON + 2 * HOUR, edition_id=looked_at)


def test_a_schedule_that_somebody_else_moved_is_looked_at_again() -> None:
    article = make_scheduled()
    looked_at = article.editions.get().pk
    move(article, NOON + HOUR)
    with pytest.raises(publishing.NotReady, match="changed since you looked"):
        move(article, NOON + 3 * HOUR, edition_id=looked_at)


def test_what_falls_due_this_moment_is_not_cancelled() -> None:
    article = make_scheduled()
    with pytest.raises(publishing.NotReady, match="Nothing is scheduled"):
        publishing.cancel_schedule(article, by=None, now=NOON + 2 * HOUR)
    assert article.editions.visible_at(NOON + 2 * HOUR).exists()


def test_what_falls_due_this_moment_takes_its_place_for_good() -> None:
    article = make_live_with_update()
    with pytest.raises(publishing.NotReady, match="Nothing is scheduled"):
        publishing.cancel_schedule(article, by=None, now=NOON + 2 * HOUR)
    assert spans(article) == [(NOON - HOUR, NOON + 2 * HOUR, "One"), (NOON + 2 * HOUR, OPEN_ENDED, "Two")]


def test_a_microsecond_before_it_falls_due_it_is_cancelled() -> None:
    article = make_live_with_update()
    publishing.cancel_schedule(article, by=None, now=NOON + 2 * HOUR - timedelta(microseconds=1))
    assert spans(article) == [(NOON - HOUR, OPEN_ENDED, "One")]


def test_moved_and_then_cancelled_it_leaves_no_trace() -> None:
    article = make_scheduled()
    move(article, NOON + DAY)
    publishing.cancel_schedule(article, by=None, now=NOON + 2 * HOUR)
    article.refresh_from_db()
    assert (article.path, article.editions.count()) == (None, 0)


# What is refused


@pytest.mark.parametrize(
    ("at", "complaint"),
    [
        (NOON - HOUR, "has passed"),
        (NOON, "has passed"),
        (NOON + 4 * HOUR, "ends on 08 March 2026, 16:00 UTC"),
        (NOON + 5 * HOUR, "before that"),
    ],
)
def test_a_moment_that_cannot_be(at: datetime, complaint: str) -> None:
    article = make_live_with_update()
    schedule(rewrite(article, headline="Three"), NOON + 4 * HOUR)
    before = spans(article)
    with pytest.raises(publishing.NotReady, match=complaint):
        move(article, at)
    assert spans(article) == before


def test_an_edition_without_an_end_begins_before_the_end_of_time() -> None:
    with pytest.raises(publishing.NotReady, match="before that"):
        move(make_scheduled(), OPEN_ENDED)


def test_it_is_not_moved_beyond_its_withdrawal() -> None:
    article = make_scheduled()
    publishing.withdraw(article, by=None, at=NOON + 4 * HOUR, now=NOON)
    with pytest.raises(publishing.NotReady, match="ends on"):
        move(article, NOON + 4 * HOUR)


@pytest.mark.parametrize("make", [make_article, make_live_article])
def test_where_nothing_is_scheduled_nothing_is_moved(make: Callable[[], Article]) -> None:
    with pytest.raises(publishing.NotReady, match="Nothing is scheduled"):
        move(make(), NOON + HOUR)


def test_an_embargo_is_kept() -> None:
    article = make_scheduled(embargo=NOON + HOUR)
    with pytest.raises(publishing.NotReady, match="under embargo until 08 March 2026, 13:00 UTC"):
        move(article, NOON + HOUR - timedelta(seconds=1))
    assert move(article, NOON + HOUR).visible_from == NOON + HOUR


def test_a_right_that_ends_in_between_is_noticed() -> None:
    article = make_scheduled(lead_image=make_image(usable_until=NOON + 3 * HOUR))
    with pytest.raises(publishing.NotReady, match="The right to show the picture"):
        move(article, NOON + 3 * HOUR)


def test_what_was_let_pass_stays_passed() -> None:
    article = make_article(headline="TK")
    schedule(article, NOON + 2 * HOUR, override="The name is known at two.")
    assert move(article, NOON + HOUR).headline == "TK"


@pytest.mark.parametrize("person", ["reporter", "editor", "outsider"])
def test_the_wrong_right_is_refused(person: str, request: pytest.FixtureRequest) -> None:
    article = make_scheduled()
    with pytest.raises(publishing.NotAllowed):
        publishing.move_schedule(article, by=request.getfixturevalue(person), at=NOON + HOUR, now=NOON)
    assert [start for start, _, _ in spans(article)] == [NOON + 2 * HOUR]


def test_the_right_right_moves_it(publisher: User) -> None:
    assert (
        publishing.move_schedule(make_scheduled(), by=publisher, at=NOON + HOUR, now=NOON).visible_from == NOON + HOUR
    )
