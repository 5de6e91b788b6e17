"""The tail of a pasted story: the author's name, job, biography and profiles, and related topics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bylines import read_byline
from .draft import Draft
from .fields import TOPIC_MARKS
from .labels import read_label
from .lines import BLOCK_MARK, Line
from .marked import opens_block, read_profile
from .shapes import ends_sentence, fold, is_name, is_title
from .story import Author

TOPIC_HEADS = frozenset({"related topics", "topics", "tags", "filed under"})
PROFILE = re.compile(
    r"^(?:twitter|x|facebook|instagram|linkedin|mastodon|bluesky|threads|telegram|youtube|tiktok|e-?mail|website)"
    r"(?:$|\s?:?\s?(?=https?://|\S+@\S+$))",
    re.IGNORECASE,
)
HANDLE = re.compile(r"^@\w{2,40}$")
# A tail is short; looking further up would find names in the story itself.
LONGEST_TAIL = 40
LINES_OF_HEAD = 30
LONGEST_TOPIC = 60
MOST_LINES_OF_BIOGRAPHY = 4


@dataclass(frozen=True)
class Entry:
    """An author in the tail, before the profiles' lines are read."""

    line: int
    author: Author
    profiles: tuple[Line, ...]


def take_tail(lines: Sequence[Line], draft: Draft) -> Sequence[Line]:
    """Fill in what the tail says and return the lines before it."""
    rest = take_topics(lines, draft)
    for start in range(max(2, len(rest) - LONGEST_TAIL), len(rest)):
        entries = read_entries(rest[start:], head_names(rest[: min(start, LINES_OF_HEAD)]))
        if entries:
            accept(entries, rest[-1].number, draft)
            return rest[:start]
    return rest


def take_topics(lines: Sequence[Line], draft: Draft) -> Sequence[Line]:
    """Take "Related Topics" at the end, with nothing or a list under it."""
    for start in range(len(lines) - 1, max(1, len(lines) - LONGEST_TAIL), -1):
        labelled = read_label(lines[start].text)
        head = labelled.name if labelled else fold(lines[start].text)
        if head in TOPIC_HEADS and all(is_topic(line.text) for line in lines[start + 1 :]):
            named = [labelled.value] if labelled else []
            below = [BLOCK_MARK.sub("", line.text) for line in lines[start + 1 :]]
            draft.add_topics([name for words in named + below for name in TOPIC_MARKS.split(words)])
            return lines[:start]
    return lines


def is_topic(text: str) -> bool:
    """True for a few words that are no sentence and no label."""
    return len(text) <= LONGEST_TOPIC and not ends_sentence(text) and read_label(text) is None


def head_names(lines: Sequence[Line]) -> frozenset[str]:
    """The folded names, alone or in bylines, that the beginning of the file knows."""
    names: set[str] = set()
    for line in lines:
        labelled = read_label(line.text)
        value = labelled.value if labelled and labelled.field == "byline" else line.text
        if len(value) <= LONGEST_TOPIC * 4:
            names.update(fold(credit.name) for credit in read_byline(value).credits)
    return frozenset(names)


def read_entries(lines: Sequence[Line], names: frozenset[str]) -> list[Entry]:
    """What these lines tell of authors, all of them; nothing when a line is left that tells of none."""
    entries: list[Entry] = []
    start = 0
    while start < len(lines):
        end = entry_end(lines, start, names)
        entry = read_entry(lines[start:end]) if is_entry_start(lines, start, names) else None
        if entry is None:
            return []
        entries.append(entry)
        start = end
    return entries


def is_entry_start(lines: Sequence[Line], start: int, names: frozenset[str]) -> bool:
    """True for a name that stands twice, or that the byline has."""
    text = lines[start].text
    if not is_name(text) and (len(text) > 50 or text.upper() != text.lower()):
        return False
    doubled = start + 1 < len(lines) and fold(lines[start + 1].text) == fold(text) and is_name(text)
    return doubled or fold(text) in names


def entry_end(lines: Sequence[Line], start: int, names: frozenset[str]) -> int:
    """Where the next author begins, or the lines end."""
    end = start + 1
    while end < len(lines) and (same_name(lines, start, end) or not is_entry_start(lines, end, names)):
        end += 1
    return end


def same_name(lines: Sequence[Line], start: int, other: int) -> bool:
    """True for the second copy of a name."""
    return other == start + 1 and fold(lines[start].text) == fold(lines[other].text)


def read_entry(lines: Sequence[Line]) -> Entry | None:
    """One author from the lines that begin with the name; None when they do not tell of that person."""
    name, below = lines[0].text, list(lines[1:])
    if below and fold(below[0].text) == fold(name):
        below = below[1:]
    profiles = tuple(line for line in below if is_profile(line.text))
    words = [line.text for line in below if not is_profile(line.text)]
    job_title = words.pop(0) if words and is_title(words[0]) else ""
    biography = " ".join(words)
    if len(words) > MOST_LINES_OF_BIOGRAPHY or any(opens_block(text) or BLOCK_MARK.match(text) for text in words):
        return None
    if biography and not (job_title or profiles) and fold(name.split()[-1]) not in fold(biography):
        return None
    return Entry(lines[0].number, Author(name, job_title, biography), profiles)


def is_profile(text: str) -> bool:
    """True for a profile's label, with an address or without, for a handle, and for an address alone."""
    return PROFILE.match(text) is not None or HANDLE.match(text) is not None or text.startswith(("https://", "http://"))


def accept(entries: Sequence[Entry], last: int, draft: Draft) -> None:
    """Put the authors into the draft and say which lines were read as what."""
    for entry in entries:
        profiles = tuple(read_profile(line.text, line.number, draft) for line in entry.profiles)
        draft.authors.append(replace(entry.author, profiles=profiles))
    names = " and ".join(entry.author.name for entry in entries)
    message = f"Lines {entries[0].line} to {last} were read as what the file says about {names}."
    draft.say(entries[0].line, "guess", message)
