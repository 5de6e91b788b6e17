"""Lines of a story: numbered, with their gaps, and joined again where a program had cut them to a width."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .bylines import is_byline
from .labels import is_known_label
from .shapes import display_width, ends_sentence, fold, is_name, is_wide, tidy

# Columns between which a line can be one that was cut, and beyond which nothing was cut.
NARROWEST, WIDEST = 36, 100
BULLET = re.compile(r"^(?:[-*\u2022] |\d{1,3}[.)] )")
BLOCK_MARK = re.compile(r"^(?:[-*\u2022] |\d{1,3}[.)] |#{1,6} |>|\|)")
WORDS = re.compile(r"\w+(?:-\w+)*")
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Line:
    """One line that is not blank; `number` counts from 1, `after_gap`: a blank line stands before."""

    number: int
    text: str
    after_gap: bool = False
    indented: bool = False


def split_lines(text: str) -> list[Line]:
    """The lines that hold something, tidied. Soft hyphens stay at line ends only: there they mean "join"."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        words = tidy(raw)
        if words:
            body = words[:-1].replace(SOFT_HYPHEN, "") + words[-1]
            lines.append(Line(number, body, gap, raw.startswith(("  ", "\t"))))
        gap = not words
    return lines


def join_lines(lines: Sequence[Line]) -> list[Line]:
    """Logical lines: cut ones joined, indented continuations added to the label or bullet they belong to."""
    width = wrap_width(lines)
    vocabulary = {fold(word) for line in lines for word in WORDS.findall(line.text)} if width else set()
    groups: list[list[Line]] = []
    for line in lines:
        if groups and continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [glue(group, vocabulary) for group in groups]


def continues(group: Sequence[Line], line: Line, width: int) -> bool:
    """True when `line` goes on with what `group` began."""
    if line.after_gap or is_special(line.text) or group[-1].text.startswith(("#", "|", ">")):
        return False
    if line.indented and not group[0].indented and opens_entry(group[0].text):
        return True
    if line.indented and not group[-1].indented:
        return False
    return bool(width) and fits_not(group[-1], line, width) and not stands_alone(group[0], line)


def stands_alone(first: Line, line: Line) -> bool:
    """The head of a file is short lines by nature: a name or the headline again is never a continuation."""
    return is_name(line.text) or fold(first.text) == fold(line.text)


def opens_entry(text: str) -> bool:
    """True for lines that may go on in indented ones."""
    return is_known_label(text) or BULLET.match(text) is not None


def is_special(text: str) -> bool:
    """True for lines that always begin something."""
    return BLOCK_MARK.match(text) is not None or is_known_label(text) or is_byline(text)


def fits_not(line: Line, following: Line, width: int) -> bool:
    """The typewriter's reason for a new line: the next word would not have fitted on this one."""
    if display_width(line.text) > WIDEST:
        return False
    return display_width(line.text) + 1 + display_width(first_word(following.text)) > width


def first_word(text: str) -> str:
    """The piece of text that a program would not cut: a word, or one character of Chinese or Japanese."""
    return text[0] if is_wide(text[0]) else text.split(" ", 1)[0]


def wrap_width(lines: Sequence[Line]) -> int:
    """The width a program cut this file to, or 0 when each line is whole.

    Cut lines end in mid-sentence and go on in small letters; whole paragraphs do neither.
    """
    long = sum(display_width(line.text) > WIDEST for line in lines)
    pairs = [pair for pair in pairwise(lines) if may_be_cut(*pair)]
    if not pairs or long * 10 > len(lines):
        return 0
    widths = sorted(display_width(line.text) for line, _following in pairs)
    width = widths[(len(widths) - 1) * 9 // 10]
    cut = [pair for pair in pairs if fits_not(*pair, width) and not ends_sentence(pair[0].text)]
    certain = sum(following.text[0].islower() for _line, following in cut)
    caseless = sum(following.text[0].isalpha() and is_caseless(following.text[0]) for _line, following in cut)
    return width if len(cut) * 2 >= len(pairs) and (certain or caseless > 1) else 0


def may_be_cut(line: Line, following: Line) -> bool:
    """True for two neighbours of which the second may go on with the first."""
    if following.after_gap or is_special(following.text) or (following.indented and not line.indented):
        return False
    return NARROWEST <= display_width(line.text) <= WIDEST


def is_caseless(character: str) -> bool:
    """True for letters of scripts without capitals."""
    return character.upper() == character.lower()


def glue(group: Sequence[Line], vocabulary: set[str]) -> Line:
    """The lines of a group as one."""
    pieces = [group[0].text]
    for line, following in pairwise(group):
        pieces[-1], joint = join_ends(line.text, pieces[-1], following.text, vocabulary)
        pieces += [joint, following.text]
    return replace(group[0], text="".join(pieces).replace(SOFT_HYPHEN, ""))


def join_ends(line: str, piece: str, following: str, vocabulary: set[str]) -> tuple[str, str]:
    """The end of a cut line, and what goes between it and the next: a space, or nothing after a hyphen.

    A hyphen that cut a word goes when the whole word stands elsewhere in the file; any other is its own.
    """
    if line.endswith(SOFT_HYPHEN):
        return piece, ""
    if len(line) > 1 and line.endswith("-") and line[-2].isalnum() and following[0].isalnum():
        start, end = line.rsplit(" ", 1)[-1][:-1], WORDS.match(following)
        whole = fold(start + (end[0] if end else ""))
        return (piece[:-1], "") if whole in vocabulary and following[0].islower() else (piece, "")
    return piece, "" if is_wide(line[-1]) and is_wide(following[0]) else " "
