"""Embargo lines, wherever in the file they stand: the one label that must not be overlooked."""

import re
from collections.abc import Sequence

from .draft import Draft
from .lines import Line

EMBARGO = re.compile(
    r"^[\W_]{0,6}(?P<intro>(?:strictly |strict |under )?"
    r"(?:embargo(?:ed)?|not for (?:release|publication|broadcast|use)|hold for release)"
    r"(?: for (?:release|publication))?)"
    r"\s?(?P<how>[:\uff1a]|(?:until|till|before)\b[:\uff1a]?)?\s?(?:(?:until|till|before)\b:?)?\s?(?P<when>.*)$",
    re.IGNORECASE | re.DOTALL,
)
LONGEST = 200
NONE = frozenset({"none", "no", "not embargoed"})


def read_embargo_line(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """Obey a line that announces an embargo. "Embargo:" with nothing after it says none."""
    text = lines[start].text
    match = EMBARGO.match(text[: LONGEST + 1])
    if match is None or len(text) > LONGEST or not (match["how"] or match["intro"].isupper()):
        return start
    when = match["when"].strip(" *_")
    if when.casefold() in NONE or (not when and match["how"] and match["how"] in ":\uff1a"):
        return start + 1
    draft.set_embargo(when, text, lines[start].number)
    return start + 1
