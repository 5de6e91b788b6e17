"""The grid of pictures: what it shows, how it is searched and filtered, and what can be done from it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode

from ..models import Collection, Image, Licence
from ..permissions import can_add_pictures, can_look_after_pictures
from ..text import Query, Token, parse_query
from .image_search import DAYS, MISSING, RIGHTS, SHAPES, TERMS, USES, search_pictures
from .keyset import KeysetList, Order
from .picture_badges import Badge, badges_of, usage_of
from .picture_care import CareFilter
from .pictures import picture_address

# Rows of two, three, four, five and six are full.
SHOWN_AT_ONCE = 60
# A menu of more is none.
_MOST_COLLECTIONS = 100
# Long, and not shown.
UNREAD = ("file_metadata", "credentials", "found_by", "caption", "keywords", "usage_terms")


@dataclass(frozen=True)
class Card:
    """One picture of the grid. All is text already: a page prints sixty of them."""

    pk: int
    title: str
    address: str
    picture: str
    alt: str
    # What the parts of it measure, so that nothing jumps.
    width: int | None
    height: int | None
    credit: str
    place: str
    date: str
    badges: list[Badge]
    used: str
    is_live: bool


@dataclass(frozen=True)
class Filter:
    """A menu beside the search: the name of its term, a label, values with words, and which one is chosen."""

    key: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str


class ImageList(KeysetList):
    """The change list of pictures: `cards`, `filters`, and `said` where a term was not understood."""

    orders = (Order("", "created_at"), Order("oldest", "created_at", False, "Oldest", "Older", "Newer", "Newest"))
    unread = UNREAD
    # `Words` knows which words an index finds.
    reads_at_most = None

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Image]:
        self.now = timezone.now()
        self.typed = parse_query(self.query)
        # Django's own search would look for the terms as words.
        self.query = ""
        found = super().get_queryset(request, exclude_parameters)
        self.query = str(self.typed)
        found, self.said = search_pictures(found, self.typed, now=self.now)
        return found

    @cached_property
    def cards(self) -> list[Card]:
        usage = usage_of(self.result_list, at=self.now)
        # Looked up once: to reverse the addresses of sixty rows costs more than the rows.
        base = reverse("admin:articles_image_changelist")
        return [
            Card(
                pk=image.pk,
                title=str(image),
                address=f"{base}{image.pk}/change/",
                picture=picture_address(image),
                alt=image.alt_text,
                width=image.width,
                height=image.height,
                credit=image.credit_line,
                place=image.place,
                date=image.date_created.isoformat() if image.date_created else "",
                badges=badges_of(image, at=self.now),
                used=usage[image.pk].words,
                is_live=bool(usage[image.pk].live),
            )
            for image in self.result_list
        ]

    @cached_property
    def filters(self) -> list[Filter]:
        names = Collection.objects.order_by("name").values_list("name", flat=True)[:_MOST_COLLECTIONS]
        menus: list[tuple[str, str, Any]] = [
            ("rights", "Rights", list(RIGHTS.items())),
            ("missing", "Missing", list(MISSING.items())),
            ("used", "Used", list(USES.items())),
            ("licence", "Licence", [("cc", "Any Creative Commons"), *Licence.choices]),
            ("collection", "Collection", [(name, name) for name in names]),
            ("shape", "Shape", list(SHAPES.items())),
            ("ai", "AI", [("yes", "Made or changed by AI"), ("no", "No AI")]),
            ("taken", "Taken", list(DAYS.items())),
            ("added", "Added", list(DAYS.items())),
        ]
        return [self._filter(key, label, choices) for key, label, choices in menus]

    def _filter(self, key: str, label: str, choices: list[tuple[str, str]]) -> Filter:
        known = dict(choices)
        return Filter(key, label, choices, next((value for value in self.typed.values(key) if value in known), ""))

    @property
    def rest(self) -> str:
        """What is asked for beside the filters."""
        shown = {Token(one.chosen, one.key) for one in self.filters if one.chosen}
        return str(Query(tuple(token for token in self.typed.tokens if token not in shown)))

    @property
    def terms(self) -> list[Any]:
        return list(TERMS.values())

    @property
    def care(self) -> str:
        """What the home sent the person here for; empty where it did not."""
        return dict(CareFilter.choices_of).get(self.params.get(CareFilter.parameter_name, ""), "")

    @property
    def without_care(self) -> str:
        return self.get_query_string(remove=[CareFilter.parameter_name])

    @property
    def is_oldest_first(self) -> bool:
        return self.order.name == "oldest"


def filtered_address(request: HttpRequest) -> str:
    """The address of the grid that the menus ask for: one search, so that it can be kept and sent to a colleague."""
    query = parse_query(request.GET.get("rest", ""))
    for key in TERMS:
        if value := request.GET.get(key, "").strip():
            query = query.having(key, value)
    asked = {"q": str(query), "o": request.GET.get("o", "")}
    return f"{request.path}?{urlencode({name: value for name, value in asked.items() if value})}"


class ImageListAdmin(admin.ModelAdmin):
    """The grid's half of the picture at the desk."""

    # The cards are printed by the template, which needs no columns; the first one is what Django's list would link.
    list_display = ["title"]
    list_filter = [CareFilter]
    list_per_page = SHOWN_AT_ONCE
    # Fields of other pages choose a picture by these, through `get_search_results`.
    search_fields = ["found_by"]
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ImageList]:
        return ImageList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Image], search_term: str
    ) -> tuple[QuerySet[Image], bool]:
        return search_pictures(queryset, parse_query(search_term), now=timezone.now())[0], False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if "rest" in request.GET:
            return HttpResponseRedirect(filtered_address(request))
        context = {
            "title": "Pictures",
            "may_add": can_add_pictures(request.user),
            "may_look_after": can_look_after_pictures(request.user),
            "may_delete": self.has_delete_permission(request),
        }
        return super().changelist_view(request, context | (extra_context or {}))
