"""Public notices on an article."""

import uuid
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, AuditEntry, Correction
from ..permissions import can_add_notice
from .audit import record
from .errors import NotAllowed, NotReady
from .revisions import claim


def add_correction(
    article: Article,
    *,
    kind: str,
    text: str,
    by: User | None,
    now: datetime | None = None,
    identity: uuid.UUID | None = None,
    supersedes: Correction | None = None,
) -> Correction:
    """Record a notice. Readers see it with the next edition, which completes it with the revision it came with.

    One that `supersedes` an earlier notice takes its place; the earlier one is kept. `by` None means a
    command. Raises NotAllowed, and NotReady where the earlier notice was superseded already.
    """
    if by is not None and not can_add_notice(by, article):
        raise NotAllowed("You may not add a notice to this article. Ask somebody who may publish it.")
    now = now or timezone.now()
    with transaction.atomic():
        stored = claim(article)
        if supersedes and Correction.objects.filter(supersedes=supersedes).exists():
            raise NotReady(["A later notice has taken the place of that one already."])
        seen = article.editions.visible_at(now).first()
        notice = Correction.objects.create(
            uuid=identity or uuid.uuid4(),
            article=article,
            kind=kind,
            text=text,
            at=now,
            by=by,
            supersedes=supersedes,
            revision_before=seen.revision if seen else None,
        )
        detail = {"kind": kind, "supersedes": str(supersedes.uuid) if supersedes else None}
        record(stored, AuditEntry.Action.NOTICE_ADDED, by=by, at=now, reason=text, detail=detail)
    return notice
