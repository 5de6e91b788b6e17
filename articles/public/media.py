"""Picture files: what readers see goes to everybody, the rest only to those at the desk who may see it.

What is served is a rendition, never an original: one of a fixed list, made when it is first asked for.
"""

import logging
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from .. import renditions
from ..imaging import placeholder
from ..permissions import can_see_pictures
from ..reading import any_picture, public_picture
from ..renditions import Wanted

logger = logging.getLogger(__name__)

# Asked again every time, since a picture can be withdrawn at any moment; unchanged costs no bytes.
FOR_ALL = "no-cache"
FOR_THE_DESK = "private, no-store"


@require_safe
def picture(request: HttpRequest, picture: str, version: str, name: str) -> HttpResponseBase:
    """The file `name` of the image whose token is `picture`. What somebody may not see is like what is not there.

    A version that is past leads on to the one of today, so that a page which is open survives a corrected credit.
    """
    wanted = renditions.wanted_by(name)
    if wanted is None:
        raise Http404
    image, cache_control = public_picture(picture, at=timezone.now()), FOR_ALL
    if image is None and _sees_all_pictures(request):
        image, cache_control = any_picture(picture), FOR_THE_DESK
    there = renditions.nearest(image, wanted) if image else None
    if image is None or there is None:
        raise Http404
    if version != image.version or there != wanted:
        response: HttpResponseBase = redirect(renditions.address(image, there))
        response["Cache-Control"] = cache_control
        return response
    return serve(request, image, wanted, cache_control=cache_control)


def _sees_all_pictures(request: HttpRequest) -> bool:
    """Asked without touching the session of somebody who has none: a reader's answer must not vary by cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and can_see_pictures(request.user)


def serve(request: HttpRequest, image: Any, wanted: Wanted, *, cache_control: str) -> HttpResponseBase:
    """The file of `image` that is `wanted`, which whoever asks was found to be allowed to see.

    It is made where it is missing. What cannot be made is a grey area, or the same in another size where
    another is at work on it: never an error, and kept by nobody.
    """
    row = renditions.ready(image, wanted)
    if row is None:
        row, cache_control = renditions.closest(image, wanted), "no-store"
    response = _file(request, image, row, wanted, cache_control) if row else None
    if response is None and row and renditions.forget_lost(row) and (row := renditions.ready(image, wanted)):
        response = _file(request, image, row, wanted, cache_control)
    return response or _placeholder(image, wanted)


def _file(request: HttpRequest, image: Any, row: Any, wanted: Wanted, cache_control: str) -> HttpResponseBase | None:
    """The file of `row`, 304 for whom has it already, or a way to it; None where it cannot be had."""
    storage = row.file.storage
    # The bytes under one name never change: the version is in it.
    etag = f'"{image.token}-{row.version}-{row.spec}-{row.format}-{row.size}"'
    try:
        if settings.NEWSROOM_PICTURES_ORIGIN and getattr(storage, "querystring_auth", False):
            response: HttpResponseBase = redirect(storage.url(row.file.name))
            response["Cache-Control"] = "no-store"
            return response
        # Opened even for whom has it: a file that is gone must not be vouched for.
        file = storage.open(row.file.name)
    # A storage fails in its own ways: OSError from a disk, its library's own errors from a bucket.
    except Exception:
        logger.exception("The picture %s cannot be read.", row.file.name)
        return None
    response = FileResponse(file, content_type=wanted.media_type)
    response["Content-Length"] = row.size
    _describe(response, cache_control)
    if cache_control == "no-store":
        return response
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is not response:
        response.close()
    return answer


def _placeholder(image: Any, wanted: Wanted) -> HttpResponse:
    width, height = renditions.size_of(image, wanted.spec) or (3, 2)
    response = HttpResponse(placeholder(wanted.format, width, height), content_type=wanted.media_type)
    _describe(response, "no-store")
    return response


def _describe(response: HttpResponseBase, cache_control: str) -> None:
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
