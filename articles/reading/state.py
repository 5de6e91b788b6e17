"""In which state everything is that readers see, and until when that holds if nobody writes.

docs/decisions/0043-marks-of-the-readers-state.md
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery, Sum, Value

from ..models import OPEN_ENDED, Edition, FrontEdition, HousePageEdition, Image, ReadersMark

# The columns at whose moment something begins or ends by itself.
_MOMENTS: list[tuple[Any, str]] = [
    (Edition, "visible_from"),
    (Edition, "visible_until"),
    (FrontEdition, "visible_from"),
    (FrontEdition, "visible_until"),
    (HousePageEdition, "visible_from"),
    (HousePageEdition, "visible_until"),
    (Image, "embargo"),
    (Image, "usable_from"),
    (Image, "usable_until"),
]


@dataclass(frozen=True)
class State:
    """`token` names all that readers see, `references` the reference data in it alone, at one moment.

    The same token is never given to two states. `until` is the next moment at which something begins or ends by
    itself: an edition, a front, a page about us, a pin, a right to show a picture. From then on the token is another.
    """

    token: str
    references: str
    until: datetime


def state(*, at: datetime) -> State | None:
    """The state at `at`; what is read after it is of this state or of a newer one. Two queries.

    None where nothing was ever marked: nothing may be kept then.
    """
    moments = {
        f"{model.__name__}_{column}": Subquery(_next(model, column, at).values(column)[:1])
        for model, column in _MOMENTS
    }
    sums = {"all": Subquery(_sum(ReadersMark.objects.all()))}
    sums |= {"references": Subquery(_sum(ReadersMark.objects.filter(of_references=True)))}
    row = ReadersMark.objects.order_by("id").annotate(**sums, **moments).values("all", "references", *moments).first()
    if row is None or row["all"] is None:
        return None
    ends = [row[name] for name in moments if row[name] is not None]
    until = min([OPEN_ENDED, *ends, *_ends_of_pins(at)])
    return State(f"{row['all']}.{until:%Y%m%d%H%M%S%f}", str(row["references"]), until)


def _next(model: Any, column: str, at: datetime) -> "QuerySet[Any]":
    later = model.objects.filter(**{f"{column}__gt": at})
    return later.order_by(column)


def _sum(marks: "QuerySet[ReadersMark]") -> "QuerySet[Any]":
    return marks.order_by().values(together=Value(1)).annotate(sum=Sum("token")).values("sum")


def _ends_of_pins(at: datetime) -> Iterator[datetime]:
    for front in FrontEdition.objects.visible_at(at).only("arrangement"):
        for pin in front.arranged.pins.values():
            if pin.until and pin.until > at:
                yield pin.until
