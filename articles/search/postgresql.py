"""PostgreSQL's text search: two tsvector columns of the entries' own table, made of our tokens.

An index of words (GIN) knows no order: for a common word all that has it would have to be sorted. Then the
entries are walked from the newest on instead, which finds enough of them soon, and no further than `WALK`.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction

from .asking import Alternatives, Asked, Phrase
from .documents import EVERY, GAP, Document

# In a select of its own the words are answered first; one look for each entry's edition then, in the order of the
# entries, ends with the last that is wanted. Left to itself the planner reads all editions for a hundred entries.
_LISTED = """SELECT entry.number, entry.edition_id, entry.head
FROM (SELECT number, edition_id, head FROM {entries} WHERE {matches}{between} ORDER BY number DESC OFFSET 0) AS entry
CROSS JOIN LATERAL (
    SELECT 1 FROM articles_edition AS edition
    WHERE edition.id = entry.edition_id
    AND edition.visible_from <= %s AND edition.visible_until > %s AND NOT edition.is_retracted OFFSET 0
) AS edition
ORDER BY entry.number DESC LIMIT %s"""
_WRITTEN = """INSERT INTO articles_searchentry (number, edition_id, article_id, head, head_words, words)
VALUES (%s, %s, %s, %s, %s::tsvector, %s::tsvector) ON CONFLICT DO NOTHING"""
# Entries that are walked at most for a common word.
WALK = 20_000


class PostgreSQL:
    """See `Engine`."""

    walk: float = WALK

    def write(self, documents: Sequence[Document]) -> int:
        rows = [
            (
                document.number,
                document.edition_id,
                document.article_id,
                document.head_line,
                _vector(document.head_words, document.head_marks),
                _vector([*document.head_words, *document.body], document.marks),
            )
            for document in documents
        ]
        with connection.cursor() as cursor:
            cursor.executemany(_WRITTEN, rows)
            return cursor.rowcount

    def forget(self, numbers: Collection[int]) -> None:
        """They go with the entries, whose columns they are."""

    def newest(
        self, asked: Asked, *, at: datetime, before: int | None, limit: int, in_head: bool, common: bool
    ) -> tuple[str, list[object]]:
        ends = [end for end in (before, asked.end) if end is not None]
        between, numbers = "", list[object]()
        if ends:
            between, numbers = " AND number < %s", [min(ends)]
        if asked.begin is not None:
            between, numbers = f"{between} AND number >= %s", [*numbers, asked.begin]
        question = _question(asked)
        if in_head:
            matches, questions = "head_words @@ %s::tsquery", [_question(replace(asked, unwanted=()))]
            if asked.unwanted:
                matches, questions = f"{matches} AND words @@ %s::tsquery", [*questions, question]
            sql = _LISTED.format(entries="articles_searchentry", matches=matches, between=between)
            return sql, [*questions, *numbers, at, at, limit]
        if not common:
            sql = _LISTED.format(entries="articles_searchentry", matches="words @@ %s::tsquery", between=between)
            return sql, [question, *numbers, at, at, limit]
        # The function that is behind @@, which no index answers: the planner walks along the numbers.
        walked = between.replace(" AND", " WHERE", 1)
        entries = f"(SELECT * FROM articles_searchentry{walked} ORDER BY number DESC LIMIT {WALK}) AS walked"
        sql = _LISTED.format(entries=entries, matches="ts_match_vq(words, %s::tsquery)", between="")
        return sql, [*numbers, question, at, at, limit]

    @contextmanager
    def bounded(self, seconds: float) -> Iterator[None]:
        goes_on = connection.in_atomic_block
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{int(seconds * 1000)}ms"])
            yield
            # It ends with the transaction, which may be somebody else's.
            if goes_on:
                cursor.execute("SELECT set_config('statement_timeout', '0', true)")


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
