"""`python -m benchmarks desk --articles N --database sqlite|postgres://…`, and so `search`, `readers`, `renditions` …

Exits with 1 when a figure is over its limit. `archive` writes an archive into a database and leaves it there, for
`desk --keep` to measure later.
"""

import argparse
import os
import signal
import sys
import tempfile
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import django

from trials.scratch import Refused, kept_database, scratch_database

from . import readers, renditions
from .production import production_environment


def main() -> int:
    options = arguments()
    for number in (signal.SIGINT, signal.SIGTERM):
        # As an exception, so that the database is dropped whoever ends the benchmark.
        signal.signal(number, lambda *_: sys.exit("The benchmark was stopped."))
    with tempfile.TemporaryDirectory(prefix="newsroom-benchmark-") as folder:
        options.folder = folder
        if options.subject == "renditions":
            return renditions.run(options)
        try:
            if options.subject == "readers":
                return readers.run(options)
            options.articles = (options.articles or [20_000])[0]
            keeps = options.keep or options.subject == "archive"
            found = (
                nullcontext(kept_database(options.database))
                if keeps
                else scratch_database(options.database, Path(folder))
            )
            with found as url:
                return run(options, url, Path(folder))
        except Refused as error:
            sys.exit(str(error))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    subjects = ["desk", "readers", "search", "keystroke", "archive", "intake", "renditions"]
    parser.add_argument("subject", choices=subjects, help="What is measured, or made.")
    parser.add_argument(
        "--articles",
        type=int,
        nargs="+",
        help="The size of the archive (default: 20000); of `readers` several may be given (200 20000 100000).",
    )
    parser.add_argument(
        "--database",
        default="sqlite",
        help="sqlite, or the URL of a PostgreSQL server on this machine; either way a scratch database is made.",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="Measure the archive that `archive` wrote into the database, and write none; `readers` writes its own.",
    )
    parser.add_argument("--runs", type=int, default=15, help="How often each thing is measured (default: 15).")
    parser.add_argument("--only", default="", help="Only the pages whose name has these letters in it.")
    parser.add_argument("--seconds", type=int, default=10, help="How long a turn of `readers` is (default: 10).")
    parser.add_argument("--rounds", type=int, default=3, help="How many turns each page of `readers` has (default: 3).")
    return parser.parse_args()


def run(options: argparse.Namespace, url: str, folder: Path) -> int:
    """Measure on the empty database `url`; 1 when a figure is over its limit."""
    os.environ.pop("NEWSROOM_PRODUCTION", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(folder / "media"),
    }
    if options.subject == "keystroke":
        os.environ |= production_environment(folder)
    django.setup()
    # Only now, since these import the models, which need the settings.
    return import_module(f"benchmarks.{options.subject}").run(options)


if __name__ == "__main__":
    sys.exit(main())
