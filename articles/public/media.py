"""Picture files: what readers see goes to everybody, the rest only to those at the desk who may see it."""

import logging
import re
from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from ..permissions import can_see_pictures
from ..reading import public_picture

logger = logging.getLogger(__name__)

# The formats that are taken in as pictures. Anything else in the storage is not served here.
CONTENT_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}

# Every part begins with a letter or digit: no "..", no hidden file, no empty part.
_NAME = re.compile(r"(?:[A-Za-z0-9][\w.-]*/)*[A-Za-z0-9][\w.-]*", re.ASCII)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file `name`. A picture that somebody may not see answers like one that does not exist."""
    at = timezone.now()
    content_type = content_type_of(name)
    if content_type is None:
        raise Http404
    if public_picture(name, at=at):
        # Asked again every time, since a picture can be withdrawn at any moment; unchanged costs no bytes.
        return serve(request, name, content_type, cache_control="no-cache")
    if _sees_all_pictures(request):
        return serve(request, name, content_type, cache_control="private, no-store")
    raise Http404


def _sees_all_pictures(request: HttpRequest) -> bool:
    """Asked without touching the session of somebody who has none: a reader's answer must not vary by cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and can_see_pictures(request.user)


def content_type_of(name: str) -> str | None:
    """The type of the picture file `name`; None where it is the name of no picture file."""
    return CONTENT_TYPES.get(PurePosixPath(name).suffix.lower()) if _NAME.fullmatch(name) else None


def serve(request: HttpRequest, name: str, content_type: str, *, cache_control: str) -> HttpResponseBase:
    """The file `name`, which whoever asks was found to be allowed to see. Raises Http404 where it cannot be read."""
    try:
        modified = default_storage.get_modified_time(name)
        response: HttpResponseBase = FileResponse(default_storage.open(name), content_type=content_type)
    # A storage fails in its own ways: OSError from a disk, its library's own errors from a bucket.
    except Exception as error:
        logger.exception("The picture %s cannot be read.", name)
        raise Http404 from error
    return _conditional(request, response, name, modified, cache_control)


def _conditional(
    request: HttpRequest, response: HttpResponseBase, name: str, modified: datetime, cache_control: str
) -> HttpResponseBase:
    """`response`, or 304 for whom has the file already. Bytes under one name never change: they are named by hash."""
    etag = f'"{PurePosixPath(name).stem}-{int(modified.timestamp()):x}"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = cache_control
    answer = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()), response=response)
    if answer is not response:
        response.close()
    return answer
