"""The public history of an article: what it said before, and what was changed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import reading
from ..reading import story
from ..text import BlockChange, FieldChange, diff_snapshots, inline_html, runs_html
from .caching import kept

View = Callable[..., HttpResponse]

# How a field is called where readers compare two versions, if not as at the desk.
_LABELS = {
    "body": "Text",
    "lead_caption": "Caption of the lead picture",
    "lead_alt_text": "Description of the lead picture",
}


def where_history_is_public(view: View) -> View:
    """Where the site keeps its history to itself, these addresses are like any that never were."""

    @wraps(view)
    def guarded(request: HttpRequest, year: int, month: int, day: int, slug: str, **number: int) -> HttpResponse:
        if not settings.NEWSROOM_PUBLIC_HISTORY:
            raise Http404
        return view(request, story.path(year, month, day, slug), **number)

    return guarded


@where_history_is_public
@require_safe
@kept
def history(request: HttpRequest, path: str) -> HttpResponse:
    """Every edition that readers have seen."""
    page = reading.history_page(path, at=timezone.now())
    if page is None:
        raise Http404
    names = {"path": path, "current": page.current, "versions": page.versions, "navigation": page.navigation}
    return render(request, "articles/history.html", names)


@where_history_is_public
@require_safe
@kept
def edition(request: HttpRequest, path: str, number: int) -> HttpResponse:
    """An edition under an address that stays. What may not be shown is gone, and said to be."""
    found = reading.version_page(path, number, at=timezone.now())
    if found is None:
        raise Http404
    names: dict[str, Any] = {"path": path, "version": found.version, "current": found.current}
    if found.page is None:
        return _gone(request, names | {"navigation": found.navigation})
    return render(request, "articles/edition.html", story.names(found.page) | names | {"is_past": True})


@where_history_is_public
@require_safe
@kept
def changes(request: HttpRequest, path: str, number: int) -> HttpResponse:
    """What an edition changed, word by word."""
    found = reading.changes_page(path, number, at=timezone.now())
    if found is None:
        raise Http404
    names = {"path": path, "version": found.version, "current": found.current, "navigation": found.navigation}
    if found.before is None or found.after is None:
        return _gone(request, names)
    differences = [_difference(change) for change in diff_snapshots(found.before, found.after)]
    return render(request, "articles/changes.html", names | {"differences": differences})


@dataclass
class Stretch:
    """Paragraphs of the text as HTML; `skipped` is how many unchanged ones were left out before them."""

    skipped: int
    html: str = ""


@dataclass(frozen=True)
class Difference:
    """How a field differs: by its words or paragraphs, its items, or as a whole."""

    field: str
    label: str
    stretches: tuple[Stretch, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    words: str = ""
    old: str = ""
    new: str = ""


def _gone(request: HttpRequest, names: dict[str, Any]) -> HttpResponse:
    return render(request, "articles/gone.html", names, status=410)


def _difference(change: FieldChange) -> Difference:
    label = _LABELS.get(change.field, change.label)
    if change.kind == "blocks":
        return Difference(change.field, label, stretches=tuple(_stretches(change.blocks)))
    if change.kind == "words":
        return Difference(change.field, label, words=runs_html(change.words))
    if change.kind == "items":
        return Difference(change.field, label, items=tuple((item.kind, item.item) for item in change.items))
    if change.field == "lead_image":
        return Difference(change.field, label, words=_of_picture(change))
    return Difference(change.field, label, old=change.old or "none", new=change.new or "none")


def _of_picture(change: FieldChange) -> str:
    if change.old is None:
        return "Added."
    return "Removed." if change.new is None else "Replaced by another one."


def _stretches(blocks: tuple[BlockChange, ...]) -> list[Stretch]:
    """The changed paragraphs, each with the one before and after it; the others are counted."""
    changed = {index for index, block in enumerate(blocks) if block.kind != "same"}
    stretches = [Stretch(0)]
    for index, block in enumerate(blocks):
        if changed & {index - 1, index, index + 1}:
            stretches[-1].html += inline_html(block)
        elif stretches[-1].html:
            stretches.append(Stretch(1))
        else:
            stretches[-1].skipped += 1
    return stretches
