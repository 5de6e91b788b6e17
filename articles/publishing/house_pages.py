"""Pages about the newspaper: saving the desk's words, and showing them to readers from a moment on.

As with articles and fronts, what readers see are editions, no job runs, and every act is in the audit trail.
"""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import AuditEntry, HousePage, HousePageEdition
from ..permissions import can_begin_house_pages, can_edit_house_pages, can_publish_house_pages
from ..text import is_blank, plain_text, without_notes
from .audit import record_house_page
from .errors import NotAllowed, NotReady, StaleVersion
from .successions import end, insist_on_moment, put_in, take_out, unseen

Action = AuditEntry.Action

# What an edition freezes; the others are read live.
WORDS = ("title", "summary", "body")
_EDITED = (*WORDS, "kind", "in_footer", "position")


def save_house_page(page: HousePage, *, by: User | None, version: int, now: datetime | None = None) -> HousePage:
    """Store what is written in `page`, made from `version` (0: a new one). What is stored already changes nothing.

    `by` None means a command. Raises NotAllowed, StaleVersion, and NotReady for what cannot stand on such a page.
    """
    _may(by, can_edit_house_pages if page.pk else can_begin_house_pages, "write pages about us")
    _insist_on_words_alone(page.body)
    page.clean_fields(exclude={"updated_by"})
    with transaction.atomic():
        stored = _claim(page, version) if page.pk else None
        if stored and stored.slug != page.slug:
            raise NotReady(["The address of this page cannot be changed. Begin another page, and withdraw this one."])
        changed = [name for name in _EDITED if stored is None or getattr(stored, name) != getattr(page, name)]
        if stored and not changed:
            return stored
        page.version, page.updated_at, page.updated_by = version + 1, now or timezone.now(), by
        page.save()
        detail = {"version": page.version, "changed": changed if stored else []}
        record_house_page(page, Action.SAVED, by=by, at=page.updated_at, detail=detail)
    return page


def publish_house_page(
    page: HousePage,
    *,
    by: User | None,
    version: int | None = None,
    at: datetime | None = None,
    note: str = "",
    now: datetime | None = None,
) -> HousePageEdition:
    """Show the stored words to readers from `at` on (None: from now on), until the next edition begins.

    Publishing what readers see already changes nothing. Raises NotAllowed, StaleVersion when `version` is
    given and no longer the stored one, and NotReady.
    """
    _may(by, can_publish_house_pages, "publish pages about us")
    with transaction.atomic():
        stored = _claim(page, version)
        # Asked under the lock, as for every act that turns on what readers have seen.
        now = now or timezone.now()
        at = at or now
        insist_on_moment(at, now=now)
        words = _words_for_readers(stored)
        before = stored.editions.visible_at(at).first()
        if before and all(getattr(before, name) == value for name, value in words.items()):
            return before
        edition = HousePageEdition(house_page=stored, version=stored.version, by=by, at=now, note=note, **words)
        put_in(edition, at, among=stored.editions.all(), of="this page")
        action = Action.SCHEDULED if at > now else Action.PUBLISHED
        record_house_page(stored, action, by=by, at=now, reason=note, detail={"at": at.isoformat()})
    return edition


def cancel_house_page(page: HousePage, *, by: User | None, edition_id: int, now: datetime | None = None) -> None:
    """Cancel an edition that readers have not seen; the one before it stays. Raises NotAllowed, NotReady."""
    _may(by, can_publish_house_pages, "publish pages about us")
    with transaction.atomic():
        stored = _claim(page)
        now = now or timezone.now()
        edition = unseen(stored.editions.all(), edition_id, now=now)
        take_out(edition, among=stored.editions.all())
        detail = {"at": edition.visible_from.isoformat(), "note": edition.note}
        record_house_page(stored, Action.SCHEDULE_CANCELLED, by=by, at=now, detail=detail)


def withdraw_house_page(page: HousePage, *, by: User | None, now: datetime | None = None) -> None:
    """Take the page from readers now; what is scheduled stays. Raises NotAllowed, NotReady."""
    _may(by, can_publish_house_pages, "publish pages about us")
    with transaction.atomic():
        stored = _claim(page)
        now = now or timezone.now()
        live = stored.editions.visible_at(now).first()
        if live is None:
            raise NotReady(["Readers do not see this page now."])
        if live.visible_from == now:
            raise NotReady(["The page was published in this very moment. Try again."])
        end(live, now)
        record_house_page(stored, Action.WITHDRAWN, by=by, at=now)


def restore_house_page(
    page: HousePage, edition: HousePageEdition, *, by: User | None, version: int, now: datetime | None = None
) -> HousePage:
    """Bring the words of an earlier `edition` back to the desk; readers see them when they are published.

    Raises as `save_house_page` does.
    """
    _may(by, can_edit_house_pages, "write pages about us")
    with transaction.atomic():
        stored = _claim(page, version)
        if all(getattr(stored, name) == getattr(edition, name) for name in WORDS):
            return stored
        for name in WORDS:
            setattr(stored, name, getattr(edition, name))
        stored.version, stored.updated_at, stored.updated_by = version + 1, now or timezone.now(), by
        stored.save()
        detail = {"version": stored.version, "restored": edition.visible_from.isoformat()}
        record_house_page(stored, Action.RESTORED, by=by, at=stored.updated_at, detail=detail)
    return stored


def _claim(page: HousePage, version: int | None = None) -> HousePage:
    """The stored row of `page`, locked until the end of the transaction."""
    stored = HousePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if version is not None and stored.version != version:
        raise StaleVersion(
            f"This page was saved by somebody else since you opened it: you began from version {version},"
            f" it is now at version {stored.version}. Nothing of yours was stored yet."
        )
    return stored


def _may(by: User | None, permission: Callable[[User], bool], what: str) -> None:
    if by is not None and not permission(by):
        raise NotAllowed(f"You may not {what}. Ask somebody who may.")


def _insist_on_words_alone(body: str) -> None:
    if "<figure" in without_notes(body):
        raise NotReady(["These pages are words alone. Take pictures and things from elsewhere out of the text."])


def _words_for_readers(page: HousePage) -> dict[str, str]:
    """Without the desk's notes in the text. Raises NotReady where readers would find nothing."""
    words = {name: getattr(page, name) for name in WORDS} | {"body": without_notes(page.body)}
    if is_blank(plain_text(words["body"])):
        raise NotReady(["There is nothing to read yet. Write the text, then publish."])
    return words
