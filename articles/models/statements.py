"""Queries that are put together once for the process: over a long one Django takes longer than the database."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.models.query import ModelIterable

Row = TypeVar("Row", bound=models.Model)

_KEYS = 2**63


def _mark(kind: type, place: int) -> Any:
    """What stands in a query for the value at `place` that is asked for later. No row has it."""
    if kind is int:
        return -7_777_777_777 - place
    if kind is datetime:
        return datetime(1001, 1, 1, tzinfo=UTC) + timedelta(days=place)
    if kind is UUID:
        return UUID(int=7_777_777_777 + place)
    return f"any-{place}-7777777777"


def _as_parameter(value: Any) -> Any:
    """`value` as the database takes it, where that is another thing than Python's."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


@dataclass(frozen=True)
class _Compiled:
    """The compiler that knows the columns, the statement, its parameters, and which of them come from which value."""

    compiler: Any
    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]

    def asked(self, values: tuple[Any, ...]) -> list[Any]:
        parameters = list(self.parameters)
        taken = [_as_parameter(value) for value in values]
        for place, value in self.places:
            parameters[place] = taken[value]
        return parameters


class Statement(Generic[Row]):
    """What `rows` gives for values of these `kinds`, read by a statement in which only the values are new each time.

    `kinds` are int (a key, if none are given), str, datetime and UUID. `rows` is called once for a kind of database,
    with values that stand for others, and must ask for nothing else that changes: no person, no setting. Each value
    must go into the query as it is.
    """

    def __init__(self, rows: Callable[..., "models.QuerySet[Row, Any]"], *kinds: type) -> None:
        self._rows = rows
        self._marks = [_mark(kind, place) for place, kind in enumerate(kinds or [int])]
        self._known: dict[str, _Compiled] = {}

    def of(self, *values: Any) -> list[Row]:
        """The rows for `values`. One query."""
        if not _can_be_asked(values):
            return []
        known = self._compiled()
        is_locking = known.compiler.query.select_for_update and connection.features.has_select_for_update
        if is_locking and not connection.in_atomic_block:
            raise transaction.TransactionManagementError("A row is locked until the end of a transaction: begin one.")
        # What it knows is the same for everybody; `connection` is always that of the thread that asks.
        compiler: Any = copy(known.compiler)
        asked = tuple(known.asked(values))
        compiler.as_sql = lambda *_, **__: (known.sql, asked)
        # What Django asks of a query set when it makes objects from its rows.
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        rows: Any = SimpleNamespace(
            db=DEFAULT_DB_ALIAS, query=query, model=compiler.query.model, _known_related_objects={}
        )
        return list(ModelIterable(rows))

    def one(self, *values: Any) -> Row:
        """The only row for `values`. Raises the model's DoesNotExist."""
        rows = self.of(*values)
        if not rows:
            raise self._compiled().compiler.query.model.DoesNotExist
        return rows[0]

    def sql(self, *values: Any) -> tuple[str, list[Any]]:
        """The statement for `values` with its parameters, for a larger one."""
        known = self._compiled()
        return known.sql, known.asked(values)

    def tuples(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows for `values`, of text and numbers, for a query of `values_list`. One query."""
        with connection.cursor() as cursor:
            cursor.execute(*self.sql(*values))
            return cursor.fetchall()

    def _compiled(self) -> _Compiled:
        if connection.vendor not in self._known:
            compiler: Any = self._rows(*self._marks).query.get_compiler(connection=connection)
            sql, parameters = compiler.as_sql()
            marks = [_as_parameter(mark) for mark in self._marks]
            places = tuple(
                (place, marks.index(parameter)) for place, parameter in enumerate(parameters) if parameter in marks
            )
            assert {value for _, value in places} == set(range(len(marks))), "a value does not stand in the query"
            self._known[connection.vendor] = _Compiled(compiler, sql, tuple(parameters), places)
        return self._known[connection.vendor]


def _can_be_asked(values: tuple[Any, ...]) -> bool:
    """Not what the database would refuse: from an address, a number that is no key, or a NUL."""
    return all(
        -_KEYS <= value < _KEYS if isinstance(value, int) else not (isinstance(value, str) and "\x00" in value)
        for value in values
    )
