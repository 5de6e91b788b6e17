"""Feeds of the site, of each section, topic and author, and of all corrections, in three formats."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import reading
from ..reading import StoryFeed
from . import entries, machines
from .feed_formats import FORMATS, as_atom


@require_safe
def site(request: HttpRequest, format: str) -> HttpResponseBase:
    at = timezone.now()
    return _answer(request, entries.of_stories(reading.site_feed(at=at)), format, at)


@require_safe
def section(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    at = timezone.now()
    return _stories(request, reading.section_feed(slug, at=at), format, at)


@require_safe
def topic(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    at = timezone.now()
    return _stories(request, reading.topic_feed(slug, at=at), format, at)


@require_safe
def author(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    at = timezone.now()
    return _stories(request, reading.author_feed(slug, at=at), format, at)


@require_safe
def corrections(request: HttpRequest, format: str = "") -> HttpResponseBase:
    """The latest notices. Without a format it is Atom, under the address that it had first."""
    at = timezone.now()
    return _answer(request, entries.of_notices(reading.latest_notices(at=at)), format, at)


def _stories(request: HttpRequest, found: StoryFeed | None, format: str, at: datetime) -> HttpResponseBase:
    if found is None:
        raise Http404
    return _answer(request, entries.of_stories(found), format, at)


def _answer(request: HttpRequest, feed: entries.Feed, format: str, at: datetime) -> HttpResponseBase:
    write, media_type = FORMATS[format or "atom"]
    text = write(feed) if format else as_atom(feed, feed.base)
    response = machines.answer(request, text, media_type, at=at, changed=reading.last_change(at=at))
    links = [f'<{feed.base}{f"{format}/" if format else ""}>; rel="self"']
    if settings.NEWSROOM_WEBSUB_HUB:
        links.append(f'<{settings.NEWSROOM_WEBSUB_HUB}>; rel="hub"')
    response["Link"] = ", ".join(links)
    return response
