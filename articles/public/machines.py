"""Answers to programs that come again and again. That what is unchanged costs no bytes is `caching.kept`'s business."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils.http import http_date

# A moment that began less than this ago may still bring another change that the date would not tell.
_TOLD_APART = timedelta(seconds=2)


def answer(text: str, media_type: str, *, at: datetime, changed: datetime | None = None) -> HttpResponse:
    """`text`, with when what readers see `changed` last.

    That is left out while its second may not be over, since dates are in seconds.
    """
    response = HttpResponse(text, content_type=media_type)
    if changed and at - changed >= _TOLD_APART:
        response["Last-Modified"] = http_date(int(changed.timestamp()))
    return response
