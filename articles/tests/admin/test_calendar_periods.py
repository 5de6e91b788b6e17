"""Weeks and months, without a database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from articles.admin.calendar import clock_change, day_begins, month_of, period_asked_for, week_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("week", "first", "last", "words"),
    [
        ("2026-W48", date(2026, 11, 23), date(2026, 11, 29), "23–29 November 2026"),
        ("2026-W49", date(2026, 11, 30), date(2026, 12, 6), "30 November – 6 December 2026"),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 – 3 January 2027"),
        ("2020-W01", date(2019, 12, 30), date(2020, 1, 5), "30 December 2019 – 5 January 2020"),
    ],
)
def test_a_week_by_its_name(week: str, first: date, last: date, words: str) -> None:
    period, complaint = period_asked_for(week, None, today=TODAY)
    assert (period.first, period.last, period.words, period.key, complaint) == (first, last, words, week, "")


@pytest.mark.parametrize(
    "week",
    [
        "nonsense",
        "",
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "0001-W01",
        "9999-W52",
        "2026-W1",
        "٢٠٢٦-W48",
        "2026-W48\n",
        "\0",
    ],
)
def test_what_names_no_week_gives_this_one_and_a_word(week: str) -> None:
    period, complaint = period_asked_for(week, None, today=TODAY)
    assert period == week_of(TODAY)
    assert complaint.endswith("names no week: here is the current one.")


@pytest.mark.parametrize("month", ["nonsense", "2026-13", "2026-00", "0000-01", "9999-12", "2026-1"])
def test_what_names_no_month_gives_this_one_and_a_word(month: str) -> None:
    period, complaint = period_asked_for(None, month, today=TODAY)
    assert period == month_of(TODAY)
    assert complaint.endswith("names no month: here is the current one.")


def test_a_long_name_is_not_repeated_whole() -> None:
    assert len(period_asked_for("x" * 5000, None, today=TODAY)[1]) < 100


def test_a_month_by_its_name() -> None:
    period, complaint = period_asked_for(None, "2028-02", today=TODAY)
    assert (period.first, period.last, period.words, complaint) == (
        date(2028, 2, 1),
        date(2028, 2, 29),
        "February 2028",
        "",
    )


def test_nothing_asked_for_is_this_week() -> None:
    assert period_asked_for(None, None, today=TODAY) == (week_of(TODAY), "")


def test_weeks_and_months_lie_beside_each_other() -> None:
    assert week_of(date(2027, 1, 1)).earlier.key == "2026-W52"
    assert week_of(date(2027, 1, 1)).later.key == "2027-W01"
    assert month_of(date(2026, 12, 9)).later.key == "2027-01"


def test_the_calendar_ends_where_it_ends() -> None:
    assert month_of(date(1970, 1, 1)).earlier is None
    assert month_of(date(2999, 12, 1)).later is None
    assert week_of(date(2999, 12, 31)).later is None
    assert week_of(date(1970, 1, 1)).earlier is None


@pytest.mark.parametrize(
    ("zone", "day", "begins", "hours"),
    [
        ("Europe/Riga", date(2026, 11, 24), datetime(2026, 11, 23, 22, tzinfo=UTC), 24),
        ("Europe/Riga", date(2026, 3, 29), datetime(2026, 3, 28, 22, tzinfo=UTC), 23),
        ("Europe/Riga", date(2026, 10, 25), datetime(2026, 10, 24, 21, tzinfo=UTC), 25),
        # Clocks that skip midnight: the day begins at one.
        ("Africa/Cairo", date(2026, 4, 24), datetime(2026, 4, 23, 22, tzinfo=UTC), 23),
        # Clocks that go back at midnight to eleven: that hour belongs to the day before.
        ("Africa/Cairo", date(2026, 10, 29), datetime(2026, 10, 28, 21, tzinfo=UTC), 25),
        ("Asia/Kathmandu", date(2026, 11, 24), datetime(2026, 11, 23, 18, 15, tzinfo=UTC), 24),
    ],
)
def test_days_begin_by_the_newsrooms_clock(settings: Any, zone: str, day: date, begins: datetime, hours: int) -> None:
    settings.TIME_ZONE = zone
    assert day_begins(day) == begins
    assert day_begins(day + timedelta(days=1)) - begins == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "day", "words"),
    [
        ("Europe/Riga", date(2026, 3, 29), "The clocks go forward by an hour."),
        ("Europe/Riga", date(2026, 10, 25), "The clocks go back by an hour."),
        ("Australia/Lord_Howe", date(2026, 4, 5), "The clocks go back by 30 minutes."),
        ("Europe/Riga", date(2026, 11, 24), ""),
        ("UTC", date(2026, 3, 29), ""),
    ],
)
def test_a_day_says_that_its_clocks_change(settings: Any, zone: str, day: date, words: str) -> None:
    settings.TIME_ZONE = zone
    assert clock_change(day) == words
