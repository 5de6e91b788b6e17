"""Telling the browser that a page's text was saved, so that it drops its own copy of it.

The browser cannot know: the answer to a save is a page about whatever comes next. So that page's answer
brings a short-lived cookie with the name of the page that was saved.
"""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from .autosave import PAGE

COOKIE = "newsroom_saved_page"
SECONDS = 600

_PAGE_NAME = re.compile(r"[\w-]{8,40}", re.ASCII)


def is_page_name(text: str) -> bool:
    return _PAGE_NAME.fullmatch(text) is not None


def note_saved(request: HttpRequest) -> None:
    """Remember that what this request posted is saved: its text is safe."""
    request.is_text_saved = True


def is_saved(request: HttpRequest) -> bool:
    return getattr(request, "is_text_saved", False)


def tell_browser(request: HttpRequest, response: HttpResponse) -> None:
    """Put the name of the saved page into `response`."""
    page = request.POST.get(PAGE, "")
    if is_page_name(page):
        response.set_cookie(
            COOKIE,
            page,
            max_age=SECONDS,
            path=reverse("admin:index"),
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
