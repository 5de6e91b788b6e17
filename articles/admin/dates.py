"""Days, months and years as they are typed into the desk's search, as moments in the newsroom's zone."""

import re
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def span_of(word: str, *, now: datetime) -> tuple[datetime, datetime] | None:
    """From when until when “today”, “yesterday”, “tomorrow”, 2026, 2026-03 or 2026-03-08 lasts; None for others."""
    today = timezone.localtime(now).date()
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    try:
        if word in near:
            first = today + timedelta(days=near[word])
            return _begins(first), _begins(first + timedelta(days=1))
        match = _WRITTEN.fullmatch(word)
        return _written(match) if match else None
    except (ValueError, OverflowError):
        return None


def days_from(now: datetime, *, days: int) -> tuple[datetime, datetime]:
    """From the beginning of today until the end of the day that many days on; negative numbers look back."""
    today = timezone.localtime(now).date()
    first, last = sorted([today, today + timedelta(days=days)])
    return _begins(first), _begins(last + timedelta(days=1))


def _written(match: re.Match[str]) -> tuple[datetime, datetime]:
    year, month, day = int(match[1]), match[2], match[3]
    first = date(year, int(month or 1), int(day or 1))
    if day:
        return _begins(first), _begins(first + timedelta(days=1))
    if month:
        return _begins(first), _begins((first + timedelta(days=31)).replace(day=1))
    return _begins(first), _begins(first.replace(year=year + 1))


def _begins(day: date) -> datetime:
    # In UTC at once: the first and the last year overflow only here, where it is caught.
    local = datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
    return local.astimezone(UTC)
