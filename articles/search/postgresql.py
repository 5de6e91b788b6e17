"""PostgreSQL's text search: two tsvector columns of the entries' own table, made of our tokens.

An index of words (GIN) knows no order: for a common word all that has it would have to be sorted. So it is asked for
a stretch of time, of as many of the newest entries as will have enough that matches. Numbers and words are both
answered by an index then, and of an entry that is wanted nothing but its row is read.

A phrase is another matter: the index knows which entries have its words, and each of those has to be opened.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from .asking import Alternatives, Asked, Phrase
from .documents import EVERY, GAP, Document
from .ranking import Candidate
from .stretches import Stretch

# In a select of its own the words are answered first; one look for each entry's edition then, in the order of the
# entries, ends with the last that is wanted. Left to itself the planner reads all editions for a hundred entries.
_LISTED = """SELECT entry.number, entry.edition_id, entry.head
FROM (
    SELECT number, edition_id, head FROM articles_searchentry WHERE {matches}{between} ORDER BY number DESC OFFSET 0
) AS entry
CROSS JOIN LATERAL (
    SELECT 1 FROM articles_edition AS edition
    WHERE edition.id = entry.edition_id
    AND edition.visible_from <= %s AND edition.visible_until > %s AND NOT edition.is_retracted OFFSET 0
) AS edition
ORDER BY entry.number DESC LIMIT %s"""
_MATCHES = "words @@ %s::tsquery"
# The planner does not know what it costs to open an entry's words. Without walks along a table or its order it asks
# both indexes, and opens entries only for phrases. What such a plan seems to cost would have it compiled, too. The
# number that the stretch ends before is found along the order, so in the statement that forbids it.
_STRETCH = """SELECT set_config('enable_indexscan', 'off', true), set_config('enable_seqscan', 'off', true),
set_config('jit', 'off', true),
(SELECT number FROM articles_searchentry WHERE TRUE{between} ORDER BY number DESC OFFSET %s LIMIT 1)"""
_AS_EVER = """SELECT set_config('enable_indexscan', 'on', true), set_config('enable_seqscan', 'on', true),
set_config('jit', 'on', true)"""
_WRITTEN = """INSERT INTO articles_searchentry (number, edition_id, article_id, head, head_words, words)
VALUES (%s, %s, %s, %s, %s::tsvector, %s::tsvector) ON CONFLICT DO NOTHING"""


class PostgreSQL:
    """See `Engine`."""

    knows_order: bool = False
    most_opened: float = 20_000

    def write(self, documents: Sequence[Document]) -> int:
        rows = [
            (
                document.number,
                document.edition_id,
                document.article_id,
                document.head_line,
                _vector(document.head_words, document.head_marks),
                _vector(document.all_words, document.marks),
            )
            for document in documents
        ]
        with connection.cursor() as cursor:
            cursor.executemany(_WRITTEN, rows)
            return cursor.rowcount

    def forget(self, numbers: Collection[int]) -> None:
        """They go with the entries, whose columns they are."""

    def newest(self, asked: Asked, *, at: datetime, stretch: Stretch, limit: int) -> tuple[list[Candidate], int | None]:
        between, numbers = _between(asked, stretch)
        if stretch.entries is None:
            sql = _LISTED.format(matches=_MATCHES, between=between)
            return _candidates(sql, [_question(asked), *numbers, at, at, limit]), None
        with connection.cursor() as cursor:
            cursor.execute(_STRETCH.format(between=between), [*numbers, stretch.entries])
            end: int | None = cursor.fetchone()[-1]
        if end is not None:
            between, numbers = f"{between} AND number > %s", [*numbers, end]
        sql = _LISTED.format(matches=_MATCHES, between=between)
        found = _candidates(sql, [_question(asked), *numbers, at, at, limit])
        if len(found) < limit:
            with connection.cursor() as cursor:
                cursor.execute(_AS_EVER)
        return found, end

    def newest_by_head(self, asked: Asked, *, at: datetime, limit: int) -> list[Candidate]:
        between, numbers = _between(asked, Stretch())
        matches, questions = "head_words @@ %s::tsquery", [_question(replace(asked, unwanted=()))]
        if asked.unwanted:
            matches, questions = f"{matches} AND {_MATCHES}", [*questions, _question(asked)]
        return _candidates(_LISTED.format(matches=matches, between=between), [*questions, *numbers, at, at, limit])

    def tidy(self) -> None:
        # What lies before the index of words goes in, and the planner learns what there is.
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM (ANALYZE) articles_searchentry, articles_searchword")

    @contextmanager
    def bounded(self, seconds: float) -> Iterator[None]:
        goes_on = connection.in_atomic_block
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{int(seconds * 1000)}ms"])
            yield
            # It ends with the transaction, which may be somebody else's.
            if goes_on:
                cursor.execute(_AS_EVER)
                cursor.execute("SELECT set_config('statement_timeout', '0', true)")


def _candidates(sql: str, parameters: list[Any]) -> list[Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Candidate(*row) for row in cursor.fetchall()]


def _between(asked: Asked, stretch: Stretch) -> tuple[str, list[Any]]:
    """Conditions for the numbers of entries, and their parameters."""
    ends = [end for end in (stretch.before, asked.end) if end is not None]
    between, numbers = "", list[Any]()
    if ends:
        between, numbers = " AND number < %s", [min(ends)]
    if asked.begin is not None:
        between, numbers = f"{between} AND number >= %s", [*numbers, asked.begin]
    return between, numbers


def _vector(tokens: list[str], marks: Collection[str]) -> str:
    """A tsvector as it is written: each token with its places."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens, start=1):
        # Of one word PostgreSQL keeps 256 places, and of all none after the 16,383rd.
        if token != GAP and len(known := places.setdefault(token, [])) < 255 and place < 16_383:
            known.append(place)
    written = [
        f"{_quoted(token)}:{','.join(map(str, known))}" if known else _quoted(token) for token, known in places.items()
    ]
    return " ".join([*written, *(_quoted(mark) for mark in sorted(marks))])


def _question(asked: Asked) -> str:
    """The question as a tsquery is written."""
    parts = [_any(one) for one in asked.wanted] or [_quoted(EVERY)]
    return " & ".join([*parts, *(f"!{_any(one)}" for one in asked.unwanted)])


def _any(one: Alternatives) -> str:
    return f"({' | '.join(map(_phrase, one.phrases))})"


def _phrase(phrase: Phrase) -> str:
    words = " <-> ".join(map(_quoted, phrase.tokens))
    return f"({words}{':*' if phrase.begins else ''})"


def _quoted(token: str) -> str:
    doubled = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
