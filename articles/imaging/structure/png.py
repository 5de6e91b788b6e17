"""The structure of a PNG: https://www.w3.org/TR/png-3/"""

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
_PIXELS = {b"IDAT", b"fdAT", b"fcTL"}
_MAX_FRAMES = 1_000


def look(file: Window) -> Header:
    """The header of the picture. Raises PictureRefused, Damaged."""
    position = file.start + len(SIGN)
    header: Header | None = None
    beside, texts, has_pixels = Beside(_MAX_OTHERS), 0, False
    for _ in range(_MAX_CHUNKS):
        length, name = file.number(position, 4), file.bytes(position + 4, 4)
        content = file.within(position + 8, position + 8 + length)
        position += length + 12
        if header is None:
            if name != b"IHDR" or length != 13:
                raise Damaged
            header = _read_header(content.bytes(content.start, 13))
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
            texts += _check(name, content.bytes(content.start, length))
            if texts > 4 * MAX_TEXT:
                raise PictureRefused(TOO_MUCH)
    raise PictureRefused("The picture is cut into too many pieces. Open it in a picture editor and save it anew.")


def _read_header(content: bytes) -> Header:
    width, height = int.from_bytes(content[:4], "big"), int.from_bytes(content[4:8], "big")
    depth, colour = content[8], content[9]
    if not width or not height or depth not in _DEPTHS.get(colour, ()) or content[10:12] != b"\x00\x00":
        raise Damaged
    # What Pillow keeps of a pixel: one byte of a palette or of gray, two of deep gray, else four.
    kept = 1 if colour == _PALETTE else (2 if depth == 16 else 1) if colour == _GRAY else 4
    return Header("PNG", width, height, 14_000_000 + width * height * kept, too_heavy="Save it as a JPEG, or smaller.")


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
