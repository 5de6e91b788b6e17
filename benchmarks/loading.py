"""Writing many rows at once: COPY on PostgreSQL, one statement for many rows on SQLite."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from articles.models.rules import install_rules
from articles.models.search_index import NAME, install_word_index

Row = tuple[Any, ...]
# By model, the names of the columns and the rows.
Batch = dict[type[models.Model], tuple[tuple[str, ...], list[Row]]]


@contextmanager
def in_bulk(loaded: Iterable[type[models.Model]]) -> Iterator[None]:
    """Load without what is quicker to make once at the end; then make it, and let the planner look."""
    models_loaded = list(loaded)
    is_postgresql = connection.vendor == "postgresql"
    indexes = _without_indexes([model._meta.db_table for model in models_loaded]) if is_postgresql else []
    yield
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("SET maintenance_work_mem = '1GB'")
        for statement in [*indexes, *connection.ops.sequence_reset_sql(no_style(), models_loaded)]:
            cursor.execute(statement)
    install_rules(using="default")
    install_word_index(using="default")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if is_postgresql else "ANALYZE")


def _without_indexes(tables: list[str]) -> list[str]:
    """Take away the indexes that no constraint needs; the statements that make them again."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_edition DROP CONSTRAINT IF EXISTS edition_no_overlap")
        # Every reference is right by construction; asking for each costs more than writing it.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            [tables],
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    # That of the words is made by its own function.
    return [statement for name, statement in found if name != NAME]


def write(batch: Batch) -> None:
    """Write the rows of a batch, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model, (columns, rows) in batch.items():
            table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    copy.write("".join(map(_line, rows)))
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", [_plain(row) for row in rows])


def _line(row: Row) -> str:
    """A row as COPY reads it."""
    return "\t".join(map(_copied, row)) + "\n"


def _copied(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, datetime):
        return value.isoformat()
    text = json.dumps(value) if isinstance(value, dict) else str(value)
    return text.replace("\\", "\\\\")


def _plain(row: Row) -> Row:
    """A row as SQLite takes it."""
    return tuple(
        json.dumps(value)
        if isinstance(value, dict)
        else str(value.replace(tzinfo=None))
        if isinstance(value, datetime)
        else value
        for value in row
    )
