"""Picture files for tests of the readers' pages."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pixels

from articles.models import Image
from articles.tests.factories import make_image


def make_stored_image(**overrides: Any) -> Image:
    """An image whose file is in the storage."""
    image = make_image(**overrides)
    pixels = BytesIO()
    Pixels.new("RGB", (30, 20), "navy").save(pixels, "JPEG")
    default_storage.save(image.file.name, ContentFile(pixels.getvalue()))
    return image
