"""Who has an article open, and who types. Written by signs of life from open pages; no server of sockets.

Never in the history and never public. What is old says nothing, and is swept out by later signs of life.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Case, F, Value, When
from django.utils import timezone

from ..models import Article, Presence
from ..permissions import can_view
from .errors import NotAllowed

# An open page gives a sign of life every five seconds, a hidden one every eight. Colleagues look every five:
# who dies without a word is gone from their pages after some fifteen.
HERE_FOR = timedelta(seconds=12)
TYPING_FOR = timedelta(seconds=10)
KEPT_FOR = timedelta(days=1)
# One sign of life in so many sweeps out what is older than KEPT_FOR.
SWEEPS_EVERY = 500


@dataclass(frozen=True)
class Present:
    """Somebody who has an article open."""

    user: User
    is_typing: bool
    came_at: datetime


def give_sign(article: Article, *, by: User, is_typing: bool, now: datetime | None = None) -> None:
    """Say that `by` has `article` open. One query, two the first time. Raises NotAllowed."""
    now = now or timezone.now()
    if not can_view(by, article):
        raise NotAllowed("You may not see this article.")
    moved: dict[str, object] = {
        # Somebody who was away comes anew.
        "came_at": Case(When(seen_at__lte=now - HERE_FOR, then=Value(now)), default=F("came_at")),
        "seen_at": now,
    }
    if is_typing:
        moved["typing_at"] = now
    if not Presence.objects.filter(article=article, user=by).update(**moved):
        row = Presence(article=article, user=by, came_at=now, seen_at=now, typing_at=now if is_typing else None)
        # The same person may come in two windows at once.
        Presence.objects.bulk_create([row], ignore_conflicts=True)


def leave(article: Article, *, by: User) -> None:
    """Say that `by` has closed `article`. Another window of theirs says otherwise with its next sign of life."""
    Presence.objects.filter(article=article, user=by).delete()


def others_present(article: Article, *, beside: User, now: datetime | None = None) -> list[Present]:
    """Who else has `article` open, those who came first before the others. One query. Raises NotAllowed."""
    now = now or timezone.now()
    if not can_view(beside, article):
        raise NotAllowed("You may not see this article.")
    rows = Presence.objects.filter(article=article, seen_at__gt=now - HERE_FOR).exclude(user=beside)
    return [
        Present(row.user, row.typing_at is not None and row.typing_at > now - TYPING_FOR, row.came_at)
        for row in rows.select_related("user").order_by("came_at", "id")
    ]


def sweep_out(*, now: datetime | None = None) -> None:
    """Forget who had an article open more than a day ago."""
    Presence.objects.filter(seen_at__lt=(now or timezone.now()) - KEPT_FOR).delete()
