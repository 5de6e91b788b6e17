"""Looking at a picture file before it is taken in: what it is, how large, and what it says of itself."""

import hashlib
from dataclasses import dataclass, field
from typing import BinaryIO

from .alike import perceptual_hash
from .metadata import Fact, read_facts
from .naming import ending_of, refuse_wrong_name
from .opening import open_picture
from .refusal import Damaged, PictureRefused
from .structure import Header, has_all_pixels, look

MAX_BYTES = 60 * 1024 * 1024
# 100 megapixels is above what newsroom cameras deliver.
MAX_PIXELS = 100_000_000
# A side of 65,500 is the most that a JPEG can have.
MAX_SIDE = 65_500
# How much an upload may add to what the server needs anyway; each format's header says what it is going to cost.
MAX_MEMORY = 150 * 1024 * 1024
# Pillow's name of what the structure showed.
_FORMATS = {"JPEG": "JPEG", "PNG": "PNG", "WebP": "WEBP", "AVIF": "AVIF", "GIF": "GIF", "HEIC": "HEIF"}
# Of a small JPEG, enough is decoded to know it again.
_PREVIEW = 300
_STEP = 1024 * 1024
_ORIENTATION = 0x0112


@dataclass(frozen=True)
class Inspection:
    """What was found: `width` and `height` are those of the upright picture, `facts` what the file says and where.

    `perceptual_hash` is for `is_alike`: 16 hexadecimal digits.
    """

    ending: str
    width: int
    height: int
    sha256: str
    facts: dict[str, Fact] = field(default_factory=dict)
    perceptual_hash: str = ""

    @property
    def metadata(self) -> dict[str, str]:
        """What the file says, without where it was found."""
        return {name: fact.value for name, fact in self.facts.items()}


def inspect(file: BinaryIO, name: str = "") -> Inspection:
    """Look at `file`, from its beginning; leaves it at its beginning. `name` is what its sender calls it.

    Takes at most MAX_MEMORY more than there was: what would take more is refused by its structure, before
    anything is decoded. All the rest is decoded once, whole, JPEG at an eighth of its size.

    Raises PictureRefused for what is no picture, of a format that is not taken in, another thing as well,
    not what `name` says, damaged, or too large.
    """
    try:
        sha256, length = _digest(file)
        header = look(file, length)
        refuse_wrong_name(name, header.kind)
        _refuse_large(header)
        if not has_all_pixels(file, length, header):
            raise Damaged
        return _decode(file, header, sha256)
    finally:
        file.seek(0)


def _digest(file: BinaryIO) -> tuple[str, int]:
    """The hash of the bytes and how many there are. Raises PictureRefused for none and for too many."""
    digest, length = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(_STEP):
        digest.update(piece)
        length += len(piece)
        if length > MAX_BYTES:
            raise PictureRefused(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    if not length:
        raise PictureRefused("The file is empty.")
    return digest.hexdigest(), length


def _refuse_large(header: Header) -> None:
    pixels = header.width * header.height
    if pixels > MAX_PIXELS or max(header.width, header.height) > MAX_SIDE:
        raise PictureRefused(f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels. Send a smaller one.")
    if header.memory > MAX_MEMORY:
        fits = pixels * MAX_MEMORY / header.memory / 1_000_000
        raise PictureRefused(
            f"The picture has {pixels / 1_000_000:.0f} million pixels, more than can be taken in of this kind"
            f" ({header.kind}, about {fits:.0f} million). {header.too_heavy}"
        )


def _decode(file: BinaryIO, header: Header, sha256: str) -> Inspection:
    try:
        picture = open_picture(file, [_FORMATS[header.kind]])
        if picture.width * picture.height > header.width * header.height:
            raise Damaged
        facts = read_facts(picture)
        orientation = picture.getexif().get(_ORIENTATION, 1)
        width, height = _upright(picture.size, orientation)
        if header.kind == "JPEG":
            # Every byte is read and every block is looked at; only the pixels in it are averaged.
            picture.draft(None, (max(_PREVIEW, picture.width // 8), max(_PREVIEW, picture.height // 8)))
        picture.load()
        alike = perceptual_hash(picture, orientation)
    # Decoders raise nearly anything on a damaged file: OSError, SyntaxError, struct.error, EOFError ...
    except Exception as error:
        raise Damaged from error
    return Inspection(ending_of(header.kind), width, height, sha256, facts, alike)


def _upright(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Width and height as seen: Exif orientations 5 to 8 lie on their side."""
    return (size[1], size[0]) if orientation in {5, 6, 7, 8} else size
