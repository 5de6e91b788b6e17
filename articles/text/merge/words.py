"""A paragraph that both sides changed, merged word by word where their words lie apart."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..diff.elements import Piece
from ..diff.sequences import Work
from ..diff.words import has_word, kept_tokens, tokens


class Edit(NamedTuple):
    """The tokens from `start` to `end` of the base give way to others."""

    start: int
    end: int
    tokens: tuple[Piece, ...]


def merge_words(base: Sequence[Piece], mine: Sequence[Piece], theirs: Sequence[Piece]) -> list[Piece] | None:
    """The text with the edits of both; None where edits touch: with no unchanged word between them."""
    before = tokens(base)
    size = sum(len(piece.text) for side in (base, mine, theirs) for piece in side)
    work = Work(size)
    edits = sorted({*_edits(before, tokens(mine), work), *_edits(before, tokens(theirs), work)}, key=lambda e: e[:2])
    apart = all(_word_between(before, one.end, other.start) for one, other in pairwise(edits))
    return list(_applied(before, edits)) if apart else None


def _edits(base: Sequence[Piece], side: Sequence[Piece], work: Work) -> Iterator[Edit]:
    """What the side changed; a word that is only set differently is an edit as well."""
    kept = [(i, j) for i, j in kept_tokens(base, side, work) if base[i] == side[j]]
    i = j = 0
    for k, n in [*kept, (len(base), len(side))]:
        if k > i or n > j:
            yield Edit(i, k, tuple(side[j:n]))
        i, j = k + 1, n + 1


def _word_between(base: Sequence[Piece], start: int, end: int) -> bool:
    return any(map(has_word, base[start:end]))


def _applied(base: Sequence[Piece], edits: Sequence[Edit]) -> Iterator[Piece]:
    position = 0
    for edit in edits:
        yield from base[position : edit.start]
        yield from edit.tokens
        position = edit.end
    yield from base[position:]
