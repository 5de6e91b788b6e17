"""Which of the candidates a reader means most: alike on both databases, since it looks at tokens alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ..text import MARK
from .asking import Alternatives, Asked
from .documents import moment_of

# What a word counts in the headline, in standfirst and names, and in the text.
_HEADLINE, _HEAD, _TEXT = 6.0, 3.0, 1.0
# All words in the headline in the order in which they were typed.
_TOGETHER = 4.0
# Lines of a candidate's head before captions.
HEAD_LINES = 3
# What being new counts: all of it today, half of it after this time.
_NEW, _HALF = 3.0, timedelta(days=60)


class Candidate(NamedTuple):
    """An entry that matches and whose edition lists show."""

    number: int
    edition_id: int
    # Tokens of headlines, standfirst, names and captions, in a line each.
    head: str


def ranked(candidates: Sequence[Candidate], asked: Asked, *, at: datetime) -> list[Candidate]:
    """The `candidates`, the most meant first; of two alike the newer."""
    return sorted(candidates, key=lambda one: (-_score(one, asked.words, at), -one.number))


def _score(candidate: Candidate, words: Sequence[Alternatives], at: datetime) -> float:
    lines = candidate.head.split("\n")
    headline, others = f" {lines[0]} ", f" {lines[1]} {lines[2]} "
    score = sum(_HEADLINE if stands(one, headline) else _HEAD if stands(one, others) else _TEXT for one in words)
    if len(words) > 1 and f" {' '.join(one.word for one in words)} " in headline:
        score += _TOGETHER
    age = max(at - moment_of(candidate.number), timedelta(0))
    return score + _NEW / (1 + age / _HALF)


def is_by_captions(candidate: Candidate, words: Sequence[Alternatives]) -> bool:
    """Whether one of `words` stands in captions, and not in the head: perhaps it is nowhere else."""
    lines = [f" {line} " for line in candidate.head.split("\n")]
    head, captions = lines[:HEAD_LINES], lines[HEAD_LINES:]
    return any(
        any(stands(one, line) for line in captions) and not any(stands(one, line) for line in head) for one in words
    )


def stands(one: Alternatives, tokens: str) -> bool:
    """Whether a word or one that begins as its stem stands in `tokens`, which have a space at either end."""
    for phrase in one.phrases:
        first = phrase.tokens[0]
        if MARK in first:
            if f" {first.partition(MARK)[0]}" in tokens:
                return True
        elif f" {' '.join(phrase.tokens)}{'' if phrase.begins else ' '}" in tokens:
            return True
    return False
