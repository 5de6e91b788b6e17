"""Answers to the scripts of the edit page: a state, and words for the person where something is wrong."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.formats import date_format

# The page was rendered for one person, and another one has signed in since.
OTHER_PERSON = "other_person"
# The person may not do this, or what was sent says too little.
REFUSED = "refused"
# The page's token is no longer the session's. A new one, and all is well.
STALE_PAGE = "stale_page"
TOO_LARGE = "too_large"


def answer(state: str, *, status: int = 200, **more: Any) -> JsonResponse:
    """An answer that nobody on the way keeps."""
    response = JsonResponse({"state": state} | more, status=status)
    add_never_cache_headers(response)
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asked: it says so."""
    return "application/json" in request.headers.get("Accept", "")


def clock(at: datetime) -> str:
    """`at` as “14:05:12” in the newsroom's zone; with the day, where that is another one than today's."""
    local = timezone.localtime(at)
    is_today = local.date() == timezone.localtime(timezone.now()).date()
    return date_format(local, "H:i:s" if is_today else "j M Y, H:i:s")
