"""Datelines: "RIGA, Latvia (Agency) -- " at the beginning of the first paragraph."""

import re
from dataclasses import dataclass

from .dates import DayMention, find_days

OPENING = re.compile(r"^(?P<before>.{2,90}?)(?:\s?[\u2014\u2013]\s?|\s-{1,2}\s|--)(?P<text>\S.*)$", re.DOTALL)
PLACE = re.compile(r"^(?P<place>[^()/]{2,80}?),?\s?(?:[(/](?P<agency>[^()/]{2,40})[)/])?$")
POSSIBLE = re.compile(
    r"\bin (?P<place>[A-Z][\w'\u2019-]{1,30}(?: [A-Z][\w'\u2019-]{1,30}){0,2}, "
    r"[A-Z][\w'\u2019-]{1,30}(?: [A-Z][\w'\u2019-]{1,30})?)\b"
)


@dataclass(frozen=True)
class Dateline:
    """A dateline and the text after it; `day` is the date in it, `opening` all that was cut off."""

    place: str
    agency: str
    day: DayMention | None
    opening: str
    text: str


def split_dateline(paragraph: str, whole: str) -> Dateline | None:
    """The dateline a paragraph begins with; `whole` is the story's text.

    A place stands in capitals, or is followed by the agency. "NATO -- the alliance" begins no dateline: a
    word in capitals that stands so elsewhere in the story is an acronym.
    """
    opening = OPENING.match(paragraph)
    match = PLACE.match(opening["before"].strip()) if opening else None
    if opening is None or match is None:
        return None
    place, day = without_day(match["place"].strip(" ,"))
    city = place.split(",", 1)[0]
    if not is_place(city, bool(match["agency"])) or is_acronym(city, place, whole):
        return None
    cut = paragraph[: opening.start("text")]
    return Dateline(place, (match["agency"] or "").strip(), day, cut.strip(), opening["text"])


def without_day(words: str) -> tuple[str, DayMention | None]:
    """A dateline's place without its date."""
    days = find_days(words)
    if not days:
        return words, None
    day = days[0]
    return (words[: day.start] + words[day.start + len(day.words) :]).strip(" ,"), day


def is_place(city: str, has_agency: bool) -> bool:
    """True for a few words without figures or stops that are set as a dateline's city is."""
    letters = city.replace(" ", "").replace("-", "").replace("'", "").replace("\u2019", "").replace(".", "")
    if not letters.isalpha() or len(letters) < 3 or len(city.split()) > 4:
        return False
    return city.isupper() or (has_agency and all(word[0].isupper() for word in city.split()))


def is_acronym(city: str, place: str, whole: str) -> bool:
    """True for a lone word in capitals that the story uses again in capitals."""
    if "," in place or " " in city or not city.isupper():
        return False
    return len(re.findall(rf"(?<!\w){re.escape(city)}(?!\w)", whole)) > 1


def possible_place(paragraph: str) -> str:
    """ "Riga, Latvia" from "in Riga, Latvia": where the report may have been filed from, or ""."""
    match = POSSIBLE.search(paragraph)
    return match["place"] if match else ""
