"""Making renditions: one decoding of the original, every size and crop from it, and our metadata alone in the files."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from PIL import Image

from .colours import on_white, to_srgb
from .metadata import RightsMetadata, iim_segment, xmp_packet
from .opening import open_picture
from .renditions import Box, Crop, Spec, crop_box, planned

# Of the Exif orientations, what turns each upright.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_THEIR_SIDE = {5, 6, 7, 8}
_ORIENTATION = 0x0112

# Measured on a grainy picture of 1600 pixels, two cores. WebP: method 2 takes half the time of Pillow's 4 for files one
# fiftieth larger. AVIF: speed 7 takes two thirds of the time of Pillow's 6 for an eighth more bytes, equally like the
# original; at 8 likeness falls, by 0.6 dB. Two threads take a little more than half the time of one; more would take
# the machine from the pages that it serves. JPEG is for the few browsers that read neither of the two.
_SETTINGS: Mapping[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 7, "max_threads": 2},
    "webp": {"quality": 80, "method": 2},
    "jpeg": {"quality": 82, "progressive": True, "optimize": True, "subsampling": "4:2:0"},
}


class PictureBroken(ValueError):
    """The original cannot be decoded; the text says why, for the log."""


@dataclass(frozen=True)
class Rendition:
    """One finished file."""

    spec: Spec
    format: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class _Piece:
    """What one spec gets: a part of the upright original (in its pixels), at a size."""

    spec: Spec
    box: Box
    size: tuple[int, int]

    @property
    def scale(self) -> float:
        """The size in the pixels of the original: 0.5 where each side is half as long."""
        left, top, right, bottom = self.box
        return max(self.size[0] / (right - left), self.size[1] / (bottom - top))


def make(
    file: BinaryIO,
    specs: Iterable[Spec],
    formats: Iterable[str],
    *,
    rights: RightsMetadata,
    focal: tuple[float, float] = (0.5, 0.5),
    crops: Mapping[str, Crop] | None = None,
) -> Iterator[Rendition]:
    """The renditions of the original in `file`, one after the other; those that `planned` gives none are passed over.

    `focal` and the fractions of `crops` (by the shape of a spec) count on the upright picture. The original is decoded
    once, before this returns, and no larger than the largest piece needs; of an animation, the first frame. Nothing
    that the original says of itself is in the files: they carry `rights`, as XMP and in JPEG as IIM too.

    Raises PictureBroken where it cannot be decoded.
    """
    formats, crops = tuple(formats), crops or {}
    try:
        picture = open_picture(file)
        orientation = _orientation(picture)
        width, height = picture.size[::-1] if orientation in _ON_THEIR_SIDE else picture.size
        pieces = list(_pieces(specs, width, height, focal, crops))
        picture = _decoded(picture, orientation, _scale_needed(pieces))
    # Decoders raise nearly anything on a damaged file: OSError, SyntaxError, struct.error, EOFError ...
    except Exception as error:
        raise PictureBroken(f"The picture cannot be decoded: {error}") from error
    return _made(picture, picture.width / width, picture.height / height, pieces, formats, rights)


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    # A broken directory says nothing, and the picture may still be whole.
    except Exception:
        return 1


def _pieces(
    specs: Iterable[Spec], width: int, height: int, focal: tuple[float, float], crops: Mapping[str, Crop]
) -> Iterator[_Piece]:
    for spec in specs:
        crop = crops.get(spec.shape)
        size = planned(spec, width, height, crop)
        if size is not None:
            whole = (0, 0, width, height)
            yield _Piece(spec, whole if spec.ratio is None else crop_box(spec.ratio, width, height, *focal, crop), size)


def _scale_needed(pieces: list[_Piece]) -> float:
    """How large the original has to be decoded, 1 being its own size, for no piece to be enlarged."""
    return max((piece.scale for piece in pieces), default=0.0)


def _decoded(picture: Image.Image, orientation: int, scale: float) -> Image.Image:
    """`picture` upright, in sRGB, stripped of all that the file said; a JPEG at a half, a quarter or an eighth."""
    width, height = picture.size
    picture.draft(picture.mode, (max(1, round(width * scale)), max(1, round(height * scale))))
    picture.load()
    picture = to_srgb(picture)
    if orientation in _UPRIGHT:
        picture = picture.transpose(_UPRIGHT[orientation])
    # Encoders take comments and profiles from here unless told otherwise.
    picture.info = {}
    return picture


def _made(
    picture: Image.Image,
    across: float,
    down: float,
    pieces: list[_Piece],
    formats: tuple[str, ...],
    rights: RightsMetadata,
) -> Iterator[Rendition]:
    """Cuts the crops from the decoded `picture`, which is `across` and `down` as large as the original; then the whole
    ones, the largest first, each from the one before."""
    told = {"xmp": xmp_packet(rights)}
    segment = iim_segment(rights)
    for piece in sorted(pieces, key=lambda one: (one.spec.ratio is None, -one.size[0])):
        if piece.spec.ratio is None:
            made = picture = _resized(picture, piece.size)
        else:
            left, top, right, bottom = piece.box
            made = _resized(picture, piece.size, (left * across, top * down, right * across, bottom * down))
        for format in formats:
            yield Rendition(piece.spec, format, *made.size, _encoded(made, format, told, segment))


def _resized(
    picture: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float] | None = None
) -> Image.Image:
    return picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _encoded(picture: Image.Image, format: str, told: dict[str, bytes], segment: bytes) -> bytes:
    settings = _SETTINGS[format] | told
    if format == "jpeg":
        picture = on_white(picture)
        settings |= {"extra": segment}
    file = io.BytesIO()
    picture.save(file, format, **settings)
    return file.getvalue()
