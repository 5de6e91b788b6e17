"""A database for one trial: empty, on this machine, gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import psycopg
from psycopg import sql

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Refused(Exception):
    """The trial may not run there; the text says why."""


@contextmanager
def scratch_database(wanted: str, folder: Path) -> Iterator[str]:
    """The URL of a new database: a file in `folder` for "sqlite", else one on the PostgreSQL server `wanted`.

    The database that `wanted` itself names is never written to. Raises Refused.
    """
    if wanted == "sqlite":
        yield f"sqlite:///{folder / 'trial.sqlite3'}"
        return
    address = _local(wanted)
    name = f"newsroom_trial_{os.getpid()}"
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield address._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def kept_database(wanted: str) -> str:
    """The URL of a database that stays: the one on a PostgreSQL server that `wanted` names, made if it is missing.

    Raises Refused.
    """
    address = _local(wanted)
    name = address.path.strip("/")
    if not name or name == "postgres":
        raise Refused(
            "Name a database of its own that is to be kept, as in postgres://postgres@127.0.0.1:5432/archive."
        )
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return address.geturl()


def _local(wanted: str) -> SplitResult:
    address = urlsplit(wanted)
    if address.scheme not in {"postgres", "postgresql"}:
        raise Refused(f"“{wanted}” is neither sqlite nor a postgres:// address.")
    if address.hostname not in LOOPBACK:
        raise Refused(f"A trial runs on this machine only, not on {address.hostname}.")
    return address
