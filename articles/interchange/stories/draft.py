"""The story while it is being read: what the readers of its parts fill in, and what they have to say."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from .bylines import read_byline
from .dates import DateUnreadError, DayMention, Moment, read_moment
from .story import Author, Block, CorrectionNotice, Credit, Picture, Remark

MomentName = Literal["published", "updated", "withdrawn", "embargo"]
LONGEST_BYLINE = 1000
LONGEST_DATE = 200


@dataclass
class Draft:
    """Collects the parts. `texts` and `moments` are keyed by the names of the story's fields."""

    zone: ZoneInfo
    # Without a single blank line in the file, a marked block ends with what must belong to it.
    has_gaps: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)
    # Topics under their folded names, so that each stands once.
    topics: dict[str, str] = field(default_factory=dict)
    credits: list[Credit] = field(default_factory=list)
    lead: Picture | None = None
    blocks: list[Block] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    corrections: list[CorrectionNotice] = field(default_factory=list)
    embargo_unread: str = ""
    # The day in a dateline such as "RIGA, March 8": the best sign of when the story was reported.
    dateline_day: DayMention | None = None
    remarks: list[Remark] = field(default_factory=list)

    def say(self, line: int, kind: str, message: str) -> None:
        """Note a sentence for the editor."""
        self.remarks.append(Remark(line, kind, message))

    def set_text(self, name: str, value: str, line: int) -> None:
        """Set a part once; a second, different value is reported and not taken."""
        if self.texts.setdefault(name, value) != value:
            said = name.replace("_", " ")
            self.say(
                line,
                "problem",
                f"The {said} stands twice; the first was taken, and this was not: \u201c{value}\u201d.",
            )

    def set_moment(self, name: MomentName, value: str, line: int) -> None:
        """Set a time once, with its guesses said; one that cannot be understood is reported in its words."""
        try:
            moment = self.read_moment(value)
        except DateUnreadError as error:
            self.say(line, "problem", f"The date \u201c{value}\u201d ({name}) was not taken: {error}.")
            return
        self.say_guesses(moment, value, line)
        if self.moments.setdefault(name, moment.at) != moment.at:
            self.say(line, "problem", f"A second date ({name}) was not taken: \u201c{value}\u201d.")

    def read_moment(self, value: str) -> Moment:
        """The moment the words say, in the newsroom's zone where they name none."""
        if len(value) > LONGEST_DATE:
            raise DateUnreadError("it is too long to be a date")
        return read_moment(value, self.zone)

    def say_guesses(self, moment: Moment, value: str, line: int) -> None:
        """Tell what was assumed about a moment."""
        for guess in moment.guesses:
            self.say(line, "guess", f"In \u201c{value}\u201d {guess}.")

    def set_embargo(self, value: str, whole: str, line: int) -> None:
        """Obey an embargo. One that is not understood holds the story; of two, the later counts."""
        try:
            moment = self.read_moment(value)
        except DateUnreadError as error:
            self.embargo_unread = self.embargo_unread or whole
            self.say(
                line,
                "problem",
                f"The embargo \u201c{whole}\u201d is not understood ({error}): the story is held.",
            )
            return
        self.say_guesses(moment, value, line)
        known = self.moments.get("embargo")
        if known is not None and known != moment.at:
            self.say(
                line,
                "problem",
                f"A second embargo stands here (\u201c{whole}\u201d); the later of the two counts.",
            )
        self.moments["embargo"] = max(known or moment.at, moment.at)

    def add_credits(self, value: str, line: int) -> None:
        """Add the names of a byline; words in it that name nobody are reported."""
        if len(value) > LONGEST_BYLINE:
            self.say(line, "problem", f"This byline is too long to be one and was not taken: \u201c{value}\u201d.")
            return
        byline = read_byline(value)
        self.credits += byline.credits
        for words in byline.left:
            self.say(
                line,
                "left_out",
                f"These words of the byline name nobody and were left out: \u201c{words}\u201d.",
            )

    def add_topics(self, names: list[str]) -> None:
        """Add topics that are not there yet, in any case of letters."""
        for name in filter(None, map(str.strip, names)):
            self.topics.setdefault(name.casefold(), name)
