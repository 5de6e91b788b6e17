"""Rounds of load, in which every row has its turn; then memory, and how long a start takes."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from trials.server import Server

from . import wrk
from .figures import Turn
from .processes import Memory, memory_of
from .rows import CACHED, FLOOR, Row
from .serving import Stand, answer

# Before and after a turn, until what the last request began is done.
QUIET = 0.3
SEARCHES = ("search, rare word", "search, common word")
AFTER = (5_000, 10_000, 20_000)
STARTS = 5

Say = Callable[[str], None]


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


class Rounds:
    """The load on running `servers`. What does not answer as it should is said in `faults` and not measured."""

    def __init__(self, stand: Stand, servers: dict[str, Server], rows: Sequence[Row], *, seconds: float) -> None:
        self.stand = stand
        self.servers = servers
        self.seconds = seconds
        self.faults: dict[str, str] = {}
        self.scripts: dict[str, Path] = {}
        self.headers: dict[str, list[tuple[str, str]]] = {}
        self.rows = [row for row in rows if self._answers(row)]

    def _answers(self, row: Row) -> bool:
        server, headers, wanted = self.servers[row.server], list[tuple[str, str]](), 200
        if row.is_conditional:
            tag = answer(server, row.addresses[0])[2]
            headers, wanted = [("If-None-Match", tag)], 304
        status = answer(server, row.addresses[0], dict(headers))[0]
        if status != wanted:
            self.faults[row.name] = f"It answers {status} where {wanted} is wanted."
            return False
        self.headers[row.name] = headers
        self.scripts[row.name] = wrk.write_script(self.stand.folder / f"asked-{len(self.scripts)}.lua", row.addresses)
        return True

    def warm_up(self) -> None:
        """Every worker sees every page, and the caches fill."""
        say("every page for a second, so that nothing is new to the workers")
        for row in self.rows:
            self._load(row, seconds=1)

    def run(self, rounds: int) -> dict[str, list[Turn]]:
        found: dict[str, list[Turn]] = {row.name: [] for row in self.rows}
        left = rounds * len(self.rows)
        for number in range(1, rounds + 1):
            for row in self.rows:
                minutes = left * (self.seconds + 2 * QUIET + 0.1) / 60
                say(f"round {number} of {rounds}: {row.name} ({minutes:.0f} min left)")
                found[row.name].append(self._turn(row))
                left -= 1
        return found

    def medians(self) -> dict[str, float]:
        """Of each search, the milliseconds within which half of the answers come, one after the other."""
        asked = [row for row in self.rows if row.name in SEARCHES]
        return {row.name: self._load(row, seconds=self.seconds, connections=1).median for row in asked}

    def _turn(self, row: Row) -> Turn:
        server = self.servers[row.server]
        time.sleep(QUIET)
        before = self.stand.seconds(server)
        load = self._load(row, seconds=self.seconds)
        time.sleep(QUIET)
        return Turn(self.stand.seconds(server) - before, load.requests, load.faulty)

    def _load(self, row: Row, *, seconds: float, connections: int = 16) -> wrk.Load:
        base = f"http://127.0.0.1:{self.servers[row.server].port}"
        headers = self.headers[row.name]
        return wrk.run(base, self.scripts[row.name], seconds=seconds, connections=connections, headers=headers)


def memory(stand: Stand, addresses: Sequence[str]) -> Iterator[tuple[int, list[Memory]]]:
    """What each worker has after so many requests, each for another address."""
    asked = 0
    with stand.server(CACHED) as server:
        base = f"http://127.0.0.1:{server.port}"
        for wanted in AFTER:
            while asked < wanted:
                rest = [addresses[number % len(addresses)] for number in range(asked, asked + len(addresses))]
                script = wrk.write_script(stand.folder / "many.lua", rest)
                asked += wrk.run(base, script, seconds=2).requests
            say(f"memory after {asked:,} requests")
            yield asked, [memory_of(pid) for pid in _workers(server)]


def _workers(server: Server) -> list[int]:
    """Those that answer: without the main process, and what Python starts to look after its resources."""
    assert server.process is not None
    others = [pid for pid in server.members if pid != server.process.pid]
    return [pid for pid in others if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


def starts(stand: Stand) -> Iterator[tuple[float, float]]:
    """The seconds from the command to the first front page, of a bare Django and of ours, in turns."""
    for number in range(1, STARTS + 1):
        say(f"start {number} of {STARTS}")
        yield _start(stand.server(FLOOR)), _start(stand.server(CACHED))


def _start(server: Server) -> float:
    begun = time.perf_counter()
    with server:
        return time.perf_counter() - begun
