"""What processes have taken of the processor, and of memory, as Linux tells it in /proc."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Process:
    """One line of /proc/PID/stat: ticks of its own, and those of its children that have ended."""

    parent: int
    ticks: int
    ticks_of_ended: int


@dataclass(frozen=True)
class Memory:
    """MiB: resident, and the share of it that is its own where others use it too."""

    resident: float
    proportional: float


def process_in(stat: str) -> Process:
    """What /proc/PID/stat says. The name of a program may have spaces and parentheses in it."""
    fields = stat.rpartition(")")[2].split()
    return Process(int(fields[1]), int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14]))


def memory_in(rollup: str) -> Memory:
    """What /proc/PID/smaps_rollup says."""
    found = dict(line.split(":", 1) for line in rollup.splitlines() if ":" in line and line.endswith("kB"))
    resident, proportional = (int(found[name].split()[0]) / 1024 for name in ("Rss", "Pss"))
    return Memory(resident, proportional)


def seconds_of(pids: Iterable[int]) -> float:
    """The seconds of processor that these processes have had. Those that are gone count nothing."""
    return sum(found.ticks for pid in pids if (found := _process(pid))) / TICKS


def seconds_of_cluster(main: int) -> float:
    """The seconds of a database's main process and of all that it started, those that have ended since included."""
    own = _process(main)
    if own is None:
        return 0.0
    others = [found for pid in _pids() if (found := _process(pid)) and found.parent == main]
    return (own.ticks + own.ticks_of_ended + sum(other.ticks for other in others)) / TICKS


def parent_of(pid: int) -> int:
    return process_in(Path(f"/proc/{pid}/stat").read_text()).parent


def memory_of(pid: int) -> Memory:
    return memory_in(Path(f"/proc/{pid}/smaps_rollup").read_text())


def _process(pid: int) -> Process | None:
    try:
        return process_in(Path(f"/proc/{pid}/stat").read_text())
    except OSError:
        return None


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
