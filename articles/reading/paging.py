"""Paging by keyset: a page begins after the last story of the one before, so page 500 costs what page 1 costs."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q

PAGE_SIZE = 20

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WRITTEN = re.compile(r"(-?[0-9]{1,17})_([0-9]{1,18})")


@dataclass(frozen=True)
class Cursor:
    """A place in a list: after the row of this moment with this number, in stories the article's."""

    moment: datetime
    number: int

    def __str__(self) -> str:
        """As it stands in an address: microseconds since 1970 and the number."""
        return f"{(self.moment - _EPOCH) // timedelta(microseconds=1)}_{self.number}"

    @classmethod
    def parse(cls, written: str) -> "Cursor | None":
        """The cursor that `written` stands for; None for anything else."""
        match = _WRITTEN.fullmatch(written)
        if match is None:
            return None
        try:
            return cls(_EPOCH + timedelta(microseconds=int(match[1])), int(match[2]))
        except OverflowError:
            return None

    def after(self, moment: str = "first_published_at", number: str = "article_id") -> Q:
        """What comes after this place, in rows that carry the two under these names."""
        # The first condition says nothing new; it lets the database begin at the right place of its index.
        return Q(**{f"{moment}__lte": self.moment}) & (
            Q(**{f"{moment}__lt": self.moment}) | Q(**{f"{number}__lt": self.number})
        )


def cursor_at(row: Any) -> Cursor:
    """The place of a row that carries first_published_at and article_id."""
    return Cursor(row.first_published_at, row.article_id)
