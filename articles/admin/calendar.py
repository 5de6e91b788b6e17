"""Weeks and months in the newsroom's zone: which one is asked for, where its days begin, what lies beside it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

# Beyond these no newsroom plans, and a computer's calendar ends.
YEARS = range(1970, 3000)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True)
class Period:
    """A week or a month: `kind` says which, and `key` names it in an address (“2026-W48”, “2026-11”)."""

    kind: str
    first: date
    last: date

    @property
    def key(self) -> str:
        if self.kind == "month":
            return f"{self.first:%Y-%m}"
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def words(self) -> str:
        """“November 2026”, “23–29 November 2026”, “28 December 2026 – 3 January 2027”."""
        if self.kind == "month":
            return date_format(self.first, "F Y")
        if self.first.year != self.last.year:
            return f"{date_format(self.first, 'j F Y')} – {date_format(self.last, 'j F Y')}"
        if self.first.month != self.last.month:
            return f"{date_format(self.first, 'j F')} – {date_format(self.last, 'j F Y')}"
        return f"{self.first.day}–{date_format(self.last, 'j F Y')}"

    @property
    def begins(self) -> datetime:
        return day_begins(self.first)

    @property
    def ends(self) -> datetime:
        """The moment at which the day after the last begins."""
        return day_begins(self.last + timedelta(days=1))

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    @property
    def earlier(self) -> "Period | None":
        """The one before; None where the calendar ends."""
        return _of_kind(self.kind, self.first - timedelta(days=1))

    @property
    def later(self) -> "Period | None":
        return _of_kind(self.kind, self.last + timedelta(days=1))


def week_of(day: date) -> Period:
    """The week from Monday to Sunday that `day` is in."""
    monday = day - timedelta(days=day.weekday())
    return Period("week", monday, monday + timedelta(days=6))


def month_of(day: date) -> Period:
    return Period("month", day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def period_asked_for(week: str | None, month: str | None, *, today: date) -> tuple[Period, str]:
    """The week or month that an address names, else the current week; and a word where the name makes no sense."""
    if week is not None:
        found = _week_named(week)
        return (found, "") if found else (week_of(today), f"“{week[:40]}” names no week: here is the current one.")
    if month is not None:
        found = _month_named(month)
        return (found, "") if found else (month_of(today), f"“{month[:40]}” names no month: here is the current one.")
    return week_of(today), ""


def day_begins(day: date) -> datetime:
    """The first moment of `day` in the newsroom's zone, in UTC; where clocks skip midnight, the moment they do."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def clock_change(day: date) -> str:
    """A sentence for a day in which the newsroom's clocks change; else empty."""
    before, after = (timezone.localtime(day_begins(one)).utcoffset() for one in (day, day + timedelta(days=1)))
    if before is None or after is None or before == after:
        return ""
    minutes = int(abs(after - before).total_seconds()) // 60
    by = "an hour" if minutes == 60 else f"{minutes} minutes"
    return f"The clocks go {'forward' if after > before else 'back'} by {by}."


def _week_named(name: str) -> Period | None:
    matched = _WEEK.fullmatch(name)
    if not matched or int(matched[1]) not in YEARS:
        return None
    try:
        return week_of(date.fromisocalendar(int(matched[1]), int(matched[2]), 1))
    except ValueError:
        return None


def _month_named(name: str) -> Period | None:
    matched = _MONTH.fullmatch(name)
    if not matched or int(matched[1]) not in YEARS or not 1 <= int(matched[2]) <= 12:
        return None
    return month_of(date(int(matched[1]), int(matched[2]), 1))


def _of_kind(kind: str, day: date) -> Period | None:
    if day.year not in YEARS:
        return None
    return month_of(day) if kind == "month" else week_of(day)
