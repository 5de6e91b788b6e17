"""Keeping the index in step: article by article as editions open and end, and all of it anew by command."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from .. import reading
from .documents import Document, document_of
from .engine import engine
from .vocabulary import learn, learn_anew

_AT_ONCE = 500


@dataclass(frozen=True)
class Faults:
    """Where index and editions differ: ids of editions that cannot be found, and entries without a use."""

    missing: list[int]
    superfluous: list[int]


def keep_in_step(*, edition: Any, **_: Any) -> None:
    """A receiver of `edition_opened` and `edition_closed`: the entries of its article become those that it needs.

    Two queries where they are, four or five and the transaction's own for an edition that is new.
    """
    article, now = edition.article_id, timezone.now()
    with transaction.atomic():
        # What is known is asked first and what is wanted is locked: who ends one of these editions waits, and comes
        # after this. So of two publications at once the later leaves the entries, whichever announces itself first.
        known = _entries("article_id", [article])
        wanted = reading.claimed_editions(article, now=now)
        _forget([number for number, known_edition in known.items() if known_edition not in wanted])
        new = [wanted[pk] for pk in wanted.keys() - known.values()]
        documents = [document_of(one) for one in reading.searchables(new)]
        _insert(documents)
        learn(documents)


def keep_captions_in_step(*, image: Any, **_: Any) -> None:
    """A receiver of `image_withdrawn` and `image_released`: the captions of what was killed are taken out.

    Of the newest editions with the picture; of the others when the index is made anew. A search does not show
    what was found by such a caption alone.
    """
    with transaction.atomic():
        editions = reading.claimed_editions_with(image.pk, now=timezone.now(), most=_AT_ONCE)
        documents = [document_of(one) for one in reading.searchables(editions.values())]
        if documents:
            _forget(_entries("edition_id", editions.keys()))
            _insert(documents)
            learn(documents)


def rebuild(*, now: datetime, batch: int = _AT_ONCE, said: Callable[[int], None] = lambda done: None) -> int:
    """Make the whole index anew while it is in use, in batches; how many entries it has. Safe to break off and repeat.

    `said` is called with the number of editions after each batch.
    """
    words: Counter[str] = Counter()
    counted: set[int] = set()
    last = 0
    while ids := reading.searchable_ids(now=now, after=last, count=batch):
        documents = [document_of(one) for one in _searchables(ids)]
        with transaction.atomic():
            _forget(_entries("edition_id", ids))
            _insert(documents)
        _add(documents, words, counted)
        last = ids[-1]
        said(len(counted))
    for editions in _slices(check(now=now).superfluous, batch):
        with transaction.atomic():
            _forget(_entries("edition_id", editions))
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # Whoever publishes now waits, so that no word of theirs is lost; readers find the words as they were.
            _execute("LOCK TABLE articles_searchword IN EXCLUSIVE MODE", [])
        # What was published meanwhile.
        entries = {row[0] for row in _rows("SELECT edition_id FROM articles_searchentry", [])}
        _add([document_of(one) for one in _searchables(entries - counted)], words, counted)
        learn_anew(words)
    engine().tidy()
    return len(counted)


def _searchables(ids: Collection[int]) -> Iterable[reading.Searchable]:
    return reading.searchables(reading.editions_by_id(ids))


def _add(documents: list[Document], words: Counter[str], counted: set[int]) -> None:
    for document in documents:
        words.update(document.distinct)
        counted.add(document.edition_id)


def check(*, now: datetime) -> Faults:
    """Compare the index with what can be found now or later. Two queries."""
    wanted = set(reading.searchable_ids(now=now))
    known = {row[0] for row in _rows("SELECT edition_id FROM articles_searchentry", [])}
    return Faults(sorted(wanted - known), sorted(known - wanted))


def _entries(column: str, values: Collection[int]) -> dict[int, int]:
    """The editions of entries by their numbers: those with these values in `column`."""
    marks = ", ".join(["%s"] * len(values))
    return dict(_rows(f"SELECT number, edition_id FROM articles_searchentry WHERE {column} IN ({marks})", list(values)))


def _forget(numbers: Collection[int]) -> None:
    if not numbers:
        return
    engine().forget(numbers)
    marks = ", ".join(["%s"] * len(numbers))
    _execute(f"DELETE FROM articles_searchentry WHERE number IN ({marks})", list(numbers))


def _insert(documents: Sequence[Document]) -> None:
    """Add entries with their words. Two stories of one second may want one number: the later takes the next."""
    while documents and engine().write(documents) < len(documents):
        there = _entries("edition_id", [document.edition_id for document in documents]).values()
        documents = [document.at(document.number + 1) for document in documents if document.edition_id not in there]


def _slices(values: list[Any], size: int) -> Iterable[list[Any]]:
    return (values[begin : begin + size] for begin in range(0, len(values), size))


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _execute(sql: str, parameters: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
