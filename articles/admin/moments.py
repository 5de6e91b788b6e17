"""Moments as the desk reads them: in the newsroom's zone."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def moment(at: datetime) -> str:
    """`at` as “8 Mar 2022, 14:05” in the newsroom's zone."""
    return date_format(timezone.localtime(at), "j M Y, H:i")


def zone_name() -> str:
    """The newsroom's zone as it is named beside a field: “Europe/Riga”."""
    return timezone.get_current_timezone_name()
