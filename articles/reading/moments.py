"""Moments for machines: how they are written, and when what readers see changed last."""

from datetime import datetime
from typing import Any

from django.db.models import Subquery
from django.utils import timezone

from ..models import Edition


def machine_time(moment: datetime) -> str:
    """The moment for machines: in the newsroom’s zone, to the second that has begun, with the offset."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def last_change(*, at: datetime) -> datetime | None:
    """The last moment until `at` at which an edition of a story began or ended; None where none has. One query."""
    begun: Any = Edition.objects.filter(visible_from__lte=at).order_by("-visible_from")
    ended = Edition.objects.filter(visible_until__lte=at).order_by("-visible_until")
    moments = begun.annotate(ended=Subquery(ended.values("visible_until")[:1])).values_list("visible_from", "ended")
    return max((moment for moment in moments.first() or () if moment), default=None)
