"""Feeds of the site, of each section, topic and author, and of all corrections, in three formats."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import reading
from ..reading import StoryFeed
from . import entries, machines
from .caching import kept
from .feed_formats import FORMATS, as_atom

# A story that is gone is told as gone for some days, so that the clock shows in a feed.
_A_MINUTE = timedelta(minutes=1)


@require_safe
@kept(for_at_most=_A_MINUTE)
def site(request: HttpRequest, format: str) -> HttpResponseBase:
    at = timezone.now()
    return _answer(entries.of_stories(reading.site_feed(at=at)), format, at)


@require_safe
@kept(for_at_most=_A_MINUTE)
def section(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    at = timezone.now()
    return _stories(reading.section_feed(slug, at=at), format, at)


@require_safe
@kept(for_at_most=_A_MINUTE)
def topic(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    at = timezone.now()
    return _stories(reading.topic_feed(slug, at=at), format, at)


@require_safe
@kept(for_at_most=_A_MINUTE)
def author(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    at = timezone.now()
    return _stories(reading.author_feed(slug, at=at), format, at)


@require_safe
@kept(for_at_most=_A_MINUTE)
def corrections(request: HttpRequest, format: str = "") -> HttpResponseBase:
    """The latest notices. Without a format it is Atom, under the address that it had first."""
    at = timezone.now()
    return _answer(entries.of_notices(reading.latest_notices(at=at)), format, at)


def _stories(found: StoryFeed | None, format: str, at: datetime) -> HttpResponseBase:
    if found is None:
        raise Http404
    return _answer(entries.of_stories(found), format, at)


def _answer(feed: entries.Feed, format: str, at: datetime) -> HttpResponseBase:
    write, media_type = FORMATS[format or "atom"]
    text = write(feed) if format else as_atom(feed, feed.base)
    response = machines.answer(text, media_type, at=at, changed=reading.last_change(at=at))
    links = [f'<{feed.base}{f"{format}/" if format else ""}>; rel="self"']
    if settings.NEWSROOM_WEBSUB_HUB:
        links.append(f'<{settings.NEWSROOM_WEBSUB_HUB}>; rel="hub"')
    response["Link"] = ", ".join(links)
    return response
