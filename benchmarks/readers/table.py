"""The tables, as Markdown."""

from collections.abc import Iterator, Sequence

from .figures import Measured, growth
from .rows import Row


def tables(measured: Measured) -> Iterator[str]:
    """The lines about one size."""
    yield f"\n{measured.heading}; two workers; the median of {_rounds(measured)}\n"
    yield "| page | CPU ms a request | requests | of F | of C | limit | Wagtail 8 |"
    yield "|---|---:|---:|---:|---:|---|---|"
    yield from (_line(measured, row) for row in measured.rows)
    if measured.medians:
        said = ", ".join(f"{name} {median:.1f} ms" for name, median in measured.medians.items())
        yield f"\nHalf of the answers within, one connection: {said}."


def tables_of_workers(measured: Measured) -> Iterator[str]:
    """The lines about memory and a start, where those were measured."""
    if measured.memory:
        yield "\n| after so many requests | resident MiB a worker | its own share |\n|---:|---:|---:|"
    for requests, workers in sorted(measured.memory.items()):
        resident = ", ".join(f"{one.resident:.1f}" for one in workers)
        yield f"| {requests:,} | {resident} | {', '.join(f'{one.proportional:.1f}' for one in workers)} |"
    if measured.starts:
        bare, ours = (min(seconds) for seconds in zip(*measured.starts, strict=True))
        yield (
            f"\nFrom the command to the first page: {ours:.2f} s, a bare Django {bare:.2f} s (the fastest of"
            f" {len(measured.starts)}); {measured.start_ratio:.2f} of it (the median)."
        )


def growth_table(few: Measured, many: Measured) -> Iterator[str]:
    """How much more everything takes with more articles."""
    yield f"\n| page | at {many.articles:,} of what it is at {few.articles:,} |\n|---|---:|"
    for row in many.rows:
        grown = growth(few, many, row) if row.is_ours else None
        if grown is not None:
            yield f"| {row.name} | {grown:.2f} |"


def _rounds(measured: Measured) -> str:
    rounds = max(map(len, measured.turns.values()), default=0)
    return f"{rounds} rounds" if rounds != 1 else "one round"


def _line(measured: Measured, row: Row) -> str:
    turns = measured.turns.get(row.name, [])
    if not turns:
        return f"| {row.name} | {measured.faults.get(row.name, '')} | | | | {_limit(row)} | {row.wagtail} |"
    requests = sum(turn.requests for turn in turns)
    ratios = " | ".join(_ratio(measured, row, other) for other in (row.floor, row.constant))
    figures = f"{measured.milliseconds(row.name):.2f} | {requests:,} | {ratios}"
    return f"| {row.name} | {figures} | {_limit(row)} | {row.wagtail} |"


def _ratio(measured: Measured, row: Row, other: str) -> str:
    ratio = measured.ratio(row.name, other)
    return "" if ratio is None else f"{ratio:.2f}"


def _limit(row: Row) -> str:
    limits: Sequence[str] = [
        *([f"{row.of_floor:.2f} F"] if row.of_floor is not None else []),
        *([f"{row.of_row[1]:.2f} of {row.of_row[0]}"] if row.of_row is not None else []),
    ]
    return ", ".join(limits)
