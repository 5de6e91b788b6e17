"""What somebody without an account reads under a preview link; one that opens nothing is like any wrong path."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from .. import reading, renditions
from ..reading import ArticlePage, Figure, Gallery, PagePart, story
from ..signals import preview_link_opened
from . import media

# Kept by nobody, found by nobody, and told to nobody whose page is gone on to.
_FOR_THE_HOLDER_ONLY = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


def for_the_holder(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What the view answers is for whoever has the link. What it refuses is left as it is for everybody."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code in (200, 304):
            for name, value in _FOR_THE_HOLDER_ONLY.items():
                response[name] = value
        return response

    return answered


@for_the_holder
@require_safe
@sensitive_variables("token")
def article(request: HttpRequest, token: str) -> HttpResponse:
    """The article that the link of `token` opens. Opening it is counted."""
    at = timezone.now()
    found = reading.linked_preview(token, at=at)
    if found is None:
        raise Http404
    if request.method == "GET":
        preview_link_opened.send_robust(sender=None, link_id=found.link.pk, at=at)
    names = story.names(_with_addresses(found.page, token))
    about = {"link": found.link, "is_published": found.is_published, "is_past": True}
    return render(request, "articles/linked_preview.html", names | about)


@for_the_holder
@require_safe
@sensitive_variables("token")
def picture(request: HttpRequest, token: str, picture: str, version: str, name: str) -> HttpResponseBase:
    """A file of a picture, if the article that the link of `token` opens shows it."""
    wanted = renditions.wanted_by(name)
    image = reading.linked_picture(token, picture, at=timezone.now()) if wanted else None
    if wanted is None or image is None or not renditions.size_of(image, wanted.spec):
        raise Http404
    # Whatever version is asked for, the one of today answers: the page may have been open for a while.
    return media.serve(request, image, wanted, cache_control=_FOR_THE_HOLDER_ONLY["Cache-Control"])


def _with_addresses(page: ArticlePage, token: str) -> ArticlePage:
    """`page` with pictures that load for the holder, though readers do not see them."""
    door = f"{reverse('articles:preview', args=[token])}media/"

    def reachable(part: PagePart) -> PagePart:
        if isinstance(part, Gallery):
            return Gallery([replace(figure, door=door) for figure in part.pictures])
        return replace(part, door=door) if isinstance(part, Figure) else part

    return replace(
        page,
        lead=replace(page.lead, door=door) if page.lead else None,
        parts=[reachable(part) for part in page.parts],
    )
