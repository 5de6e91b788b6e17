"""Dates and times in words and figures. Nothing ambiguous is settled here, and what is assumed is said."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from .zones import named_zone, offset_zone

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTH = "|".join([*MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"])
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[6-9]|2[0-9])\d\d)\b"
DATE_SHAPES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\b{YEAR}[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})(?!\d)(?:T(?=\d))?", re.IGNORECASE),
    re.compile(r"(?P<year>[12]\d{3})\u5e74(?P<month>\d{1,2})\u6708(?P<day>\d{1,2})\u65e5"),
    re.compile(rf"\b(?P<month>{MONTH})\b\.?\s{{0,2}}{DAY}(?![\d:])(?:,?\s{{1,2}}{YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{DAY}\s{{1,2}}(?:of\s)?(?P<month>{MONTH})\b\.?(?:,?\s{{1,2}}{YEAR})?", re.IGNORECASE),
)
NUMERIC_DATE = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
TIME_SHAPES: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"(?<!\d)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?)?\s?(?P<half>[ap])\.?m\b\.?",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d+\-])(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,9})?)?(?!\d)"),
    re.compile(r"(?<![\d+\-])(?P<hour>\d\d)(?P<minute>\d\d)(?!\d)"),
    re.compile(r"\b(?:12\s)?(?P<noon>noon)\b", re.IGNORECASE),
)
OFFSET = re.compile(
    r"(?:\b(?:utc|gmt)\s?)?(?P<sign>[+\-\u2212])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?!\d)", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+")
FILLERS = frozenset(
    ["on", "at", "the", "of", "until", "till", "from", "hrs", "hours", "hour", "h", "local", "time", "and"]
)


class DateUnreadError(ValueError):
    """The words are no date, or could mean several; the text says which, as the end of a sentence."""


@dataclass(frozen=True)
class Moment:
    """A moment read from words; each guess is a sentence for the editor."""

    at: datetime
    guesses: tuple[str, ...] = ()


@dataclass(frozen=True)
class DayMention:
    """A day as the words give it: `year` is None where they do not."""

    start: int
    words: str
    day: int
    month: int
    year: int | None

    def in_year(self, year: int) -> date | None:
        """The day in that year, or None when it did not have it."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def read_moment(text: str, zone: ZoneInfo) -> Moment:
    """The moment these words say; any word among them that is not understood raises DateUnreadError."""
    day, rest = take_day(text)
    clock, rest = take_time(rest)
    offset, rest = take_offset(rest)
    named, weekday = read_leftover(rest)
    if offset is not None and named is not None and offset != named:
        raise DateUnreadError("it names two time zones")
    if weekday is not None and WEEKDAYS[day.weekday()] != weekday:
        raise DateUnreadError(f"{day.isoformat()} was a {WEEKDAYS[day.weekday()].title()}, not a {weekday.title()}")
    return at_zone(day, clock, offset or named, zone)


def read_day(text: str) -> date:
    """The day these words say, with nothing beside it."""
    day, rest = take_day(text)
    _zone, weekday = read_leftover(rest)
    if weekday not in (None, WEEKDAYS[day.weekday()]):
        raise DateUnreadError("its weekday does not belong to its date")
    return day


def at_zone(day: date, clock: time | None, said: tzinfo | None, zone: ZoneInfo) -> Moment:
    """Put a day and a time together; what was not said is taken from the newsroom and told."""
    guesses: list[str] = []
    if clock is None:
        guesses.append("no time is given, so the beginning of the day was taken")
    if said is None:
        guesses.append(f"no time zone is given, so the newsroom's ({zone.key}) was taken")
    moment = datetime.combine(day, clock or time(), said or zone)
    if said is None and moment.utcoffset() != moment.replace(fold=1).utcoffset():
        moment = choose_fold(moment)
        guesses.append("the clocks change then and the time comes twice, so the later was taken")
    return Moment(moment, tuple(guesses))


def choose_fold(moment: datetime) -> datetime:
    """The later of two readings when clocks go back; a time that clocks skip does not exist."""
    later = moment.replace(fold=1)
    if later.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None, fold=0) != moment.replace(
        tzinfo=None, fold=0
    ):
        raise DateUnreadError("the clocks skip that time")
    return later


def take_day(text: str) -> tuple[date, str]:
    """The one day in the words and what is left of them."""
    if NUMERIC_DATE.search(text):
        raise DateUnreadError("day and month cannot be told apart in a date of figures; write it as 2022-03-08")
    mentions = find_days(text)
    if not mentions:
        raise DateUnreadError("it holds no date")
    if len(mentions) > 1:
        raise DateUnreadError("it holds several dates")
    mention = mentions[0]
    if mention.year is None:
        raise DateUnreadError("the year is missing")
    day = mention.in_year(mention.year)
    if day is None:
        raise DateUnreadError("there is no such day")
    return day, text[: mention.start] + " " + text[mention.start + len(mention.words) :]


def find_days(text: str) -> list[DayMention]:
    """Every day named in the text, in order, with its year or without."""
    found: dict[int, DayMention] = {}
    covered: set[int] = set()
    for shape in DATE_SHAPES:
        for match in shape.finditer(text):
            if covered.isdisjoint((match.start(), match.end() - 1)):
                found[match.start()] = mention_of(match)
                covered.update(range(match.start(), match.end()))
    return [found[start] for start in sorted(found)]


def mention_of(match: re.Match[str]) -> DayMention:
    """A match of one of the shapes as a mention."""
    year = match["year"]
    return DayMention(
        match.start(), match[0], int(match["day"]), month_number(match["month"]), int(year) if year else None
    )


def month_number(words: str) -> int:
    """1 to 12 for a month's name or number; a number beyond is kept, so that the day is found impossible."""
    if words.isdecimal():
        return int(words)
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(words.casefold()[:3]))


def take_time(text: str) -> tuple[time | None, str]:
    """The time of day in the words, or None, and what is left of them."""
    for shape in TIME_SHAPES:
        match = shape.search(text)
        if match is not None:
            return clock_of(match), text[: match.start()] + " " + text[match.end() :]
    return None, text


def clock_of(match: re.Match[str]) -> time:
    """The time a match says; 12 a.m. is midnight and 12 p.m. noon."""
    parts = match.groupdict()
    if parts.get("noon"):
        return time(12)
    hour, half = int(parts["hour"]), (parts.get("half") or "").casefold()
    if half and not 1 <= hour <= 12:
        raise DateUnreadError("there is no such time")
    try:
        return time(
            hour % 12 + 12 * (half == "p") if half else hour,
            int(parts["minute"] or 0),
            int(parts.get("second") or 0),
        )
    except ValueError:
        raise DateUnreadError("there is no such time") from None


def take_offset(text: str) -> tuple[tzinfo | None, str]:
    """The "+02:00" in the words, or None, and what is left of them."""
    match = OFFSET.search(text)
    if match is None:
        return None, text
    zone = offset_zone("-" if match["sign"] != "+" else "+", match["hours"], match["minutes"])
    if zone is None:
        raise DateUnreadError("there is no such time zone")
    return zone, text[: match.start()] + " " + text[match.end() :]


def read_leftover(text: str) -> tuple[tzinfo | None, str | None]:
    """The zone's name and the weekday among the remaining words; any other word is one too many."""
    zone: tzinfo | None = None
    weekday: str | None = None
    for word in WORD.findall(text.casefold()):
        if word in WEEKDAYS and weekday is None:
            weekday = word
        elif zone is None and named_zone(word) is not None:
            zone = named_zone(word)
        elif word not in FILLERS:
            raise DateUnreadError(f"\u201c{word[:40]}\u201d in it is not understood")
    return zone, weekday
