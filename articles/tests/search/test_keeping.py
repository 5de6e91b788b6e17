"""The index keeps in step with what is published, and is made anew and checked by a command."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles import publishing, search
from articles.models import SearchEntry, SearchWord
from articles.search import keeping
from articles.tests.factories import NOON, live_edition, make_article, make_live_article
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
    assert SearchWord.objects.get(token="lighthouse").documents == 1


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
