"""The words of all entries, and about how many entries have each: how common a word is, what may have been meant.

Every word of every entry is here from the moment that the entry is. Counts are about right: of a publication one token
in `SAMPLE` is counted, for as many, so that it does not write hundreds of rows; a rebuild counts exactly.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection

from .documents import Document

SAMPLE = 32
_AT_ONCE = 500


def documents_with(tokens: Collection[str]) -> Mapping[str, int]:
    """About how many entries have each of `tokens`, of those that any has. One query."""
    if not tokens:
        return {}
    marks = ", ".join(["%s"] * len(tokens))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token, documents FROM articles_searchword WHERE token IN ({marks})", sorted(tokens))
        return dict(cursor.fetchall())


def learn(documents: Iterable[Document]) -> None:
    """Take the words of new entries in. One statement on PostgreSQL, and where there are no words none."""
    # In one order, so that two who publish at once wait for each other instead of for ever.
    words = sorted({token for document in documents for token in document.distinct})
    counted = [token for document in documents for token in _counted(document)]
    if words:
        _LEARN[connection.vendor](words, counted)


def learn_anew(words: Counter[str]) -> None:
    """Have these words, in these numbers, and no others."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_searchword")
        for rows in _slices(sorted(words.items())):
            marks = ", ".join(["(%s, %s)"] * len(rows))
            values = [value for row in rows for value in row]
            cursor.execute(f"INSERT INTO articles_searchword (token, documents) VALUES {marks}", values)


def _counted(document: Document) -> Sequence[str]:
    """The tokens of `document` that are counted for others too: which ones, its edition decides."""
    return sorted(document.distinct)[document.edition_id % SAMPLE :: SAMPLE]


def _learn_on_postgresql(words: list[str], counted: list[str]) -> None:
    # Who counts the same word in this moment is not waited for. Words that are new to this statement are not counted.
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH counted AS (
                UPDATE articles_searchword SET documents = documents + {SAMPLE} WHERE token IN (
                    SELECT token FROM articles_searchword WHERE token = ANY(%s) FOR UPDATE SKIP LOCKED
                )
            )
            INSERT INTO articles_searchword (token, documents)
            SELECT unnest(string_to_array(%s, ' ')), 1 ON CONFLICT DO NOTHING""",
            # No token has a space in it.
            [counted, " ".join(words)],
        )


def _learn_on_sqlite(words: list[str], counted: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE articles_searchword SET documents = documents + {SAMPLE} WHERE token = %s",
            [(token,) for token in counted],
        )
        cursor.executemany(
            "INSERT OR IGNORE INTO articles_searchword (token, documents) VALUES (%s, 1)", [(word,) for word in words]
        )


_LEARN = {"postgresql": _learn_on_postgresql, "sqlite": _learn_on_sqlite}


def _slices(values: list[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    return (values[begin : begin + _AT_ONCE] for begin in range(0, len(values), _AT_ONCE))
