"""The picture of the newspaper's name, in the three shapes that search engines and networks ask for."""

from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..imaging import card
from .addresses import of_page


class Card(NamedTuple):
    """A file that stands for the newspaper: its whole address and its pixels."""

    address: str
    width: int
    height: int


SHAPES = {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}


def cards() -> list[Card]:
    """What stands for a story that has no picture which may be passed on; the wide one first."""
    return [Card(of_page("card", shape), *size) for shape, size in SHAPES.items()]


@require_safe
def picture(request: HttpRequest, shape: str) -> HttpResponse:
    if shape not in SHAPES:
        raise Http404
    headers = {"Cache-Control": "public, max-age=3600"}
    return HttpResponse(_drawn(settings.NEWSROOM_NAME, shape), content_type="image/png", headers=headers)


@cache
def _drawn(name: str, shape: str) -> bytes:
    return card(name, *SHAPES[shape])
