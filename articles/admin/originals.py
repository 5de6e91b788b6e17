"""The original of a picture, for the desk alone: as it came, with all that it says of its maker and place."""

from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ..models import Image
from ..permissions import can_see_pictures

# What browsers show as pictures and as nothing else; any other file is saved, not shown.
_SHOWN = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}


@require_safe
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The file itself; with `?save` as an attachment under the name that it came with."""
    if not can_see_pictures(request.user):
        raise PermissionDenied
    image = get_object_or_404(Image.objects.exclude(file=""), pk=pk)
    media_type = _SHOWN.get(PurePosixPath(image.file.name).suffix.lower())
    try:
        file = image.file.storage.open(image.file.name)
    # Each storage says in its own way that a file is not there.
    except Exception as error:
        raise Http404("The file of this picture cannot be read.") from error
    response = FileResponse(
        file,
        as_attachment=media_type is None or "save" in request.GET,
        filename=image.original_name or PurePosixPath(image.file.name).name,
        content_type=media_type or "application/octet-stream",
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    # Whatever the file turns out to be, nothing in it runs.
    response["Content-Security-Policy"] = "sandbox"
    return response
