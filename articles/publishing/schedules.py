"""Moving and cancelling what is scheduled."""

from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, AuditEntry, Edition
from ..signals import edition_opened
from .addresses import redate
from .audit import record
from .checks import findings
from .errors import NotReady
from .last_edition import keep_last_edition
from .revisions import claim
from .timeline import cancel_editions_from, editions_ahead, end, ends_in_withdrawal, insist_on_right, take_out

Action = AuditEntry.Action


def cancel_schedule(article: Article, *, by: User | None, now: datetime | None = None) -> None:
    """Cancel every edition of the article that readers have not seen yet. What they see now stays in its place.

    A withdrawal that is planned stays planned. Raises NotAllowed, and NotReady when nothing is scheduled.
    """
    insist_on_right(by, article)
    with transaction.atomic():
        stored = claim(article)
        # Asked under the lock: an edition may have fallen due while this waited for it.
        now = now or timezone.now()
        ahead = editions_ahead(stored, now=now)
        if not cancel_editions_from(stored, now, now=now):
            raise NotReady(["Nothing is scheduled for this article."])
        if ahead[0].visible_from <= now:
            _run_on(ahead)
            keep_last_edition(stored)
        record(stored, Action.SCHEDULE_CANCELLED, by=by, at=now)


def move_schedule(
    article: Article, *, by: User | None, at: datetime, edition_id: int | None = None, now: datetime | None = None
) -> Edition:
    """Let the next edition that readers have not seen begin at `at` instead: the same revision, words and notices.

    Writes the edition anew, since its start is frozen, the end of the one before it, and the audit trail.
    Where readers have seen nothing of the article yet, its date and address follow. `edition_id` is the
    edition that the person looked at: no other one is moved in its place. `by` None means a command.
    Raises NotAllowed, and NotReady when nothing is scheduled, the edition has fallen due, or `at` cannot be.
    """
    insist_on_right(by, article)
    with transaction.atomic():
        stored = claim(article)
        # Asked under the lock: the edition may have fallen due while this waited for it.
        now = now or timezone.now()
        unseen = list(stored.editions.filter(visible_from__gt=now).order_by("visible_from").select_related("revision"))
        edition = _edition_to_move(stored, unseen, edition_id=edition_id, now=now)
        was = edition.visible_from
        if was == at:
            return edition
        _insist_on_moment(stored, edition, at=at, now=now)
        _begin_at(stored, unseen, at=at, now=now)
        detail = {"at": at.isoformat(), "was": was.isoformat(), "path": edition.path}
        record(stored, Action.SCHEDULE_MOVED, by=by, at=now, revision=edition.revision, detail=detail)
    article.refresh_from_db()
    return edition


def _edition_to_move(article: Article, unseen: list[Edition], *, edition_id: int | None, now: datetime) -> Edition:
    if edition_id is not None and article.editions.filter(pk=edition_id, visible_from__lte=now).exists():
        raise NotReady(["The version has just appeared: it fell due before it was moved."])
    if not unseen:
        raise NotReady(["Nothing is scheduled for this article, or it has just appeared."])
    if edition_id not in (None, unseen[0].pk):
        raise NotReady(["The schedule has been changed since you looked at it. Look at it again, then decide."])
    return unseen[0]


def _insist_on_moment(article: Article, edition: Edition, *, at: datetime, now: datetime) -> None:
    """Raise NotReady when `edition` cannot begin at `at`. What was let pass when it was scheduled stays passed."""
    if at <= now:
        raise NotReady(["The moment to move the schedule to has passed. Choose one ahead."])
    if at >= edition.visible_until:
        ends = timezone.localtime(edition.visible_until)
        raise NotReady([f"This version ends on {ends:%d %B %Y, %H:%M %Z}. Choose a moment before that."])
    passed = {finding.message for finding in findings(article, edition.revision.data, at=edition.visible_from)}
    blocking = [finding for finding in findings(article, edition.revision.data, at=at) if finding.blocking]
    if reasons := [one.message for one in blocking if not one.can_be_overridden or one.message not in passed]:
        raise NotReady(reasons)


def _begin_at(article: Article, unseen: list[Edition], *, at: datetime, now: datetime) -> None:
    """Write the first of the `unseen` editions anew, to begin at `at`; where nothing was ever seen, all of them.

    For then the day of the first publication moves, which is in the date and the address of each.
    """
    was = unseen[0].visible_from
    before = article.editions.filter(visible_from__lte=now).order_by("-visible_from").first()
    anew = [take_out(edition) for edition in (unseen[:1] if before else unseen)]
    if before is None:
        redate(article, anew, at)
    if before and (before.visible_until == was or before.visible_until > at):
        end(before, at)
    unseen[0].visible_from = at
    for built in anew:
        if built.edition.modified_at == was:
            built.edition.modified_at = at
        edition = built.save()
        transaction.on_commit(partial(edition_opened.send_robust, sender=Edition, edition=edition))
    keep_last_edition(article)


def _run_on(ahead: list[Edition]) -> None:
    """Let the first of `ahead` run until where those end that were to follow it without a gap, and are cancelled."""
    last = ends_in_withdrawal(ahead) or ahead[-1]
    if ahead[0].visible_until != last.visible_until:
        end(ahead[0], last.visible_until)
