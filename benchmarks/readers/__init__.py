"""What a reader's page costs on the server, whatever the size of the archive: `python -m benchmarks readers`.

The site is served as in production, and beside it the floor of the same pages (benchmarks/floor/); wrk asks for each in
turns. docs/developers/benchmarks.md tells how to read what is printed.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from trials.scratch import kept_database, scratch_database
from trials.server import ROOT

from . import wrk
from .figures import Measured, over_the_limits
from .measuring import Rounds, memory, say, starts
from .rows import Row, rows
from .serving import Stand, served
from .table import growth_table, tables, tables_of_workers

SIZES = [200, 20_000, 100_000]


def run(options: argparse.Namespace) -> int:
    """Measure every size in turn and print; 1 when a limit is missed. Raises Refused."""
    if not wrk.is_there():
        sys.exit(wrk.MISSING)
    sizes = options.articles or SIZES
    found = []
    for size in sizes:
        say(f"{size:,} articles")
        folder = Path(options.folder) / str(size)
        folder.mkdir()
        with _archive(options, size, folder) as url:
            found.append(_measured(options, size, url, folder, is_last=size == max(sizes)))
    if len(found) > 1:
        by_size = sorted(found, key=lambda one: one.articles)
        print("\n".join(growth_table(by_size[0], by_size[-1])))
    faults = list(over_the_limits(found))
    print("\n" + ("\n".join(f"- {fault}" for fault in faults) or "Within the limits."))
    return 1 if faults else 0


@contextmanager
def _archive(options: argparse.Namespace, size: int, folder: Path) -> Iterator[str]:
    """The URL of a database for `size` articles: one that is gone afterwards, or with `--keep` one that stays."""
    if not options.keep:
        with scratch_database(options.database, folder) as url:
            yield url
    elif options.database == "sqlite":
        kept = ROOT / "var" / "benchmarks"
        kept.mkdir(parents=True, exist_ok=True)
        yield f"sqlite:///{kept / f'readers_{size}.sqlite3'}"
    else:
        address = urlsplit(options.database)
        name = address.path.strip("/") or "readers"
        yield kept_database(address._replace(path=f"/{name}_{size}").geturl())


def _measured(options: argparse.Namespace, size: int, url: str, folder: Path, *, is_last: bool) -> Measured:
    found = _found(size, url, folder)
    stand = Stand(url, folder)
    stand.collect_static()
    with stand.shared_cache() as shared_cache:
        if shared_cache is None:
            say("There is no redis-server on this machine’s PATH: the shared cache is left out.")
        all_rows = rows(found, with_shared=shared_cache is not None)
        asked = _wanted(all_rows, options.only)
        with served(stand, all_rows, shared_cache) as servers:
            rounds = Rounds(stand, servers, asked, seconds=options.seconds)
            rounds.warm_up()
            turns = rounds.run(options.rounds)
            measured = Measured(size, found["heading"], asked, turns, rounds.faults, rounds.medians())
    print("\n".join(tables(measured)), flush=True)
    # The largest archive says it for all: neither hangs on its size.
    if is_last and not options.only:
        measured.memory = dict(memory(stand, found["many"]))
        measured.starts = list(starts(stand))
        print("\n".join(tables_of_workers(measured)), flush=True)
    return measured


def _wanted(found: list[Row], only: str) -> list[Row]:
    """The rows with these letters in their name, and what they are compared with."""
    named = [row for row in found if only in row.name]
    others = {other for row in named for other in (row.floor, row.constant, *(row.of_row or ())[:1])}
    return [row for row in found if row in named or row.name in others]


def _found(size: int, url: str, folder: Path) -> dict[str, Any]:
    """What the archive has to ask for. It is written first where there is none."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(folder / "media"),
    }
    command = [sys.executable, "-m", "benchmarks.readers.archived", str(size)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)
