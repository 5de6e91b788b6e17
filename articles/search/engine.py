"""What a database does for a search: keeps documents, and finds the newest of those that match."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple, Protocol

from django.db import connection

from .asking import Asked
from .documents import Document
from .postgresql import PostgreSQL
from .sqlite import SQLite


class Candidate(NamedTuple):
    """An entry that matches and whose edition lists show."""

    number: int
    edition_id: int
    head: str


class Engine(Protocol):
    """One database. Both find the same; how is theirs."""

    # So many entries are looked at for what is common.
    walk: float

    def write(self, documents: Sequence[Document]) -> int:
        """Add entries of `documents`, but for those whose number or edition has one; how many were added.

        One statement for one document, two on SQLite.
        """

    def forget(self, numbers: Collection[int]) -> None:
        """Take the words of the entries with these numbers out."""

    def newest(
        self, asked: Asked, *, at: datetime, before: int | None, limit: int, in_head: bool, common: bool
    ) -> tuple[str, list[object]]:
        """SQL, and its parameters, for the newest `limit` candidates of those that were before the number `before`.

        With `in_head`, those with all words in their head; `common` says that many match.
        """

    def bounded(self, seconds: float) -> AbstractContextManager[None]:
        """Within it a query that takes longer raises OperationalError."""


def engine() -> Engine:
    """That of the database which is in use."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
