"""The list of articles: what it shows, how it is searched, and what can be done from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode

from ..models import Article
from ..permissions import can_see_fronts, can_share_views, sections_of
from ..text import Query, Token, parse_query
from .article_search import READERS, STATUSES, TERMS, Asked, understood
from .bulk import bulk_actions, bulk_urls
from .keyset import KeysetList, Order, Page, page_at
from .list_counts import counts_of
from .list_names import Names, names_for
from .list_rows import Row, Rows
from .live import with_live_state
from .people import narrowed
from .row_step import take_row_step
from .saved_views import view_urls
from .words import Words

UPDATED = Order("", "updated_at")
DUE = Order("due", "due_at", is_descending=False, first="Soonest", previous="Earlier", next="Later", last="Farthest")

# What everybody finds above the list.
BUILT_IN = [
    ("Mine", "by:me"),
    ("In review", "state:review"),
    ("Due today", "due:today"),
    ("Scheduled", "state:scheduled"),
    ("Live", "state:live"),
]
# The terms that the filters beside the search write; the rest of a search stays as it is typed.
FILTERED = ("state", "section", "by", "kind", "updated", "due")

# What a row shows; the texts are long, and stay where they are.
SHOWN = (
    "headline", "kind", "status", "hold_reason", "version", "due_at", "updated_at", "created_by", "section__name",
    "assigned_to__username", "assigned_to__first_name", "assigned_to__last_name", "lead_image__file",
    "lead_image__token", "lead_image__version",
)  # fmt: skip

_STATE_WORDS = {
    "draft": "Draft",
    "review": "In review",
    "changes": "Changes requested",
    "approved": "Approved",
    "live": "Live",
    "scheduled": "Scheduled",
    "withdrawn": "Withdrawn",
    "unpublished": "Not published",
}
_DAYS = [("today", "Today"), ("yesterday", "Yesterday"), ("week", "Last seven days"), ("month", "Last thirty days")]
_DUE = [("late", "Late"), ("today", "Today"), ("tomorrow", "Tomorrow"), ("week", "Next seven days")]


@dataclass(frozen=True)
class Tab:
    """A view above the list: built in, or saved by a person."""

    name: str
    query: str
    is_current: bool
    count: str = ""
    # The saved view's, where this person may take it away.
    pk: int | None = None
    is_shared: bool = False

    @property
    def address(self) -> str:
        return f"?{urlencode({'q': self.query})}" if self.query else "?"


@dataclass(frozen=True)
class Filter:
    """A menu beside the search: the name of its term, a label, values with words, and which one is chosen."""

    key: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str


class ArticleList(KeysetList):
    """The change list of articles: `rows`, `tabs`, `filters`, and `said` where a term was not understood."""

    orders = (UPDATED, DUE)
    # `Words` knows which words an index finds.
    reads_at_most = None

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Article]:
        self.user: User = request.user
        self.now = timezone.now()
        self.typed = parse_query(self.query)
        # Django's own search would look for the terms as words.
        self.query = ""
        found = super().get_queryset(request, exclude_parameters)
        self.query = str(self.typed)
        if self.order is DUE:
            found = found.filter(due_at__isnull=False)
        self.asked = understood(found, self.typed, Asked(self.user, self.now, self.names))
        self.said = self.asked.said
        return self._shown(self.asked.found)

    def _shown(self, rows: QuerySet[Article]) -> QuerySet[Article]:
        return with_live_state(rows.only(*SHOWN), at=self.now)

    def page(self, place: QueryDict) -> Page:
        """Where all articles are searched for a word that an index holds, the newest are looked through first."""
        asks_all = self.asked.is_of_words and self.order is UPDATED and sections_of(self.user) is None
        if not asks_all or not self.asked.words.are_indexed:
            return super().page(place)
        rows, first = self._shown(self.asked.rows), self.asked.words.first
        return page_at(rows, place, order=self.order, size=self.list_per_page, first=first)

    @cached_property
    def names(self) -> Names:
        return names_for(self.user)

    @cached_property
    def rows(self) -> list[Row]:
        rows = Rows(user=self.user, at=self.now)
        return [rows.row(article) for article in self.result_list]

    @cached_property
    def counts(self) -> dict[str, str]:
        """By search, for those that a tab or a filter shows a number for."""
        mine = narrowed(Article.objects.all(), self.user)
        searches = [query for _, query in BUILT_IN] + [f"state:{word}" for word in [*STATUSES, *READERS]]
        asked = Asked(self.user, self.now, self.names)
        lists = {query: understood(mine, parse_query(query), asked).found for query in dict.fromkeys(searches)}
        return counts_of(lists, user=self.user)

    @cached_property
    def tabs(self) -> list[Tab]:
        current = str(self.typed)
        tabs = [Tab("All", "", not current)]
        tabs += [Tab(name, query, current == query, self.counts[query]) for name, query in BUILT_IN]
        for view in self.names.views:
            may_delete = view.owner == self.user.pk or can_share_views(self.user)
            is_current = current == str(parse_query(view.query))
            tabs.append(
                Tab(view.name, view.query, is_current, pk=view.pk if may_delete else None, is_shared=view.is_shared)
            )
        return tabs

    @cached_property
    def current_tab(self) -> Tab | None:
        return next((tab for tab in self.tabs if tab.is_current), None)

    @cached_property
    def filters(self) -> list[Filter]:
        states = [(word, f"{_STATE_WORDS[word]} ({self.counts[f'state:{word}']})") for word in STATUSES]
        readers = [(word, f"{_STATE_WORDS[word]} ({self.counts[f'state:{word}']})") for word in READERS]
        people = [("me", "Me"), *((one.username, one.name) for one in self.names.people if one.is_active)]
        return [
            self._filter("state", "State", states),
            self._filter("readers", "Readers see", readers),
            self._filter("section", "Section", [(one.slug, one.name) for one in self.names.sections]),
            self._filter("by", "Person", people),
            self._filter("kind", "Kind", Article.Kind.choices),
            self._filter("updated", "Changed", _DAYS),
            self._filter("due", "Due", _DUE),
        ]

    def _filter(self, name: str, label: str, choices: list[tuple[str, str]]) -> Filter:
        asked = self.typed.values("state" if name == "readers" else name)
        known = dict(choices)
        return Filter(name, label, choices, next((value for value in asked if value in known), ""))

    @property
    def rest(self) -> str:
        """What is asked for beside the filters."""
        return str(_without_filters(self.typed, self.filters))

    @property
    def terms(self) -> list[Any]:
        return list(TERMS.values())

    @property
    def is_by_due(self) -> bool:
        return self.order is DUE

    @property
    def updated_link(self) -> str:
        return self.get_query_string(remove=["o"])

    @property
    def due_link(self) -> str:
        return self.get_query_string({"o": DUE.name})


def _without_filters(query: Query, filters: list[Filter]) -> Query:
    shown = {Token(one.chosen, "state" if one.key == "readers" else one.key) for one in filters if one.chosen}
    return Query(tuple(token for token in query.tokens if token not in shown))


def filtered_address(request: HttpRequest) -> str:
    """The address of the list that the menus ask for: one search, so that it can be kept and sent to a colleague."""
    query = parse_query(request.GET.get("rest", ""))
    for key in ("state", "readers", "section", "by", "kind", "updated", "due"):
        if value := request.GET.get(key, "").strip():
            query = query.having("state" if key == "readers" else key, value)
    asked = {"q": str(query)} | ({"o": request.GET["o"]} if request.GET.get("o") else {})
    return f"{request.path}?{urlencode({name: value for name, value in asked.items() if value})}"


class ArticleListAdmin(admin.ModelAdmin):
    """The list's half of the article at the desk."""

    # The rows are printed by the template, which needs no columns; the first one is what Django's list would link.
    list_display = ["headline"]
    list_select_related = ["section", "assigned_to", "lead_image"]
    list_per_page = 50
    # Fields of other pages choose an article by these, through `get_search_results`.
    search_fields = ["found_by"]
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ArticleList]:
        return ArticleList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return narrowed(super().get_queryset(request), request.user)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return Words(parse_query(search_term).words).find(queryset), False

    def get_actions(self, request: HttpRequest) -> dict[str, tuple[Callable[..., Any], str, str]]:
        return bulk_actions(request.user) | super().get_actions(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "POST" and "step" in request.POST and self.has_view_or_change_permission(request):
            take_row_step(request)
            return HttpResponseRedirect(request.get_full_path())
        if "rest" in request.GET:
            return HttpResponseRedirect(filtered_address(request))
        context = {
            "may_share": can_share_views(request.user),
            "sees_fronts": can_see_fronts(request.user),
            "title": "Articles",
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        return [*bulk_urls(self), *view_urls(self), *super().get_urls()]
