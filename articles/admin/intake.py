"""Taking a picture file in: looked at, measured, and described by what the file says of itself."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ..imaging import Inspection, PictureRefused, inspect
from ..interchange.pictures import alike_to, attest, describe, measure, twin_of
from ..models import Image


class _Original:
    """The stored file as the form names it: as it came, with the desk's own way to it."""

    def __init__(self, image: Image) -> None:
        self.url = reverse("admin:articles_image_original", args=[image.pk])
        self.name = image.original_name or "the original"

    def __str__(self) -> str:
        return self.name


class PictureFileInput(AdminFileWidget):
    """Django's, but that an original has no address of its own: the desk gets it by a page that asks who one is."""

    def format_value(self, value: Any) -> Any:
        stored = super().format_value(value)
        return _Original(stored.instance) if stored and getattr(stored, "instance", None) else stored


class PictureFileForm(forms.ModelForm):
    """Takes one picture file in; refuses what is no usable picture and what the newsroom has already."""

    # A plain file field: Django's own for images decodes with no limit before anybody could say no.
    file = forms.FileField(required=False, widget=PictureFileInput(attrs={"accept": "image/*"}))

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
            attest(image, self.cleaned_data["file"])
            describe(image)
        elif not image.file:
            image.content_hash, image.width, image.height = "", None, None
        return super().save(commit)


@dataclass(frozen=True)
class Verdict:
    """What became of one file: taken in as `image`, or not, because of `refusal`.

    `existing` has the same bytes; `alike` look like it. Where those are why it was not taken in, somebody who looked
    at them may send it again as another picture.
    """

    name: str
    image: Image | None = None
    existing: Image | None = None
    alike: list[Image] = field(default_factory=list)
    refusal: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether it waits for somebody to say that it is another picture."""
        return self.image is None and bool(self.alike)


def take_in_file(upload: UploadedFile | None, *, asks_for_alike: bool = False) -> Verdict:
    """Take one uploaded file in as a picture of its own. `asks_for_alike`: not if it looks like one that is here."""
    name = (upload.name if upload else "") or ""
    files = {"file": upload} if upload else {}
    form = _file_form(files)
    if not form.is_valid():
        return _refused(form, name)
    alike = alike_to(form.inspection.perceptual_hash) if form.inspection else []
    if alike and asks_for_alike:
        return Verdict(name, alike=alike, refusal="It looks like a picture that the newsroom has already.")
    try:
        with transaction.atomic():
            return Verdict(name, image=form.save(), alike=alike)
    except IntegrityError:
        # The same bytes came in twice in the same moment.
        form = _file_form(files)
        form.is_valid()
        return _refused(form, name)


def _file_form(files: dict[str, Any]) -> PictureFileForm:
    form = PictureFileForm({}, files)
    form.fields["file"].required = True
    form.fields["file"].error_messages["required"] = "Choose a picture file."
    return form


def _refused(form: PictureFileForm, name: str) -> Verdict:
    existing = getattr(form, "existing", None)
    if existing is not None:
        return Verdict(name, existing=existing, refusal=f"The newsroom has this picture already: “{existing}”.")
    return Verdict(name, refusal=" ".join(form.errors.get("file", ["The file was not taken in."])))
