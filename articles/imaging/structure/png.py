"""The structure of a PNG: https://www.w3.org/TR/png-3/"""

import zlib

from ..refusal import Damaged, PictureRefused
from .exif import check_exif
from .header import Header
from .packets import MAX_PROFILE, MAX_TEXT, MAX_XMP, TOO_MUCH, Beside, check_xmp, inflated
from .strangers import refuse_hidden, refuse_tail
from .window import Window

SIGN = b"\x89PNG\r\n\x1a\n"
# Encoders cut the pixels into pieces of 8 KB and more: 60 MB have 7,500 of them.
_MAX_CHUNKS = 20_000
_MAX_OTHERS = 500
_GRAY, _RGB, _PALETTE, _GRAY_ALPHA, _RGBA = 0, 2, 3, 4, 6
_DEPTHS = {_GRAY: {1, 2, 4, 8, 16}, _RGB: {8, 16}, _PALETTE: {1, 2, 4, 8}, _GRAY_ALPHA: {8, 16}, _RGBA: {8, 16}}
_CHANNELS = {_GRAY: 1, _RGB: 3, _PALETTE: 1, _GRAY_ALPHA: 2, _RGBA: 4}
# Where the passes of an interlaced picture begin, and their steps: section 8.
_PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
_PIXELS = {b"IDAT", b"fdAT", b"fcTL"}
_MAX_FRAMES = 1_000


def look(file: Window) -> Header:
    """The header of the picture. Raises PictureRefused, Damaged."""
    position = file.start + len(SIGN)
    header: Header | None = None
    beside, texts, has_pixels = Beside(_MAX_OTHERS), 0, False
    for _ in range(_MAX_CHUNKS):
        length, name = file.number(position, 4), file.take(position + 4, 4)
        content = file.within(position + 8, position + 8 + length)
        position += length + 12
        if header is None:
            if name != b"IHDR" or length != 13:
                raise Damaged
            header = _read_header(content.take(content.start, 13))
        elif name == b"IHDR":
            raise Damaged
        elif name == b"IEND":
            if not has_pixels:
                raise Damaged
            refuse_tail(file.within(position, file.end))
            return header
        elif name in _PIXELS:
            has_pixels = has_pixels or name == b"IDAT"
        else:
            beside.count(length)
            texts += _check(name, content.take(content.start, length))
            if texts > 4 * MAX_TEXT:
                raise PictureRefused(TOO_MUCH)
    raise PictureRefused("The picture is cut into too many pieces. Open it in a picture editor and save it anew.")


def _read_header(content: bytes) -> Header:
    width, height = int.from_bytes(content[:4], "big"), int.from_bytes(content[4:8], "big")
    depth, colour = content[8], content[9]
    if (
        not width
        or not height
        or depth not in _DEPTHS.get(colour, ())
        or content[10:12] != b"\x00\x00"
        or content[12] > 1
    ):
        raise Damaged
    # What Pillow keeps of a pixel: one byte of a palette or of gray, two of deep gray, else four.
    kept = 1 if colour == _PALETTE else (2 if depth == 16 else 1) if colour == _GRAY else 4
    return Header("PNG", width, height, 14_000_000 + width * height * kept, too_heavy="Save it as a JPEG, or smaller.")


def has_all_rows(file: Window) -> bool:
    """Whether the pixels unfold to as many bytes as the header says; goes no further, and holds a megabyte at a time.

    For a file that `look` has passed. Pillow leaves the rest black when a whole stream is too short.
    """
    ihdr = file.take(file.start + len(SIGN) + 8, 13)
    missing = _unfolded_length(ihdr)
    position, stream = file.start + len(SIGN), zlib.decompressobj()
    while missing > 0:
        length, name = file.number(position, 4), file.take(position + 4, 4)
        if name == b"IEND":
            return False
        if name == b"IDAT":
            for _, piece in file.within(position + 8, position + 8 + length).steps():
                missing -= _unfold(stream, piece, missing)
        position += length + 12
    return True


def _unfold(stream: "zlib._Decompress", piece: bytes, most: int) -> int:
    found = 0
    try:
        while piece and found < most:
            found += len(stream.decompress(piece, 1024 * 1024))
            piece = stream.unconsumed_tail
    except zlib.error as error:
        raise Damaged from error
    return found


def _unfolded_length(ihdr: bytes) -> int:
    width, height = int.from_bytes(ihdr[:4], "big"), int.from_bytes(ihdr[4:8], "big")
    bits = ihdr[8] * _CHANNELS[ihdr[9]]
    return sum(
        -(-(height - top) // down) * (1 + (-(-(width - left) // across) * bits + 7) // 8)
        for left, top, across, down in (_PASSES if ihdr[12] else [(0, 0, 1, 1)])
        if width > left and height > top
    )


def _check(name: bytes, content: bytes) -> int:
    """How many bytes of text a chunk unfolds to. Raises PictureRefused for what would overload its reader."""
    if name == b"iCCP":
        _, _, packed = content.partition(b"\x00")
        inflated(packed[1:], MAX_PROFILE)
        return 0
    if name == b"acTL":
        if int.from_bytes(content[:4], "big") > _MAX_FRAMES:
            raise PictureRefused(f"The animation has more than {_MAX_FRAMES:,} frames. Send a still picture from it.")
        return 0
    if name == b"eXIf":
        check_exif(content)
        return 0
    if name not in {b"tEXt", b"zTXt", b"iTXt"}:
        return 0
    keyword, text = _text(name, content)
    if keyword == b"XML:com.adobe.xmp":
        check_xmp(text)
    else:
        refuse_hidden(text)
    return len(text)


def _text(name: bytes, content: bytes) -> tuple[bytes, bytes]:
    keyword, _, rest = content.partition(b"\x00")
    if name == b"zTXt":
        return keyword, inflated(rest[1:], MAX_TEXT)
    if name == b"iTXt":
        _, _, after = rest[2:].partition(b"\x00")
        _, _, text = after.partition(b"\x00")
        rest = inflated(text, MAX_XMP) if rest[:1] == b"\x01" else text
    if len(rest) > MAX_TEXT:
        raise PictureRefused(TOO_MUCH)
    return keyword, rest
