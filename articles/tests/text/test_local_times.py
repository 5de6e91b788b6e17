"""Local times around clock changes: the moments that they are, or may be."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import Occurs, moments_of, zone_mark

RIGA = ZoneInfo("Europe/Riga")


def moments(zone: str, local: str) -> list[str]:
    return [
        f"{moment.at:%Y-%m-%dT%H:%M:%SZ}"
        for moment in moments_of(datetime.fromisoformat(local), ZoneInfo(zone)).moments
    ]


def sentence(zone: str, local: str) -> str:
    return moments_of(datetime.fromisoformat(local), ZoneInfo(zone)).sentence


def labels(zone: str, local: str) -> list[str]:
    return [moment.label for moment in moments_of(datetime.fromisoformat(local), ZoneInfo(zone)).moments]


@pytest.mark.parametrize(
    ("zone", "local", "expected"),
    [
        ("Europe/Riga", "2026-01-15T12:00", "2026-01-15T10:00:00Z"),
        ("Europe/Riga", "2026-07-15T12:00", "2026-07-15T09:00:00Z"),
        # The last second before a change, and the first moment after it.
        ("Europe/Riga", "2026-03-29T02:59:59", "2026-03-29T00:59:59Z"),
        ("Europe/Riga", "2026-03-29T04:00", "2026-03-29T01:00:00Z"),
        ("Europe/Riga", "2026-10-25T02:59:59", "2026-10-24T23:59:59Z"),
        ("Europe/Riga", "2026-10-25T04:00", "2026-10-25T02:00:00Z"),
        ("America/New_York", "2026-03-08T01:59:59", "2026-03-08T06:59:59Z"),
        ("America/New_York", "2026-03-08T03:00", "2026-03-08T07:00:00Z"),
        ("America/New_York", "2026-11-01T00:59", "2026-11-01T04:59:00Z"),
        ("America/New_York", "2026-11-01T02:00", "2026-11-01T07:00:00Z"),
        ("Australia/Lord_Howe", "2025-10-05T02:30", "2025-10-04T15:30:00Z"),
        ("Australia/Lord_Howe", "2025-04-06T01:29", "2025-04-05T14:29:00Z"),
        ("Australia/Lord_Howe", "2025-04-06T02:00", "2025-04-05T15:30:00Z"),
        ("America/Santiago", "2024-09-07T23:59", "2024-09-08T03:59:00Z"),
        ("America/Santiago", "2024-09-08T01:00", "2024-09-08T04:00:00Z"),
        ("Asia/Beirut", "2024-03-31T01:00", "2024-03-30T22:00:00Z"),
        ("Africa/Cairo", "2024-11-01T00:00", "2024-10-31T22:00:00Z"),
        ("Pacific/Apia", "2011-12-29T23:59", "2011-12-30T09:59:00Z"),
        ("Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z"),
        # No changes at all, on a night when others have one.
        ("UTC", "2026-03-29T03:30", "2026-03-29T03:30:00Z"),
        ("Asia/Tokyo", "2026-03-29T03:30", "2026-03-28T18:30:00Z"),
        ("Asia/Kolkata", "2026-10-25T02:30", "2026-10-24T21:00:00Z"),
        ("Africa/Cairo", "2020-04-24T00:30", "2020-04-23T22:30:00Z"),
        # The law changed the zone's letters, not its clocks.
        ("Europe/Lisbon", "1992-09-27T01:30", "1992-09-27T00:30:00Z"),
    ],
)  # fmt: skip
def test_a_time_that_comes_once(zone: str, local: str, expected: str) -> None:
    assert moments_of(datetime.fromisoformat(local), ZoneInfo(zone)).occurs == Occurs.ONCE
    assert moments(zone, local) == [expected]


@pytest.mark.parametrize(
    ("zone", "local", "first", "second"),
    [
        ("Europe/Riga", "2026-10-25T03:00", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
        ("Europe/Riga", "2026-10-25T03:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        ("Europe/Riga", "2026-10-25T03:59:59", "2026-10-25T00:59:59Z", "2026-10-25T01:59:59Z"),
        ("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        ("Europe/Dublin", "2026-10-25T01:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        ("America/New_York", "2026-11-01T01:00", "2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z"),
        ("America/New_York", "2026-11-01T01:59", "2026-11-01T05:59:00Z", "2026-11-01T06:59:00Z"),
        ("Australia/Lord_Howe", "2025-04-06T01:30", "2025-04-05T14:30:00Z", "2025-04-05T15:00:00Z"),
        ("Australia/Lord_Howe", "2025-04-06T01:59", "2025-04-05T14:59:00Z", "2025-04-05T15:29:00Z"),
        ("Antarctica/Troll", "2025-10-26T01:30", "2025-10-25T23:30:00Z", "2025-10-26T01:30:00Z"),
        ("Africa/Casablanca", "2024-03-10T02:30", "2024-03-10T01:30:00Z", "2024-03-10T02:30:00Z"),
        # At midnight the hour before it comes twice, so the day begins late.
        ("America/Santiago", "2025-04-05T23:30", "2025-04-06T02:30:00Z", "2025-04-06T03:30:00Z"),
        ("Asia/Beirut", "2024-10-26T23:00", "2024-10-26T20:00:00Z", "2024-10-26T21:00:00Z"),
        ("Africa/Cairo", "2024-10-31T23:59", "2024-10-31T20:59:00Z", "2024-10-31T21:59:00Z"),
        ("America/St_Johns", "1990-10-28T00:00:30", "1990-10-28T02:30:30Z", "1990-10-28T03:30:30Z"),
        # Alaska came from Russia with the day it had, and had it again.
        ("America/Juneau", "1867-10-19T12:00", "1867-10-18T20:57:41Z", "1867-10-19T20:57:41Z"),
        # As far as the rules of today are carried on.
        ("America/New_York", "9999-11-07T01:30", "9999-11-07T05:30:00Z", "9999-11-07T06:30:00Z"),
    ],
)  # fmt: skip
def test_a_time_that_comes_twice(zone: str, local: str, first: str, second: str) -> None:
    assert moments_of(datetime.fromisoformat(local), ZoneInfo(zone)).occurs == Occurs.TWICE
    assert moments(zone, local) == [first, second]


@pytest.mark.parametrize(
    ("zone", "local", "before", "after"),
    [
        ("Europe/Riga", "2026-03-29T03:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z"),
        ("Europe/Riga", "2026-03-29T03:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
        ("Europe/Riga", "2026-03-29T03:59:59", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59Z"),
        ("Europe/London", "2026-03-29T01:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
        ("Europe/Dublin", "2026-03-29T01:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
        ("America/New_York", "2026-03-08T02:00", "2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z"),
        ("Australia/Lord_Howe", "2025-10-05T02:00", "2025-10-04T15:00:00Z", "2025-10-04T15:30:00Z"),
        ("Australia/Lord_Howe", "2025-10-05T02:15", "2025-10-04T15:15:00Z", "2025-10-04T15:45:00Z"),
        ("Antarctica/Troll", "2025-03-30T02:30", "2025-03-30T00:30:00Z", "2025-03-30T02:30:00Z"),
        ("Africa/Casablanca", "2024-04-14T02:30", "2024-04-14T01:30:00Z", "2024-04-14T02:30:00Z"),
        # At midnight the day begins at one.
        ("America/Santiago", "2024-09-08T00:00", "2024-09-08T03:00:00Z", "2024-09-08T04:00:00Z"),
        ("America/Santiago", "2024-09-08T00:30", "2024-09-08T03:30:00Z", "2024-09-08T04:30:00Z"),
        ("Asia/Beirut", "2024-03-31T00:00", "2024-03-30T21:00:00Z", "2024-03-30T22:00:00Z"),
        ("Africa/Cairo", "2024-04-26T00:15", "2024-04-25T21:15:00Z", "2024-04-25T22:15:00Z"),
        # The islands moved over the date line: a whole day never was.
        ("Pacific/Apia", "2011-12-30T00:00", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-30T10:00", "2011-12-29T20:00:00Z", "2011-12-30T20:00:00Z"),
        ("Pacific/Apia", "2011-12-30T23:59:59", "2011-12-30T09:59:59Z", "2011-12-31T09:59:59Z"),
        ("Pacific/Kwajalein", "1993-08-21T10:00", "1993-08-20T22:00:00Z", "1993-08-21T22:00:00Z"),
        # Clocks that were put right by seconds.
        ("Europe/Riga", "1926-05-11T00:00:10", "1926-05-10T22:00:10Z", "1926-05-10T22:23:36Z"),
    ],
)  # fmt: skip
def test_a_time_that_never_comes(zone: str, local: str, before: str, after: str) -> None:
    assert moments_of(datetime.fromisoformat(local), ZoneInfo(zone)).occurs == Occurs.NEVER
    assert moments(zone, local) == [before, after]


@pytest.mark.parametrize(
    ("zone", "local", "expected"),
    [
        ("UTC", datetime.min, datetime.min.replace(tzinfo=UTC)),
        ("UTC", datetime.max, datetime.max.replace(tzinfo=UTC)),
        ("America/New_York", datetime.min, datetime(1, 1, 1, 4, 56, 2, tzinfo=UTC)),
        ("Europe/Riga", datetime.max, datetime(9999, 12, 31, 21, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_the_first_and_the_last_date_there_are(zone: str, local: datetime, expected: datetime) -> None:
    assert [moment.at for moment in moments_of(local, ZoneInfo(zone)).moments] == [expected]


@pytest.mark.parametrize(("zone", "local"), [("Europe/Riga", datetime.min), ("America/New_York", datetime.max)])
def test_a_moment_outside_the_years_there_are(zone: str, local: datetime) -> None:
    found = moments_of(local, ZoneInfo(zone))
    assert (found.occurs, found.moments) == (Occurs.NEVER, ())
    assert "too far away" in found.sentence


def test_a_time_with_a_zone_of_its_own_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no zone of its own"):
        moments_of(datetime(2026, 3, 29, tzinfo=UTC), RIGA)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_mark_of_a_second_time_that_a_time_may_carry_is_not_asked(fold: int) -> None:
    assert moments_of(datetime(2026, 10, 25, 3, 30, fold=fold), RIGA).occurs == Occurs.TWICE


# What an editor is told


def test_what_is_said_of_a_time_that_comes_once() -> None:
    assert sentence("Europe/Riga", "2026-03-09T08:00") == "08:00 on 9 March 2026 is 08:00 EET (UTC+2) in Europe/Riga."


def test_what_is_said_of_a_time_that_comes_twice() -> None:
    assert sentence("Europe/Riga", "2026-10-25T03:30") == (
        "03:30 on 25 October 2026 comes twice in Europe/Riga: the clocks go back from 04:00 to 03:00."
        " Choose 03:30 EEST (UTC+3), first time, or 03:30 EET (UTC+2), second time."
    )


def test_what_is_said_of_a_time_that_never_comes() -> None:
    assert sentence("Europe/Riga", "2026-03-29T03:30") == (
        "03:30 on 29 March 2026 does not exist in Europe/Riga: the clocks go from 03:00 to 04:00."
        " Choose 02:30 EET (UTC+2), before the change, or 04:30 EEST (UTC+3), after the change."
    )


@pytest.mark.parametrize(
    ("zone", "local", "change"),
    [
        ("Australia/Lord_Howe", "2025-10-05T02:15", "from 02:00 to 02:30"),
        ("Australia/Lord_Howe", "2025-04-06T01:45:30.5", "back from 02:00 to 01:30"),
        ("America/Santiago", "2024-09-08T00:30", "from 00:00 to 01:00"),
        ("Asia/Beirut", "2024-10-26T23:30", "back from 00:00 on 27 October 2024 to 23:00 on 26 October 2024"),
        ("America/Nuuk", "2024-03-30T23:30", "from 23:00 on 30 March 2024 to 00:00 on 31 March 2024"),
        ("Pacific/Apia", "2011-12-30T10:00", "from 00:00 on 30 December 2011 to 00:00 on 31 December 2011"),
        ("Europe/Amsterdam", "1937-07-01T00:00:10", "from 00:00 to 00:00:28"),
    ],
)
def test_the_change_itself_is_told(zone: str, local: str, change: str) -> None:
    assert f"the clocks go {change}." in sentence(zone, local)


@pytest.mark.parametrize(
    ("zone", "local", "expected"),
    [
        ("Europe/London", "2026-10-25T01:30", ["01:30 BST (UTC+1), first time", "01:30 GMT (UTC+0), second time"]),
        ("Australia/Lord_Howe", "2025-04-06T01:45", ["01:45 UTC+11, first time", "01:45 UTC+10:30, second time"]),
        (
            "America/Santiago",
            "2024-09-08T00:30",
            ["23:30 UTC−4 on 7 September 2024, before the change", "01:30 UTC−3, after the change"],
        ),
        (
            "America/St_Johns",
            "2026-03-08T02:10:05",
            ["01:10:05 NST (UTC−3:30), before the change", "03:10:05 NDT (UTC−2:30), after the change"],
        ),
        ("UTC", "2026-03-29T03:30", ["03:30 UTC"]),
        ("America/New_York", "1880-01-01T12:00", ["12:00 LMT (UTC−4:56:02)"]),
    ],
)
def test_the_moments_are_told_apart(zone: str, local: str, expected: list[str]) -> None:
    assert labels(zone, local) == expected


@pytest.mark.parametrize(
    ("zone", "mark"), [("Europe/Riga", "EEST"), ("Australia/Lord_Howe", "UTC+10:30"), ("America/Nuuk", "UTC−1"), ("UTC", "UTC")]
)  # fmt: skip
def test_the_mark_of_a_zone(zone: str, mark: str) -> None:
    assert zone_mark(datetime(2026, 7, 1, 12, 0, tzinfo=UTC).astimezone(ZoneInfo(zone))) == mark


# What holds for every time in every zone

ZONES = ["Europe/Riga", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "Africa/Cairo",
         "Africa/Casablanca", "Antarctica/Troll", "Pacific/Apia", "America/St_Johns", "UTC"]  # fmt: skip


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(ZONES).map(ZoneInfo),
)
def test_a_time_that_exists_is_what_its_moments_show(local: datetime, zone: ZoneInfo) -> None:
    found = moments_of(local, zone)
    shown = {moment.at.astimezone(zone).replace(tzinfo=None) == local for moment in found.moments}
    assert shown == {found.occurs != Occurs.NEVER}


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.sampled_from(ZONES).map(ZoneInfo))  # fmt: skip
def test_every_moment_is_among_those_of_the_time_it_shows(at: datetime, zone: ZoneInfo) -> None:
    shown = at.astimezone(zone).replace(tzinfo=None)
    assert at in [moment.at for moment in moments_of(shown, zone).moments]


@given(st.integers(0, 366 * 24 * 12), st.sampled_from(ZONES).map(ZoneInfo))
def test_the_moments_of_one_time_come_in_order_and_within_a_day(steps: int, zone: ZoneInfo) -> None:
    found = moments_of(datetime(2011, 1, 1) + timedelta(minutes=5 * steps), zone)
    times = [moment.at for moment in found.moments]
    assert times == sorted(set(times))
    assert times[-1] - times[0] <= timedelta(days=1)
