"""The readers' pages about the newspaper: /about/ and what stands under it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import reading
from . import list_data
from .caching import kept, made_once


@require_safe
@kept
def about(request: HttpRequest) -> HttpResponse:
    """The page “About us”, and the way to all others; the way to them alone where readers have no such page."""
    found = reading.about_page(at=timezone.now())
    if found is None:
        raise Http404
    others = [link for link in found.navigation.house_pages if link.kind != "about"]
    return made_once(
        request,
        "articles/about.html",
        found,
        lambda: (_names(found.page) if found.page else {"navigation": found.navigation}) | {"others": others},
        is_list=False,
    )


@require_safe
@kept
def house_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the others. “About us” has an address of its own."""
    page = reading.house_page(slug, at=timezone.now())
    if page is None:
        raise Http404
    if page.kind == "about":
        return redirect(page.address)
    return made_once(request, "articles/house_page.html", page, lambda: _names(page), is_list=False)


def _names(page: reading.ShownHousePage) -> dict[str, Any]:
    """What the template of a page about the newspaper prints."""
    return {"page": page, "navigation": page.navigation, "structured_data": list_data.of_a_house_page(page)}
