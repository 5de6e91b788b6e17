"""The index keeps in step with what is published, and is made anew and checked by a command."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import current_thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles import publishing, search
from articles.models import Article, Edition, SearchEntry, SearchWord
from articles.search import keeping, vocabulary
from articles.search.documents import number_at
from articles.tests.factories import NOON, live_edition, make_article, make_live_article
from articles.tests.publishing.test_claim import until_somebody_waits
from articles.text import parse_query

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def found(words: str, *, at: Any = None) -> list[str]:
    results = search.search(parse_query(words), at=at or timezone.now())
    return [hit.card.edition.slug for hit in results.hits]


def test_publishing_puts_a_story_in_and_withdrawing_takes_it_out(django_capture_on_commit_callbacks: Any) -> None:
    article = make_article(slug="port", headline="Lighthouse")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None)
    assert found("lighthouse") == ["port"]
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(article, by=None)
    assert SearchEntry.objects.count() == 0


def test_an_update_is_found_by_its_words_and_the_story_once(django_capture_on_commit_callbacks: Any) -> None:
    article = make_article(slug="port", headline="Lighthouse", body="<p>First words.</p>")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None)
    article.body = "<p>Second words.</p>"
    article.save()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None)
    assert (found("first"), found("second")) == ([], ["port"])
    assert SearchEntry.objects.count() == 1


def test_what_the_index_adds_to_a_publication_is_five_statements(
    django_capture_on_commit_callbacks: Any, django_assert_num_queries: Any
) -> None:
    article = make_article(body=f"<p>{' '.join(f'word{number}' for number in range(900))}</p>")
    with django_capture_on_commit_callbacks() as announced:
        publishing.publish(article, by=None)
    # What is known, what is wanted, names, entry, words; in a test a savepoint stands for the transaction.
    with django_assert_num_queries(5 + (2 if connection.vendor == "postgresql" else 4)):
        for announce in announced:
            announce()
    with django_assert_num_queries(4):
        for announce in announced:
            announce()
    assert SearchWord.objects.filter(token__in=[f"word{number}" for number in range(900)]).count() == 900


def test_counts_of_words_stay_about_right_without_a_row_for_each(django_capture_on_commit_callbacks: Any) -> None:
    make_live_article(headline="Lighthouse")
    search.rebuild(now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(128):
            publishing.publish(make_article(headline=f"Lighthouse {number}"), by=None)
    counts = SearchWord.objects.filter(token__in=["lighthouse", "§all"]).values_list("documents", flat=True)
    assert len(counts) == 2
    assert all(1 < count < 400 for count in counts)
    assert sum(counts) % vocabulary.SAMPLE == 2
    search.rebuild(now=timezone.now())
    assert SearchWord.objects.get(token="lighthouse").documents == 129


def test_two_stories_that_want_one_place_both_have_one(django_capture_on_commit_callbacks: Any) -> None:
    there = make_live_article(slug="there", headline="Lighthouse").editions.get()
    search.rebuild(now=NOON)
    with django_capture_on_commit_callbacks() as announced:
        publishing.publish(make_article(slug="comes", headline="Lighthouse"), by=None)
    comes = Edition.objects.get(slug="comes")
    SearchEntry.objects.filter(edition_id=there.pk).update(number=number_at(comes.first_published_at, comes.pk))
    for announce in announced:
        announce()
    assert SearchEntry.objects.count() == 2
    assert "comes" in found("lighthouse")


def cancel(article: Article) -> None:
    publishing.cancel_schedule(article, by=None)


def remove(article: Article) -> None:
    publishing.remove(article, by=None, reason="A court said so.")


def publish_now(article: Article) -> None:
    publishing.publish(article, by=None)


@pytest.mark.parametrize(("ends", "left"), [(cancel, 0), (remove, 0), (publish_now, 1)])
def test_a_scheduled_edition_that_never_comes_leaves_no_entry(
    ends: Callable[[Article], None], left: int, django_capture_on_commit_callbacks: Any
) -> None:
    article = make_article(headline="Lighthouse")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None, at=timezone.now() + HOUR)
    assert SearchEntry.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        ends(article)
    assert SearchEntry.objects.count() == left
    assert search.check(now=timezone.now()) == search.Faults([], [])


def test_withdrawing_leaves_no_entry_of_what_was_to_follow_either(django_capture_on_commit_callbacks: Any) -> None:
    article = make_article(headline="Lighthouse")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None)
    article.headline = "Beacon"
    article.save()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None, at=timezone.now() + HOUR)
    assert SearchEntry.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(article, by=None)
    assert SearchEntry.objects.count() == 0


def test_a_schedule_that_is_moved_has_one_entry_at_its_new_moment(django_capture_on_commit_callbacks: Any) -> None:
    article, now = make_article(slug="later", headline="Lighthouse"), timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None, at=now + HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.move_schedule(article, by=None, at=now + 2 * HOUR)
    assert SearchEntry.objects.count() == 1
    assert (found("lighthouse", at=now + HOUR), found("lighthouse", at=now + 2 * HOUR)) == ([], ["later"])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
def test_of_two_publications_at_once_the_later_leaves_the_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(headline="First")
    here, insert = current_thread(), keeping._insert
    following: list[Future[None]] = []

    def insert_while_somebody_publishes(documents: Any) -> None:
        if current_thread() is here and not following:
            following.append(pool.submit(publish_elsewhere))
            until_somebody_waits()
        insert(documents)

    def publish_elsewhere() -> None:
        try:
            other = Article.objects.get(pk=article.pk)
            other.headline = "Second"
            other.save()
            publishing.publish(other, by=None)
        finally:
            connection.close()

    monkeypatch.setattr(keeping, "_insert", insert_while_somebody_publishes)
    with ThreadPoolExecutor() as pool:
        publishing.publish(article, by=None)
        following[0].result(timeout=20)
    assert SearchEntry.objects.get().head.startswith("second")
    assert search.check(now=timezone.now()) == search.Faults([], [])


def test_a_scheduled_edition_stands_in_the_index_before_it_is_found(django_capture_on_commit_callbacks: Any) -> None:
    article, now = make_article(slug="later", headline="Lighthouse"), timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None, at=now + HOUR)
    assert SearchEntry.objects.count() == 1
    assert (found("lighthouse", at=now), found("lighthouse", at=now + HOUR)) == ([], ["later"])


def test_a_fault_of_the_index_is_logged_and_never_the_editors(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("the index is gone")

    monkeypatch.setattr(keeping, "_insert", broken)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(make_article(), by=None)
    assert "the index is gone" in caplog.text


def test_a_retracted_story_is_not_found(django_capture_on_commit_callbacks: Any) -> None:
    article = make_article(headline="Lighthouse")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None)
        publishing.add_correction(article, kind="retraction", text="It was not so.", by=None)
        publishing.publish(article, by=None)
    assert found("lighthouse") == []


def test_a_removed_story_leaves_the_index(django_capture_on_commit_callbacks: Any) -> None:
    article = make_article(headline="Lighthouse")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.remove(article, by=None, reason="A court said so.")
    assert (found("lighthouse"), SearchEntry.objects.count()) == ([], 0)


def test_a_rebuild_puts_in_what_is_missing_and_takes_out_what_is_of_no_use(db: None) -> None:
    gone, stays = make_live_article(headline="Gone"), make_live_article(slug="stays", headline="Lighthouse")
    search.rebuild(now=NOON)
    publishing.withdraw(gone, by=None, now=NOON + HOUR)
    new = make_live_article(headline="New", at=NOON + HOUR)
    later = NOON + HOUR
    assert search.check(now=later) == search.Faults(
        missing=[live_edition(new, at=later).pk], superfluous=[gone.editions.get().pk]
    )
    assert search.rebuild(now=later, batch=1) == 2
    assert search.check(now=later) == search.Faults([], [])
    assert {live_edition(one, at=later).pk for one in (stays, new)} == set(
        SearchEntry.objects.values_list("edition_id", flat=True)
    )
    assert not SearchWord.objects.filter(token="gone").exists()


def test_a_rebuild_in_batches_makes_the_same_index(db: None) -> None:
    for number in range(5):
        make_live_article(headline=f"Story {number}")
    search.rebuild(now=NOON)
    at_once = list(SearchWord.objects.order_by("token").values_list("token", "documents"))
    search.rebuild(now=NOON, batch=2)
    assert list(SearchWord.objects.order_by("token").values_list("token", "documents")) == at_once
    assert len(found("story", at=NOON)) == 5


def test_the_command_says_how_far_it_is_and_the_check_what_is_amiss(db: None) -> None:
    make_live_article(headline="Lighthouse", at=timezone.now() - HOUR)
    with pytest.raises(CommandError, match="1 editions are missing from the index and 0 entries are of no use"):
        call_command("rebuild_search", check=True, stdout=StringIO())
    said = StringIO()
    call_command("rebuild_search", stdout=said)
    assert "Readers can search 1 editions." in said.getvalue()
    call_command("rebuild_search", check=True, stdout=said)
    assert "Everything that readers see in lists can be found." in said.getvalue()


def test_on_sqlite_no_words_are_left_without_an_entry(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps the words in the entry.")
    article = make_live_article(headline="Lighthouse")
    search.rebuild(now=NOON)
    publishing.withdraw(article, by=None, now=NOON + HOUR)
    search.rebuild(now=NOON + HOUR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM articles_searchtext")
        assert cursor.fetchone() == (0,)
