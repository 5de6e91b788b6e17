"""What each label of the head sets, and which values it takes."""

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from .dates import DateUnreadError, read_moment
from .draft import Draft, MomentName
from .labels import Labelled

UTC_ZONE = ZoneInfo("UTC")

KINDS: dict[str, str] = {
    "news": "news",
    "analysis": "analysis",
    "opinion": "opinion",
    "explainer": "explainer",
    "editor's note": "editors_note",
    "editor\u2019s note": "editors_note",
    "editors_note": "editors_note",
    "sponsored": "sponsored",
}
STATUSES: dict[str, str] = {
    "draft": "draft",
    "in review": "in_review",
    "in_review": "in_review",
    "changes requested": "changes_requested",
    "changes_requested": "changes_requested",
    "approved": "approved",
}
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}$")
ADDRESS = re.compile(r"^https?://[^\s<>\"]+$", re.IGNORECASE)
TOPIC_MARKS = re.compile(r"[,;\uff0c\u3001\u060c]")
DATE_LINE = re.compile(
    r"^(?:(?P<what>first published|published|posted|last updated|updated)\b[:\s]{0,3})?(?P<when>.{6,80})$",
    re.I,
)


def apply_label(labelled: Labelled, line: int, draft: Draft) -> None:
    """Set the part a known label names. An empty value is "not said"."""
    if not labelled.value:
        return
    setter = SETTERS.get(labelled.field)
    if setter is None:
        draft.set_text(labelled.field, labelled.value, line)
    else:
        setter(labelled, line, draft)


def set_byline(labelled: Labelled, line: int, draft: Draft) -> None:
    """The names after "Byline:", with their roles."""
    draft.add_credits(labelled.value, line)


def set_topics(labelled: Labelled, line: int, draft: Draft) -> None:
    """The words after "Topics:", at commas."""
    draft.add_topics(TOPIC_MARKS.split(labelled.value))


def set_time(labelled: Labelled, line: int, draft: Draft) -> None:
    """One of the story's times."""
    names: dict[str, MomentName] = {"published": "published", "updated": "updated", "withdrawn": "withdrawn"}
    draft.set_moment(names[labelled.field], labelled.value, line)


def set_chosen(choices: dict[str, str]) -> Callable[[Labelled, int, Draft], None]:
    """A setter for a label with a fixed set of values."""

    def setter(labelled: Labelled, line: int, draft: Draft) -> None:
        value = choices.get(" ".join(labelled.value.casefold().split()))
        if value is None:
            known = ", ".join(dict.fromkeys(choices.values())).replace("_", " ")
            refuse(labelled, line, draft, f"it is none of {known}")
        else:
            draft.set_text(labelled.field, value, line)

    return setter


def set_matching(pattern: re.Pattern[str], fault: str) -> Callable[[Labelled, int, Draft], None]:
    """A setter for a label whose value has a shape."""

    def setter(labelled: Labelled, line: int, draft: Draft) -> None:
        if pattern.match(labelled.value):
            draft.set_text(labelled.field, labelled.value, line)
        else:
            refuse(labelled, line, draft, fault)

    return setter


def refuse(labelled: Labelled, line: int, draft: Draft, fault: str) -> None:
    """Report a value that was not taken."""
    draft.say(line, "problem", f"The {labelled.name} \u201c{labelled.value}\u201d was not taken: {fault}.")


SETTERS: dict[str, Callable[[Labelled, int, Draft], None]] = {
    "byline": set_byline,
    "topics": set_topics,
    "published": set_time,
    "updated": set_time,
    "withdrawn": set_time,
    "kind": set_chosen(KINDS),
    "status": set_chosen(STATUSES),
    "language": set_matching(LANGUAGE, "it is no language code such as en or lv-LV"),
    "source_url": set_matching(ADDRESS, "it is no address that begins with https://"),
    "canonical_url": set_matching(ADDRESS, "it is no address that begins with https://"),
}


def is_date_line(text: str) -> bool:
    """True for a line that is a date and nothing else, or "Updated" with nothing after it."""
    if text.casefold() in {"updated", "published"}:
        return True
    match = DATE_LINE.match(text)
    if match is None:
        return False
    try:
        # Only whether it can be read is asked here; the zone makes no difference to that.
        read_moment(match["when"], UTC_ZONE)
    except DateUnreadError:
        return False
    return True


def apply_date_line(text: str, line: int, draft: Draft) -> None:
    """Take such a line's date; without a word before it, it is taken for the day of publication."""
    match = DATE_LINE.match(text)
    if match is None or text.casefold() in {"updated", "published"}:
        return
    is_update = "updated" in (match["what"] or "").casefold()
    if not match["what"]:
        draft.say(
            line,
            "guess",
            f"\u201c{text}\u201d stands without a label and was read as the time of publication.",
        )
    draft.set_moment("updated" if is_update else "published", match["when"], line)
