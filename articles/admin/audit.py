"""The audit trail at the desk: of the newsroom, of one article, and as a file. It is read here, never written."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..models import Article, AuditEntry, HousePage, Image
from ..permissions import can_see_audit, can_view
from .history import ReadOnlyAdmin
from .keyset import KeysetList
from .moments import moment
from .people import person_name
from .trail_words import facts_of

OVERRIDES = [AuditEntry.Action.CHECKS_OVERRIDDEN, AuditEntry.Action.FOUR_EYES_OVERRIDDEN]
COLUMNS = ["at", "by", "action", "article", "headline", "revision", "details", "reason"]
PAGE = 100

# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class OverridesFilter(admin.SimpleListFilter):
    """The report of overrides: who passed over a rule, and why."""

    title = "rules passed over"
    parameter_name = "overrides"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Only overrides, with their reasons")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.filter(action__in=OVERRIDES) if self.value() == "yes" else queryset


class PersonFilter(admin.RelatedOnlyFieldListFilter):
    """Of those who did something; named for the person, since the field is called “by”."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "person"

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        entries = AuditEntry.objects.filter(by=OuterRef("pk")).order_by()
        people = User.objects.filter(Exists(entries)).order_by("username")
        return [(person.pk, person_name(person)) for person in people]


class DayFilter(admin.DateFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "date"


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    change_list_template = "admin/articles/auditentry/change_list.html"

    list_display = ["when", "person", "action", "headline", "revision", "told"]
    list_filter = [OverridesFilter, "action", ("by", PersonFilter), ("at", DayFilter)]
    list_select_related = ["by"]
    search_fields = ["headline"]
    search_help_text = "Searches headlines, as they were then."
    ordering = ["-at", "-id"]
    sortable_by = ()
    show_full_result_count = False

    fields = ["at", "person", "action", "article", "headline", "revision_number", "reason", "details"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetList]:
        return KeysetList.by("at")

    @admin.display(description="at", ordering="at")
    def when(self, entry: AuditEntry) -> str:
        return moment(entry.at)

    @admin.display(ordering="revision_number", empty_value="")
    def revision(self, entry: AuditEntry) -> int | None:
        return entry.revision_number

    @admin.display(description="by", ordering="by__username")
    def person(self, entry: AuditEntry) -> str:
        return person_name(entry.by)

    @admin.display(description="details", empty_value="")
    def told(self, entry: AuditEntry) -> SafeString:
        return format_html_join("", "<div>{}</div>", ((words,) for words in [*facts_of(entry), entry.reason] if words))

    @admin.display(description="article, front, picture or page")
    def article(self, entry: AuditEntry) -> SafeString | str:
        if entry.image_key:
            image = Image.objects.filter(key=entry.image_key).only("pk", "title", "key").first()
            if image is None:
                return "The picture was deleted."
            return format_html('<a href="{}">{}</a>', reverse("admin:articles_image_change", args=[image.pk]), image)
        if entry.house_page:
            page = HousePage.objects.get(slug=entry.house_page)
            return format_html('<a href="{}">{}</a>', reverse("admin:articles_housepage_change", args=[page.pk]), page)
        if entry.front is not None:
            place = entry.front.section_id or "home"
            return format_html('<a href="{}">{}</a>', reverse("admin:articles_front_desk", args=[place]), entry.front)
        article = Article.objects.filter(uuid=entry.article_uuid).first()
        if article is None:
            return "It was deleted before it was ever published."
        return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[article.pk]), article)

    @admin.display(description="further facts")
    def details(self, entry: AuditEntry) -> SafeString | str:
        lines = ((name.replace("_", " "), words) for name, value in entry.detail.items() if (words := _words(value)))
        return format_html_join("", "<div><strong>{}</strong>: {}</div>", lines) or "–"

    def has_view_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return can_see_audit(request.user)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Audit trail"} | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export)
        return [path("export/", view, name="articles_auditentry_export"), *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        """The list with its filters and its search, all pages of it, as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            entries = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:articles_auditentry_changelist"))
        name = f"audit-{timezone.localtime():%Y-%m-%d}.csv"
        return StreamingHttpResponse(
            csv_lines(entries.select_related("by").iterator(chunk_size=500)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )


class _Echo:
    """A file that hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Line by line, the heading first; times in UTC. No cell is a formula to a spreadsheet."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for entry in entries:
        yield writer.writerow([_inert(cell) for cell in _cells(entry)])


def _cells(entry: AuditEntry) -> list[str]:
    return [
        entry.at.isoformat(),
        entry.by.get_username() if entry.by else "",
        entry.action,
        str(entry.article_uuid or ""),
        entry.headline,
        str(entry.revision_number or ""),
        "; ".join(facts_of(entry)),
        entry.reason,
    ]


def _inert(cell: str) -> str:
    # A space before the sign does not stop every spreadsheet.
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    return "" if value is None else str(value)


def trail_of_article(model_admin: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what to one article, newest first, for who may see it; `?before=` an entry leads further back."""
    article = get_object_or_404(Article, pk=pk)
    if not can_view(request.user, article):
        raise PermissionDenied
    entries = AuditEntry.objects.filter(article_uuid=article.uuid).select_related("by")
    if request.GET.get("before", "").isdecimal():
        entries = _before(entries, entries.filter(pk=request.GET["before"][:18]).first())
    page: list[Any] = list(entries[: PAGE + 1])
    for entry in page:
        entry.facts = facts_of(entry)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "title": "Audit trail",
        "entries": page[:PAGE],
        "older": page[PAGE - 1].pk if len(page) > PAGE else None,
        "overrides": OVERRIDES,
    }
    return render(request, "admin/articles/article/audit.html", context)


def _before(entries: QuerySet[AuditEntry], last: AuditEntry | None) -> QuerySet[AuditEntry]:
    return entries.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk)) if last else entries
