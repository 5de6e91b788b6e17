"""Whether `loaddata demo` gives the same public pages on SQLite and on PostgreSQL, byte for byte, pictures included.

`python .ci/same_pages.py POSTGRES_URL` makes a scratch database on each, loads the demo, crawls the
site as a stranger and compares. With --crawl it is the half of itself that runs on one database.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCRATCH = "newsroom_same_pages"
ROOT = Path(__file__).resolve().parent.parent


def crawl() -> None:
    """Load the demo into the database of DATABASE_URL and print what a stranger gets at every address."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from articles.tests.crawl import crawl, every_address

    call_command("migrate", verbosity=0)
    call_command("loaddata", "demo", verbosity=0)
    answers = crawl(every_address())
    print(
        json.dumps({at: [status, to, hashlib.sha256(body).hexdigest()] for at, (status, to, body) in answers.items()})
    )


def answers_on(url: str, media: Path) -> dict[str, list[object]]:
    environment = {**os.environ, "DATABASE_URL": url, "MEDIA_ROOT": str(media), "LOG_LEVEL": "ERROR"}
    done = subprocess.run(
        [sys.executable, __file__, "--crawl"], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    answers: dict[str, list[object]] = json.loads(done.stdout)
    return answers


def compare(postgres: str) -> int:
    import psycopg

    server = postgres.rpartition("/")[0]
    with psycopg.connect(postgres, autocommit=True) as connection, tempfile.TemporaryDirectory() as folder:
        connection.execute(f"DROP DATABASE IF EXISTS {SCRATCH}")
        connection.execute(f"CREATE DATABASE {SCRATCH}")
        try:
            on_sqlite = answers_on(f"sqlite:///{folder}/pages.sqlite3", Path(folder) / "one")
            on_postgresql = answers_on(f"{server}/{SCRATCH}", Path(folder) / "two")
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
    different = sorted(at for at in on_sqlite | on_postgresql if on_sqlite.get(at) != on_postgresql.get(at))
    found = sum(status == 200 for status, *_ in on_sqlite.values())
    print(f"{len(on_sqlite)} addresses, {found} of them found, {len(different)} different.", *different, sep="\n  ")
    return 1 if different else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--crawl"]:
        crawl()
    else:
        sys.exit(compare(sys.argv[1]))
