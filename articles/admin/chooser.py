"""What the picture chooser talks to: pictures found, and a picture uploaded, as JSON."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views import View

from ..models import Image
from ..permissions import can_add_pictures, can_see_pictures
from .intake import PictureFileForm
from .moments import moment
from .pictures import picture_address

SHOWN_AT_ONCE = 30


class PictureChooser(View):
    """GET finds pictures: the newest, those that match `q`, or those named by `keys` or `id`. POST uploads `file`."""

    http_method_names = ["get", "head", "post"]
    # The admin's search of a list of images.
    search: Callable[[HttpRequest, QuerySet[Image], str], tuple[QuerySet[Image], bool]] | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        may = can_add_pictures if request.method == "POST" else can_see_pictures
        if not may(request.user):
            return JsonResponse({"error": "You may not do this. Ask somebody who looks after pictures."}, status=403)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> JsonResponse:
        found = self._found(request)[: SHOWN_AT_ONCE + 1]
        pictures = [as_json(image) for image in found[:SHOWN_AT_ONCE]]
        return JsonResponse({"pictures": pictures, "more": len(found) > SHOWN_AT_ONCE})

    def _found(self, request: HttpRequest) -> QuerySet[Image]:
        images = Image.objects.all()
        if keys := request.GET.get("keys"):
            return images.filter(key__in=keys.split(",")[:SHOWN_AT_ONCE])
        if identifier := request.GET.get("id"):
            return images.filter(pk=int(identifier)) if identifier.isdecimal() else images.none()
        return self.search(request, images, request.GET.get("q", ""))[0]

    def post(self, request: HttpRequest) -> JsonResponse:
        form = PictureFileForm({}, request.FILES)
        form.fields["file"].required = True
        if not form.is_valid():
            return _refusal(form)
        try:
            with transaction.atomic():
                image = form.save()
        except IntegrityError:
            # The same bytes came in twice in the same moment.
            return _refusal(PictureFileForm({}, request.FILES))
        return JsonResponse({"picture": as_json(image)}, status=201)


def _refusal(form: PictureFileForm) -> JsonResponse:
    """Why the file is not taken in; with the picture that the newsroom has already, where that is why."""
    form.is_valid()
    existing = getattr(form, "existing", None)
    if existing is not None:
        return JsonResponse(
            {"error": f"The newsroom has this picture already: “{existing}”.", "picture": as_json(existing)}, status=409
        )
    return JsonResponse({"error": " ".join(form.errors.get("file", ["The file was not taken in."]))}, status=400)


def as_json(image: Image) -> dict[str, Any]:
    """What the editor needs to show a picture, and what whoever chooses it has to know of its rights."""
    until = image.usable_until
    return {
        "id": image.pk,
        "key": image.key,
        "title": str(image),
        "url": picture_address(image),
        "caption": image.caption,
        "alt": image.alt_text,
        "credit": image.credit_line,
        "terms": image.usage_terms,
        "until": moment(until) if until else "",
        "ended": until is not None and until <= timezone.now(),
        "width": image.width,
        "height": image.height,
    }
