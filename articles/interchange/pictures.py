"""Taking picture files in: looked at, measured, described by what they say of themselves, stored under their hash."""

import hashlib
from dataclasses import asdict
from typing import BinaryIO

from django.core.files import File
from django.db.models import Q
from django.db.models.functions import Substr

from ..imaging import Inspection, PictureRefused, can_read_credentials, inspect, is_alike, read_credentials
from ..models import Image, SourceType, new_token
from .described import date_from, describe, fitting

__all__ = ["AlreadyTaken", "alike_to", "attest", "date_from", "demo_token", "describe", "measure", "take_in", "twin_of"]

# Of those that share a quarter of the hash; more would be pictures of nothing.
_LOOKED_AT = 500


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
    attest(image, file)
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


def alike_to(perceptual_hash: str, *, but: Image | None = None) -> list[Image]:
    """At most five pictures that look like the one of that hash, the likest first; not `but`. One query.

    Found are those that share one of four quarters of the hash: all that differ in three bits or less, and of
    those that differ in more the most.
    """
    # A plain area looks like every other one.
    if not perceptual_hash or not int(perceptual_hash, 16):
        return []
    shared = Q()
    for first in (1, 5, 9, 13):
        shared |= Q(**{f"quarter_{first}": perceptual_hash[first - 1 : first + 3]})
    quarters = {f"quarter_{first}": Substr("perceptual_hash", first, 4) for first in (1, 5, 9, 13)}
    rows = Image.objects.alias(**quarters).filter(shared).defer("file_metadata", "credentials")
    if but is not None and but.pk:
        rows = rows.exclude(pk=but.pk)
    rows = rows[:_LOOKED_AT]
    alike = [image for image in rows if is_alike(perceptual_hash, image.perceptual_hash)]
    return sorted(alike, key=lambda image: _distance(perceptual_hash, image.perceptual_hash))[:5]


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def measure(image: Image, inspection: Inspection, *, original_name: str) -> None:
    """Set on `image` (unsaved) what its new file is, and what it says with where it says it."""
    image.content_hash = inspection.sha256
    image.width, image.height = inspection.width, inspection.height
    image.perceptual_hash = inspection.perceptual_hash
    image.file_metadata = {
        name: {"value": fact.value, "source": fact.source} for name, fact in inspection.facts.items()
    }
    image.original_name = fitting("original_name", original_name)


def attest(image: Image, file: BinaryIO) -> None:
    """Set on `image` (unsaved) what Content Credentials in its `file` say, where there are any and they can be read.

    How the picture was made is taken from them where the desk has not said it: what is signed before what is not.
    """
    image.credentials = {}
    if not can_read_credentials():
        return
    file.seek(0)
    start = file.read(16)
    file.seek(0)
    found = read_credentials(file.read(), _media_type(start))
    file.seek(0)
    if found is None:
        return
    image.credentials = asdict(found)
    made_by = found.digital_source_type.rpartition("/")[2]
    if not image.digital_source_type and made_by in SourceType.values:
        # Whoever signed the file says how it was made; AI is named to readers even where no other field says so.
        image.digital_source_type = made_by


def _media_type(start: bytes) -> str:
    if start[:4] == b"\x89PNG":
        return "image/png"
    if start[:4] == b"RIFF":
        return "image/webp"
    if start[4:8] == b"ftyp":
        return "image/avif" if start[8:12] in (b"avif", b"avis") else "image/heic"
    return "image/gif" if start[:3] == b"GIF" else "image/jpeg"
