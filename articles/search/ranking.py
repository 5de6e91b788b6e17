"""Which of the candidates a reader means most: alike on both databases, since it looks at tokens alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ..text import MARK
from .asking import Alternatives, Asked
from .documents import BITS, number_at

# What a word counts in the headline, in standfirst and names, and in the text.
_HEADLINE, _HEAD, _TEXT = 6.0, 3.0, 1.0
# All words in the headline in the order in which they were typed.
_TOGETHER = 4.0
# Lines of a candidate's head before captions.
HEAD_LINES = 3
# What being new counts: all of it today, half of it after sixty days.
_NEW, _HALF = 3.0, 60 * 24 * 3600


class Candidate(NamedTuple):
    """An entry that matches and whose edition lists show."""

    number: int
    edition_id: int
    # Tokens of headlines, standfirst, names and captions, in a line each.
    head: str


def ranked(candidates: Sequence[Candidate], asked: Asked, *, at: datetime) -> list[Candidate]:
    """The `candidates`, the most meant first; of two alike the newer."""
    words = [needles_of(one) for one in asked.words]
    together = f" {' '.join(one.word for one in asked.words)} " if len(words) > 1 else ""
    now = number_at(at) >> BITS
    return sorted(candidates, key=lambda one: (-_score(one, words, together, now), -one.number))


def _score(candidate: Candidate, words: Sequence[Sequence[str]], together: str, now: int) -> float:
    headline, _, others = f" {candidate.head} ".replace("\n", " \n ").partition("\n")
    # Captions are the last line: they count as the text does.
    others = others.rpartition("\n")[0] if others.count("\n") == HEAD_LINES - 1 else others
    score = sum(_HEADLINE if stands(one, headline) else _HEAD if stands(one, others) else _TEXT for one in words)
    if together and together in headline:
        score += _TOGETHER
    age = max(now - (candidate.number >> BITS), 0)
    return score + _NEW / (1 + age / _HALF)


def needles_of(one: Alternatives) -> list[str]:
    """What is looked for in tokens that stand between spaces: words, and what begins as a stem does."""
    found = []
    for phrase in one.phrases:
        stem, is_stem, _ = phrase.tokens[0].partition(MARK)
        found.append(f" {stem}" if is_stem else f" {' '.join(phrase.tokens)}{'' if phrase.begins else ' '}")
    return found


def stands(needles: Sequence[str], tokens: str) -> bool:
    """Whether one of `needles` stands in `tokens`, which have a space at either end."""
    return any(needle in tokens for needle in needles)


def is_by_captions(candidate: Candidate, words: Sequence[Alternatives]) -> bool:
    """Whether one of `words` stands in captions, and not in the head: perhaps it is nowhere else."""
    lines = [f" {line} " for line in candidate.head.split("\n")]
    head, captions = lines[:HEAD_LINES], lines[HEAD_LINES:]
    needles = [needles_of(one) for one in words] if captions and captions != ["  "] else []
    return any(
        any(stands(one, line) for line in captions) and not any(stands(one, line) for line in head) for one in needles
    )
