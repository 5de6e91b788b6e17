"""What a story does not say but lets guess: the day it was reported, and where from. Each guess is told."""

import re
from collections.abc import Sequence
from datetime import date

from .datelines import possible_place
from .dates import WEEKDAYS, DayMention, find_days
from .draft import Draft
from .html import plain
from .story import Figure, Paragraph

# The day is named where a report begins; further down, the days are those of its history.
PARAGRAPHS_WITH_DAY = 5
PARAGRAPHS_WITH_PLACE = 3
LONGEST_READ = 2000
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def propose_place(draft: Draft) -> None:
    """Say where the story may have been filed from; nothing is set."""
    if draft.texts.get("dateline"):
        return
    for line, text in opening_paragraphs(draft, PARAGRAPHS_WITH_PLACE):
        place = possible_place(text)
        if place:
            draft.say(
                line,
                "guess",
                f"The dateline may be \u201c{place}\u201d, which this paragraph names; none was set.",
            )
            return


def propose_day(draft: Draft) -> date | None:
    """The day the report is about, guessed from words that are said; None when they do not agree on one."""
    paragraphs = opening_paragraphs(draft, PARAGRAPHS_WITH_DAY)
    mentions = [(line, mention) for line, text in paragraphs for mention in find_days(text) if is_capital(mention)]
    if draft.dateline_day is not None:
        mentions.insert(0, (paragraphs[0][0] if paragraphs else 1, draft.dateline_day))
    weekdays = [match[0] for _line, text in paragraphs for match in WEEKDAY.finditer(text)]
    years = known_years(draft, [mention for _line, mention in mentions])
    return by_weekday(draft, mentions, weekdays, years) or by_first_mention(draft, mentions, weekdays, years)


def opening_paragraphs(draft: Draft, number: int) -> list[tuple[int, str]]:
    """The line and the words of the first paragraphs."""
    paragraphs = [block for block in draft.blocks if isinstance(block, Paragraph)]
    return [(block.line, plain(block.html)[:LONGEST_READ]) for block in paragraphs[:number]]


def is_capital(mention: DayMention) -> bool:
    """ "may 5" in small letters is a verb and a number."""
    return not mention.words.islower()


def known_years(draft: Draft, mentions: Sequence[DayMention]) -> list[int]:
    """The years a day without one may belong to: the captions', latest first, publication's, the text's."""
    pictures = [draft.lead] if draft.lead else []
    pictures += [block.picture for block in draft.blocks if isinstance(block, Figure)]
    taken = [picture.date.year for picture in pictures if picture.date]
    captioned = [day.year for picture in pictures for day in find_days(picture.caption[:LONGEST_READ]) if day.year]
    published = [draft.moments[name].year for name in ("published", "updated") if name in draft.moments]
    years = sorted({*taken, *captioned}, reverse=True) + published + [day.year for day in mentions if day.year]
    return list(dict.fromkeys(years))


def by_weekday(
    draft: Draft, mentions: Sequence[tuple[int, DayMention]], weekdays: Sequence[str], years: Sequence[int]
) -> date | None:
    """A day whose weekday the story's beginning names: two signs that agree."""
    for weekday in dict.fromkeys(weekdays):
        for line, mention in mentions:
            for day in days_of(mention, years):
                if WEEKDAYS[day.weekday()] == weekday.casefold():
                    tell(draft, line, mention, day, f" and \u201c{weekday}\u201d")
                    return day
    return None


def by_first_mention(
    draft: Draft, mentions: Sequence[tuple[int, DayMention]], weekdays: Sequence[str], years: Sequence[int]
) -> date | None:
    """Without weekdays, the first day told without its year, as one tells of a day just past."""
    if weekdays:
        return None
    for line, mention in mentions:
        if mention.year is None or mention is draft.dateline_day:
            for day in days_of(mention, years):
                tell(draft, line, mention, day, "")
                return day
    return None


def days_of(mention: DayMention, years: Sequence[int]) -> list[date]:
    """The days a mention can mean."""
    possible = (mention.in_year(year) for year in ([mention.year] if mention.year else years))
    return [day for day in possible if day is not None]


def tell(draft: Draft, line: int, mention: DayMention, day: date, beside: str) -> None:
    """Say from which words the day was guessed."""
    year = "" if mention.year else f" with the year {day.year}, which stands elsewhere in the file"
    words = f"\u201c{mention.words}\u201d{beside}{year}"
    draft.say(line, "guess", f"The day of the report was read as {day.isoformat()} from {words}.")
