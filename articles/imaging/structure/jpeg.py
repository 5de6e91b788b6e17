"""The structure of a JPEG: ITU-T T.81 annex B; several pictures in one file: CIPA DC-007 (MPO)."""

import re

from ..refusal import Damaged, PictureRefused
from .exif import EXIF, check_exif
from .header import Header
from .packets import TOO_MUCH, Beside, check_profile, check_xmp
from .strangers import refuse_hidden, refuse_hidden_in, refuse_tail
from .window import Window

SIGN = b"\xff\xd8\xff"
# Segments of one picture; Adobe cuts a long description into pieces of 64 KB.
_MAX_SEGMENTS = 1_500
# A scan of a progressive picture goes over all of it; encoders write about ten.
_MAX_SCANS = 40
_MAX_PICTURES = 20
_SOI, _EOI, _SOS, _DNL, _COM = 0xD8, 0xD9, 0xDA, 0xDC, 0xFE
_APP1, _APP2 = 0xE1, 0xE2
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BASELINE, _EXTENDED, _PROGRESSIVE = 0xC0, 0xC1, 0xC2
# In a scan, a marker that is neither a stuffed zero, nor a restart, nor a fill byte.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_XMP, _PROFILE = b"http://ns.adobe.com/xap/1.0/\x00", b"ICC_PROFILE\x00"
# What phones, cameras and newsroom software put behind a picture, known by its first or last bytes
# (ExifTool's IdentifyTrailer): Samsung, Photo Mechanic, FotoStation, AFCP, Canon's and MIE's.
_TRAILERS = re.compile(
    rb"(SEFT|QDIOBS|cbipcbbl|\xa1\xb2\xc3\xd4|AXS[!*].{8}|zmie~\x00\x00[\x06\x0a].{4,8}[\x10\x18][\x04\x08])\Z",
    re.DOTALL,
)
_CANON = b"CANON OPTIONAL DATA\x00"
_HEAVY = "Save it as a baseline JPEG (without “progressive”), or smaller."


def look(file: Window) -> Header:
    """The header of the first picture. Raises PictureRefused, Damaged."""
    picture = _Picture(file)
    end = picture.walk(file.start)
    _look_behind(file, end)
    return picture.header()


class _Picture:
    """One picture in the file, from its SOI to its EOI."""

    def __init__(self, file: Window) -> None:
        self._file = file
        self._beside = Beside(_MAX_SEGMENTS)
        self._frame: tuple[int, int, int, list[tuple[int, int]]] | None = None
        self._profile = 0
        self._scans = 0
        self._components_of_scans: list[int] = []
        self._coded = 0

    def walk(self, position: int) -> int:
        """Go from SOI to EOI; where the picture ends. Raises Damaged where there is no end."""
        if self._file.take(position, 2) != b"\xff\xd8":
            raise Damaged
        position += 2
        while True:
            marker, position = self._marker(position)
            if marker == _EOI:
                if not self._scans:
                    raise Damaged
                return position
            if marker in _WITHOUT_LENGTH:
                self._beside.count(2)
                continue
            length = self._file.number(position, 2)
            if length < 2 or marker == _SOI:
                raise Damaged
            self._segment(marker, self._file.take(position + 2, length - 2))
            position += length
            if marker == _SOS:
                start, position = position, self._end_of_scan(position)
                self._coded += position - start

    def _marker(self, position: int) -> tuple[int, int]:
        for _ in range(64):
            first, second = self._file.take(position, 2)
            if first != 0xFF:
                raise Damaged
            if second != 0xFF:
                return second, position + 2
            position += 1
        raise Damaged

    def _segment(self, marker: int, content: bytes) -> None:
        self._beside.count(len(content) + 4)
        if marker in _FRAMES:
            self._read_frame(marker, content)
        elif marker == _SOS:
            if self._frame is None or not content:
                raise Damaged
            self._scans += 1
            self._components_of_scans.append(content[0])
            if self._scans > _MAX_SCANS:
                raise PictureRefused(f"The picture is stored in too many steps. {_HEAVY}")
        elif marker == _DNL:
            raise PictureRefused(f"This kind of JPEG leaves its height open. {_HEAVY}")
        elif marker == _COM:
            refuse_hidden(content)
        elif marker == _APP1 and content.startswith(_XMP):
            check_xmp(content[len(_XMP) :])
        elif marker == _APP1 and content.startswith(EXIF):
            check_exif(content[len(EXIF) :])
        elif marker == _APP2 and content.startswith(_PROFILE):
            self._profile += len(content)
            check_profile(self._profile)

    def _read_frame(self, marker: int, content: bytes) -> None:
        if self._frame is not None or len(content) < 6 or len(content) != 6 + 3 * content[5]:
            raise Damaged
        if marker not in {_BASELINE, _EXTENDED, _PROGRESSIVE} or content[0] != 8:
            raise PictureRefused(f"This is a JPEG of a rare kind (arithmetic, lossless or of 12 bits). {_HEAVY}")
        height, width = int.from_bytes(content[1:3], "big"), int.from_bytes(content[3:5], "big")
        samplings = [(byte >> 4, byte & 15) for byte in content[7::3]]
        if not width or not height or any(not (1 <= across <= 4 and 1 <= down <= 4) for across, down in samplings):
            raise Damaged
        self._frame = marker, width, height, samplings

    def _end_of_scan(self, position: int) -> int:
        found = self._file.within(position, self._file.end).find(_MARKER, 1)
        if found < 0:
            raise Damaged
        return found

    def header(self) -> Header:
        if self._frame is None:
            raise Damaged
        marker, width, height, samplings = self._frame
        # A block takes a bit at the very least, and 64 coefficients of two bytes.
        if self._coded * 8 < _coefficients(width, height, samplings) // 128:
            raise Damaged
        memory = 7_000_000
        if marker == _PROGRESSIVE or self._components_of_scans[0] < len(samplings):
            memory += _coefficients(width, height, samplings)
        return Header("JPEG", width, height, memory, too_heavy=_HEAVY)


def _coefficients(width: int, height: int, samplings: list[tuple[int, int]]) -> int:
    """The bytes that libjpeg keeps until the last scan: two for each coefficient of each component."""
    most_across, most_down = max(across for across, _ in samplings), max(down for _, down in samplings)
    units = -(-width // (8 * most_across)) * -(-height // (8 * most_down))
    return units * sum(across * down for across, down in samplings) * 64 * 2


def _look_behind(file: Window, end: int) -> None:
    """What stands behind the first picture: further ones, a phone's video, known trailers, padding; else refused."""
    for _ in range(_MAX_PICTURES):
        end = _past_padding(file, end)
        if end + 3 > file.end or file.take(end, 3) != SIGN:
            break
        end = _Picture(file).walk(end)
    else:
        raise PictureRefused(TOO_MUCH)
    rest = file.within(end, file.end)
    if rest.end == rest.start:
        return
    refuse_hidden_in(rest)
    last = rest.take(max(rest.start, rest.end - 32), min(32, rest.end - rest.start))
    first = rest.take(rest.start, min(32, rest.end - rest.start))
    # A motion photo is a JPEG with an MP4 behind it (developer.android.com/media/platform/motion-photo-format);
    # the zeros of the video's length may have been passed over as padding.
    if _TRAILERS.search(last) or first.startswith(_CANON) or b"ftyp" in first[:8]:
        return
    refuse_tail(rest)


def _past_padding(file: Window, position: int) -> int:
    for at, piece in file.within(position, file.end).steps():
        if rest := piece.lstrip(b"\x00"):
            return at + len(piece) - len(rest)
    return file.end
