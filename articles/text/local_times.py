"""Local times in a zone whose clocks change: which moments a time on the clock may be."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Occurs(StrEnum):
    """How often a time on the clock comes."""

    ONCE = "once"
    TWICE = "twice"
    NEVER = "never"


@dataclass(frozen=True)
class Moment:
    """One moment that a local time may be: in UTC, and as an editor tells it from the other one."""

    at: datetime
    label: str


@dataclass(frozen=True)
class LocalTime:
    """What a time on the clock is, or may be. `sentence` says it to an editor.

    `moments` has one entry where the time comes once, and two, the earlier first, where it comes
    twice or never. It is empty where the moment lies outside the years that a computer counts.
    """

    occurs: Occurs
    moments: tuple[Moment, ...]
    sentence: str


def moments_of(local: datetime, zone: ZoneInfo) -> LocalTime:
    """What `local`, which has no zone of its own, is in `zone`.

    A time that is skipped may be meant by the clock before the change or by the one after it: the two
    moments are what either would have said, so they lie on both sides of the gap.
    """
    if local.tzinfo is not None:
        raise ValueError("A local time has no zone of its own: pass it without tzinfo.")
    possible = sorted({moment for fold in (0, 1) if (moment := _utc(local, zone, fold=fold))})
    exact = [at for at in possible if at.astimezone(zone).replace(tzinfo=None) == local]
    if len(exact) == 1:
        return _once(local, zone, exact[0])
    if len(possible) == 2:
        earlier, later = possible
        return _twice(local, zone, earlier, later) if exact else _never(local, zone, earlier, later)
    return LocalTime(Occurs.NEVER, (), f"{_said(local)} is too far away: no moment can be kept for it.")


def zone_mark(at: datetime) -> str:
    """What tells the zone of `at`, which must have one: “EEST”, or “UTC+10:30” where the zone has no letters."""
    name = at.tzname() or ""
    return name if name.isalpha() else _offset(at)


def _utc(local: datetime, zone: ZoneInfo, *, fold: int) -> datetime | None:
    try:
        return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    except OverflowError:
        return None


def _once(local: datetime, zone: ZoneInfo, at: datetime) -> LocalTime:
    label = _label(at.astimezone(zone), beside=local)
    return LocalTime(Occurs.ONCE, (Moment(at, label),), f"{_said(local)} is {label} in {zone}.")


def _twice(local: datetime, zone: ZoneInfo, earlier: datetime, later: datetime) -> LocalTime:
    first = Moment(earlier, f"{_label(earlier.astimezone(zone), beside=local)}, first time")
    second = Moment(later, f"{_label(later.astimezone(zone), beside=local)}, second time")
    change = _change(local, zone, earlier, later)
    return LocalTime(
        Occurs.TWICE,
        (first, second),
        f"{_said(local)} comes twice in {zone}: the clocks go back {change}. Choose {first.label}, or {second.label}.",
    )


def _never(local: datetime, zone: ZoneInfo, earlier: datetime, later: datetime) -> LocalTime:
    before = Moment(earlier, f"{_label(earlier.astimezone(zone), beside=local)}, before the change")
    after = Moment(later, f"{_label(later.astimezone(zone), beside=local)}, after the change")
    change = _change(local, zone, earlier, later)
    return LocalTime(
        Occurs.NEVER,
        (before, after),
        f"{_said(local)} does not exist in {zone}: the clocks go {change}. Choose {before.label}, or {after.label}.",
    )


def _change(local: datetime, zone: ZoneInfo, earlier: datetime, later: datetime) -> str:
    """From what to what the clocks go between two moments: “from 03:00 to 04:00”."""
    changed_at = _changed_at(zone, earlier, later)
    to = changed_at.astimezone(zone)
    # What the clocks would have said, had they not been changed.
    stood = to.replace(tzinfo=None) - _offset_at(zone, later) + _offset_at(zone, earlier)
    if stood.date() == to.date() == local.date():
        return f"from {_time(stood)} to {_time(to)}"
    return f"from {_said(stood)} to {_said(to)}"


def _changed_at(zone: ZoneInfo, earlier: datetime, later: datetime) -> datetime:
    """The first second after `earlier` at which the offset is that of `later`: found by halving the time between."""
    offset = _offset_at(zone, later)
    before, after = earlier.replace(microsecond=0), later.replace(microsecond=0)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (before, middle) if _offset_at(zone, middle) == offset else (middle, after)
    return after


def _offset_at(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _label(at: datetime, *, beside: datetime) -> str:
    """“02:30 EEST (UTC+3)”, with the day where it is another one than that of the time it stands `beside`."""
    mark, offset = zone_mark(at), _offset(at)
    in_brackets = "" if mark in (offset, "UTC") else f" ({offset})"
    day = "" if at.date() == beside.date() else f" on {_day(at)}"
    return f"{_time(at)} {mark}{in_brackets}{day}"


def _said(at: datetime) -> str:
    return f"{_time(at)} on {_day(at)}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B} {at.year}"


def _time(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second or at.microsecond else f"{at:%H:%M}"


def _offset(at: datetime) -> str:
    """“UTC+3”, “UTC−3:30”: with a minus sign, which is read aloud, where a hyphen is not."""
    offset = at.utcoffset() or timedelta()
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    rest = f":{minutes:02}:{seconds:02}" if seconds else f":{minutes:02}" if minutes else ""
    return f"UTC{'−' if offset < timedelta() else '+'}{hours}{rest}"
