"""Taking picture files in: looked at, measured, stored under the hash of their bytes."""

from datetime import date, datetime
from typing import BinaryIO

from django.core.files import File

from ..imaging import Inspection, PictureRefused, inspect
from ..models import Image

# Column of an image → the word of the file's own metadata that fills it when an editor has not.
_FROM_METADATA = {
    "title": "title",
    "caption": "caption",
    "alt_text": "alt_text",
    "credit_line": "credit_line",
    "creator": "creator",
    "copyright_notice": "copyright_notice",
}


class AlreadyTaken(PictureRefused):
    """The same bytes are in the library already; `image` has them."""

    def __init__(self, image: Image) -> None:
        super().__init__(f"This picture is in the library already, as “{image}”.")
        self.image = image


def examine(image: Image, file: BinaryIO, *, name: str) -> Inspection:
    """Look at `file` and write on the unsaved `image` what was found; columns that are filled stay as they are.

    Nothing is stored. Raises PictureRefused, and AlreadyTaken for bytes that another image has.
    """
    found = inspect(file)
    twin = Image.objects.filter(content_hash=found.sha256).exclude(pk=image.pk).first()
    if twin is not None:
        raise AlreadyTaken(twin)
    image.content_hash, image.width, image.height = found.sha256, found.width, found.height
    image.original_name = name[-255:]
    image.file_metadata = found.metadata
    _fill_from_metadata(image, found.metadata)
    image.title = image.title or name.rpartition(".")[0] or name
    return found


def take_in(image: Image, file: BinaryIO, *, name: str, store: bool = True) -> Image:
    """Give the unsaved `image` its `file`, and save it. `store` False: the row alone, for a trial run.

    Raises PictureRefused, and AlreadyTaken for bytes that another image has.
    """
    found = examine(image, file, name=name)
    if store:
        image.file.save(f"picture.{found.ending}", File(file), save=False)
    else:
        image.file.name = image.file.field.generate_filename(image, f"picture.{found.ending}")
    image.save()
    return image


def _fill_from_metadata(image: Image, metadata: dict[str, str]) -> None:
    for column, word in _FROM_METADATA.items():
        field = Image._meta.get_field(column)
        longest = getattr(field, "max_length", None)
        if not getattr(image, column) and metadata.get(word):
            setattr(image, column, metadata[word][:longest])
    if not image.place:
        image.place = ", ".join(part for part in (metadata.get("city"), metadata.get("country")) if part)[:255]
    if image.date_created is None:
        image.date_created = _day(metadata.get("date_created", ""))


def _day(written: str) -> date | None:
    """The day of a date as XMP (2022-03-08T…), IIM (20220308) or Exif (2022:03:08 …) writes it."""
    digits = written[:10].replace("-", "").replace(":", "")[:8]
    try:
        return datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None
