"""Retraction, removal and redaction."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import AuditEntry, Removal
from articles.tests.factories import NOON, live_edition, make_article, make_live_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_a_retraction_is_a_state_of_the_next_edition() -> None:
    article = make_live_article(at=NOON)
    publishing.add_correction(article, kind="retraction", text="It does not stand.", by=None, now=NOON + HOUR)
    publishing.publish(article, by=None, now=NOON + HOUR)
    assert live_edition(article, at=NOON).is_retracted is False
    assert live_edition(article, at=NOON + HOUR).is_retracted is True


def test_a_later_notice_takes_the_place_of_an_earlier_one() -> None:
    article = make_live_article(at=NOON)
    first = publishing.add_correction(article, kind="retraction", text="It does not stand.", by=None, now=NOON)
    second = publishing.add_correction(
        article, kind="editors_note", text="It stands after all.", by=None, now=NOON + HOUR, supersedes=first
    )
    edition = publishing.publish(article, by=None, now=NOON + HOUR)
    assert [notice["uuid"] for notice in edition.content["corrections"]] == [str(second.uuid)]
    assert edition.is_retracted is False
    assert article.corrections.count() == 2
    with pytest.raises(publishing.NotReady, match="already"):
        publishing.add_correction(article, kind="update", text="x", by=None, now=NOON, supersedes=first)


def test_a_removed_article_is_gone_with_what_was_scheduled() -> None:
    article = make_live_article(at=NOON)
    article.headline = "Later"
    article.save()
    publishing.publish(article, by=None, at=NOON + 3 * HOUR, now=NOON)
    publishing.remove(article, by=None, reason="Court order 12", now=NOON + HOUR)
    assert not article.editions.visible_at(NOON + HOUR).exists()
    assert not article.editions.visible_at(NOON + 4 * HOUR).exists()
    assert Removal.objects.get().reason == "Court order 12"
    assert AuditEntry.objects.filter(action="removed", reason="Court order 12").exists()
    with pytest.raises(publishing.NotReady, match="removed for legal reasons"):
        publishing.publish(article, by=None, now=NOON + 2 * HOUR)


def test_removing_needs_permission_and_a_reason(publisher: User, administrator: User) -> None:
    article = make_live_article(at=NOON)
    with pytest.raises(publishing.NotAllowed):
        publishing.remove(article, by=publisher, reason="x", now=NOON + HOUR)
    with pytest.raises(publishing.NotReady, match="reason"):
        publishing.remove(article, by=administrator, reason="  ", now=NOON + HOUR)
    publishing.remove(article, by=administrator, reason="x", now=NOON + HOUR)


def test_a_past_edition_can_be_redacted_and_the_one_that_is_seen_cannot(administrator: User) -> None:
    article = make_live_article(at=NOON)
    first = live_edition(article)
    with pytest.raises(publishing.NotReady, match="Readers see this edition now"):
        publishing.redact(first, by=administrator, reason="A name", now=NOON + HOUR)
    article.headline = "Two"
    article.save()
    publishing.publish(article, by=None, now=NOON + HOUR)
    first.refresh_from_db()
    publishing.redact(first, by=administrator, reason="A name", now=NOON + 2 * HOUR)
    publishing.redact(first, by=administrator, reason="A name", now=NOON + 2 * HOUR)
    assert AuditEntry.objects.filter(action="redacted").count() == 1


def test_an_edition_that_nobody_has_seen_is_cancelled_and_not_redacted(administrator: User) -> None:
    edition = publishing.publish(make_article(), by=None, at=NOON + HOUR, now=NOON)
    with pytest.raises(publishing.NotReady, match="Cancel its schedule"):
        publishing.redact(edition, by=administrator, reason="A name", now=NOON)


def test_the_audit_trail_tells_the_whole_story(publisher: User) -> None:
    article = make_article()
    publishing.publish(article, by=publisher, at=NOON + HOUR, now=NOON)
    publishing.cancel_schedule(article, by=publisher, now=NOON)
    publishing.publish(article, by=publisher, now=NOON)
    publishing.withdraw(article, by=publisher, now=NOON + HOUR)
    told = AuditEntry.objects.filter(article_uuid=article.uuid).order_by("id").values_list("action", flat=True)
    assert list(told) == ["saved", "approved", "scheduled", "schedule_cancelled", "published", "withdrawn"]


def test_the_audit_trail_cannot_be_changed() -> None:
    make_live_article()
    with pytest.raises(TypeError, match="append-only"):
        AuditEntry.objects.all().delete()
    with pytest.raises(TypeError, match="append-only"):
        AuditEntry.objects.update(headline="x")
    with pytest.raises(TypeError, match="append-only"):
        AuditEntry.objects.first().delete()
