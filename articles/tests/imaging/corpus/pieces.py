"""The pieces that picture files are put together from, so that a test can put them together wrongly."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image

from articles.imaging import open_picture  # noqa: F401 (it teaches Pillow to write HEIC as well)

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
SIZE = (64, 48)


def quadrants(
    size: tuple[int, int] = SIZE, colours: tuple[Any, ...] = (RED, GREEN, BLUE, WHITE), mode: str = "RGB"
) -> Image.Image:
    """Red, green; blue, white: no turn and no mirror leaves it as it is."""
    picture = Image.new(mode, size)
    across, down = size[0] // 2, size[1] // 2
    for colour, corner in zip(colours, [(0, 0), (across, 0), (0, down), (across, down)], strict=True):
        picture.paste(colour, (*corner, size[0] if corner[0] else across, size[1] if corner[1] else down))
    return picture


def with_hole() -> Image.Image:
    """The quadrants with a transparent square in the middle."""
    picture = quadrants().convert("RGBA")
    picture.paste((0, 0, 0, 0), (24, 16, 40, 32))
    return picture


def saved(picture: Image.Image, format: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()


def exif(orientation: int) -> bytes:
    facts = Image.Exif()
    facts[0x0112] = orientation
    return facts.tobytes()


def lying(picture: Image.Image, orientation: int) -> Image.Image:
    """`picture` as it is stored by a camera that is held so that it writes `orientation`."""
    back = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    return picture if back is None else picture.transpose(back)


# JPEG


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """`jpeg` with `segments` right behind its SOI."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def without_segment(jpeg: bytes, marker: int) -> bytes:
    at = jpeg.index(bytes([0xFF, marker]))
    return jpeg[:at] + jpeg[at + 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0] :]


def frame_changed(jpeg: bytes, change: Callable[[bytearray], None]) -> bytes:
    """`jpeg` with its SOF0 or SOF2, from the marker on, changed in place."""
    at = next(jpeg.index(sign) for sign in (b"\xff\xc0", b"\xff\xc2") if sign in jpeg)
    frame = bytearray(jpeg[at : at + 19])
    change(frame)
    return jpeg[:at] + bytes(frame) + jpeg[at + 19 :]


# PNG


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(header: tuple[int, ...], pixels: bytes, *before: bytes) -> bytes:
    """`header`: width, height, depth, colour type, interlacing; `pixels` unpacked; further chunks before them."""
    width, height, depth, colour, interlace = header
    ihdr = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", ihdr)
        + b"".join(before)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


# Where Adam7's passes begin, and their steps: https://www.w3.org/TR/png-3/#8Interlace
_PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def quadrant_png(depth: int, colour: int, samples: list[tuple[int, ...]], *before: bytes, interlace: int = 0) -> bytes:
    """The quadrants with `samples` of `depth` bits for each of the four."""
    width, height = SIZE
    rows = b""
    for left, top, across, down in _PASSES if interlace else [(0, 0, 1, 1)]:
        for y in range(top, height, down):
            bits = "".join(
                format(sample, f"0{depth}b")
                for x in range(left, width, across)
                for sample in samples[(x >= width // 2) + 2 * (y >= height // 2)]
            )
            bits += "0" * (-len(bits) % 8)
            rows += b"\x00" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    return png((width, height, depth, colour, interlace), rows, *before)


# WebP, and boxes of AVIF and HEIC


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    content = b"WEBP" + b"".join(
        name + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(content)) + content


def canvas(width: int, height: int, flags: int = 0) -> tuple[bytes, bytes]:
    return b"VP8X", bytes([flags, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def resized(heif: bytes, width: int, height: int) -> bytes:
    """`heif` whose header (ispe) says another size; the coded picture stays."""
    at = heif.index(b"ispe") + 8
    return heif[:at] + struct.pack(">II", width, height) + heif[at + 8 :]
