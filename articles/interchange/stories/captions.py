"""Captions as they are pasted: the sentence, and the credit in brackets or after the last full stop."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line
from .shapes import ends_sentence, fold, is_name

# Words that stand in credits and hardly ever at the end of a story's paragraph.
CREDIT_WORDS = re.compile(
    r"[^\s/]/[^\s/]|\bvia\b|\b(?:Getty|Images|Shutterstock|Alamy|Handout|Courtesy|courtesy of)\b|\u00a9"
    r"|\b(?:[Pp]hotos?|[Pp]hotographs?|[Pp]ictures?|[Ii]llustration)(?: by\b|:)"
    r"|\b(?:AP|AFP|EPA|Reuters|UPI) Photo\b"
)
AGENCIES = frozenset(
    [
        "AFP",
        "AP",
        "EPA",
        "Reuters",
        "Xinhua",
        "Bloomberg",
        "dpa",
        "ANSA",
        "TASS",
        "UPI",
        "REUTERS",
        "Handout",
        "Archive",
    ]
)
BRACKETS = {")": "(", "\uff09": "\uff08"}
# "Feb. 15", "John F. Kennedy": a full stop after these is none.
ABBREVIATION = re.compile(
    r"(?:^|[\s.(])(?:[^\W\d_]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Lt|Col|Prof|No|Jr|Sr"
    r"|vs|U\.S|U\.N)$"
)
LONGEST_CREDIT = 120
LONGEST_CAPTION = 900
# A caption is pasted two or three times; without a bound, a file of one line repeated would take for ever.
MOST_DOUBLES = 4


@dataclass(frozen=True)
class Caption:
    """A caption found at a line; `end` is the index after the last line it took; doubled ones are certain."""

    text: str
    credit: str
    end: int
    is_doubled: bool


def find_caption(lines: Sequence[Line], start: int) -> Caption | None:
    """The caption that begins at `start`, standing once or several times over; None when there is none."""
    text = lines[start].text
    if len(text) > LONGEST_CAPTION:
        return None
    end = doubles_end(lines, start)
    versions = [split_credit(line.text) for line in lines[start:end]]
    caption, credit = next((version for version in versions if version[1]), (text, ""))
    if end > start + 1 and credit:
        return Caption(caption, credit, end, True)
    if is_credit(credit) and (ends_sentence(caption) or is_bracketed(text)):
        return Caption(caption, credit, start + 1, False)
    return None


def doubles_end(lines: Sequence[Line], start: int) -> int:
    """Where the lines end that say the same words as the first, brackets apart."""
    first = without_brackets(lines[start].text)
    end = start + 1
    while end < min(len(lines), start + MOST_DOUBLES) and without_brackets(lines[end].text) == first:
        end += 1
    return end


def without_brackets(text: str) -> str:
    """The line as compared with its double: the brackets of a credit at the end do not count."""
    before, inside = split_bracket(text)
    return fold(f"{before} {inside}") if inside else fold(text)


def split_credit(text: str) -> tuple[str, str]:
    """A caption and its credit: what stands in brackets at the end, or after the last sentence."""
    caption, credit = split_bracket(text)
    return (caption, credit) if credit else split_last_sentence(text)


def is_bracketed(text: str) -> bool:
    """True when the text ends in brackets with words before them."""
    return bool(split_bracket(text)[1])


def split_bracket(text: str) -> tuple[str, str]:
    """The text before the brackets at its end, and the words within; ("", "") parts when there are none."""
    closed = text.rstrip(". ")
    opening = BRACKETS.get(closed[-1:], "")
    start = matching(closed, opening) if opening else -1
    if start <= 0 or not closed[start + 1 : -1].strip():
        return text, ""
    return closed[:start].strip(), closed[start + 1 : -1].strip()


def matching(text: str, opening: str) -> int:
    """Where the bracket was opened that closes at the end of the text, or -1."""
    depth = 0
    for position in range(len(text) - 1, max(-1, len(text) - LONGEST_CREDIT * 2), -1):
        depth += (text[position] == text[-1]) - (text[position] == opening)
        if depth == 0:
            return position
    return -1


def split_last_sentence(text: str) -> tuple[str, str]:
    """Cut after the last full stop, when what follows has no full stop and reads like a credit."""
    if ends_sentence(text):
        return text, ""
    cut = text.rfind(". ")
    while cut > 0 and ABBREVIATION.search(text[max(0, cut - 8) : cut]):
        cut = text.rfind(". ", 0, cut)
    credit = text[cut + 2 :].strip()
    if cut <= 0 or not is_credit(credit):
        return text, ""
    return text[: cut + 1], credit


def is_credit(words: str) -> bool:
    """True for words that name a photographer or an agency; an agency's name alone will do."""
    if not words or len(words) > LONGEST_CREDIT or words[0].islower():
        return False
    return words in AGENCIES or CREDIT_WORDS.search(words) is not None


def may_be_credit(words: str) -> bool:
    """True for words in brackets that might be a credit, when there is no other sign of it."""
    return bool(words) and len(words) <= 60 and is_name(words)
