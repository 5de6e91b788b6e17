"""What was measured, and whether it is within the limits. Ratios are made within a round, so that what the machine
does beside falls on both sides of them; seconds of a busy machine say little."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .processes import Memory
from .rows import Row

# What is asked of the whole, beside what each row says.
MOST_GROWTH = 1.15
SEARCH_MEDIAN = 15.0
# From where on growth and the search's median are judged.
LARGE = 100_000
MOST_MEBIBYTES = 90.0
# What a worker may have more after 20,000 requests than after 10,000: more is no settling of its allocator.
MOST_MORE = 1.03
MOST_OF_BARE_START = 1.5


@dataclass(frozen=True)
class Turn:
    """One run of wrk against one row: seconds of processor of the server and the database together."""

    seconds: float
    requests: int
    faulty: int

    @property
    def milliseconds(self) -> float:
        """Of processor, for a request."""
        return 1000 * self.seconds / self.requests if self.requests else float("inf")


@dataclass
class Measured:
    """Everything of one size. `turns` are by the name of the row, one for each round."""

    articles: int
    heading: str
    rows: Sequence[Row]
    turns: dict[str, list[Turn]]
    # Rows that did not answer as they should, and how.
    faults: dict[str, str] = field(default_factory=dict)
    # By the name of the search, milliseconds of half of the answers with one connection.
    medians: dict[str, float] = field(default_factory=dict)
    memory: dict[int, list[Memory]] = field(default_factory=dict)
    # Seconds from the command until the first page, of a bare Django and of ours, in turns.
    starts: list[tuple[float, float]] = field(default_factory=list)

    def milliseconds(self, row: str) -> float:
        return statistics.median(turn.milliseconds for turn in self.turns[row])

    def ratio(self, row: str, other: str) -> float | None:
        """How much of `other` the row takes: the median of the rounds. None where one was not measured."""
        if not self.turns.get(row) or not self.turns.get(other):
            return None
        pairs = zip(self.turns[row], self.turns[other], strict=True)
        return statistics.median(one.milliseconds / of.milliseconds for one, of in pairs)

    @property
    def start_ratio(self) -> float:
        return statistics.median(ours / bare for bare, ours in self.starts)


def over_the_limits(measured: Sequence[Measured]) -> Iterator[str]:
    """A sentence for each limit that is missed, of every size and between them."""
    for one in measured:
        where = f" at {one.articles:,} articles"
        yield from (f"{row}{where}: {fault}" for row, fault in one.faults.items())
        yield from (f"{said}{where}." for said in _rows_over(one))
        yield from (f"{said}{where}." for said in _others_over(one))
    yield from _grown(measured)


def _rows_over(measured: Measured) -> Iterator[str]:
    for row in measured.rows:
        for other, limit in _limits(row):
            ratio = measured.ratio(row.name, other)
            if ratio is not None and ratio > limit:
                yield f"“{row.name}” takes {ratio:.2f} of “{other}”, where {limit:.2f} is the limit,"
    for row in measured.rows:
        lost = sum(turn.faulty for turn in measured.turns.get(row.name, []))
        if lost:
            yield f"“{row.name}” had {lost} answers that were faulty or missing"


def _limits(row: Row) -> Iterator[tuple[str, float]]:
    if row.of_floor is not None:
        yield row.floor, row.of_floor
    if row.of_row is not None:
        yield row.of_row


def _others_over(measured: Measured) -> Iterator[str]:
    for search, median in measured.medians.items():
        if measured.articles >= LARGE and median > SEARCH_MEDIAN:
            yield f"Half of “{search}” takes {median:.1f} ms or more, where {SEARCH_MEDIAN:.0f} are the limit,"
    if measured.memory:
        most = [max(one.proportional for one in workers) for _, workers in sorted(measured.memory.items())]
        if most[-1] > MOST_MEBIBYTES:
            yield f"A worker has {most[-1]:.0f} MiB, where {MOST_MEBIBYTES:.0f} are the limit,"
        if len(most) > 1 and most[-1] > MOST_MORE * most[-2]:
            yield f"A worker goes on growing, from {most[-2]:.1f} to {most[-1]:.1f} MiB,"
    if measured.starts and measured.start_ratio > MOST_OF_BARE_START:
        yield (
            f"The first page takes {measured.start_ratio:.2f} of what a bare Django takes,"
            f" where {MOST_OF_BARE_START} is the limit,"
        )


def growth(few: Measured, many: Measured, row: Row) -> float | None:
    """How many times more the row takes with many articles, each time in the constant of its size."""
    before, after = few.ratio(row.name, row.constant), many.ratio(row.name, row.constant)
    return after / before if before and after else None


def _grown(measured: Sequence[Measured]) -> Iterator[str]:
    by_size: Mapping[int, Measured] = {one.articles: one for one in measured}
    few, many = by_size[min(by_size)], by_size[max(by_size)]
    if few is many or many.articles < LARGE:
        return
    for row in many.rows:
        grown = growth(few, many, row) if row.is_ours else None
        if grown is not None and grown > MOST_GROWTH:
            yield (
                f"“{row.name}” takes {grown:.2f} times more at {many.articles:,} articles than at {few.articles:,},"
                f" where {MOST_GROWTH} is the limit."
            )
