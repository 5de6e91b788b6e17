"""Fronts: saving the desk's arrangement, and showing it to readers from a moment on.

As with articles, what readers see are editions: publishing now ends the one that stands and opens
another, scheduling does so ahead of time, and no job runs. Every act is in the audit trail.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Arrangement, AuditEntry, Front, FrontEdition, Rail, Section
from ..permissions import can_arrange_front, can_publish_front
from .arrangements import insist_on, mended, words
from .audit import record_front
from .errors import NotAllowed, NotReady, StaleVersion
from .successions import end, insist_on_moment, put_in, take_out, unseen

Action = AuditEntry.Action


def working_front(section: Section | None) -> Front:
    """The desk's arrangement of a section's front, or of the home page (None); not stored where nobody saved one."""
    stored = Front.objects.select_related("section", "updated_by").filter(section=section).first()
    return stored or Front(section=section, arrangement=automatic(section).as_json())


def automatic(section: Section | None) -> Arrangement:
    """An arrangement without a pin: what the river alone makes of the front."""
    if section is not None:
        return Arrangement()
    slugs = Section.objects.filter(in_navigation=True).values_list("slug", flat=True)
    return Arrangement(rails=tuple(Rail(slug) for slug in slugs))


def save_front(
    front: Front, arrangement: Arrangement, *, by: User | None, version: int, now: datetime | None = None
) -> Front:
    """Store `arrangement`, made from `version`, as the desk's own. What is stored already changes nothing.

    `by` None means a command. Raises NotAllowed, StaleVersion, and NotReady for what cannot be arranged.
    """
    return _save(front, arrangement, Action.SAVED, by=by, version=version, now=now or timezone.now())


def discard_changes(front: Front, *, by: User | None, version: int, now: datetime | None = None) -> list[str]:
    """Go back to what readers see now. A sentence for each thing that has gone since. Raises as `save_front` does."""
    now = now or timezone.now()
    live = FrontEdition.objects.filter(front__section=front.section).visible_at(now).first()
    arrangement, missing = mended(live.arranged if live else automatic(front.section), now=now)
    _save(front, arrangement, Action.DISCARDED, by=by, version=version, now=now)
    return missing


def restore_front(
    front: Front, edition: FrontEdition, *, by: User | None, version: int, now: datetime | None = None
) -> list[str]:
    """Bring the arrangement of an earlier `edition` back to the desk; readers see it when it is published.

    A sentence for each thing that has gone since. Raises as `save_front` does.
    """
    now = now or timezone.now()
    arrangement, missing = mended(edition.arranged, now=now)
    _save(front, arrangement, Action.RESTORED, by=by, version=version, now=now, restored=edition)
    return missing


def publish_front(
    front: Front,
    *,
    by: User | None,
    version: int | None = None,
    at: datetime | None = None,
    note: str = "",
    now: datetime | None = None,
) -> FrontEdition:
    """Show the stored arrangement to readers from `at` on (None: from now on), until the next edition begins.

    Publishing what readers see already changes nothing. Raises NotAllowed, StaleVersion when `version` is
    given and no longer the stored one, and NotReady.
    """
    _may_publish(by, front)
    with transaction.atomic():
        stored = _claim(front, version)
        # Asked under the lock, as for every act that turns on what readers have seen.
        now = now or timezone.now()
        at = at or now
        insist_on_moment(at, now=now)
        arrangement = stored.arranged
        insist_on(arrangement, section=stored.section, now=now)
        before = stored.editions.visible_at(at).first()
        if before and before.arranged == arrangement:
            return before
        edition = FrontEdition(
            front=stored, arrangement=stored.arrangement, version=stored.version, by=by, at=now, note=note
        )
        put_in(edition, at, among=stored.editions.all(), of="this front")
        action = Action.SCHEDULED if at > now else Action.PUBLISHED
        record_front(stored, action, by=by, at=now, reason=note, detail={"at": at.isoformat()} | words(arrangement))
    return edition


def move_front(
    front: Front, *, by: User | None, edition_id: int, at: datetime, now: datetime | None = None
) -> FrontEdition:
    """Let an edition that readers have not seen begin at `at` instead. Raises NotAllowed, NotReady."""
    _may_publish(by, front)
    with transaction.atomic():
        stored = _claim(front)
        now = now or timezone.now()
        edition = unseen(stored.editions.all(), edition_id, now=now)
        was = edition.visible_from
        if was == at:
            return edition
        insist_on_moment(at, now=now)
        take_out(edition, among=stored.editions.all())
        edition.pk = None
        put_in(edition, at, among=stored.editions.all(), of="this front")
        detail = {"at": at.isoformat(), "was": was.isoformat()}
        record_front(stored, Action.SCHEDULE_MOVED, by=by, at=now, detail=detail)
    return edition


def cancel_front(front: Front, *, by: User | None, edition_id: int, now: datetime | None = None) -> None:
    """Cancel an edition that readers have not seen; the one before it stays. Raises NotAllowed, NotReady."""
    _may_publish(by, front)
    with transaction.atomic():
        stored = _claim(front)
        now = now or timezone.now()
        edition = unseen(stored.editions.all(), edition_id, now=now)
        take_out(edition, among=stored.editions.all())
        # The edition itself is gone, so the trail keeps what it had arranged.
        detail = {"at": edition.visible_from.isoformat(), "note": edition.note} | words(edition.arranged)
        record_front(stored, Action.SCHEDULE_CANCELLED, by=by, at=now, detail=detail)


def withdraw_front(front: Front, *, by: User | None, now: datetime | None = None) -> None:
    """Hand the front back to the river now; what is scheduled stays. Raises NotAllowed, NotReady."""
    _may_publish(by, front)
    with transaction.atomic():
        stored = _claim(front)
        now = now or timezone.now()
        live = stored.editions.visible_at(now).first()
        if live is None:
            raise NotReady(["Readers see the automatic front already."])
        if live.visible_from == now:
            raise NotReady(["The front was published in this very moment. Try again."])
        end(live, now)
        record_front(stored, Action.WITHDRAWN, by=by, at=now)


def _save(
    front: Front,
    arrangement: Arrangement,
    action: str,
    *,
    by: User | None,
    version: int,
    now: datetime,
    restored: FrontEdition | None = None,
) -> Front:
    if by is not None and not can_arrange_front(by, front.section):
        raise NotAllowed("You may not arrange this front. Ask somebody who may.")
    with transaction.atomic():
        stored = _claim(front, version)
        insist_on(arrangement, section=stored.section, now=now)
        if stored.arranged == arrangement:
            return stored
        stored.arrangement, stored.version = arrangement.as_json(), stored.version + 1
        stored.updated_at, stored.updated_by = now, by
        stored.save()
        detail: dict[str, object] = {"version": stored.version}
        if restored is not None:
            detail["restored"] = restored.visible_from.isoformat()
        record_front(stored, action, by=by, at=now, detail=detail | words(arrangement))
    return stored


def _claim(front: Front, version: int | None = None) -> Front:
    """The stored row of `front`, made where there is none, locked until the end of the transaction."""
    made, _ = Front.objects.get_or_create(
        section=front.section, defaults={"arrangement": automatic(front.section).as_json()}
    )
    stored = Front.objects.select_for_update(of=("self",)).select_related("section").get(pk=made.pk)
    if version is not None and stored.version != version:
        raise StaleVersion(
            f"This front was saved by somebody else since you opened it: you began from version {version},"
            f" it is now at version {stored.version}. Nothing of yours was stored yet."
        )
    return stored


def _may_publish(by: User | None, front: Front) -> None:
    if by is not None and not can_publish_front(by, front.section):
        raise NotAllowed("You may not publish or schedule this front. Ask somebody who may.")
