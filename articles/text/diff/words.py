"""Words compared: what was kept, inserted and deleted between two texts, and what was set differently."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from .elements import PLAIN, Marks, Piece
from .sequences import Pair, Work, align

# Vowel signs and accents belong to the word they stand in, and so do the joiners of Persian and of the
# scripts of India; `\w` leaves them out.
_SIGNS = "\u200c\u200d" + "".join(
    chr(point) for point in range(0x300, 0xFE30) if unicodedata.category(chr(point))[0] == "M"
)
# Chinese, Japanese and Thai put no spaces between words, so they are compared by character.
UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W{UNSPACED}]"
_TOKEN = re.compile(
    rf"[{UNSPACED}][{_SIGNS}]*"
    # A word, with apostrophes between letters, and a number, with points between digits.
    rf"|(?:{_LETTER}[{_SIGNS}]*)+(?:(?:['’]|(?<=\d)[.,](?=\d))(?:{_LETTER}[{_SIGNS}]*)+)*"
    r"|\n|[^\S\n]+|.",
    re.DOTALL,
)
_HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Run:
    """Neighbouring words with one fate, spaces included.

    Words that stayed and are set differently are "same" with a `label` that says how ("now bold",
    "link changed"); `marks` are the new ones then, and `was` the old. `was` is None everywhere else.
    """

    kind: Literal["same", "inserted", "deleted"]
    text: str
    marks: Marks = PLAIN
    was: Marks | None = None
    label: str = ""


def diff_words(old: str, new: str) -> tuple[Run, ...]:
    """The runs that lead from one plain text to the other."""
    return diff_pieces([Piece(old)], [Piece(new)], Work(len(old) + len(new)))


def diff_pieces(old: Sequence[Piece], new: Sequence[Piece], work: Work) -> tuple[Run, ...]:
    if old == new:
        return as_runs(new, "same")
    old_tokens, new_tokens = tokens(old), tokens(new)
    runs: list[Run] = []
    i = j = 0
    for k, n in [*kept_tokens(old_tokens, new_tokens, work), (len(old_tokens), len(new_tokens))]:
        if k > i or n > j:
            runs += as_runs(old_tokens[i:k], "deleted")
            runs += as_runs(new_tokens[j:n], "inserted")
        if k < len(old_tokens) and n < len(new_tokens):
            runs.append(_kept(old_tokens[k], new_tokens[n]))
        i, j = k + 1, n + 1
    return tuple(_joined(runs))


def as_runs(pieces: Sequence[Piece], kind: Literal["same", "inserted", "deleted"]) -> tuple[Run, ...]:
    return tuple(Run(kind, text, marks) for text, marks in pieces if text)


def tokens(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` cut into words, spaces, line breaks and single other characters."""
    return [Piece(token, marks) for text, marks in pieces for token in _TOKEN.findall(text)]


def has_word(token: Piece) -> bool:
    return _HAS_WORD.search(token.text) is not None


def kept_tokens(old: Sequence[Piece], new: Sequence[Piece], work: Work) -> list[Pair]:
    """Pairs of tokens that stayed, however they are set.

    Words and signs are aligned first and the spaces between them afterwards: a space is no reason to
    take two places for the same. Lone words that stayed between larger changes count as changed.
    """
    places = [index for index, token in enumerate(old) if not token.text.isspace()]
    new_places = [index for index, token in enumerate(new) if not token.text.isspace()]
    pairs = align([old[index].text for index in places], [new[index].text for index in new_places], work)
    anchors = [(places[i], new_places[j]) for i, j in pairs]
    return list(_with_spaces(_without_islands(anchors, old, new), old, new))


def _with_spaces(anchors: list[Pair], old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    """The anchors, and between them the tokens that are equal from either end of a gap."""
    i = j = 0
    for k, n in [*anchors, (len(old), len(new))]:
        start, end = 0, 0
        gap = min(k - i, n - j)
        while start < gap and old[i + start].text == new[j + start].text:
            start += 1
        while end < gap - start and old[k - 1 - end].text == new[n - 1 - end].text:
            end += 1
        yield from ((i + step, j + step) for step in range(start))
        yield from ((k - step, n - step) for step in range(end, 0, -1))
        if k < len(old) and n < len(new):
            yield k, n
        i, j = k + 1, n + 1


def _without_islands(anchors: list[Pair], old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    """The anchors without those that stand alone between changes of at least twice their number of words."""
    islands = _islands(anchors, old, new)
    kept: list[Pair] = []
    before, last = 0, (0, 0)
    for number, island in enumerate(islands):
        (i, j), (k, n) = island[0], island[-1]
        before += max(_count_words(old[last[0] : i]), _count_words(new[last[1] : j]))
        following = islands[number + 1][0] if number + 1 < len(islands) else (len(old), len(new))
        after = max(_count_words(old[k + 1 : following[0]]), _count_words(new[n + 1 : following[1]]))
        words = _count_words(old[i : k + 1])
        last = (k + 1, n + 1)
        if 2 * words > min(before, after) and (words or not before or not after):
            kept += island
            before = 0
        else:
            before += words
    return kept


def _islands(anchors: list[Pair], old: Sequence[Piece], new: Sequence[Piece]) -> list[list[Pair]]:
    """Anchors in groups, between which some word or sign was changed."""
    islands: list[list[Pair]] = []
    for i, j in anchors:
        if islands and _only_space(old, islands[-1][-1][0], i) and _only_space(new, islands[-1][-1][1], j):
            islands[-1].append((i, j))
        else:
            islands.append([(i, j)])
    return islands


def _only_space(pieces: Sequence[Piece], start: int, end: int) -> bool:
    return all(pieces[index].text.isspace() for index in range(start + 1, end))


def _count_words(pieces: Sequence[Piece]) -> int:
    return sum(map(has_word, pieces))


def _kept(old: Piece, new: Piece) -> Run:
    if old.marks == new.marks:
        return Run("same", new.text, new.marks)
    return Run("same", new.text, new.marks, old.marks, _marks_label(old.marks, new.marks))


def _marks_label(old: Marks, new: Marks) -> str:
    said = []
    if old.href != new.href:
        said.append("link changed" if old.href and new.href else "link added" if new.href else "link removed")
    if old.strong != new.strong:
        said.append("now bold" if new.strong else "no longer bold")
    if old.em != new.em:
        said.append("now italic" if new.em else "no longer italic")
    return ", ".join(said)


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Neighbours of one kind and one set of marks as one run."""
    for (kind, marks, was, label), group in groupby(runs, key=lambda run: (run.kind, run.marks, run.was, run.label)):
        yield Run(kind, "".join(run.text for run in group), marks, was, label)
