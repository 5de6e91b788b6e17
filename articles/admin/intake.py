"""Taking a picture file in: looked at, measured, and described by what the file says of itself."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ..imaging import Inspection, PictureRefused, inspect
from ..models import Image

# Our column → what the file calls it; a column that the desk has filled is left alone.
_DESCRIBED_BY = {
    "title": "title",
    "caption": "caption",
    "alt_text": "alt_text",
    "credit_line": "credit_line",
    "creator": "creator",
    "copyright_notice": "copyright_notice",
}


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
            self.inspection = inspect(file)
        except PictureRefused as error:
            raise forms.ValidationError(str(error)) from error
        self._refuse_second_copy(self.inspection.sha256)
        self.uploaded_name, file.name = file.name or "", f"picture.{self.inspection.ending}"
        return file

    def _refuse_second_copy(self, sha256: str) -> None:
        existing = Image.objects.filter(content_hash=sha256).exclude(pk=self.instance.pk).first()
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


def measure(image: Image, inspection: Inspection, *, original_name: str) -> None:
    """Set on `image` (unsaved) what its new file is."""
    image.content_hash = inspection.sha256
    image.width, image.height = inspection.width, inspection.height
    image.file_metadata = inspection.metadata
    image.original_name = _fitting("original_name", original_name)


def describe(image: Image) -> None:
    """Fill what the desk has left empty on `image` (unsaved) from what its file says, and give it a title."""
    facts = image.file_metadata
    for column, fact in _DESCRIBED_BY.items():
        if not getattr(image, column):
            setattr(image, column, _fitting(column, facts.get(fact, "")))
    image.date_created = image.date_created or date_from(facts.get("date_created", ""))
    place = ", ".join(facts[name] for name in ("city", "country") if facts.get(name))
    image.place = image.place or _fitting("place", place)
    image.title = image.title or _fitting("title", image.original_name.rpartition(".")[0]) or image.key


def date_from(text: str) -> date | None:
    """The day in “2022-03-07T14:05:00+02:00”, “2022-03-07” or “20220307”; None for anything vaguer."""
    for length in (10, 8):
        try:
            return date.fromisoformat(text[:length])
        except ValueError:
            continue
    return None


def _fitting(column: str, text: str) -> str:
    """`text` cut to what the column holds: files carry captions of any length in any field."""
    return text[: Image._meta.get_field(column).max_length]
