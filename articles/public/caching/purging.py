"""Telling a CDN or a Varnish in front what it must drop, the moment that it is written."""

import logging
from collections.abc import Iterable
from threading import Thread
from typing import Any
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction

from ... import reading
from .shared import EVERYTHING, LISTS, story_key

logger = logging.getLogger(__name__)

_TIMEOUT = 5.0


def purge_when_told(sender: Any = None, **told: Any) -> None:
    """Have what changed dropped: a receiver of the signals of `articles.signals`.

    Without NEWSROOM_PURGE_URL it does nothing. Nobody waits for it, and it may fail: pages are never kept in front for
    longer than NEWSROOM_SHARED_SECONDS, and `manage.py purge` drops everything.
    """
    if not settings.NEWSROOM_PURGE_URL:
        return
    edition = told.get("edition")
    # The page of a story names its translations.
    keys = [*map(story_key, reading.told_together(edition)), LISTS] if edition else [EVERYTHING]
    Thread(target=_try_to_purge, args=[keys], daemon=True).start()


def purge_all_when_saved(sender: Any, **_: Any) -> None:
    """Have everything dropped once the transaction is over: a receiver for reference data, which any page may name."""
    if settings.NEWSROOM_PURGE_URL:
        transaction.on_commit(purge_when_told, robust=True)


def purge(keys: Iterable[str] = (EVERYTHING,)) -> None:
    """Have every page with one of `keys` dropped in front. Raises OSError where that fails."""
    named = " ".join(keys)
    request = Request(settings.NEWSROOM_PURGE_URL, method=settings.NEWSROOM_PURGE_METHOD)
    request.add_header("Surrogate-Key", named)
    request.add_header("Cache-Tag", named.replace(" ", ","))
    # Varnish's xkey as its manual shows it.
    request.add_header("xkey-purge", named)
    for line in settings.NEWSROOM_PURGE_HEADERS:
        name, _, value = line.partition(":")
        request.add_header(name.strip(), value.strip())
    with urlopen(request, timeout=_TIMEOUT):
        pass


def _try_to_purge(keys: list[str]) -> None:
    try:
        purge(keys)
    except OSError:
        logger.exception("What is in front of us could not be told to drop %s.", ", ".join(keys))
