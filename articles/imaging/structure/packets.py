"""What rides along with the pixels: descriptions, profiles, comments. Bounded before anybody parses them."""

import re
import zlib

from ..refusal import PictureRefused

# Photoshop's history makes an XMP packet of some hundred kilobytes; profiles of printing presses have 2 to 3 MB.
MAX_XMP = 1024 * 1024
MAX_PROFILE = 8 * 1024 * 1024
MAX_TEXT = 1024 * 1024
# All of them together, and in how many pieces.
MAX_BESIDE_THE_PIXELS = 24 * 1024 * 1024
_MAX_TAGS, _MAX_DEPTH = 20_000, 100
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)

TOO_MUCH = (
    "The file carries more description than a picture needs. Open it in a picture editor and save it without metadata."
)
_BOMB = "The description in the file (XMP) is built to overload who reads it. Save the picture without metadata."


def check_xmp(packet: bytes) -> None:
    """Raise PictureRefused for a packet too large, that defines entities, or nests too deep. Broken XML may pass."""
    if len(packet) > MAX_XMP:
        raise PictureRefused(TOO_MUCH)
    # UTF-16 and UTF-32 are allowed as well; without their zeros they read as ASCII, which is all that tags are.
    letters = packet.replace(b"\x00", b"")
    if _DECLARATION.search(letters):
        raise PictureRefused(_BOMB)
    depth = deepest = 0
    for tags, tag in enumerate(_TAG.finditer(letters)):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        deepest = max(deepest, depth)
        if tags > _MAX_TAGS or deepest > _MAX_DEPTH:
            raise PictureRefused(_BOMB)


def check_profile(length: int) -> None:
    """Raise PictureRefused for a colour profile of too many bytes."""
    if length > MAX_PROFILE:
        raise PictureRefused(TOO_MUCH)


def inflated(data: bytes, limit: int) -> bytes:
    """What `data` was before zlib; b"" for what is broken. Raises PictureRefused past `limit` bytes."""
    try:
        found = zlib.decompressobj().decompress(data, limit + 1)
    except zlib.error:
        return b""
    if len(found) > limit:
        raise PictureRefused(TOO_MUCH)
    return found


class Beside:
    """Counts the bytes and the pieces that are no pixels. Raises PictureRefused when there are too many."""

    def __init__(self, pieces: int) -> None:
        self._pieces = pieces
        self._bytes = MAX_BESIDE_THE_PIXELS

    def count(self, length: int) -> None:
        self._pieces -= 1
        self._bytes -= length
        if self._pieces < 0 or self._bytes < 0:
            raise PictureRefused(TOO_MUCH)
