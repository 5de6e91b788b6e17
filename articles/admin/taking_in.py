"""Taking many pictures in at once, and the page that shows what their files say of themselves."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views import View

from ..imaging import PictureRefused, inspect, instruction_flags
from ..interchange.described import describe, said_by_file
from ..interchange.pictures import alike_to, measure, twin_of
from ..models import Image
from ..permissions import can_add_pictures, can_look_after_pictures
from .describing import DescribeView, described_address
from .intake import Verdict, take_in_file
from .picture_facts import FLAGS, SOURCES

# A browser sends more at once only without scripts.
AT_MOST = 100


def taking_in_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    wrap = model_admin.admin_site.admin_view
    return [
        path("take-in/", wrap(TakeInView.as_view(model_admin=model_admin)), name="articles_image_take_in"),
        path("read/", wrap(ReadView.as_view()), name="articles_image_read"),
        path("describe/", wrap(DescribeView.as_view(model_admin=model_admin)), name="articles_image_describe"),
    ]


class TakeInView(View):
    """A plain form for many files, and the report of what became of each."""

    http_method_names = ["get", "head", "post"]
    model_admin: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_add_pictures(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, [])

    def post(self, request: HttpRequest) -> HttpResponse:
        files = request.FILES.getlist("file")
        if not files:
            return self._page(request, [], error="Choose one or more picture files.")
        if len(files) > AT_MOST:
            return self._page(request, [], error=f"Choose at most {AT_MOST} files. None was taken in.")
        is_sure = "sure" in request.POST
        return self._page(request, [take_in_file(file, asks_for_alike=not is_sure) for file in files])

    def _page(self, request: HttpRequest, verdicts: list[Verdict], *, error: str = "") -> HttpResponse:
        taken = [verdict.image.pk for verdict in verdicts if verdict.image]
        context = {
            **self.model_admin.admin_site.each_context(request),
            "opts": Image._meta,
            "title": "Take pictures in",
            "verdicts": verdicts,
            "taken": taken,
            "describe_address": described_address(taken) if can_look_after_pictures(request.user) else "",
            "error": error,
            "is_asked": any(verdict.is_asked for verdict in verdicts),
        }
        status = 400 if error else 200
        return TemplateResponse(request, "admin/articles/image/take_in.html", context, status=status)


class ReadView(View):
    """What a file says of itself, as JSON, before anything is stored: the add page shows it beside its fields."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (can_add_pictures(request.user) or can_look_after_pictures(request.user)):
            return JsonResponse({"error": "You may not take pictures in."}, status=403)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> JsonResponse:
        file = request.FILES.get("file")
        if file is None:
            return JsonResponse({"error": "Choose a picture file."}, status=400)
        try:
            found = inspect(file, file.name or "")
        except PictureRefused as error:
            return JsonResponse({"error": str(error)}, status=400)
        image = Image()
        measure(image, found, original_name=file.name or "")
        said = said_by_file(image.file_metadata)
        describe(image)
        flags = instruction_flags(image.instructions)
        existing = twin_of(image, found.sha256)
        alike = [] if existing else alike_to(found.perceptual_hash)
        return JsonResponse(
            {
                "said": {
                    column: {"value": str(value), "source": source, "from": SOURCES.get(source, "the file")}
                    for column, (value, source) in said.items()
                },
                # What follows from it, and is set with it.
                "set": {"allowed_use": image.allowed_use, "licence": image.licence},
                "flags": [FLAGS[flag] for flag in sorted(flags)],
                "size": f"{image.width} × {image.height}",
                "existing": _named(existing) if existing else None,
                "alike": [_named(one) for one in alike],
            }
        )


def _named(image: Image) -> dict[str, str]:
    return {"title": str(image), "address": reverse("admin:articles_image_change", args=[image.pk])}
