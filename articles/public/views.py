"""The readers' pages. The moment is taken once, so that a page does not change under its own hands."""

import json
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template import loader
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from .. import reading
from ..interchange import ninjs
from ..reading import Cursor, story
from . import article_data, context, list_data, sharing
from .caching import kept, made_once


@require_safe
@kept
def front(request: HttpRequest) -> HttpResponse:
    page = reading.front_page(at=timezone.now())
    return made_once(
        request,
        "articles/front.html",
        (page.front, page.navigation),
        lambda: {
            "front": page.front,
            "navigation": page.navigation,
            "structured_data": list_data.of_the_front(page.navigation),
        },
    )


@require_safe
@kept
def article(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """The article at this address. One that an article has left leads on from `page_not_found`."""
    page = reading.article_page(story.path(year, month, day, slug), at=timezone.now(), with_context=True)
    if page is None:
        raise Http404
    return made_once(
        request,
        "articles/article_detail.html",
        page,
        lambda: story.names(page) | article_data.names(page) | sharing.names(page) | {"is_live": True},
        is_list=False,
    )


@require_safe
@kept
def ninjs_item(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """The article at this address for other newsrooms' systems."""
    page = reading.article_page(story.path(year, month, day, slug), at=timezone.now())
    if page is None:
        raise Http404
    text = json.dumps(ninjs.item(page), ensure_ascii=False)
    return HttpResponse(text, content_type="application/ninjs+json")


@require_safe
@kept(by="before")
def section(request: HttpRequest, slug: str) -> HttpResponse:
    at, before = timezone.now(), _before(request)
    page = reading.section_page(slug, at=at, before=before)
    if page is None:
        raise Http404
    picture = _usable(page.section.picture, at)
    about = list_data.of_a_list(page.section)
    names = {"section": page.section, "front": page.front, "picture": picture, "structured_data": about}
    return _list(request, "section_list", page.listing, before, **names)


@require_safe
@kept(by="before")
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    at, before = timezone.now(), _before(request)
    page = reading.topic_page(slug, at=at, before=before)
    if page is None:
        raise Http404
    picture = _usable(page.topic.picture, at)
    about = list_data.of_a_list(page.topic)
    names = {"topic": page.topic, "parent": page.parent, "picture": picture, "structured_data": about}
    return _list(request, "topic_list", page.listing, before, **names)


@require_safe
@kept(by="before")
def author(request: HttpRequest, slug: str) -> HttpResponse:
    at, before = timezone.now(), _before(request)
    page = reading.author_page(slug, at=at, before=before)
    if page is None:
        raise Http404
    picture = _usable(page.author.picture, at)
    about = list_data.of_an_author(
        page.author, profiles=page.profiles, picture=picture, navigation=page.listing.navigation
    )
    names = {"author": page.author, "profiles": page.profiles, "picture": picture, "structured_data": about}
    return _list(request, "author_detail", page.listing, before, **names)


@require_safe
@kept(by="before")
def corrections(request: HttpRequest) -> HttpResponse:
    """Every notice that stands on an article, newest first."""
    before = _before(request)
    page = reading.corrections_page(at=timezone.now(), before=before)
    if before and not page.notices:
        raise Http404
    return render(
        request,
        "articles/corrections.html",
        {"notices": page.notices, "listing": page, "navigation": page.navigation, "before": before},
    )


@require_safe
@kept
def archive(request: HttpRequest) -> HttpResponse:
    """The latest month that has stories, under an address that stays."""
    at = timezone.now()
    latest = reading.latest_day(at=at)
    if latest is None:
        return render(request, "articles/archive.html", {"navigation": reading.navigation(at=at), "heading": "Archive"})
    first = latest.replace(day=1)
    bounds = reading.whole_month(first.year, first.month)
    page = reading.archive_page(*bounds, bounds, at=at)
    # Older stories are the month's, whichever month is the latest by the time that somebody follows the link.
    base = reverse("articles:month", args=[first.year, first.month])
    return _list(
        request,
        "archive",
        page.listing,
        None,
        page=page,
        first=first,
        heading=date_format(first, "YEAR_MONTH_FORMAT"),
        is_latest=True,
        base=base,
    )


@require_safe
@kept(by="before")
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month that has stories; one that has none does not exist, or the archive would have no end."""
    at, before = timezone.now(), _before(request)
    first = _date(year, month, 1)
    bounds = _bounds(first, whole_month=True)
    page = reading.archive_page(*bounds, bounds, at=at, before=before)
    if not page.days:
        raise Http404
    heading = date_format(first, "YEAR_MONTH_FORMAT")
    return _list(request, "archive", page.listing, before, page=page, first=first, heading=heading)


@require_safe
@kept(by="before")
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """A day that has stories; one that has none does not exist."""
    at, before = timezone.now(), _before(request)
    today = _date(year, month, day)
    first = today.replace(day=1)
    page = reading.archive_page(
        *_bounds(today, whole_month=False), _bounds(first, whole_month=True), at=at, before=before
    )
    if today not in page.days:
        raise Http404
    heading = f"{date_format(today, 'l')}, {date_format(today, 'DATE_FORMAT')}"
    return _list(request, "archive", page.listing, before, page=page, first=first, day=today, heading=heading)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """On to where an address that was left leads; else the same bytes whatever was asked for.

    A withdrawn story answers like one that never was; of one that was removed for legal reasons it is
    said that it was. Two queries.
    """
    at = timezone.now()
    destination = reading.destination(request.path, at=at)
    if destination is not None:
        return redirect(destination, permanent=True)
    note = reading.removal_note(request.path, at=at)
    if note is not None:
        return _for_everybody("410.html", 410, note=note)
    return _for_everybody("404.html", 404)


def _for_everybody(template: str, status: int, **names: str) -> HttpResponse:
    """Rendered without the request, so that neither session nor token can slip in."""
    body = loader.render_to_string(template, context.newsroom(None) | names)
    # A story may stand at this address in the next second.
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-cache"})


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database, no context processor and no list of static files: any of them may be what is broken."""
    return HttpResponseServerError(loader.render_to_string("500.html"), headers={"Cache-Control": "no-store"})


def _before(request: HttpRequest) -> Cursor | None:
    """Where the page of a list begins, None for the first. Nonsense is not found, or a list had endless addresses."""
    if "before" not in request.GET:
        return None
    cursor = Cursor.parse(request.GET["before"])
    if cursor is None:
        raise Http404
    return cursor


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Http404 from error


def _bounds(day: date, *, whole_month: bool) -> tuple[datetime, datetime]:
    try:
        if whole_month:
            return reading.whole_month(day.year, day.month)
        return reading.whole_day(day.year, day.month, day.day)
    # The first and the last year of the calendar, in a zone where they begin or end outside of it.
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def _usable(picture: Any, at: datetime) -> Any:
    """The picture that stands for something, None where there is none to show."""
    return picture if picture and picture.is_usable_at(at) else None


def _list(
    request: HttpRequest, template: str, listing: reading.Listing, before: Cursor | None, **names: Any
) -> HttpResponse:
    """A page of a list. After the last story there is none: who asks for it came by no link of ours."""
    if before and not listing.cards:
        raise Http404
    said = {"listing": listing, "navigation": listing.navigation, "before": before, **names}
    return made_once(request, f"articles/{template}.html", said, lambda: said)
