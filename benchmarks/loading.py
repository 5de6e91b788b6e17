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
    is_postgresql = connection.vendor == "postgresql"
    if is_postgresql:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX IF EXISTS {NAME}")
            cursor.execute("ALTER TABLE articles_edition DROP CONSTRAINT IF EXISTS edition_no_overlap")
            # Every reference is right by construction; asking for each costs more than writing it.
            cursor.execute("SET session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET session_replication_role = DEFAULT")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(loaded)):
            cursor.execute(statement)
    install_rules(using="default")
    install_word_index(using="default")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if is_postgresql else "ANALYZE")


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
