"""Moments as the desk reads them: in the newsroom's zone."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format


def moment(at: datetime) -> str:
    """`at` as “8 Mar 2022, 14:05” in the newsroom's zone."""
    return date_format(timezone.localtime(at), "j M Y, H:i")


def near_moment(at: datetime, *, now: datetime) -> str:
    """`at` as it is said at `now`: “14:05” today, “tomorrow 06:00”, “yesterday 22:10”, else “Thu 3 Dec, 09:00”."""
    local = timezone.localtime(at)
    time = date_format(local, "H:i")
    today = timezone.localtime(now).date()
    named = {today: time, today + timedelta(days=1): f"tomorrow {time}", today - timedelta(days=1): f"yesterday {time}"}
    pattern = "D j M, H:i" if local.year == today.year else "D j M Y, H:i"
    return named.get(local.date()) or date_format(local, pattern)


def zone_name() -> str:
    """The newsroom's zone as it is named beside a field: “Europe/Riga”."""
    return timezone.get_current_timezone_name()
