"""Requests that are refused before any view sees them, in words; typed text stays with the person."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views import csrf, defaults

from .json_answers import STALE_PAGE, TOO_LARGE, answer, wants_json
from .typed_text import FORMS, page, sign_in_beside, typed_fields

# In bytes: what is read, and thrown away, of a request that is too large.
READ_OFF, CHUNK = 500_000_000, 500_000


def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the page's token is not the session's. What was typed on an article's form is kept.

    Only of a form that came from this site: what another site had the browser send is no text of this
    person's, and is not shown with a button to send it on.
    """
    if not _is_of_the_desk(request):
        return csrf.csrf_failure(request, reason)
    if wants_json(request):
        return answer(STALE_PAGE, status=403)
    match = request.resolver_match
    is_form = match is not None and match.url_name in FORMS
    if is_form and came_from_here(request) and typed_fields(request):
        return page(request, "stale") if admin.site.has_permission(request) else sign_in_again(request)
    return _refused(request, "This page was open for too long", "stale", status=403)


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """The page to sign in on, without trying what came with a stale token."""
    request.POST = request.POST.copy()
    request.POST.pop("sign-in-username", None)
    return sign_in_beside(request)


def too_large_or_wrong(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The handler of 400: the desk says in words what is too large, and what its own pages find wrong.

    Everything else is Django's plain answer.
    """
    if isinstance(exception, BadRequest) and _is_of_the_desk(request):
        return _refused(request, "This could not be done", "wrong", status=400, words=str(exception))
    if not isinstance(exception, RequestDataTooBig | TooManyFieldsSent) or not _is_of_the_desk(request):
        return defaults.bad_request(request, exception)
    _read_off(request)
    bytes_allowed, fields_allowed = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    limits = {"size": filesizeformat(bytes_allowed), "fields": fields_allowed}
    if wants_json(request):
        return answer(TOO_LARGE, status=413, words=f"Too large: the desk takes up to {limits['size']} at once.")
    return _refused(request, "This is too large to be saved", "too_large", status=413, **limits)


def _read_off(request: HttpRequest) -> None:
    """Take in what is still being sent: a browser that cannot send all of it shows no answer."""
    for _ in range(READ_OFF // CHUNK):
        if not request.read(CHUNK):
            return


def came_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the request. The browser says so; one that says nothing is not believed."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    source = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    origin = f"{source.scheme}://{source.netloc}"
    return origin in {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}


def _is_of_the_desk(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:index")) and hasattr(request, "user")


def _refused(request: HttpRequest, title: str, why: str, *, status: int, **context: Any) -> HttpResponse:
    context |= admin.site.each_context(request) | {"title": title, "why": why}
    response = render(request, "admin/refused.html", context, status=status)
    add_never_cache_headers(response)
    return response
