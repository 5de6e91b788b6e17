"""SQLite's FTS5, in a table of its own: `articles_searchtext`, whose rowid is the entry's number.

Its tokenizer is `ascii`: what comes in are tokens already, and it takes every other character for a letter.
Every token of a question is quoted, since FTS5 has a language of its own.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import connection

from .asking import Alternatives, Asked, Phrase
from .documents import EVERY, GAP, Document
from .ranking import Candidate
from .stretches import Stretch

_LISTED = """SELECT entry.number, entry.edition_id, entry.head
FROM articles_searchtext AS found
CROSS JOIN articles_searchentry AS entry ON entry.number = found.rowid
CROSS JOIN articles_edition AS edition ON edition.id = entry.edition_id
WHERE articles_searchtext MATCH %s{between}
AND edition.visible_from <= %s AND edition.visible_until > %s AND NOT edition.is_retracted
ORDER BY found.rowid DESC LIMIT %s"""
_BACK = "SELECT number FROM articles_searchentry WHERE TRUE{between} ORDER BY number DESC LIMIT 1 OFFSET %s"
_WRITTEN = "INSERT OR IGNORE INTO articles_searchentry (number, edition_id, article_id, head) VALUES (%s, %s, %s, %s)"
_WORDS_WRITTEN = "INSERT OR REPLACE INTO articles_searchtext (rowid, head, body) VALUES (%s, %s, %s)"
# So many steps of SQLite's machine between two looks at the clock.
_STEPS = 2_000


class SQLite:
    """See `Engine`."""

    # FTS5 walks from the newest on by itself, as far as there is anything.
    knows_order: bool = True
    most_opened: float = 200_000

    def write(self, documents: Sequence[Document]) -> int:
        added = 0
        with connection.cursor() as cursor:
            for one in documents:
                cursor.execute(_WRITTEN, [one.number, one.edition_id, one.article_id, one.head_line])
                if cursor.rowcount < 1:
                    continue
                head = " ".join([*one.head_words, *sorted(one.head_marks)])
                body = " ".join([*one.all_words[len(one.head_words) :], GAP, *sorted(one.marks)])
                cursor.execute(_WORDS_WRITTEN, [one.number, head, body])
                added += 1
        return added

    def forget(self, numbers: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM articles_searchtext WHERE rowid = %s", [(number,) for number in numbers])

    def newest(self, asked: Asked, *, at: datetime, stretch: Stretch, limit: int) -> tuple[list[Candidate], int | None]:
        end = None
        if stretch.entries is not None:
            between, numbers = _between(asked, stretch, "number")
            with connection.cursor() as cursor:
                cursor.execute(_BACK.format(between=between), [*numbers, stretch.entries])
                end = next((row[0] for row in cursor.fetchall()), None)
        return _candidates(asked, _match(asked, in_head=False), stretch, end, at=at, limit=limit), end

    def newest_by_head(self, asked: Asked, *, at: datetime, limit: int) -> list[Candidate]:
        return _candidates(asked, _match(asked, in_head=True), Stretch(), None, at=at, limit=limit)

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO articles_searchtext (articles_searchtext, rank) VALUES ('merge', 500)")

    @contextmanager
    def bounded(self, seconds: float) -> Iterator[None]:
        connection.ensure_connection()
        until = monotonic() + seconds
        connection.connection.set_progress_handler(lambda: monotonic() > until, _STEPS)
        try:
            yield
        finally:
            connection.connection.set_progress_handler(None, 0)


def _candidates(
    asked: Asked, match: str, stretch: Stretch, end: int | None, *, at: datetime, limit: int
) -> list[Candidate]:
    between, numbers = _between(asked, stretch, "found.rowid")
    if end is not None:
        between, numbers = f"{between} AND found.rowid > %s", [*numbers, end]
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(_LISTED.format(between=between), [match, *numbers, moment, moment, limit])
        return [Candidate(*row) for row in cursor.fetchall()]


def _between(asked: Asked, stretch: Stretch, number: str) -> tuple[str, list[Any]]:
    """Conditions for the numbers of entries, and their parameters. FTS5 begins its walk where they say."""
    ends = [end for end in (stretch.before, asked.end) if end is not None]
    between, numbers = "", list[Any]()
    if ends:
        between, numbers = f" AND {number} < %s", [min(ends)]
    if asked.begin is not None:
        between, numbers = f"{between} AND {number} >= %s", [*numbers, asked.begin]
    return between, numbers


def _match(asked: Asked, *, in_head: bool) -> str:
    """The question in FTS5's language."""
    wanted = [_any(one, column="head : " if in_head else "") for one in asked.wanted]
    match = " AND ".join(wanted) or _phrase(Phrase((EVERY,)))
    for one in asked.unwanted:
        match = f"({match}) NOT {_any(one)}"
    return match


def _any(one: Alternatives, column: str = "") -> str:
    return f"{column}({' OR '.join(map(_phrase, one.phrases))})"


def _phrase(phrase: Phrase) -> str:
    # No token has a quotation mark in it; doubled all the same.
    words = " ".join(phrase.tokens).replace('"', '""')
    return f'"{words}"{" *" if phrase.begins else ""}'
