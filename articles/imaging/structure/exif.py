"""The structure of an Exif packet: a TIFF whose entries may all point at the same bytes. CIPA DC-008, TIFF 6.0."""

from ..refusal import PictureRefused
from .packets import TOO_MUCH

EXIF = b"Exif\x00\x00"
# In JPEG a segment holds 64 KB; elsewhere makers' notes may be longer.
_MAX_EXIF = 4 * 1024 * 1024
_MAX_FOLDERS = 8
# Sizes of the types 1 to 13: TIFF 6.0 page 15.
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)
# Exif, GPS and interoperability have folders of their own.
_FOLDERS = {0x8769, 0x8825, 0xA005}
_BOMB = "The camera data in the file (Exif) is built to overload who reads it. Save the picture without metadata."


def check_exif(packet: bytes) -> None:
    """Raise PictureRefused for a packet that unfolds to more than it is. A broken one may pass: it is not read."""
    if len(packet) > _MAX_EXIF:
        raise PictureRefused(TOO_MUCH)
    packet = packet.removeprefix(EXIF)
    order = {b"II": "little", b"MM": "big"}.get(packet[:2])
    if order is None:
        return
    waiting, unfolded = [_number(packet, 4, 4, order)], 0
    for _ in range(_MAX_FOLDERS):
        if not waiting:
            return
        folder = waiting.pop(0)
        count = _number(packet, folder, 2, order)
        for place in range(folder + 2, min(folder + 2 + 12 * count, len(packet) - 11), 12):
            tag, kind, length = (_number(packet, place + at, size, order) for at, size in ((0, 2), (2, 2), (4, 4)))
            if tag in _FOLDERS:
                waiting.append(_number(packet, place + 8, 4, order))
            size = _SIZES[kind] * length if kind < len(_SIZES) else 0
            # What reaches past the end is not read by anybody.
            unfolded += size if size <= len(packet) else 0
        if unfolded > 2 * len(packet) + 65_536:
            raise PictureRefused(_BOMB)
        following = _number(packet, folder + 2 + 12 * count, 4, order)
        if following:
            waiting.append(following)


def _number(packet: bytes, position: int, length: int, order: str) -> int:
    return int.from_bytes(packet[position : position + length], "little" if order == "little" else "big")
