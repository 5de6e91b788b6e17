"""Public notices on an article."""

import uuid
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, Correction
from ..permissions import can_publish
from .errors import NotAllowed
from .revisions import claim


def add_correction(
    article: Article,
    *,
    kind: str,
    text: str,
    by: User | None,
    now: datetime | None = None,
    identity: uuid.UUID | None = None,
) -> Correction:
    """Record a notice. Readers see it with the next edition, which completes it with the revision it came with.

    `by` None means a command. Raises NotAllowed.
    """
    if by is not None and not can_publish(by, article):
        raise NotAllowed("You may not add a notice to this article. Ask somebody who may publish it.")
    now = now or timezone.now()
    with transaction.atomic():
        claim(article)
        seen = article.editions.visible_at(now).first()
        return Correction.objects.create(
            uuid=identity or uuid.uuid4(),
            article=article,
            kind=kind,
            text=text,
            at=now,
            by=by,
            revision_before=seen.revision if seen else None,
        )
