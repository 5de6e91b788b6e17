"""Words of a search: looked up in the index where there is one for them, else in the newest articles only."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from ..models import Article
from ..models.search_index import has_word_index
from ..text import Token, folded

# How many articles are read for words that no index holds.
READ_AT_MOST = 20_000

# An index of trigrams knows nothing of shorter words.
_TRIGRAM = re.compile(r"\w{3}")


class Words:
    """Words and phrases that an article has, or has not, in its headlines, slug and standfirst."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        found = [(folded(token.value), token.is_excluded) for token in tokens]
        self.wanted = [word for word, is_excluded in found if word and not is_excluded]
        self.unwanted = [word for word, is_excluded in found if word and is_excluded]

    def find(self, articles: QuerySet[Article]) -> QuerySet[Article]:
        if self.wanted and self.oldest_read:
            articles = articles.filter(updated_at__gte=self.oldest_read)
        for word in self.wanted:
            articles = articles.filter(found_by__contains=word)
        for word in self.unwanted:
            articles = articles.exclude(found_by__contains=word)
        return articles

    def said(self) -> list[str]:
        """What the person has to know about the answer."""
        if not self.wanted or not self.oldest_read:
            return []
        words = " ".join(self.wanted)
        return [f"Only the newest {READ_AT_MOST:,} articles were looked through for “{words}”."]

    @cached_property
    def oldest_read(self) -> datetime | None:
        """Where reading stops; None where the index finds a word, or all articles can be read. Asks at most once."""
        if has_word_index("default") and any(map(_TRIGRAM.search, self.wanted)):
            return None
        newest = Article.objects.order_by("-updated_at", "-id").values_list("updated_at", flat=True)
        # An OFFSET of fixed length, along the index alone.
        return next(iter(newest[READ_AT_MOST - 1 : READ_AT_MOST]), None)
