"""Opening editions: publishing now, or at a moment ahead."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Self

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from ..models import OPEN_ENDED, Article, AuditEntry, Correction, Edition, Image, Removal, Revision, frozen_notices
from ..models.statements import Statement
from ..permissions import can_override_checks
from ..signals import edition_opened
from .addresses import give_path, redate
from .approval import revision_to_publish
from .audit import record
from .building import BuiltEdition, build_edition
from .checks import findings, images_of
from .errors import NotReady
from .last_edition import keep_last_edition
from .picture_checks import hold_limited
from .revisions import catch_up, claim, save_claimed
from .snapshots import byline_of, snapshot, topics_of
from .timeline import end, insist_on_right, take_out

Action = AuditEntry.Action


def publish(
    article: Article,
    *,
    by: User | None,
    version: int | None = None,
    at: datetime | None = None,
    minor: bool = False,
    change_note: str = "",
    override: str = "",
    now: datetime | None = None,
) -> Edition:
    """Show the article to readers from `at` on (None: from now on); an `at` ahead schedules it.

    What goes out is the revision that is stored now, if it is approved or `by` may approve it, which
    this then does; else the last approved one. Writes the edition with its rows, the end of the edition
    before it, and the audit trail. What else is scheduled stays, but for the same again and for what was
    scheduled for the same moment; so does a withdrawal that is planned. A `minor` edit leaves the date that
    readers see as modified; `change_note` tells them what changed. `override` is the reason to pass over
    checks, and over four eyes, for who may. Publishing what readers see already changes nothing.
    `by` None means a command, which answers to the operator. Raises NotAllowed, NotReady, and StaleVersion
    when `version` is no longer the stored one.
    """
    insist_on_right(by, article)
    with transaction.atomic():
        stored = claim(article, version=version)
        # Asked under the lock: another edition may have been opened, or fallen due, while this waited for it.
        now = now or timezone.now()
        at = at or now
        if at < now:
            raise NotReady(["The moment to publish at has passed. Choose one ahead, or publish now."])
        byline, topics = byline_of(stored), topics_of(stored)
        latest = save_claimed(stored, by=by, now=now, data=snapshot(stored, byline=byline, topics=topics))
        revision = revision_to_publish(stored, latest, by=by, override=override, now=now)
        images = images_of(revision.data, known=stored.lead_image)
        _insist_on_checks(stored, revision, images, by=by, at=at, override=override, now=now)
        known = [stored.section, *images.values(), *(name.author for name in byline), *topics]
        outing = _Outing(revision, at, minor, change_note, _Notices.of(stored), [row for row in known if row])
        edition = _open_edition(stored, outing, by=by, now=now)
    catch_up(article, stored)
    return edition


def _insist_on_checks(
    article: Article,
    revision: Revision,
    images: dict[str, Image],
    *,
    by: User | None,
    at: datetime,
    override: str,
    now: datetime,
) -> None:
    """Raise NotReady for what blocks, unless all of it may be passed over, and is, for a reason that is recorded."""
    if Removal.objects.filter(article=article).exists():
        raise NotReady(["This article was removed for legal reasons."])
    hold_limited(images.values())
    found = findings(article, revision.data, at=at, images=images)
    blocking = [finding for finding in found if finding.blocking]
    if not blocking:
        return
    may_override = override and (by is None or can_override_checks(by, article))
    if not may_override or not all(finding.can_be_overridden for finding in blocking):
        raise NotReady([finding.message for finding in blocking])
    detail = {"checks": [[finding.code, finding.message] for finding in blocking]}
    record(article, Action.CHECKS_OVERRIDDEN, by=by, at=now, revision=revision, reason=override, detail=detail)


_NOTICES = Statement(lambda pk: Correction.objects.filter(article=pk).order_by("at", "id"))


@dataclass(frozen=True)
class _Notices:
    """What the next edition carries of an article's notices, and whether one has waited for it."""

    carried: list[dict[str, str]]
    has_waiting: bool

    @classmethod
    def of(cls, article: Article) -> Self:
        notices = _NOTICES.of(article.pk)
        superseded = {notice.supersedes_id for notice in notices}
        return cls(
            carried=frozen_notices(notice for notice in notices if notice.pk not in superseded),
            has_waiting=any(notice.revision_after_id is None for notice in notices),
        )


@dataclass(frozen=True)
class _Outing:
    """What was asked for: this revision, from this moment on, told like this. And what goes out with it."""

    revision: Revision
    at: datetime
    minor: bool
    change_note: str
    notices: _Notices
    # Rows that the revision may name, since they were read already.
    known: list[Model]


def _open_edition(article: Article, outing: _Outing, *, by: User | None, now: datetime) -> Edition:
    place = _place_for(article, outing, now=now)
    if place.standing and _shows(place.standing, outing):
        return place.standing
    first_published_at = place.first_published_at or outing.at
    path = give_path(
        article,
        revision=outing.revision,
        first_published_at=first_published_at,
        current=place.current_path,
        until=place.until,
    )
    minor = outing.minor and place.before is not None
    built = build_edition(
        article,
        outing.revision,
        path=path,
        visible_from=outing.at,
        first_published_at=first_published_at,
        modified_at=place.before.modified_at if minor and place.before else outing.at,
        notices=outing.notices.carried,
        known=outing.known,
    )
    built.edition.visible_until = place.until
    built.edition.is_minor = minor
    built.edition.change_note = outing.change_note
    _put_in(article, built, place)
    if outing.notices.has_waiting:
        Correction.objects.filter(article=article, revision_after=None).update(revision_after=outing.revision)
    detail = {"at": outing.at.isoformat(), "path": path, "minor": minor}
    action = Action.SCHEDULED if outing.at > now else Action.PUBLISHED
    record(article, action, by=by, at=now, revision=outing.revision, reason=outing.change_note, detail=detail)
    return built.edition


@dataclass(frozen=True)
class _Place:
    """Where a new edition comes to stand among those that an article has."""

    # What readers would see at that moment without it.
    standing: Edition | None
    # What it follows without a gap.
    before: Edition | None
    # Unseen ones that it stands in for: one that begins in the same moment, one that would repeat it.
    replaced: list[Edition]
    # Unseen ones that are dated by it, since it is the first.
    later: list[Edition]
    until: datetime
    # None where it is the first.
    first_published_at: datetime | None
    current_path: str | None
    # The one that stays the last; None where that is the new one, or is dated by it.
    last: Edition | None


def _place_for(article: Article, outing: _Outing, *, now: datetime) -> _Place:
    """Publishing leaves what else is scheduled, and a withdrawal that is planned."""
    at = outing.at
    editions = _editions_of(article)
    earlier = [edition for edition in editions if edition.visible_from < at]
    later = [edition for edition in editions if edition.visible_from > at]
    standing = next((edition for edition in editions if edition.visible_from <= at < edition.visible_until), None)
    replaced = [standing] if standing and standing.visible_from == at else []
    if replaced and at <= now and not _shows(replaced[0], outing):
        raise NotReady(["Another edition of this article began in this very moment. Try again."])
    until = standing.visible_until if standing else later[0].visible_from if later else OPEN_ENDED
    if later and until == later[0].visible_from and _shows(later[0], outing):
        until = later[0].visible_until
        replaced.append(later.pop(0))
    return _Place(
        standing=standing,
        before=earlier[-1] if earlier and earlier[-1].visible_until >= at else None,
        replaced=replaced,
        later=[] if earlier else later,
        until=until,
        first_published_at=earlier[0].first_published_at if earlier else None,
        current_path=earlier[-1].path if earlier else None,
        last=later[-1] if earlier and later else None,
    )


def _editions_of(article: Article) -> list[Edition]:
    """All of them, in the order of time. Asks for none where the claimed row says that there is none."""
    if article.visible_until is None:
        return []
    return list(article.editions.order_by("visible_from").select_related("revision").defer("revision__data"))


def _put_in(article: Article, built: BuiltEdition, place: _Place) -> None:
    for edition in place.replaced:
        take_out(edition)
    later = [take_out(edition) for edition in place.later]
    if place.before and place.before.visible_until > built.edition.visible_from:
        end(place.before, built.edition.visible_from)
    redate(article, later, built.edition.first_published_at, current=built.edition.path)
    for one in (built, *later):
        edition = one.save()
        transaction.on_commit(partial(edition_opened.send_robust, sender=Edition, edition=edition))
    keep_last_edition(article, last=place.last or edition)


def _shows(edition: Edition, outing: _Outing) -> bool:
    """Whether `edition` is what publishing would show."""
    return edition.revision_id == outing.revision.pk and edition.content["corrections"] == outing.notices.carried
