"""The focal point and the crops of a picture: set by mouse, by keyboard, or as numbers."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views import View

from .. import publishing
from ..imaging import CROPS, crop_box
from ..models import Image
from ..permissions import can_look_after_pictures
from .pictures import large_address

# A smaller piece of a picture shows nothing; or as much as the picture has.
SMALLEST = 200
# What Google asks for, and what screens show sharp.
SHARP = 1200
NAMES = {spec.name: spec.name.replace("x", ":") for spec in CROPS}


def crop_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    view = model_admin.admin_site.admin_view(CropsView.as_view(model_admin=model_admin))
    return [path("<int:pk>/crops/", view, name="articles_image_crops")]


def smallest_width(ratio: Fraction, width: int, height: int) -> int:
    """How wide a crop of that `ratio` has to be at least, in pixels of the original."""
    return min(SMALLEST, _widest(ratio, width, height))


def _widest(ratio: Fraction, width: int, height: int) -> int:
    return max(1, int(min(width, height * ratio)))


@dataclass(frozen=True)
class Cut:
    """One ratio as the page shows it: in pixels of the upright original."""

    name: str
    label: str
    x: int
    y: int
    width: int
    height: int
    is_chosen: bool
    smallest: int
    widest: int
    # The three fields of the form, in this order: left, top, width.
    fields: list[Any]

    @property
    def is_soft(self) -> bool:
        return self.width < SHARP


class CropsForm(forms.Form):
    """The focal point in percent, and left edge, top edge and width of each crop in pixels; the height follows.

    A crop of which nothing is said is automatic: the largest around the focal point.
    """

    focal_x = forms.FloatField(label="Focal point, percent from the left", min_value=0, max_value=100)
    focal_y = forms.FloatField(label="Focal point, percent from the top", min_value=0, max_value=100)

    def __init__(self, image: Image, *args: Any, **kwargs: Any) -> None:
        self.image = image
        self.chosen: dict[str, list[float]] = {}
        initial: dict[str, Any] = {"focal_x": round(image.focal_x * 100, 1), "focal_y": round(image.focal_y * 100, 1)}
        for name in NAMES:
            if chosen := _chosen(image, name):
                initial |= {f"{name}_x": chosen[0], f"{name}_y": chosen[1], f"{name}_width": chosen[2]}
        super().__init__(*args, initial=initial, **kwargs)
        for name, label in NAMES.items():
            for part, words in (("x", "left edge"), ("y", "top edge"), ("width", "width")):
                self.fields[f"{name}_{part}"] = forms.IntegerField(
                    label=f"{label}, {words} in pixels", required=False, min_value=0, max_value=100_000
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for spec in CROPS:
            parts = [cleaned.get(f"{spec.name}_{part}") for part in ("x", "y", "width")]
            if any(f"{spec.name}_{part}" in self.errors for part in ("x", "y", "width")) or parts == [None] * 3:
                continue
            fault = self._fault(spec.name, spec.ratio or Fraction(1), parts)
            if fault:
                self.add_error(f"{spec.name}_width", fault)
        return cleaned

    def _fault(self, name: str, ratio: Fraction, parts: list[int | None]) -> str:
        """What is wrong with one crop; where nothing is, it is kept."""
        wide, high = self.image.width or 1, self.image.height or 1
        left, top, width = parts
        if left is None or top is None or width is None:
            return f"Give left edge, top edge and width of the crop {NAMES[name]}, or none of them."
        smallest = smallest_width(ratio, wide, high)
        if width < smallest:
            return f"The crop {NAMES[name]} has to be at least {smallest} pixels wide."
        height = round(width / ratio)
        # A pixel is what rounding costs.
        if left + width > wide + 1 or top + height > high + 1:
            return f"The crop {NAMES[name]} reaches beyond the picture, which is {wide} × {high} pixels."
        width, height = min(width, wide - left), min(height, high - top)
        self.chosen[name] = [
            round(left / wide, 6),
            round(top / high, 6),
            round(width / wide, 6),
            round(height / high, 6),
        ]
        return ""

    def cuts(self) -> list[Cut]:
        wide, high = self.image.width or 1, self.image.height or 1
        found = []
        for spec in CROPS:
            ratio = spec.ratio or Fraction(1)
            chosen = _chosen(self.image, spec.name)
            left, top, width, height = chosen or _automatic(self.image, ratio)
            found.append(
                Cut(
                    name=spec.name,
                    label=NAMES[spec.name],
                    x=left,
                    y=top,
                    width=width,
                    height=height,
                    is_chosen=chosen is not None,
                    smallest=smallest_width(ratio, wide, high),
                    widest=_widest(ratio, wide, high),
                    fields=[self[f"{spec.name}_{part}"] for part in ("x", "y", "width")],
                )
            )
        return found


def _chosen(image: Image, name: str) -> tuple[int, int, int, int] | None:
    """Left edge, top edge, width and height that somebody set, in pixels; None where the crop is automatic."""
    parts = image.crops.get(name)
    if not isinstance(parts, list) or len(parts) != 4 or not all(isinstance(part, int | float) for part in parts):
        return None
    sides = (image.width or 1, image.height or 1) * 2
    left, top, width, height = (round(part * side) for part, side in zip(parts, sides, strict=True))
    return left, top, width, height


def _automatic(image: Image, ratio: Fraction) -> tuple[int, int, int, int]:
    """The same of the largest crop around the focal point."""
    left, top, right, bottom = crop_box(ratio, image.width or 1, image.height or 1, image.focal_x, image.focal_y)
    return left, top, right - left, bottom - top


class CropsView(View):
    """Shows the focal point and each crop on the picture, and keeps what was set."""

    http_method_names = ["get", "head", "post"]
    model_admin: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_look_after_pictures(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        image = get_object_or_404(Image, pk=pk)
        if not image.file or not image.width:
            messages.error(request, "There is no file yet, so there is nothing to crop.")
            return redirect("admin:articles_image_change", pk)
        return self._page(request, image, CropsForm(image))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        image = get_object_or_404(Image, pk=pk)
        form = CropsForm(image, request.POST)
        if not form.is_valid():
            return self._page(request, image, form)
        image.focal_x = round(form.cleaned_data["focal_x"] / 100, 4)
        image.focal_y = round(form.cleaned_data["focal_y"] / 100, 4)
        image.crops = form.chosen
        publishing.save_picture_rights(image, by=request.user)
        messages.success(request, f"The crops of “{image}” are kept. Readers get them at once.")
        return redirect("admin:articles_image_change", pk)

    def _page(self, request: HttpRequest, image: Image, form: CropsForm) -> HttpResponse:
        context = {
            **self.model_admin.admin_site.each_context(request),
            "opts": Image._meta,
            "title": f"Crops of “{image}”",
            "image": image,
            "picture": large_address(image),
            "form": form,
            "cuts": form.cuts(),
            "sharp": SHARP,
        }
        return TemplateResponse(request, "admin/articles/image/crops.html", context)
