"""How many articles wait where: counted up to a thousand, so that the answer costs the same for any archive."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db.models import IntegerField, QuerySet, Subquery

from ..models import Article

COUNTED = 1_000


class BoundedCount(Subquery):
    """How many rows a query has, reading one more than are told apart."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: COUNTED + 1])


def counts_of(lists: Mapping[str, QuerySet[Article]], *, user: User) -> dict[str, str]:
    """How many each of `lists` has, as it is printed: “12” or “1,000+”. One query, hung on the row of `user`."""
    counts = {f"count_{number}": BoundedCount(rows) for number, rows in enumerate(lists.values())}
    found = User.objects.filter(pk=user.pk).values_list(*counts.values()).first() or [0] * len(counts)
    return {name: _printed(count) for name, count in zip(lists, found, strict=True)}


def _printed(count: int) -> str:
    return f"{COUNTED:,}+" if count > COUNTED else str(count)
