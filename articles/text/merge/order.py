"""One order out of three: that of the base, with what either side moved and put in."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

from ..diff.sequences import longest_rising

Id = TypeVar("Id", bound=Hashable)


def merge_order(base: Sequence[Id], mine: Sequence[Id], theirs: Sequence[Id]) -> list[Id]:
    """Every id of `mine` and of `theirs` once.

    What neither side moved keeps the order of the base; what a side moved or added follows the one of
    these that it follows there. Where both sides put something in one place, the order is the same
    whichever side is called mine.
    """
    common = set(base) & set(mine) & set(theirs)
    moved, moved_there = _moved(base, mine, common), _moved(base, theirs, common)
    spine = common - moved - moved_there
    both = moved & moved_there
    # What both moved is taken from one of them, and from the same one whichever is called mine.
    from_mine = min(_written(mine), _written(theirs)) == _written(mine)
    moved, moved_there = (moved, moved_there - both) if from_mine else (moved - both, moved_there)
    extras = _after_spine(mine, spine, common - moved)
    extras_there = _after_spine(theirs, spine, common - moved_there)
    ordered: list[Id] = []
    for point in [None, *(item for item in base if item in spine)]:
        ordered += [] if point is None else [point]
        ordered += _joined(extras[point], extras_there[point])
    return list(dict.fromkeys(ordered))


def _moved(base: Sequence[Id], side: Sequence[Id], common: set[Id]) -> set[Id]:
    places = {item: index for index, item in enumerate(base)}
    there = [item for item in side if item in common]
    stayed = {there[index] for index in longest_rising([places[item] for item in there])}
    return common - stayed


def _after_spine(side: Sequence[Id], spine: set[Id], placed_elsewhere: set[Id]) -> defaultdict[Id | None, list[Id]]:
    """The side's own items by the item of the spine that they follow; None: they come first."""
    extras: defaultdict[Id | None, list[Id]] = defaultdict(list)
    point: Id | None = None
    for item in side:
        if item in spine:
            point = item
        elif item not in placed_elsewhere:
            extras[point].append(item)
    return extras


def _joined(mine: list[Id], theirs: list[Id]) -> Iterator[Id]:
    if not mine or not theirs:
        yield from mine or theirs
        return
    first, second = sorted([mine, theirs], key=_written)
    yield from first
    yield from second


def _written(items: Sequence[Id]) -> list[str]:
    return [repr(item) for item in items]
