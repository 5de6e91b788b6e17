"""Words of a search: looked up in the index where there is one for them, else in the newest rows only."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import F, Model, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from ..models import Article
from ..models.search_index import has_word_index
from ..text import Token, folded

# How many rows are read for words that no index holds.
READ_AT_MOST = 20_000

# How many rows are looked through before an index is asked: a common word stands in enough of them.
LOOKED_THROUGH = 12_000

# An index of trigrams knows nothing of shorter words.
_TRIGRAM = re.compile(r"\w{3}")


def _place_of(word: str) -> StrIndex:
    """Where `word` begins in a row's words, from one on, and 0 where it does not; no index is asked for it."""
    return StrIndex("found_by", Value(word))


class Words:
    """Words and phrases that an article, or a row of another model, has or has not in its `found_by`.

    `moment` is the column by which such rows are the newest.
    """

    def __init__(self, tokens: Iterable[Token], *, model: type[Model] = Article, moment: str = "updated_at") -> None:
        self.model, self.moment = model, moment
        found = [(folded(token.value), token.is_excluded) for token in tokens]
        self.wanted = [word for word, is_excluded in found if word and not is_excluded]
        self.unwanted = [word for word, is_excluded in found if word and is_excluded]

    def find(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.wanted and self.oldest_read:
            rows = rows.filter(**{f"{self.moment}__gte": self.oldest_read})
        for word in self.wanted:
            rows = rows.filter(found_by__contains=word)
        for word in self.unwanted:
            rows = rows.exclude(found_by__contains=word)
        return rows

    def first(self, rows: QuerySet[Any], most: int) -> list[Any]:
        """The first `most` of `rows` that have the words; they are all there are, in the order of their moments.

        An index brings every row that has a word before the newest of them are known, which takes long for a common
        word. Such a one is met soon by who looks through the rows in their order. So that is done first, but not for
        long: the rarer a word, the less the index brings.
        """
        found = list(self._among_the_first(rows)[:most])
        return found if len(found) == most else list(self._by_the_index(rows)[:most])

    def _among_the_first(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        is_descending = rows.query.order_by[0] == f"-{self.moment}"
        side, end = ("gte", datetime.min) if is_descending else ("lte", datetime.max)
        last = rows.values(self.moment)[LOOKED_THROUGH - 1 : LOOKED_THROUGH]
        # Where there are fewer rows, up to the end of time.
        rows = rows.filter(**{f"{self.moment}__{side}": Coalesce(Subquery(last), Value(end.replace(tzinfo=UTC)))})
        for word in self.wanted:
            rows = rows.filter(GreaterThan(_place_of(word), 0))
        for word in self.unwanted:
            rows = rows.filter(Exact(_place_of(word), 0))
        return rows

    def _by_the_index(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        moment, key = rows.query.order_by
        # No index has the sum: else the database might look through all rows in their order, hoping to meet some soon.
        at = F(self.moment) + Value(timedelta(0))
        return self.find(rows).order_by(at.desc() if moment.startswith("-") else at.asc(), key)

    @property
    def are_indexed(self) -> bool:
        """Whether an index finds one of the words at least."""
        return has_word_index("default") and any(map(_TRIGRAM.search, self.wanted))

    def said(self) -> list[str]:
        """What the person has to know about the answer."""
        if not self.wanted or not self.oldest_read:
            return []
        words = " ".join(self.wanted)
        rows = "pictures" if self.model._meta.model_name == "image" else self.model._meta.verbose_name_plural
        return [f"Only the newest {READ_AT_MOST:,} {rows} were looked through for “{words}”."]

    @cached_property
    def oldest_read(self) -> datetime | None:
        """Where reading stops; None where the index finds a word, or all rows can be read. Asks at most once."""
        if self.are_indexed:
            return None
        rows = self.model._default_manager.order_by(f"-{self.moment}", "-id")
        newest = rows.values_list(self.moment, flat=True)
        # An OFFSET of fixed length, along the index alone.
        return next(iter(newest[READ_AT_MOST - 1 : READ_AT_MOST]), None)
