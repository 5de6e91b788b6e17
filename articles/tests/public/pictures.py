"""Picture files for tests of the readers' pages."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pixels

from articles.imaging import FORMATS, SPECS
from articles.models import Image
from articles.renditions import Wanted, address, wanted_by
from articles.tests.factories import make_image


def make_stored_image(*, pixels: tuple[int, int] = (300, 200), **overrides: Any) -> Image:
    """An image whose original is in the storage."""
    image = make_image(width=pixels[0], height=pixels[1], **overrides)
    file = BytesIO()
    Pixels.new("RGB", pixels, "navy").save(file, "JPEG")
    default_storage.save(image.file.name, ContentFile(file.getvalue()))
    return image


def address_of(image: Image, name: str = "w320.jpg") -> str:
    """Where the file `name` of the picture is for readers."""
    return address(image, wanted_by(name))


def every_address_of(image: Image) -> list[str]:
    """Each file that there could be of the picture, in each size and format of the lists."""
    return [address(image, Wanted(spec, format)) for spec in SPECS for format in FORMATS]


def bytes_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content
