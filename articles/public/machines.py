"""Answers to programs that come again and again: what is unchanged costs no bytes, what changed is seen at once."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

# A moment that began less than this ago may still bring another change that the date would not tell.
_TOLD_APART = timedelta(seconds=2)


def answer(
    request: HttpRequest, text: str, media_type: str, *, at: datetime, changed: datetime | None = None
) -> HttpResponseBase:
    """`text` with its validators; 304 for whom has it. To be called after all that may refuse.

    `changed` is when what readers see changed last. It is left out while that second may not be over, since
    dates are in seconds. Nobody may keep it unasked: a story can be withdrawn at any moment.
    """
    body = text.encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=media_type)
    response["Cache-Control"] = "no-cache"
    response["ETag"] = etag
    told = int(changed.timestamp()) if changed and at - changed >= _TOLD_APART else None
    if told is not None:
        response["Last-Modified"] = http_date(told)
    return get_conditional_response(request, etag, told, response) or response
