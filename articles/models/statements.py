"""Queries that are put together once for the process: over a long one Django takes longer than the database."""

from collections.abc import Callable
from copy import copy
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.models.query import ModelIterable

Row = TypeVar("Row", bound=models.Model)

# Stands in a query for the key that is asked for later. No row has it.
_ANY_KEY = -7_777_777_777
_KEYS = 2**63


class Statement(Generic[Row]):
    """What `rows` gives for a key, read from the database by a statement in which only the key is new each time.

    `rows` is called once for a kind of database, with a key that is none, and must ask for nothing that changes: no
    moment, no person, no setting.
    """

    def __init__(self, rows: Callable[[int], models.QuerySet[Row]]) -> None:
        self._rows = rows
        self._known: dict[str, tuple[Any, str, tuple[Any, ...]]] = {}

    def of(self, key: int) -> list[Row]:
        """The rows for `key`. One query."""
        if not -_KEYS <= key < _KEYS:
            # A number from an address, which the database would not take for a key.
            return []
        known, sql, params = self._compiled()
        is_locking = known.query.select_for_update and connection.features.has_select_for_update
        if is_locking and not connection.in_atomic_block:
            raise transaction.TransactionManagementError("A row is locked until the end of a transaction: begin one.")
        # What it knows is the same for everybody; `connection` is always that of the thread that asks.
        compiler: Any = copy(known)
        asked = tuple(key if param == _ANY_KEY else param for param in params)
        compiler.as_sql = lambda *_, **__: (sql, asked)
        # What Django asks of a query set when it makes objects from its rows.
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        rows: Any = SimpleNamespace(
            db=DEFAULT_DB_ALIAS, query=query, model=known.query.model, _known_related_objects={}
        )
        return list(ModelIterable(rows))

    def one(self, key: int) -> Row:
        """The only row for `key`. Raises the model's DoesNotExist."""
        rows = self.of(key)
        if not rows:
            raise self._compiled()[0].query.model.DoesNotExist
        return rows[0]

    def _compiled(self) -> tuple[Any, str, tuple[Any, ...]]:
        """The compiler that knows the columns, the statement and its parameters, for the database at hand."""
        if connection.vendor not in self._known:
            compiler: Any = self._rows(_ANY_KEY).query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            self._known[connection.vendor] = compiler, sql, tuple(params)
        return self._known[connection.vendor]
