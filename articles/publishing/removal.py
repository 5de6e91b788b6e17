"""Taking out of public sight for legal reasons, with a mark where it stood."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, AuditEntry, Edition, Redaction, Removal
from ..permissions import can_remove
from .audit import record
from .errors import NotAllowed, NotReady
from .revisions import claim
from .timeline import cut_off


def remove(
    article: Article, *, by: User | None, reason: str, public_note: str = "", now: datetime | None = None
) -> Removal:
    """Remove `article` for good: its address answers 410 with the `public_note`, whatever was scheduled is cancelled.

    `by` None means a command. Raises NotAllowed, and NotReady without a reason or where it was removed before.
    """
    _may_remove(by, article, reason)
    with transaction.atomic():
        stored = claim(article)
        now = now or timezone.now()
        if Removal.objects.filter(article=stored).exists():
            raise NotReady(["This article was removed before."])
        cut_off(stored, now)
        removal = Removal.objects.create(article=stored, by=by, at=now, reason=reason, public_note=public_note)
        record(stored, AuditEntry.Action.REMOVED, by=by, at=now, reason=reason)
    return removal


def redact(edition: Edition, *, by: User | None, reason: str, now: datetime | None = None) -> Redaction:
    """Show the text of a past `edition` no more; the public history says that there was one.

    `by` None means a command. Raises NotAllowed, and NotReady for the edition that readers see now.
    """
    _may_remove(by, edition.article, reason)
    with transaction.atomic():
        stored = claim(edition.article)
        now = now or timezone.now()
        if now < edition.visible_from:
            raise NotReady(["Readers have not seen this edition. Cancel its schedule instead."])
        if now < edition.visible_until:
            raise NotReady(["Readers see this edition now. Publish another one or withdraw the article first."])
        redaction, is_new = Redaction.objects.get_or_create(
            edition=edition, defaults={"by": by, "at": now, "reason": reason}
        )
        if is_new:
            detail = {"visible_from": edition.visible_from.isoformat()}
            record(stored, AuditEntry.Action.REDACTED, by=by, at=now, reason=reason, detail=detail)
    return redaction


def _may_remove(by: User | None, article: Article, reason: str) -> None:
    if by is not None and not can_remove(by, article):
        raise NotAllowed("You may not remove articles or redact editions.")
    if not reason.strip():
        raise NotReady(["Give the reason. It is kept in the audit trail and never shown to readers."])
