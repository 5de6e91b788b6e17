"""What an article's page prints around and inside its text, for readers and in a preview."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.html import format_html

from .article import ArticlePage, Notice, PagePart

# Notices that a reader must see before reading; the others follow the text.
ABOVE_THE_TEXT = frozenset({"correction", "clarification", "retraction"})

_PARAGRAPH = "<p>"

# A whole tag, its quoted attributes included, so that what merely looks like a tag in one is left alone.
_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_BOXED = {
    "<table>": '<div class="table" role="group" aria-label="Table" tabindex="0"><table>',
    "</table>": "</table></div>",
}


def path(year: int, month: int, day: int, slug: str) -> str:
    """The address as editions have it."""
    return f"/{year:04}/{month:02}/{day:02}/{slug}/"


def names(page: ArticlePage) -> dict[str, Any]:
    """What the template of an article prints."""
    return {
        "edition": page.edition,
        "content": page.edition.content,
        "lead": page.lead,
        "parts": parts(page),
        "bylines": page.bylines,
        "topics": page.topics,
        "notices_above": notices_above(page),
        "notices_below": notices_below(page),
        "updated_at": updated_at(page),
        "number": page.number,
        "translations": page.translations,
        "has_history": page.has_history and settings.NEWSROOM_PUBLIC_HISTORY,
        "related": page.related,
        "navigation": page.navigation,
    }


def parts(page: ArticlePage) -> list[PagePart]:
    """The parts of the body as they are printed."""
    boxed = [with_boxed_tables(part) if isinstance(part, str) else part for part in page.parts]
    place = page.edition.content["dateline"].rstrip(" -–—") if boxed else ""
    return _with_dateline(boxed, place) if place else boxed


def notices_above(page: ArticlePage) -> list[Notice]:
    """What retracts the article comes first."""
    above = [notice for notice in page.notices if notice.kind in ABOVE_THE_TEXT]
    return sorted(above, key=lambda notice: notice.kind != "retraction")


def notices_below(page: ArticlePage) -> list[Notice]:
    return [notice for notice in page.notices if notice.kind not in ABOVE_THE_TEXT]


def updated_at(page: ArticlePage) -> datetime | None:
    """When the article changed after its first publication; None when it has not."""
    edition = page.edition
    return edition.modified_at if edition.modified_at > edition.first_published_at else None


def with_boxed_tables(html: str) -> str:
    """Each table in a box of its own, which scrolls where the table is wider than the page, by keyboard too."""
    if "<table>" not in html:
        return html
    return _TAG.sub(lambda tag: _BOXED.get(tag[0], tag[0]), html)


def _with_dateline(parts: list[PagePart], place: str) -> list[PagePart]:
    """The dateline run into the first paragraph, as on paper.

    It is put into the paragraph's HTML, not beside it, so that copying, reading aloud and a browser's
    reading view keep the two together. A body that begins otherwise gets a line of its own.
    """
    dateline = format_html('<span class="dateline">{} —</span> ', place)
    first = parts[0] if parts else ""
    if isinstance(first, str) and first.startswith(_PARAGRAPH):
        return [f"{_PARAGRAPH}{dateline}{first.removeprefix(_PARAGRAPH)}", *parts[1:]]
    return [f"{_PARAGRAPH}{dateline}</p>", *parts]
