"""Taking a picture file in: looked at, measured, and described by what the file says of itself."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ..imaging import Inspection, PictureRefused, inspect
from ..interchange.pictures import describe, measure, twin_of
from ..models import Image


class PictureFileForm(forms.ModelForm):
    """Takes one picture file in; refuses what is no usable picture and what the newsroom has already."""

    # A plain file field: Django's own for images decodes with no limit before anybody could say no.
    file = forms.FileField(required=False, widget=AdminFileWidget(attrs={"accept": "image/*"}))

    class Meta:
        model = Image
        fields = ["file"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inspection: Inspection | None = None
        self.uploaded_name = ""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            self.inspection = inspect(file, file.name or "")
        except PictureRefused as error:
            raise forms.ValidationError(str(error)) from error
        self._refuse_second_copy(self.inspection.sha256)
        self.uploaded_name, file.name = file.name or "", f"picture.{self.inspection.ending}"
        return file

    def _refuse_second_copy(self, sha256: str) -> None:
        existing = twin_of(self.instance, sha256)
        if existing is not None:
            self.existing = existing
            address = reverse("admin:articles_image_change", args=[existing.pk])
            raise forms.ValidationError(
                format_html('The newsroom has this picture already: <a href="{}">{}</a>.', address, existing)
            )

    def save(self, commit: bool = True) -> Image:
        image = self.instance
        if image.pk is None:
            image.created_at = timezone.now()
        if self.inspection is not None:
            measure(image, self.inspection, original_name=self.uploaded_name)
            describe(image)
        elif not image.file:
            image.content_hash, image.width, image.height = "", None, None
        return super().save(commit)
