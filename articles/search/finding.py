"""The search that a reader's page makes."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import OperationalError

from .. import reading
from ..reading import Card, Navigation
from ..text import Query, Token, fold_word, tokens_of
from .asking import Alternatives, Asked, asked_for
from .documents import EVERY, moment_of
from .engine import engine
from .extracts import Piece, Wanted, extract, marked
from .ranking import HEAD_LINES, Candidate, is_by_captions, needles_of, ranked, stands
from .stretches import stretches
from .suggestions import words_meant
from .vocabulary import documents_with

logger = logging.getLogger(__name__)

# Characters of what is typed that are looked at.
LONGEST_QUERY = 500
PAGE_SIZE = 20
# So many of the newest that match are ranked, and so many more that have all words in their heads.
_NEWEST, _IN_HEAD = 200, 100
# Of more than so many matches the newest do, wherever the words stand.
_COMMON = 2_000
# Of so many that a guess finds one has to be seen: that a caption has the word is not enough.
_SURE = 3
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
    `looked_back_to` is the day of the oldest story that was looked at, where that was not all; with `older` the rest
    can be looked through. `is_too_wide` says that the time was over before anything was found.
    """

    hits: list[Hit] = field(default_factory=list)
    navigation: Navigation = field(default_factory=Navigation)
    older: int | None = None
    next_page: int | None = None
    looked_back_to: datetime | None = None
    is_too_wide: bool = False


@dataclass(frozen=True)
class _Plan:
    """What is asked for as far as the index can have it, of how many entries, and about how many of them match."""

    asked: Asked
    total: int
    matches: float


@dataclass(frozen=True)
class _Looked:
    """What was found, and the number of the first entry that was not looked at; None where all were."""

    found: list[Candidate]
    end: int | None = None


def search(query: Query, *, at: datetime, by_date: bool = False, before: int | None = None, page: int = 1) -> Results:
    """What of `query` readers see in lists at `at`. Four queries, one more each for names of sections, topics
    or authors, for what is common (PostgreSQL), and for captions.

    By relevance: the newest that match, ranked, `page` by page. `by_date`: all that match, newest first, those
    `before` a number that an earlier page gave. Never raises for what was asked, however it is written.
    """
    try:
        plan = _planned(asked_for(query))
        if plan.asked.is_impossible:
            return Results(navigation=reading.navigation(at=at))
        with engine().bounded(_SECONDS):
            looked = _newest(plan, at=at, before=before, limit=PAGE_SIZE + 1) if by_date else _candidates(plan, at=at)
    except OperationalError:
        logger.warning("A search took longer than %s s and was given up.", _SECONDS)
        return Results(navigation=reading.navigation(at=at), is_too_wide=True)
    found = looked.found if by_date else ranked(looked.found, plan.asked, at=at)
    begin = 0 if by_date else (page - 1) * PAGE_SIZE
    shown = found[begin : begin + PAGE_SIZE]
    has_more = len(found) > begin + PAGE_SIZE
    results = _shown(shown, plan.asked, at=at)
    if by_date and has_more:
        return replace(results, older=shown[-1].number)
    if looked.end is not None:
        results = replace(results, older=looked.end + 1, looked_back_to=moment_of(looked.end))
    return replace(results, next_page=page + 1) if has_more else results


def suggested(query: Query, *, at: datetime) -> Query | None:
    """The query with another word in the place of one, which finds something that readers see; None for none."""
    try:
        asked = asked_for(query)
        with engine().bounded(_SECONDS):
            for word, meant in words_meant(asked):
                other = Query(tuple(_with(token, word, meant) for token in query.tokens))
                plan = _planned(asked_for(other))
                if plan.asked.is_impossible:
                    continue
                found = _newest(plan, at=at, before=None, limit=_SURE).found
                if found and _shown(found, plan.asked, at=at).hits:
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


def _candidates(plan: _Plan, *, at: datetime) -> _Looked:
    """The newest that match; where they are many and not common, also the newest with all words in their heads."""
    looked = _newest(plan, at=at, before=None, limit=_NEWEST)
    if plan.matches > _NEWEST and plan.matches <= _COMMON and plan.asked.words:
        numbers = {one.number for one in looked.found}
        by_head = engine().newest_by_head(plan.asked, at=at, limit=_IN_HEAD)
        in_head = [one for one in by_head if one.number not in numbers]
        looked = replace(looked, found=[*looked.found, *in_head])
    return looked


def _newest(plan: _Plan, *, at: datetime, before: int | None, limit: int) -> _Looked:
    database, asked = engine(), plan.asked
    looked = _Looked([])
    for stretch in stretches(
        before=before,
        wanted=limit,
        # What a database finds in its order costs what is wanted, however many match.
        matches=plan.matches,
        total=plan.total,
        most_opened=database.most_opened if asked.has_phrases else None,
    ):
        if database.knows_order and stretch.entries is not None and not stretch.is_the_end:
            continue
        found, end = database.newest(asked, at=at, stretch=stretch, limit=limit)
        is_enough = len(found) >= limit
        looked = _Looked(found, end if stretch.is_the_end and not is_enough else None)
        if is_enough:
            break
    return looked


def _shown(candidates: Sequence[Candidate], asked: Asked, *, at: datetime) -> Results:
    """The page of `candidates`, without those that are found by captions alone which readers do not see at `at`.

    Two queries, three where captions have to be looked at.
    """
    found, navigation = reading.found_stories([one.edition_id for one in candidates], at=at)
    by_captions = {one.edition_id: one for one in candidates if is_by_captions(one, asked.words)}
    editions = [one.card.edition for one in found if one.card.edition.pk in by_captions]
    captions = reading.captions_seen(editions, at=at) if editions else {}
    by_language: dict[str, Wanted] = {}
    hits = []
    for one in found:
        pk, language = one.card.edition.pk, one.card.edition.language
        wanted = by_language.setdefault(language, by_language.get(language) or Wanted(asked.words, language))
        pieces = extract(one.text, wanted)
        if pk in by_captions:
            if not _stands_in_what_is_seen(by_captions[pk], asked, [one.text, *captions[pk]]):
                continue
            if not any(piece.is_marked for piece in pieces):
                pieces = extract("\n".join(captions[pk]), wanted)
        hits.append(Hit(one.card, marked(one.card.edition.list_headline, wanted), pieces))
    return Results(hits, navigation)


def _stands_in_what_is_seen(candidate: Candidate, asked: Asked, texts: Sequence[str]) -> bool:
    head = candidate.head.split("\n")[:HEAD_LINES]
    lines = [f" {line} " for line in (*head, *(" ".join(tokens_of(text)) for text in texts))]
    return all(any(stands(needles_of(one), line) for line in lines) for one in asked.words)
