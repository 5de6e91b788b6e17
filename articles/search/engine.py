"""What a database does for a search: keeps documents, and finds the newest of those that match."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from django.db import connection

from .asking import Asked
from .documents import Document
from .postgresql import PostgreSQL
from .ranking import Candidate
from .sqlite import SQLite
from .stretches import Stretch


class Engine(Protocol):
    """One database. Both find the same; how is theirs."""

    # Whether it finds the newest of what matches without sorting all of it.
    knows_order: bool
    # So many entries are opened at most to see whether a phrase stands in them.
    most_opened: float

    def write(self, documents: Sequence[Document]) -> int:
        """Add entries of `documents`, but for those whose number or edition has one; how many were added.

        One statement for one document, two on SQLite.
        """

    def forget(self, numbers: Collection[int]) -> None:
        """Take the words of the entries with these numbers out."""

    def newest(self, asked: Asked, *, at: datetime, stretch: Stretch, limit: int) -> tuple[list[Candidate], int | None]:
        """The newest `limit` candidates of a stretch, and the number where it ends; None where nothing is behind it."""

    def newest_by_head(self, asked: Asked, *, at: datetime, limit: int) -> list[Candidate]:
        """The newest `limit` candidates with all words in their head."""

    def tidy(self) -> None:
        """After many changes, have the database put its own house in order, outside a transaction."""

    def bounded(self, seconds: float) -> AbstractContextManager[None]:
        """Within it a query that takes longer raises OperationalError."""


def engine() -> Engine:
    """That of the database which is in use."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
