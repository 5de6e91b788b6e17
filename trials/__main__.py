"""`python -m trials racing|… --database sqlite|postgres://…`; exits 1 when the trial found a fault."""

import argparse
import os
import signal
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

from .scratch import Refused, scratch_database


def main() -> int:
    options = arguments()
    for number in (signal.SIGINT, signal.SIGTERM):
        # As an exception, so that the server is stopped and the database dropped whoever ends the trial.
        signal.signal(number, lambda *_: sys.exit("The trial was stopped."))
    with tempfile.TemporaryDirectory(prefix="newsroom-trial-") as folder:
        try:
            with scratch_database(options.database, Path(folder)) as url:
                return run(options, url, Path(folder))
        except Refused as error:
            sys.exit(str(error))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trials", description=__doc__)
    parser.add_argument("trial", choices=["racing", "killing", "uploads", "moments"])
    parser.add_argument(
        "--database",
        default="sqlite",
        help="sqlite, or the URL of a PostgreSQL server on this machine; either way a scratch database is made.",
    )
    parser.add_argument("--workers", type=int, default=2, help="Processes of the server (default: 2).")
    parser.add_argument("--seed", type=int, default=1, help="For the moments of the kills (default: 1).")
    parser.add_argument("--saves", type=int, default=1000, help="racing: how many saves in all (default: 1000).")
    parser.add_argument("--times", type=int, default=100, help="killing: how many kills (default: 100).")
    parser.add_argument("--uploads", type=int, default=50, help="uploads: how many pictures (default: 50).")
    parser.add_argument("--rounds", type=int, default=5, help="moments: how often everything changes (default: 5).")
    return parser.parse_args()


def run(options: argparse.Namespace, url: str, folder: Path) -> int:
    """Carry out the trial on the empty database `url`; 1 when there were faults."""
    os.environ.pop("NEWSROOM_PRODUCTION", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(folder / "media"),
        # Of the trial alone, so that nobody else's turns are waited for.
        "TMPDIR": str(folder),
    }
    django.setup()
    # Only now, since the trials import the models, which need the settings.
    return import_module(f"trials.{options.trial}").run(options, folder)


if __name__ == "__main__":
    sys.exit(main())
