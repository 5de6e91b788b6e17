"""What the files of pictures that have just come in say of themselves, looked through and put right in one form."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from .. import publishing
from ..models import Image
from ..permissions import can_look_after_pictures
from .picture_facts import Sourced, flags_of, sourced
from .pictures import picture_address

AT_ONCE = 50
_LONG = {"caption": 3, "alt_text": 2, "usage_terms": 2, "keywords": 2, "instructions": 2}


def described_address(keys: list[int]) -> str:
    """The page that shows what the files of these pictures say; empty for none."""
    numbers = ",".join(map(str, keys[:AT_ONCE]))
    return f"{reverse('admin:articles_image_describe')}?{urlencode({'pictures': numbers})}" if keys else ""


class DescribedForm(forms.ModelForm):
    """What the desk looks at first in a picture that has just come in."""

    class Meta:
        model = Image
        fields = [
            "title", "caption", "alt_text", "creator", "credit_line", "copyright_notice", "licence", "usage_terms",
            "allowed_use", "date_created", "place", "keywords", "instructions",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in _LONG.items()} | {
            "date_created": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }

    @property
    def rows(self) -> list[tuple[Any, Sourced | None]]:
        """Each field with what the file says of it."""
        said = sourced(self.instance)
        return [(bound, said.get(bound.name)) for bound in self]

    @property
    def flags(self) -> list[str]:
        return flags_of(self.instance)

    @property
    def picture(self) -> str:
        return picture_address(self.instance)


class DescribeView(View):
    """What the files of several pictures say, each with where it stands, to be looked through and put right."""

    http_method_names = ["get", "head", "post"]
    model_admin: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_look_after_pictures(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        images = _asked_for(request.GET.get("pictures", ""))
        return self._page(request, [DescribedForm(instance=image, prefix=str(image.pk)) for image in images])

    def post(self, request: HttpRequest) -> HttpResponse:
        images = _asked_for(request.POST.get("pictures", ""))
        made = [DescribedForm(request.POST, instance=image, prefix=str(image.pk)) for image in images]
        # Each is looked at, so that each says what is wrong with it.
        if False in [form.is_valid() for form in made]:
            return self._page(request, made, has_errors=True)
        changed = [form for form in made if form.has_changed()]
        for form in changed:
            publishing.save_picture_rights(form.instance, by=request.user)
        messages.success(request, f"{len(changed)} of {len(made)} pictures changed.")
        return redirect("admin:articles_image_changelist")

    def _page(self, request: HttpRequest, made: list[DescribedForm], *, has_errors: bool = False) -> HttpResponse:
        context = {
            **self.model_admin.admin_site.each_context(request),
            "opts": Image._meta,
            "title": "What the files say",
            "forms": made,
            "pictures": ",".join(str(form.instance.pk) for form in made),
            "has_errors": has_errors,
        }
        return TemplateResponse(request, "admin/articles/image/describe.html", context)


def _asked_for(text: str) -> list[Image]:
    """The pictures whose numbers `text` names, in that order. One query."""
    parts = text.split(",")[:AT_ONCE]
    numbers = [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 19]
    found = Image.objects.in_bulk(numbers) if numbers else {}
    return [found[number] for number in dict.fromkeys(numbers) if number in found]
