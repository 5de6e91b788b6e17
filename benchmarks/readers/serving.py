"""The servers that are measured: ours without its cache, with the cache in each worker and with a shared one, and F."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from trials.server import ROOT, Server, free_port

from ..production import production_environment
from .processes import parent_of, seconds_of, seconds_of_cluster
from .rows import CACHED, FLOOR, PLAIN, SHARED, Row

WORKERS = 2
FLOOR_APPLICATION = "benchmarks.floor.wsgi:application"


class Stand:
    """What stands round one archive: the settings of its servers, and what of the database they are charged with."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
        self.environment |= {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": url,
            "MEDIA_ROOT": str(folder / "media"),
            **production_environment(folder),
        }
        self.cluster = _cluster(url)
        self.redis: subprocess.Popen[bytes] | None = None

    def collect_static(self) -> None:
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def server(self, kind: str, **more: str) -> Server:
        """One that is not started yet; `more` is added to its environment."""
        folder = self.folder / f"server-{kind}"
        folder.mkdir(exist_ok=True)
        application = FLOOR_APPLICATION if kind == FLOOR else "newsroom.wsgi:application"
        ready = "/front/" if kind == FLOOR else "/"
        environment = self.environment | {"NEWSROOM_PAGE_CACHE": "0" if kind == PLAIN else "1"} | more
        return Server(folder, workers=WORKERS, application=application, environment=environment, ready=ready)

    @contextmanager
    def shared_cache(self) -> Iterator[str | None]:
        """The address of a Redis of its own, which keeps nothing on disk; None where there is none on this machine."""
        program = shutil.which("redis-server")
        if program is None:
            yield None
            return
        port = free_port()
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.redis = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            _await(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            self.redis.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.redis.wait(10)
            self.redis = None

    def seconds(self, server: Server) -> float:
        """The seconds of processor that the server, the database and the shared cache have had until now."""
        others = [self.redis.pid] if self.redis else []
        database = seconds_of_cluster(self.cluster) if self.cluster else 0.0
        return seconds_of([*server.members, *others]) + database


@contextmanager
def served(stand: Stand, asked: Sequence[Row], shared_cache: str | None) -> Iterator[dict[str, Server]]:
    """All servers, started, F with pages of the size of ours."""
    with ExitStack() as stack:
        more = {SHARED: {"CACHE_URL": shared_cache}} if shared_cache else {}
        kinds = [PLAIN, CACHED, *more]
        servers = {kind: stack.enter_context(stand.server(kind, **more.get(kind, {}))) for kind in kinds}
        sizes = _sizes(servers[PLAIN], [row for row in asked if row.server == PLAIN])
        # What it prints of itself is known when it has printed it once.
        with stand.server(FLOOR) as floor:
            own = _sizes(floor, [row for row in asked if row.name == row.floor])
        told = {"FLOOR_PAGE_SIZES": json.dumps(sizes), "FLOOR_OWN_SIZES": json.dumps(own)}
        servers[FLOOR] = stack.enter_context(stand.server(FLOOR, **told))
        yield servers


def answer(server: Server, address: str, headers: Mapping[str, str] | None = None) -> tuple[int, int, str]:
    """Status, bytes and entity tag of what is found at `address`."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", address, headers=dict(headers or {}))
        response = connection.getresponse()
        return response.status, len(response.read()), response.headers.get("ETag", "")
    finally:
        connection.close()


def _sizes(server: Server, asked: Sequence[Row]) -> dict[str, int]:
    """By the page that F knows, how many bytes it has; of several addresses the mean."""
    found: dict[str, int] = {}
    for row in asked:
        page = row.constant.removeprefix("C: ")
        sizes = [answer(server, address)[1] for address in row.addresses]
        # Of two rows with one constant the first says how large it is.
        found.setdefault(page, sum(sizes) // len(sizes))
    return found


def _cluster(url: str) -> int | None:
    """The main process of the PostgreSQL server at `url`; None for SQLite, which works within the workers."""
    if urlsplit(url).scheme == "sqlite":
        return None
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert row is not None
        return parent_of(int(row[0]))


def _await(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise RuntimeError("The Redis server did not start.")
