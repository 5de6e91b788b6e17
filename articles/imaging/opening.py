"""The one way to open a picture: no format is recognised but those that are taken in."""

import warnings
from collections.abc import Collection
from typing import BinaryIO

import pillow_heif
from PIL import Image

# As Pillow names them. It comes to MPO by way of JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF")

# Only the picture itself is of use: its thumbnails, depth maps and further pictures are never decoded.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=2)


def open_picture(file: BinaryIO, formats: Collection[str] = FORMATS) -> Image.Image:
    """The picture in `file`, from its beginning, opened and not decoded yet; `formats` narrows what it may be.

    Raises UnidentifiedImageError, OSError, ValueError, SyntaxError, RuntimeError for what is none. Of a file
    that `inspect` has not passed, nobody knows how much memory it takes.
    """
    file.seek(0)
    with warnings.catch_warnings():
        # `inspect` judges by memory, and sooner.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(file, formats=list(formats))
