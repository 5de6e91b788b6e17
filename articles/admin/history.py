"""Revisions and editions at the desk: to be read, never to be written here."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ..models import OPEN_ENDED, Edition, Redaction, Revision
from ..text import FigurePart, Part, body_parts, notes_of, plain_text
from .keyset import KeysetList
from .moments import moment
from .people import narrowed, person_name
from .removals import may_redact, redaction_urls


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that the desk may see. `publishing` alone writes them."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["article", "number", "by", "at", "note"]
    list_display_links = ["article", "number"]
    list_select_related = ["article", "by"]
    search_fields = ["article__headline", "note", "by__username"]
    ordering = ["-at", "-id"]
    sortable_by = ()
    show_full_result_count = False

    fields = ["article", "number", "by", "at", "note", "facts", "text"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetList]:
        return KeysetList.by("at", unread=("data", "article__body", "article__standfirst", "article__found_by"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return narrowed(super().get_queryset(request), request.user, article="article__")

    @admin.display(description="fields")
    def facts(self, revision: Revision) -> SafeString:
        return _facts((name, value) for name, value in revision.data.items() if name != "body")

    @admin.display(description="body")
    def text(self, revision: Revision) -> SafeString:
        """The text, then the notes in it, which no edition has."""
        body = revision.data["body"]
        notes = (("For the desk", plain_text(note)) for note in notes_of(body))
        return _readable(body_parts(body)) + format_html_join("", "<p><em>{}:</em> {}</p>", notes)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["headline", "section", "visible_from", "until", "revision_number", "path"]
    list_filter = ["section"]
    list_select_related = ["section", "revision"]
    search_fields = ["headline", "path"]
    ordering = ["-visible_from", "-id"]
    sortable_by = ()
    show_full_result_count = False

    fields = [
        "article", "revision", "visible_from", "until", "path", "headline", "short_headline", "standfirst", "section",
        "kind", "language", "translation_of", "lead_image", "byline", "topics", "first_published_at", "modified_at",
        "is_minor", "change_note", "redacted", "facts", "text",
    ]  # fmt: skip

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetList]:
        return KeysetList.by("visible_from", unread=("content", "revision__data"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return narrowed(super().get_queryset(request), request.user, article="article__")

    def get_urls(self) -> list[URLPattern]:
        return [*redaction_urls(self), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_redact"] = may_redact(request.user, kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display
    def redacted(self, edition: Edition) -> str:
        redaction = Redaction.objects.filter(edition=edition).select_related("by").first()
        if redaction is None:
            return "no"
        return f"{moment(redaction.at)}, by {person_name(redaction.by)}: {redaction.reason}"

    @admin.display(description="visible until", ordering="visible_until")
    def until(self, edition: Edition) -> str:
        return "no end" if edition.visible_until == OPEN_ENDED else moment(edition.visible_until)

    @admin.display(description="revision", ordering="revision__number")
    def revision_number(self, edition: Edition) -> int:
        return edition.revision.number

    @admin.display
    def byline(self, edition: Edition) -> str:
        return ", ".join(str(contributor) for contributor in edition.contributors.select_related("author"))

    @admin.display
    def topics(self, edition: Edition) -> str:
        return ", ".join(str(row) for row in edition.edition_topics.select_related("topic"))

    @admin.display(description="further content")
    def facts(self, edition: Edition) -> SafeString:
        return _facts((name, value) for name, value in edition.content.items() if name != "parts")

    @admin.display(description="body")
    def text(self, edition: Edition) -> SafeString:
        return _readable(edition.content["parts"])


def _facts(pairs: Iterable[tuple[str, Any]]) -> SafeString:
    """A line for each fact that says something."""
    said = ((name.replace("_", " "), words) for name, value in pairs if (words := _words(value)))
    return format_html_join("", "<div><strong>{}</strong>: {}</div>", said)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(inner)}" for name, inner in value.items() if inner)
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return "" if value is None else str(value)


def _readable(parts: list[Part]) -> SafeString:
    """The body's text, a paragraph for each block; a picture by its key and its caption as used here."""
    return format_html_join("", "<p>{}</p>", ((line,) for part in parts for line in _lines(part)))


def _lines(part: Part) -> list[str]:
    match part["type"]:
        case "figure":
            return [_picture_line(part)]
        case "gallery":
            return [_picture_line(picture) for picture in part["pictures"]]
        case "embed":
            return [f"[Elsewhere: {part['address']}] {part['title']}"]
    return plain_text(part["html"]).splitlines()


def _picture_line(picture: FigurePart) -> str:
    return f"[Picture {picture['image']}] {plain_text(picture['caption'])}"
