"""Withdrawing: the moment from which readers see an article no longer."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, AuditEntry
from .audit import record
from .errors import NotReady
from .revisions import claim
from .timeline import cancel_editions_from, end, insist_on_right, keep_visible_until

Action = AuditEntry.Action


def withdraw(article: Article, *, by: User | None, at: datetime | None = None, now: datetime | None = None) -> None:
    """Take the article from readers at `at` (None: now); editions scheduled for later are cancelled.

    The address answers like one that never existed. Raises NotAllowed, and NotReady when readers
    would see nothing at that moment anyway.
    """
    now = now or timezone.now()
    at = at or now
    insist_on_right(by, article)
    if at < now:
        raise NotReady(["The moment to withdraw at has passed. Choose one ahead, or withdraw now."])
    with transaction.atomic():
        stored = claim(article)
        cancel_editions_from(stored, at, now=now)
        visible = stored.editions.visible_at(at).first()
        if visible is None:
            raise NotReady(["Readers would not see this article at that moment: there is nothing to withdraw."])
        if visible.visible_from == at:
            raise NotReady(["The article was published in this very moment. Try again."])
        end(visible, at)
        keep_visible_until(stored)
        record(stored, Action.WITHDRAWN, by=by, at=now, detail={"at": at.isoformat()})
