"""The indexes that let PostgreSQL find words inside `found_by` of articles and images: by trigrams, where it can.

Put in place after every `migrate`, like the rules, so that a database that gets the extension later gets the
indexes too. Without them the desk searches the newest rows only: `has_word_index` says which.
"""

from functools import cache
from typing import Any

from django.db import DatabaseError, connections, transaction

NAME = "article_found_by_words"
# The name of each index, and the table whose `found_by` it holds.
_INDEXES = {NAME: "articles_article", "image_found_by_words": "articles_image"}


def install_word_index(*, using: str, **_: Any) -> None:
    """A receiver of `post_migrate`, safe to run again; does nothing where the database has no trigrams."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    there_are = {name: table for name, table in _INDEXES.items() if _has_column(using, table)}
    if not there_are:
        return
    try:
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for name, table in there_are.items():
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin (found_by gin_trgm_ops)")
    except DatabaseError:
        # Not installed, or not this role's to create: docs/operators/running.md says what it is for.
        pass
    has_word_index.cache_clear()


@cache
def has_word_index(using: str) -> bool:
    """Whether a word is looked up in the indexes, which come together; asked of the database once per process."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = ANY(%s)", [list(_INDEXES)])
        return len(cursor.fetchall()) == len(_INDEXES)


def _has_column(using: str, table: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM information_schema.columns WHERE table_name = %s AND column_name = 'found_by'", [table]
        )
        return cursor.fetchone() is not None
