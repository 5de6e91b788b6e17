"""How far back a search looks: in stretches of the newest entries, the first as long as it should have to be.

A database that knows no order of what matches is asked for as many entries as will have enough matches by what is
known of the words, then for more. A phrase cannot be told from its words, and whoever has them has to be opened: that
ends somewhere, and it is said where.
"""

from collections.abc import Iterator
from dataclasses import dataclass

# Expected matches of the first stretch for each that is wanted, and how much longer the next one is.
_ENOUGH, _LONGER = 1.5, 10
# Fewer matches than these are looked for everywhere at once: to find where a stretch ends takes longer.
_FEW = 2_000


@dataclass(frozen=True)
class Stretch:
    """The newest `entries`, all where it is None, of those before the number `before`."""

    before: int | None = None
    entries: int | None = None
    # That there is more behind it which is not looked through.
    is_the_end: bool = False


def stretches(
    *, before: int | None, wanted: int, matches: float, total: int, most_opened: float | None
) -> Iterator[Stretch]:
    """Where to look for `wanted` entries of which about `matches` match in `total`: in one stretch after the other.

    `most_opened` is how many entries that have the words may be opened for a phrase; None where none has to be.
    """
    farthest: float = total
    if most_opened is not None and matches > most_opened:
        farthest = total * most_opened / matches
    if matches > max(_FEW, wanted):
        entries = total * wanted * _ENOUGH / matches
        while entries * 2 < farthest:
            yield Stretch(before, int(entries) + 1)
            entries *= _LONGER
    yield Stretch(before) if farthest >= total else Stretch(before, int(farthest) + 1, is_the_end=True)
