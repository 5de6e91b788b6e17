"""The search that a reader's page makes."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection

from .. import reading
from ..reading import Card, Navigation
from ..text import Query, Token, fold_word
from .asking import Alternatives, Asked, asked_for
from .documents import EVERY
from .engine import Candidate, documents_with, engine
from .extracts import Piece, Wanted, extract, marked
from .ranking import ranked
from .suggestions import words_meant

logger = logging.getLogger(__name__)

# Characters of what is typed that are looked at.
LONGEST_QUERY = 500
PAGE_SIZE = 20
# So many of the newest that match are ranked, and so many more that have all words in their heads.
_NEWEST, _IN_HEAD = 200, 100
# More than so many matches are walked from the newest on, not sorted.
_COMMON = 2_000
# Nobody waits longer for an answer; then it is said that the question was too wide.
_SECONDS = 1.0


@dataclass(frozen=True)
class Hit:
    """A story that was found, with its headline and an extract in pieces."""

    card: Card
    headline: list[Piece]
    extract: list[Piece]


@dataclass(frozen=True)
class Results:
    """One page of what was found.

    `older` is where the next page begins by date, `next_page` which one it is by relevance; None on the last.
    `is_too_wide` says that the time was over before anything was found.
    """

    hits: list[Hit] = field(default_factory=list)
    navigation: Navigation = field(default_factory=Navigation)
    older: int | None = None
    next_page: int | None = None
    is_too_wide: bool = False


@dataclass(frozen=True)
class _Plan:
    """What is asked for as far as the index can have it, of how many entries, and about how many of them match."""

    asked: Asked
    total: int
    matches: float

    @property
    def is_common(self) -> bool:
        return self.matches > _COMMON


def search(query: Query, *, at: datetime, by_date: bool = False, before: int | None = None, page: int = 1) -> Results:
    """What of `query` readers see in lists at `at`. Four queries, five with names of sections, topics or authors.

    By relevance: the newest that match, ranked, `page` by page. `by_date`: all that match, newest first, those
    `before` a number that an earlier page gave. Never raises for what was asked, however it is written.
    """
    try:
        plan = _planned(asked_for(query))
        if plan.asked.is_impossible:
            return Results(navigation=reading.navigation(at=at))
        with engine().bounded(_SECONDS):
            if by_date:
                found = _newest(plan, at=at, before=before, limit=PAGE_SIZE + 1)
            else:
                found = ranked(_candidates(plan, at=at), plan.asked, at=at)
    except OperationalError:
        logger.warning("A search took longer than %s s and was given up.", _SECONDS)
        return Results(navigation=reading.navigation(at=at), is_too_wide=True)
    if by_date:
        shown = found[:PAGE_SIZE]
        older = shown[-1].number if len(found) > PAGE_SIZE else None
        return replace(_shown(shown, plan.asked, at=at), older=older)
    begin = (page - 1) * PAGE_SIZE
    shown = found[begin : begin + PAGE_SIZE]
    return replace(_shown(shown, plan.asked, at=at), next_page=page + 1 if len(found) > begin + PAGE_SIZE else None)


def suggested(query: Query, *, at: datetime) -> Query | None:
    """The query with another word in the place of one, which finds something that readers see; None for none."""
    try:
        asked = asked_for(query)
        with engine().bounded(_SECONDS):
            for word, meant in words_meant(asked):
                other = Query(tuple(_with(token, word, meant) for token in query.tokens))
                plan = _planned(asked_for(other))
                if not plan.asked.is_impossible and _newest(plan, at=at, before=None, limit=1):
                    return other
    except OperationalError:
        logger.warning("Suggestions took longer than %s s and were given up.", _SECONDS)
    return None


def _with(token: Token, word: str, meant: str) -> Token:
    is_it = not token.key and not token.is_excluded and fold_word(token.value.strip(".,;:!?")) == word
    return replace(token, value=meant) if is_it else token


def _planned(asked: Asked) -> _Plan:
    """How to look for `asked`. One query. Words are taken to stand where they do by chance."""
    known = documents_with({*asked.tokens, EVERY})
    total = known.get(EVERY, 0)
    wanted = tuple(_known(one, known) for one in asked.wanted)
    unwanted = tuple(one for one in (_known(one, known) for one in asked.unwanted) if one.phrases)
    matches = float(total)
    for one in wanted:
        matches *= _share(one, known, total)
    for one in unwanted:
        matches *= 1 - _share(one, known, total)
    is_impossible = asked.is_impossible or not total or not all(one.phrases for one in wanted)
    return _Plan(replace(asked, wanted=wanted, unwanted=unwanted, is_impossible=is_impossible), total, matches)


def _known(one: Alternatives, known: Mapping[str, int]) -> Alternatives:
    """What of it the index can have."""
    phrases = (phrase for phrase in one.phrases if phrase.begins or all(token in known for token in phrase.tokens))
    return replace(one, phrases=tuple(phrases))


def _share(one: Alternatives, known: Mapping[str, int], total: int) -> float:
    """About which part of all entries has one of these."""
    documents = (total if phrase.begins else min(known[token] for token in phrase.tokens) for phrase in one.phrases)
    return min(max(documents, default=0) / total, 1.0) if total else 0.0


def _candidates(plan: _Plan, *, at: datetime) -> list[Candidate]:
    """The newest that match; where they are many and not common, also the newest with all words in their heads."""
    found = _newest(plan, at=at, before=None, limit=_NEWEST)
    if plan.matches > _NEWEST and not plan.is_common and plan.asked.words:
        sql, parameters = engine().newest(plan.asked, at=at, before=None, limit=_IN_HEAD, in_head=True, common=False)
        numbers = {one.number for one in found}
        found += [one for one in _rows(sql, parameters) if one.number not in numbers]
    return found


def _newest(plan: _Plan, *, at: datetime, before: int | None, limit: int) -> list[Candidate]:
    database, asked = engine(), plan.asked
    sql, parameters = database.newest(asked, at=at, before=before, limit=limit, in_head=False, common=plan.is_common)
    found = _rows(sql, parameters)
    if plan.is_common and len(found) < limit and plan.total > database.walk:
        # Common words that hardly meet: the walk has an end, the index has not.
        sql, parameters = database.newest(asked, at=at, before=before, limit=limit, in_head=False, common=False)
        found = _rows(sql, parameters)
    return found


def _rows(sql: str, parameters: list[Any]) -> list[Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Candidate(*row) for row in cursor.fetchall()]


def _shown(candidates: Sequence[Candidate], asked: Asked, *, at: datetime) -> Results:
    found, navigation = reading.found_stories([one.edition_id for one in candidates], at=at)
    by_language: dict[str, Wanted] = {}
    hits = []
    for one in found:
        language = one.card.edition.language
        wanted = by_language.setdefault(language, by_language.get(language) or Wanted(asked.words, language))
        hits.append(Hit(one.card, marked(one.card.edition.list_headline, wanted), extract(one.text, wanted)))
    return Results(hits, navigation)
