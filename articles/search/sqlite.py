"""SQLite's FTS5, in a table of its own: `articles_searchtext`, whose rowid is the entry's number.

Its tokenizer is `ascii`: what comes in are tokens already, and it takes every other character for a letter.
Every token of a question is quoted, since FTS5 has a language of its own.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from time import monotonic

from django.db import connection

from .asking import Alternatives, Asked, Phrase
from .documents import EVERY, GAP, Document

_LISTED = """SELECT entry.number, entry.edition_id, entry.head
FROM articles_searchtext AS found
CROSS JOIN articles_searchentry AS entry ON entry.number = found.rowid
CROSS JOIN articles_edition AS edition ON edition.id = entry.edition_id
WHERE articles_searchtext MATCH %s{between}
AND edition.visible_from <= %s AND edition.visible_until > %s AND NOT edition.is_retracted
ORDER BY found.rowid DESC LIMIT %s"""
_WRITTEN = "INSERT OR IGNORE INTO articles_searchentry (number, edition_id, article_id, head) VALUES (%s, %s, %s, %s)"
_WORDS_WRITTEN = "INSERT OR REPLACE INTO articles_searchtext (rowid, head, body) VALUES (%s, %s, %s)"
# So many steps of SQLite's machine between two looks at the clock.
_STEPS = 2_000


class SQLite:
    """See `Engine`."""

    # FTS5 walks from the newest on by itself, as far as there is anything.
    walk: float = float("inf")

    def write(self, documents: Sequence[Document]) -> int:
        added = 0
        with connection.cursor() as cursor:
            for one in documents:
                cursor.execute(_WRITTEN, [one.number, one.edition_id, one.article_id, one.head_line])
                if cursor.rowcount < 1:
                    continue
                head = " ".join([*one.head_words, *sorted(one.head_marks)])
                body = " ".join([*one.body, GAP, *sorted(one.marks)])
                cursor.execute(_WORDS_WRITTEN, [one.number, head, body])
                added += 1
        return added

    def forget(self, numbers: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM articles_searchtext WHERE rowid = %s", [(number,) for number in numbers])

    def newest(
        self, asked: Asked, *, at: datetime, before: int | None, limit: int, in_head: bool, common: bool
    ) -> tuple[str, list[object]]:
        ends = [end for end in (before, asked.end) if end is not None]
        between, numbers = "", list[object]()
        # FTS5 begins its walk where these say.
        if ends:
            between, numbers = " AND found.rowid < %s", [min(ends)]
        if asked.begin is not None:
            between, numbers = f"{between} AND found.rowid >= %s", [*numbers, asked.begin]
        moment = connection.ops.adapt_datetimefield_value(at)
        return _LISTED.format(between=between), [_match(asked, in_head=in_head), *numbers, moment, moment, limit]

    @contextmanager
    def bounded(self, seconds: float) -> Iterator[None]:
        connection.ensure_connection()
        until = monotonic() + seconds
        connection.connection.set_progress_handler(lambda: monotonic() > until, _STEPS)
        try:
            yield
        finally:
            connection.connection.set_progress_handler(None, 0)


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
