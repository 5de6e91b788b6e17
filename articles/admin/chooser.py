"""What the picture chooser talks to: pictures found, and a picture uploaded, as JSON."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views import View

from ..models import Collection, Image
from ..permissions import can_add_pictures, can_see_pictures
from .intake import take_in_file
from .moments import moment
from .picture_badges import badges_of
from .pictures import picture_address

SHOWN_AT_ONCE = 30
# A menu of more is none.
MOST_COLLECTIONS = 100


class PictureChooser(View):
    """GET finds pictures: the newest, those that match `q`, or those named by `keys` or `id`. POST uploads `file`.

    `collection` narrows what is found to the one of that number; asked for, even empty, it has all of them named.
    """

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
        answer: dict[str, Any] = {"pictures": pictures, "more": len(found) > SHOWN_AT_ONCE}
        if "collection" in request.GET:
            named = Collection.objects.order_by("name").values_list("pk", "name")
            answer["collections"] = list(named[:MOST_COLLECTIONS])
        return JsonResponse(answer)

    def _found(self, request: HttpRequest) -> QuerySet[Image]:
        images = Image.objects.defer("file_metadata", "credentials", "found_by", "keywords")
        if keys := request.GET.get("keys"):
            return images.filter(key__in=keys.split(",")[:SHOWN_AT_ONCE])
        if identifier := request.GET.get("id"):
            return images.filter(pk=int(identifier[:18])) if identifier.isdecimal() else images.none()
        if (collection := request.GET.get("collection", "")).isdecimal():
            images = images.filter(collections=int(collection[:9]))
        return self.search(request, images, request.GET.get("q", ""))[0].order_by("-created_at", "-id")

    def post(self, request: HttpRequest) -> JsonResponse:
        """With `ask`, a file that looks like a picture that is here waits for somebody who says that it is another."""
        verdict = take_in_file(request.FILES.get("file"), asks_for_alike="ask" in request.POST)
        alike = [as_json(image) for image in verdict.alike]
        if verdict.image is not None:
            return JsonResponse({"picture": as_json(verdict.image), "alike": alike}, status=201)
        if verdict.existing is not None:
            return JsonResponse({"error": verdict.refusal, "picture": as_json(verdict.existing)}, status=409)
        if verdict.is_asked:
            return JsonResponse({"error": verdict.refusal, "alike": alike}, status=409)
        return JsonResponse({"error": verdict.refusal}, status=400)


def as_json(image: Image) -> dict[str, Any]:
    """What the editor needs to show a picture, and what whoever chooses it has to know of its rights."""
    until, now = image.usable_until, timezone.now()
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
        "ended": until is not None and until <= now,
        "width": image.width,
        "height": image.height,
        # A picture that readers would not see is chosen by nobody who was not told.
        "badges": [badge.words for badge in badges_of(image, at=now)],
        "stopped": not image.may_be_shown_at(now),
    }
