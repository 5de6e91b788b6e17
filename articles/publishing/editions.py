"""Opening editions: publishing now, or at a moment ahead."""

from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import OPEN_ENDED, Article, AuditEntry, Correction, Edition, Removal, Revision
from ..permissions import can_override_checks
from ..signals import edition_opened
from .addresses import give_path
from .approval import revision_to_publish
from .audit import record
from .building import build_edition, corrections_of
from .checks import findings
from .errors import NotReady
from .revisions import claim, save_revision
from .timeline import end, insist_on_right, keep_visible_until

Action = AuditEntry.Action


def publish(
    article: Article,
    *,
    by: User | None,
    at: datetime | None = None,
    minor: bool = False,
    change_note: str = "",
    override: str = "",
    now: datetime | None = None,
) -> Edition:
    """Show the article to readers from `at` on (None: from now on); an `at` ahead schedules it.

    What goes out is the revision that is stored now, if it is approved or `by` may approve it, which
    this then does; else the last approved one. Writes the edition with its rows, the end of the edition
    before it, a redirect if the address changed, and the audit trail. A `minor` edit leaves the date that
    readers see as modified; `change_note` tells them what changed. `override` is the reason to pass over
    checks, and over four eyes, for who may. Publishing what readers see already changes nothing.
    `by` None means a command, which answers to the operator. Raises NotAllowed, NotReady.
    """
    now = now or timezone.now()
    at = at or now
    insist_on_right(by, article)
    if at < now:
        raise NotReady(["The moment to publish at has passed. Choose one ahead, or publish now."])
    with transaction.atomic():
        stored = claim(article)
        latest = save_revision(stored, by=by, now=now)
        revision = revision_to_publish(stored, latest, by=by, override=override, now=now)
        _insist_on_checks(stored, revision, by=by, at=at, override=override, now=now)
        edition = _open_edition(stored, revision, at=at, now=now, minor=minor, change_note=change_note, by=by)
    article.refresh_from_db()
    return edition


def _insist_on_checks(
    article: Article, revision: Revision, *, by: User | None, at: datetime, override: str, now: datetime
) -> None:
    """Raise NotReady for what blocks, unless all of it may be passed over, and is, for a reason that is recorded."""
    if Removal.objects.filter(article=article).exists():
        raise NotReady(["This article was removed for legal reasons."])
    blocking = [finding for finding in findings(article, revision.data, at=at) if finding.blocking]
    if not blocking:
        return
    may_override = override and (by is None or can_override_checks(by, article))
    if not may_override or not all(finding.can_be_overridden for finding in blocking):
        raise NotReady([finding.message for finding in blocking])
    detail = {"checks": [[finding.code, finding.message] for finding in blocking]}
    record(article, Action.CHECKS_OVERRIDDEN, by=by, at=now, revision=revision, reason=override, detail=detail)


def _open_edition(
    article: Article,
    revision: Revision,
    *,
    at: datetime,
    now: datetime,
    minor: bool,
    change_note: str,
    by: User | None,
) -> Edition:
    around = list(article.editions.filter(visible_until__gt=at).order_by("visible_from"))
    before = next((edition for edition in around if edition.visible_from <= at), None)
    after = next((edition for edition in around if edition.visible_from > at), None)
    if before and _shows_already(before, revision):
        return before
    if before and before.visible_from == at:
        raise NotReady(["Another edition of this article begins at this very moment. Choose another one."])
    first_published_at = _first_published_at(article, at=at, now=now)
    built = build_edition(
        article,
        revision,
        path=give_path(article, revision=revision, first_published_at=first_published_at),
        visible_from=at,
        first_published_at=first_published_at,
        modified_at=before.modified_at if minor and before else at,
    )
    built.edition.visible_until = after.visible_from if after else OPEN_ENDED
    built.edition.is_minor = minor and before is not None
    built.edition.change_note = change_note
    if before:
        end(before, at)
    edition = built.save()
    keep_visible_until(article)
    Correction.objects.filter(article=article, revision_after=None).update(revision_after=revision)
    action = Action.SCHEDULED if at > now else Action.PUBLISHED
    detail = {"at": at.isoformat(), "path": edition.path, "minor": built.edition.is_minor}
    record(article, action, by=by, at=now, revision=revision, reason=change_note, detail=detail)
    transaction.on_commit(partial(edition_opened.send_robust, sender=Edition, edition=edition))
    return edition


def _shows_already(edition: Edition, revision: Revision) -> bool:
    same_notices = edition.content["corrections"] == corrections_of(edition.article)
    return edition.revision_id == revision.pk and same_notices and edition.visible_until == OPEN_ENDED


def _first_published_at(article: Article, *, at: datetime, now: datetime) -> datetime:
    """When readers first saw the article, or will; editions that were cancelled leave no trace here."""
    first = article.editions.order_by("visible_from").first()
    return first.first_published_at if first and first.visible_from <= at else at
