"""When a picture was made: the forms that files write it in."""

import re

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_IIM_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_IIM_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)(?:([+-]\d\d):?(\d\d))?")


def iso_date(text: str) -> str:
    """`text` where it is a date of ISO 8601 as XMP takes it (a year, a month, a day, a moment), else ""."""
    return text if _ISO.fullmatch(text) else ""


def from_iim(date: str, time: str) -> str:
    """ISO 8601 for "20261124" and "134500+0100". Zeros stand in IIM for a month or day that nobody knows."""
    found = _IIM_DATE.fullmatch(date)
    if found is None or found[1] == "0000":
        return ""
    year, month, day = found.groups()
    if month == "00":
        return year
    if day == "00":
        return f"{year}-{month}"
    clock = _IIM_TIME.fullmatch(time)
    if clock is None:
        return f"{year}-{month}-{day}"
    zone = f"{clock[4]}:{clock[5]}" if clock[4] else ""
    return f"{year}-{month}-{day}T{clock[1]}:{clock[2]}:{clock[3]}{zone}"


def to_iim(date: str) -> tuple[str, str]:
    """The values of 2:55 and 2:60 for a date of ISO 8601; "" for a part that is not known.

    IIM has no time without its zone, so a moment without one is written as its day.
    """
    found = _ISO.fullmatch(date)
    if found is None:
        return "", ""
    year, month, day, hour, minute, second, zone = found.groups()
    if not hour or not zone:
        return f"{year}{month or '00'}{day or '00'}", ""
    offset = "+0000" if zone == "Z" else zone.replace(":", "")
    return f"{year}{month}{day}", f"{hour}{minute}{second or '00'}{offset}"
