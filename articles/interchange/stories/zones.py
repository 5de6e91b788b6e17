"""Time zones by the names that stand in copy."""

from datetime import timedelta, timezone, tzinfo

# Hours from UTC. CST, IST, AST and BST are not here: each stands for several zones, and none is guessed.
ZONE_HOURS: dict[str, float] = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "jst": 9, "kst": 9,
    "sast": 2, "aest": 10, "aedt": 11, "awst": 8, "nzst": 12, "nzdt": 13, "hkt": 8, "sgt": 8,
}  # fmt: skip


def named_zone(name: str) -> tzinfo | None:
    """The fixed offset a zone's abbreviation stands for, or None when it stands for none or for several."""
    hours = ZONE_HOURS.get(name.casefold())
    return None if hours is None else timezone(timedelta(hours=hours))


def offset_zone(sign: str, hours: str, minutes: str) -> tzinfo | None:
    """The zone of "+02:00"; None beyond the fourteen hours that exist."""
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > timedelta(hours=14) or int(minutes or 0) > 59:
        return None
    return timezone(offset if sign == "+" else -offset)
