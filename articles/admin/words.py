"""Words of a search: looked up in the index where there is one for them, else in the newest rows only."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from ..models import Article
from ..models.search_index import has_word_index
from ..text import Token, folded

# How many rows are read for words that no index holds.
READ_AT_MOST = 20_000

# An index of trigrams knows nothing of shorter words.
_TRIGRAM = re.compile(r"\w{3}")


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
        if has_word_index("default") and any(map(_TRIGRAM.search, self.wanted)):
            return None
        rows = self.model._default_manager.order_by(f"-{self.moment}", "-id")
        newest = rows.values_list(self.moment, flat=True)
        # An OFFSET of fixed length, along the index alone.
        return next(iter(newest[READ_AT_MOST - 1 : READ_AT_MOST]), None)
