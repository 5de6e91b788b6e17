"""Taking picture files in: looked at, measured, described by what they say of themselves, stored under their hash."""

import hashlib
from datetime import date
from typing import BinaryIO

from django.core.files import File

from ..imaging import Inspection, PictureRefused, inspect
from ..models import Image, new_token

# Our column → what the file calls it; a column that the desk has filled is left alone.
_DESCRIBED_BY = {
    "title": "title",
    "caption": "caption",
    "alt_text": "alt_text",
    "credit_line": "credit_line",
    "creator": "creator",
    "copyright_notice": "copyright_notice",
}


def random_token(key: str) -> str:
    """A name for the files of the image `key` that nobody can guess."""
    return new_token()


def demo_token(key: str) -> str:
    """The same name at every making of a fixture; no secret, as nothing of a fixture is."""
    return hashlib.sha256(f"demo:{key}".encode()).hexdigest()[:32]


class AlreadyTaken(PictureRefused):
    """The same bytes are in the library already; `image` has them."""

    def __init__(self, image: Image) -> None:
        super().__init__(f"This picture is in the library already, as “{image}”.")
        self.image = image


def take_in(image: Image, file: BinaryIO, *, name: str, store: bool = True) -> Image:
    """Give the unsaved `image` its `file`, and save it. `store` False: the row alone, for a trial run.

    Raises PictureRefused, and AlreadyTaken for bytes that another image has.
    """
    found = inspect(file, name)
    if (twin := twin_of(image, found.sha256)) is not None:
        raise AlreadyTaken(twin)
    measure(image, found, original_name=name)
    describe(image)
    if store:
        image.file.save(f"picture.{found.ending}", File(file), save=False)
    else:
        image.file.name = image.file.field.generate_filename(image, f"picture.{found.ending}")
    image.save()
    return image


def twin_of(image: Image, sha256: str) -> Image | None:
    """Another image that has the same bytes."""
    return Image.objects.filter(content_hash=sha256).exclude(pk=image.pk).first()


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
    return text[: getattr(Image._meta.get_field(column), "max_length", None)]
