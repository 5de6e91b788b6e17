"""A view whose answer is kept: made when the state of the readers' site is new, served until it is over."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from ...reading import State
from . import remembered, store
from .encoding import WORTH_IT, encoded, encoding_for
from .shared import headers_for_shared_caches

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class KeptPage:
    """An answer without what is told anew each time: how long it may be kept elsewhere, and whether it was wanted."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str
    # What a shared cache may be told to drop it by.
    keys: str
    encoding: str = ""

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        headers = tuple((name, value) for name, value in response.items() if name not in {"ETag", "Cache-Control"})
        tag = hashlib.blake2b(response.content, digest_size=16).hexdigest()
        return cls(headers, response.content, tag, " ".join(getattr(response, "surrogate_keys", ())))

    def compressed(self, encoding: str) -> "KeptPage":
        # Another tag, since it is other bytes: RFC 9110, section 8.8.3.3.
        body = encoded(self.body, encoding)
        return KeptPage(self.headers, body, f"{self.tag}-{encoding}", self.keys, encoding)


def kept(view: View | None = None, *, by: str = "", for_at_most: timedelta | None = None) -> Any:
    """Keep what `view` answers with 200, for everybody, until the state of the readers' site is over.

    The view's answer must depend on nothing but its path, the parameter `by` of the query, and what `reading`
    finds: not on who asks. Nothing that it refuses is kept. `for_at_most` is for answers in which the clock shows
    by itself, as that which names the stories of the last two days.

    It is told how long it may be kept elsewhere, compressed as the browser knows it, and answered with 304 for those
    who have it. Where there is no state, or pages are not to be kept, all but the keeping is done.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            at = timezone.now()
            # Who is signed in may have written a moment ago, in another process.
            anew = settings.SESSION_COOKIE_NAME in request.COOKIES
            state = remembered.state(at=at, anew=anew)
            request.readers_state = state  # type: ignore[attr-defined]
            encoding = encoding_for(request.headers.get("Accept-Encoding", ""))
            key = _key(request, by, state, at, for_at_most) if state else ""
            page = _found(key, encoding) if key else None
            if page is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200 or not isinstance(response, HttpResponse):
                    return response
                page = KeptPage.of(response)
                # What was made after the state was over shows the next one.
                key = key if state and timezone.now() < state.until else ""
                if key:
                    store.put(key, page)
                page = _in(encoding, page, key)
            return _answer(request, page, state, at)

        return answer

    return keeping(view) if view else keeping


def _key(request: HttpRequest, by: str, state: State, at: datetime, for_at_most: timedelta | None) -> str:
    asked = f"?{request.GET[by]}" if by in request.GET else ""
    span = f" {int(at.timestamp() // for_at_most.total_seconds())}" if for_at_most else ""
    return f"{state.token}{span} {request.path}{asked}"


def _found(key: str, encoding: str) -> KeptPage | None:
    """The page under `key`, in the encoding; it is compressed when the first asks for it so."""
    if encoding and (page := store.get(f"{key} {encoding}")):
        return page  # type: ignore[no-any-return]
    page = store.get(key)
    return _in(encoding, page, key) if page else None


def _in(encoding: str, page: KeptPage, key: str) -> KeptPage:
    if not encoding or len(page.body) < WORTH_IT:
        return page
    page = page.compressed(encoding)
    if key:
        store.put(f"{key} {encoding}", page)
    return page


def _answer(request: HttpRequest, page: KeptPage, state: State | None, at: datetime) -> HttpResponseBase:
    response = HttpResponse(page.body)
    for name, value in page.headers:
        response[name] = value
    if page.encoding:
        response["Content-Encoding"] = page.encoding
    response["Vary"] = "Accept-Encoding"
    response["ETag"] = etag = f'"{page.tag}"'
    for name, value in headers_for_shared_caches(state, page.keys, at=at).items():
        response[name] = value
    changed = parse_http_date_safe(response.get("Last-Modified", ""))
    return get_conditional_response(request, etag, changed, response) or response
