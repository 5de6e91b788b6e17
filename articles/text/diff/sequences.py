"""Two sequences laid beside each other: which item of the one is which of the other.

Common ends first, then items that occur once in each (patience), then the shortest edit (Myers) in what
is left. All three draw on one allowance of work, so that the time grows with the length of the
sequences and not with its square.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TypeVar

Pair = tuple[int, int]
_Span = tuple[int, int, int, int]
_Item = TypeVar("_Item", bound=Hashable)

# Steps for a comparison of any size, about a third of a second; each character that is compared adds one.
ALLOWANCE = 1_000_000
# The longest edit that Myers' search is let look for in one place; it costs the square of this.
MAX_EDIT = 600


class Work:
    """The steps that a comparison may still take; when they are spent, it goes on more coarsely."""

    def __init__(self, characters: int = 0) -> None:
        self.left = ALLOWANCE + characters
        # How often an exact answer was not looked for any further.
        self.given_up = 0

    def spend(self, steps: int) -> bool:
        """Whether there was enough left for `steps`."""
        self.left -= steps
        self.given_up += self.left < 0
        return self.left >= 0


def align(old: Sequence[_Item], new: Sequence[_Item], work: Work) -> list[Pair]:
    """Pairs of equal items, both indexes rising. Without work left, only common ends are found."""
    pairs: list[Pair] = []
    spans: list[_Span] = [(0, len(old), 0, len(new))]
    while spans:
        ends, span = _trim(old, new, spans.pop())
        pairs += ends
        if span[0] == span[1] or span[2] == span[3] or not work.spend(span[1] - span[0] + span[3] - span[2]):
            continue
        if anchors := _unique_pairs(old, new, span):
            spans += _between(anchors, span)
        else:
            pairs += _shortest_edit(old, new, span, work)
    return sorted(pairs)


def longest_rising(values: Sequence[int]) -> list[int]:
    """The indexes of a longest strictly rising subsequence of `values`."""
    tails: list[int] = []
    tail_values: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tail_values, value)
        before.append(tails[place - 1] if place else -1)
        tails[place : place + 1] = [index]
        tail_values[place : place + 1] = [value]
    chain = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def _trim(old: Sequence[_Item], new: Sequence[_Item], span: _Span) -> tuple[list[Pair], _Span]:
    """The pairs at the span's common ends, and what lies between."""
    start, end, new_start, new_end = span
    pairs = []
    while start < end and new_start < new_end and old[start] == new[new_start]:
        pairs.append((start, new_start))
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
        pairs.append((end, new_end))
    return pairs, (start, end, new_start, new_end)


def _unique_pairs(old: Sequence[_Item], new: Sequence[_Item], span: _Span) -> list[Pair]:
    """Items that occur once on each side of the span, as far as they stand in the same order."""
    start, end, new_start, new_end = span
    counts, new_counts = Counter(old[start:end]), Counter(new[new_start:new_end])
    place = {new[index]: index for index in range(new_start, new_end) if new_counts[new[index]] == 1}
    found = [(i, place[old[i]]) for i in range(start, end) if old[i] in place and counts[old[i]] == 1]
    return [found[index] for index in longest_rising([pair[1] for pair in found])]


def _between(anchors: list[Pair], span: _Span) -> list[_Span]:
    """The spans between the anchors. Each anchor opens the span after it, where trimming finds it as a pair."""
    start, end, new_start, new_end = span
    starts = [(start, new_start), *anchors]
    ends = [*anchors, (end, new_end)]
    return [(i, k, j, n) for (i, j), (k, n) in zip(starts, ends, strict=True) if k > i and n > j]


def _shortest_edit(old: Sequence[_Item], new: Sequence[_Item], span: _Span, work: Work) -> list[Pair]:
    """The pairs that a shortest edit keeps (Myers 1986), or none where that edit is too long to look for."""
    start, end, new_start, new_end = span
    height, width = end - start, new_end - new_start
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(height + width, MAX_EDIT) + 1):
        trail.append(dict(furthest))
        steps = edits + 1
        for diagonal in range(-edits, edits + 1, 2):
            begun = i = _reach(furthest, diagonal, edits)
            while i < height and i - diagonal < width and old[start + i] == new[new_start + i - diagonal]:
                i += 1
            furthest[diagonal] = i
            steps += i - begun
        if furthest.get(height - width, -1) >= height:
            return [(start + i, new_start + j) for i, j in _walk_back(trail, height, width)]
        if not work.spend(steps):
            return []
    work.given_up += 1
    return []


def _walk_back(trail: list[dict[int, int]], height: int, width: int) -> list[Pair]:
    """The kept pairs on the way that the search went, last first."""
    pairs = []
    i, j = height, width
    for edits in range(len(trail) - 1, -1, -1):
        furthest, diagonal = trail[edits], i - j
        before = diagonal + 1 if _goes_down(furthest, diagonal, edits) else diagonal - 1
        before_i = furthest[before]
        before_j = before_i - before
        while i > before_i and j > before_j and i > 0 and j > 0:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        i, j = before_i, before_j
    return pairs


def _reach(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    """How far into the old sequence one edit more brings the search on `diagonal`."""
    return furthest[diagonal + 1] if _goes_down(furthest, diagonal, edits) else furthest[diagonal - 1] + 1


def _goes_down(furthest: dict[int, int], diagonal: int, edits: int) -> bool:
    return diagonal == -edits or (diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1])
