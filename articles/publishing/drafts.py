"""Autosaves: what a person has typed and not saved, in a row of its own. They never fill the history."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ..models import Article, Draft
from ..permissions import can_edit
from .errors import NotAllowed


def save_draft(
    article: Article, data: dict[str, Any], *, by: User, base_version: int, now: datetime | None = None
) -> Draft:
    """Keep what `by` has typed on `article`, over what was kept before. Raises NotAllowed."""
    if not can_edit(by, article):
        raise NotAllowed("You may not change this article.")
    draft, _ = Draft.objects.update_or_create(
        article=article,
        by=by,
        defaults={"data": data, "base_version": base_version, "saved_at": now or timezone.now()},
    )
    return draft


def draft_of(article: Article, *, by: User) -> Draft | None:
    """What `by` has typed on `article` and not saved; nobody else's."""
    return Draft.objects.filter(article=article, by=by).first()


def discard_draft(article: Article, *, by: User) -> None:
    """Forget it: it was saved, or is not wanted."""
    Draft.objects.filter(article=article, by=by).delete()
