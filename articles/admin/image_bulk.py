"""Editing many pictures at once: says first what changes for how many, then what was done and what refused, and why."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views import View

from .. import publishing
from ..models import Image
from ..permissions import can_keep_collections, can_look_after_pictures
from .image_bulk_form import BulkImagesForm
from .pictures import picture_address

AT_MOST = 200


def bulk_image_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    view = model_admin.admin_site.admin_view(BulkImagesView.as_view(model_admin=model_admin))
    return [path("bulk/", view, name="articles_image_bulk")]


@dataclass
class PictureLine:
    """What became of one picture."""

    image: Image
    words: list[str] = field(default_factory=list)
    is_refused: bool = False


class BulkImagesView(View):
    """Asks what is to change; says for how many it does; with `confirmed`, does it, each in its own transaction."""

    http_method_names = ["post"]
    model_admin: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_look_after_pictures(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if _is_number(key)]
        keys = list(dict.fromkeys(map(int, sent)))
        if len(keys) > AT_MOST:
            messages.error(request, f"Tick at most {AT_MOST} pictures. Nothing was changed.")
            return redirect("admin:articles_image_changelist")
        found = Image.objects.defer("file_metadata", "credentials").in_bulk(keys)
        images = [found[key] for key in keys if key in found]
        if not images:
            messages.error(request, "No picture was ticked, or none of them is there any more. Nothing was changed.")
            return redirect("admin:articles_image_changelist")
        may_collect = can_keep_collections(request.user)
        if "asked" not in request.POST:
            return self._asked(images, BulkImagesForm(may_collect=may_collect))
        form = BulkImagesForm(request.POST, may_collect=may_collect)
        if not form.is_valid():
            return self._asked(images, form)
        if "confirmed" not in request.POST:
            return self._asked(images, form, expected=form.expected(images))
        lines = [
            self._done(image.pk, form) or PictureLine(image, ["It was deleted meanwhile."], True) for image in images
        ]
        return self._page("bulk_report", lines=lines)

    def _done(self, pk: int, form: BulkImagesForm) -> PictureLine | None:
        with transaction.atomic():
            image = Image.objects.select_for_update().filter(pk=pk).first()
            if image is None:
                return None
            changed = form.apply(image)
            try:
                image.full_clean(exclude=_unchanged(changed), validate_unique=False, validate_constraints=False)
            except ValidationError as error:
                return PictureLine(image, error.messages, is_refused=True)
            if changed:
                publishing.save_picture_rights(image, by=self.request.user)
            words = [*form.words(changed), *form.collect(image)]
        return PictureLine(image, words or ["Nothing: it had all of it already."])

    def _asked(self, images: list[Image], form: BulkImagesForm, expected: list[str] | None = None) -> HttpResponse:
        views = [(image, picture_address(image)) for image in images]
        return self._page("bulk", images=views, form=form, expected=expected)

    def _page(self, name: str, **context: Any) -> HttpResponse:
        if "lines" in context:
            context["done"] = [line for line in context["lines"] if not line.is_refused]
            context["refused"] = [line for line in context["lines"] if line.is_refused]
        frame = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": Image._meta,
            "title": "Edit pictures",
            "list_address": reverse("admin:articles_image_changelist"),
        }
        return TemplateResponse(self.request, f"admin/articles/image/{name}.html", frame | context)


def _unchanged(changed: list[str]) -> set[str]:
    """Columns that are not looked at: nobody is kept from adding a credit by what was stored years ago."""
    return {one.name for one in Image._meta.fields} - set(changed)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
