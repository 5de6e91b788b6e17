"""The index that lets PostgreSQL find words inside `Article.found_by`: by trigrams, where there is the extension.

Put in place after every `migrate`, like the rules, so that a database that gets the extension later gets the
index too. Without it the desk searches the newest articles only: `has_word_index` says which.
"""

from functools import cache
from typing import Any

from django.db import DatabaseError, connections, transaction

NAME = "article_found_by_words"


def install_word_index(*, using: str, **_: Any) -> None:
    """A receiver of `post_migrate`, safe to run again; does nothing where the database has no trigrams."""
    connection = connections[using]
    if connection.vendor != "postgresql" or not _has_column(using):
        return
    try:
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {NAME} ON articles_article USING gin (found_by gin_trgm_ops)")
    except DatabaseError:
        # Not installed, or not this role's to create: docs/operators/running.md says what it is for.
        pass
    has_word_index.cache_clear()


@cache
def has_word_index(using: str) -> bool:
    """Whether a word is looked up in an index; asked of the database once per process."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [NAME])
        return cursor.fetchone() is not None


def _has_column(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM information_schema.columns"
            " WHERE table_name = 'articles_article' AND column_name = 'found_by'"
        )
        return cursor.fetchone() is not None
