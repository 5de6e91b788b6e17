"""Opening and closing editions: publish, schedule, withdraw."""

from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import (
    OPEN_ENDED,
    Article,
    AuditEntry,
    Correction,
    Edition,
    EditionContributor,
    EditionImage,
    EditionTopic,
    Redirect,
    Removal,
    Revision,
)
from ..permissions import can_override_checks, can_publish
from ..signals import edition_closed, edition_opened
from .addresses import give_path
from .approval import revision_to_publish
from .audit import record
from .building import BuiltEdition, build_edition, corrections_of
from .checks import findings
from .errors import NotAllowed, NotReady
from .revisions import claim, save_revision

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
    _may_publish(by, article)
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
        _end(before, at)
    edition = built.save()
    Correction.objects.filter(article=article, revision_after=None).update(revision_after=revision)
    action = Action.SCHEDULED if at > now else Action.PUBLISHED
    detail = {"at": at.isoformat(), "path": edition.path, "minor": built.edition.is_minor}
    record(article, action, by=by, at=now, revision=revision, reason=change_note, detail=detail)
    transaction.on_commit(partial(edition_opened.send_robust, sender=Edition, edition=edition))
    return edition


def withdraw(article: Article, *, by: User | None, at: datetime | None = None, now: datetime | None = None) -> None:
    """Take the article from readers at `at` (None: now); editions scheduled for later are cancelled.

    The address answers like one that never existed. Raises NotAllowed, and NotReady when readers
    would see nothing at that moment anyway.
    """
    now = now or timezone.now()
    at = at or now
    _may_publish(by, article)
    if at < now:
        raise NotReady(["The moment to withdraw at has passed. Choose one ahead, or withdraw now."])
    with transaction.atomic():
        stored = claim(article)
        _cancel_editions_from(stored, at, now=now)
        visible = stored.editions.visible_at(at).first()
        if visible is None:
            raise NotReady(["Readers would not see this article at that moment: there is nothing to withdraw."])
        if visible.visible_from == at:
            raise NotReady(["The article was published in this very moment. Try again."])
        _end(visible, at)
        record(stored, Action.WITHDRAWN, by=by, at=now, detail={"at": at.isoformat()})


def cancel_schedule(article: Article, *, by: User | None, now: datetime | None = None) -> None:
    """Cancel every edition of the article that readers have not seen yet. What they see now stays, without an end.

    Raises NotAllowed, and NotReady when nothing is scheduled.
    """
    now = now or timezone.now()
    _may_publish(by, article)
    with transaction.atomic():
        stored = claim(article)
        if not _cancel_editions_from(stored, now, now=now):
            raise NotReady(["Nothing is scheduled for this article."])
        if visible := stored.editions.visible_at(now).first():
            Edition.objects.filter(pk=visible.pk).update(visible_until=OPEN_ENDED)
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
    _may_publish(by, article)
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


def cut_off(article: Article, at: datetime) -> None:
    """End what readers see of the locked `article` at `at`, which is now, and cancel what they have not seen yet."""
    _cancel_editions_from(article, at, now=at)
    if visible := article.editions.visible_at(at).first():
        _end(visible, at)


def _may_publish(by: User | None, article: Article) -> None:
    if by is not None and not can_publish(by, article):
        raise NotAllowed("You may not publish, schedule or withdraw this article. Ask somebody who may.")


def _shows_already(edition: Edition, revision: Revision) -> bool:
    same_notices = edition.content["corrections"] == corrections_of(edition.article)
    return edition.revision_id == revision.pk and same_notices and edition.visible_until == OPEN_ENDED


def _first_published_at(article: Article, *, at: datetime, now: datetime) -> datetime:
    """When readers first saw the article, or will; editions that were cancelled leave no trace here."""
    first = article.editions.order_by("visible_from").first()
    return first.first_published_at if first and first.visible_from <= at else at


def _end(edition: Edition, at: datetime) -> None:
    Edition.objects.filter(pk=edition.pk).update(visible_until=at)
    edition.visible_until = at
    transaction.on_commit(partial(edition_closed.send_robust, sender=Edition, edition=edition))


def _cancel_editions_from(article: Article, at: datetime, *, now: datetime) -> bool:
    """Remove the editions that begin at `at` or later and that nobody has seen; whether there were any."""
    unseen = article.editions.filter(visible_from__gte=at, visible_from__gt=now)
    cancelled = unseen.count() > 0
    unseen.delete()
    last = article.editions.order_by("-visible_from").first()
    # An address that no reader has seen is free again; one that they have seen is kept for good.
    Article.objects.filter(pk=article.pk).update(path=last.path if last else None)
    return cancelled


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
    anew = [_unsaved(edition) for edition in (unseen[:1] if before else unseen)]
    if before is None:
        _redate(article, anew, at)
    if before and (before.visible_until == was or before.visible_until > at):
        _end(before, at)
    unseen[0].visible_from = at
    for built in anew:
        if built.edition.modified_at == was:
            built.edition.modified_at = at
        edition = built.save()
        transaction.on_commit(partial(edition_opened.send_robust, sender=Edition, edition=edition))


def _unsaved(edition: Edition) -> BuiltEdition:
    """Take `edition` and its rows out of the database, to be written anew as they are.

    Not built from its revision: a name that was changed since would no longer be found by its old slug.
    """
    built = BuiltEdition(
        edition,
        list(edition.contributors.all()),
        list(edition.edition_topics.all()),
        list(edition.edition_images.all()),
    )
    Edition.objects.filter(pk=edition.pk).delete()
    edition.pk = None
    rows: list[EditionContributor | EditionTopic | EditionImage] = [*built.contributors, *built.topics, *built.images]
    for row in rows:
        row.pk, row.edition = None, edition
    return built


def _redate(article: Article, anew: list[BuiltEdition], at: datetime) -> None:
    """Date the editions of an article that nobody has seen by its first publication at `at`, addresses included."""
    was = anew[0].edition.first_published_at
    for built in anew:
        dated: list[Edition | EditionContributor | EditionTopic] = [built.edition, *built.contributors, *built.topics]
        for row in dated:
            row.first_published_at = at
    if timezone.localtime(was).date() == timezone.localtime(at).date():
        return
    # An address that no reader has seen leads nowhere, and is free again.
    Redirect.objects.filter(article=article, path__in=[built.edition.path for built in anew]).delete()
    Article.objects.filter(pk=article.pk).update(path=None)
    article.path = None
    for built in anew:
        edition = built.edition
        edition.path = give_path(article, revision=edition.revision, first_published_at=at)
        edition.slug = edition.path.rstrip("/").rpartition("/")[2]
