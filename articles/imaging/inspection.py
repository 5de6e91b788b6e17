"""Looking at a picture file before it is taken in: what it is, how large, and what it says of itself."""

import hashlib
import warnings
from dataclasses import dataclass, field
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from .metadata import read_metadata

# Pillow's name of each format that is taken in → the ending that our copy of the file gets.
# Phones write MPO: a JPEG with further pictures behind it.
FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
# What Pillow is asked to recognise; it comes to MPO by way of JPEG.
_OPENED = [name for name in FORMATS if name != "MPO"]
MAX_BYTES = 60 * 1024 * 1024
# Frames count, since each may be decoded. 100 megapixels is above what newsroom cameras deliver.
MAX_PIXELS = 100_000_000


class PictureRefused(ValueError):
    """The file is not taken in; the text says why, in a sentence for the person who chose it."""


@dataclass(frozen=True)
class Inspection:
    """What was found: `width` and `height` are those of the upright picture, `metadata` what the file says."""

    ending: str
    width: int
    height: int
    sha256: str
    metadata: dict[str, str] = field(default_factory=dict)


def inspect(file: BinaryIO) -> Inspection:
    """Look at `file`, from its beginning; leaves it at its beginning. Decodes it once, whole.

    Raises PictureRefused for what is no picture, of a format that is not taken in, damaged, or so
    large when decoded that it endangers the server; size is judged before anything is decoded.
    """
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    file.seek(0)
    if not data:
        raise PictureRefused("The file is empty.")
    if len(data) > MAX_BYTES:
        raise PictureRefused(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    picture = _open(file)
    try:
        width, height = _upright_size(picture)
        metadata = read_metadata(picture)
        picture.load()
    # Decoders raise nearly anything on a damaged file: OSError, SyntaxError, struct.error, EOFError ...
    except Exception as error:
        raise PictureRefused("The file is damaged and cannot be shown as a picture.") from error
    finally:
        file.seek(0)
    return Inspection(FORMATS[picture.format or ""], width, height, hashlib.sha256(data).hexdigest(), metadata)


def _open(file: BinaryIO) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=_OPENED)
    except Image.DecompressionBombError as error:
        raise PictureRefused(_too_many_pixels()) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise PictureRefused("This is not a picture that can be used: send JPEG, PNG, WebP, AVIF or GIF.") from error
    if picture.width * picture.height * getattr(picture, "n_frames", 1) > MAX_PIXELS:
        raise PictureRefused(_too_many_pixels())
    return picture


def _too_many_pixels() -> str:
    return f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels. Send a smaller one."


def _upright_size(picture: Image.Image) -> tuple[int, int]:
    """Width and height as seen: Exif orientations 5 to 8 lie on their side."""
    width, height = picture.size
    return (height, width) if picture.getexif().get(0x0112) in {5, 6, 7, 8} else (width, height)
