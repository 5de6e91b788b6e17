"""Lists that page by keyset: never a count, never an OFFSET, so that the last page costs what the first one costs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict

from ..reading import Cursor

# What an address says of the place in a list: after a row, before a row, or at its end.
AFTER, BEFORE, END = "after", "before", "end"


@dataclass(frozen=True)
class Order:
    """An order by a moment and then the id, with the words of the links that lead through it."""

    name: str
    moment: str
    is_descending: bool = True
    first: str = "Newest"
    previous: str = "Newer"
    next: str = "Older"
    last: str = "Oldest"

    def columns(self, *, backwards: bool = False) -> list[str]:
        sign = "-" if self.is_descending != backwards else ""
        return [f"{sign}{self.moment}", f"{sign}id"]

    def beyond(self, cursor: Cursor, *, backwards: bool = False) -> Q:
        """What comes after the place of `cursor`; backwards, what comes before it."""
        side = "lt" if self.is_descending != backwards else "gt"
        # The first condition says nothing new; it lets the database begin at the right place of its index.
        return Q(**{f"{self.moment}__{side}e": cursor.moment}) & (
            Q(**{f"{self.moment}__{side}": cursor.moment}) | Q(**{f"id__{side}": cursor.number})
        )

    def cursor(self, row: Any) -> str:
        return str(Cursor(getattr(row, self.moment), row.pk))


@dataclass(frozen=True)
class Page:
    """The rows of one page, and whether the list goes on before and after them."""

    rows: list[Any]
    has_previous: bool
    has_next: bool


# Reads the first so many of ordered rows.
First = Callable[[QuerySet[Any], int], list[Any]]


def first_of(rows: QuerySet[Any], most: int) -> list[Any]:
    return list(rows[:most])


def page_at(rows: QuerySet[Any], place: QueryDict, *, order: Order, size: int, first: First = first_of) -> Page:
    """The page of `rows` that the address asks for, the first one where it says nothing that can be read.

    Asks `first` once; twice where a page before another one would be the first, and not full: then it is the
    first one, filled. One row more than a page has tells whether there are more.
    """
    most = size + 1
    if place.get(END):
        found = first(rows.order_by(*order.columns(backwards=True)), most)
        return Page(found[:size][::-1], has_previous=len(found) > size, has_next=False)
    if cursor := Cursor.parse(place.get(AFTER, "")):
        found = first(rows.filter(order.beyond(cursor)).order_by(*order.columns()), most)
        return Page(found[:size], has_previous=True, has_next=len(found) > size)
    if cursor := Cursor.parse(place.get(BEFORE, "")):
        earlier = rows.filter(order.beyond(cursor, backwards=True)).order_by(*order.columns(backwards=True))
        found = first(earlier, most)
        if len(found) > size:
            return Page(found[:size][::-1], has_previous=True, has_next=True)
    found = first(rows.order_by(*order.columns()), most)
    return Page(found[:size], has_previous=False, has_next=len(found) > size)


class KeysetList(ChangeList):
    """A change list whose pages begin after a row. `links` leads on: templates/admin/articles/pagination.html."""

    orders = (Order("", "id"),)
    # Where no index finds a word: how many of the newest rows a search reads.
    reads_at_most: int | None = 20_000
    unread: tuple[str, ...] = ()

    @property
    def order(self) -> Order:
        wanted = self.params.get(ORDER_VAR, "")
        return next((order for order in self.orders if order.name == wanted), self.orders[0])

    @classmethod
    def by(cls, moment: str, *, unread: tuple[str, ...] = ()) -> type["KeysetList"]:
        """Such a list by `moment`, newest first; its rows leave the long fields `unread` where they are."""
        return type(f"KeysetListBy_{moment}", (cls,), {"orders": (Order("", moment),), "unread": unread})

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        # A place belongs to one list: no link to another filter or order takes it along.
        for name in (AFTER, BEFORE, END):
            self.params.pop(name, None)
            self.filter_params.pop(name, None)
        return super().get_queryset(request, exclude_parameters).defer(*self.unread)

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[str]:
        return self.order.columns()

    def get_results(self, request: HttpRequest) -> None:
        page = self.page(request.GET)
        self.result_list = page.rows
        # Of this page: nobody counts the archive. As they are the same, Django's templates print neither.
        self.result_count = self.full_result_count = len(page.rows)
        self.show_full_result_count = self.can_show_all = self.multi_page = False
        self.show_admin_actions = True
        self.paginator = None
        self.links = self._links(page)

    def page(self, place: QueryDict) -> Page:
        """What is shown at `place`."""
        return page_at(self._read(self.queryset), place, order=self.order, size=self.list_per_page)

    def _read(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What a page is made from: where words are searched for, of the newest rows alone, and then that is said."""
        self.search_note = ""
        if not self.query or self.reads_at_most is None:
            return rows
        moment = self.order.moment
        newest = self.root_queryset.order_by(f"-{moment}").values_list(moment, flat=True)
        # An OFFSET of fixed length, along an index alone.
        oldest = next(iter(newest[self.reads_at_most - 1 : self.reads_at_most]), None)
        if oldest is None:
            return rows
        self.search_note = f"Only the newest {self.reads_at_most:,} were looked through for “{self.query}”."
        return rows.filter(**{f"{moment}__gte": oldest})

    def _links(self, page: Page) -> list[tuple[str, str, str]]:
        """Label, address and relation of each way on."""
        order, links = self.order, []
        if page.has_previous and page.rows:
            links.append((order.first, self.get_query_string(), "first"))
            links.append((order.previous, self.get_query_string({BEFORE: order.cursor(page.rows[0])}), "prev"))
        elif page.has_previous:
            links.append((order.first, self.get_query_string(), "first"))
        if page.has_next:
            links.append((order.next, self.get_query_string({AFTER: order.cursor(page.rows[-1])}), "next"))
            links.append((order.last, self.get_query_string({END: "1"}), "last"))
        return links
