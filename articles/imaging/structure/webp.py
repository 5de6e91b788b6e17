"""The structure of a WebP: https://developers.google.com/speed/webp/docs/riff_container"""

from collections.abc import Iterator

from ..refusal import Damaged, PictureRefused
from .exif import EXIF, check_exif
from .header import Header
from .packets import Beside, check_profile, check_xmp
from .strangers import refuse_tail
from .window import Window

_MAX_CHUNKS, _MAX_FRAMES = 3_000, 1_000
_DISAGREE = (
    "The file’s header and its content disagree about the size of the picture. Save it anew in a picture editor."
)
_HAS_ANIMATION = 0x02


def is_webp(beginning: bytes) -> bool:
    return beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP"


def look(file: Window) -> Header:
    """The header of the picture. Raises PictureRefused, Damaged."""
    end = file.start + 8 + file.number(file.start + 4, 4, "little")
    riff = file.within(file.start, end)
    refuse_tail(file.within(end, file.end))
    canvas: tuple[int, int] | None = None
    frame: tuple[int, int] | None = None
    frames, beside, moving = 0, Beside(_MAX_CHUNKS), False
    for name, content in _chunks(riff, file.start + 12):
        if name == b"VP8X":
            if canvas or frames:
                raise Damaged
            moving = bool(content.number(content.start, 1) & _HAS_ANIMATION)
            canvas = _size24(content, content.start + 4)
        elif name in {b"VP8 ", b"VP8L"}:
            frame, frames = frame or _coded_size(name, content), frames + 1
        elif name == b"ANMF":
            frames += 1
            _check_frame(content, canvas)
        else:
            _check(name, content, beside)
    size = canvas or frame
    if not size or not frames:
        raise Damaged
    if frames > _MAX_FRAMES:
        raise PictureRefused(f"The animation has more than {_MAX_FRAMES:,} frames. Send a still picture from it.")
    if not moving and frame != size:
        raise PictureRefused(_DISAGREE)
    # libwebp's animation decoder, through which Pillow goes, keeps two canvases of four bytes a pixel;
    # the frame is handed over in four more, and unpacked into four more.
    memory = 10_000_000 + 16 * size[0] * size[1] + (file.end - file.start)
    return Header("WebP", *size, memory, frames, too_heavy="Save it as a JPEG, or smaller.")


def _chunks(riff: Window, position: int) -> Iterator[tuple[bytes, Window]]:
    for _ in range(_MAX_CHUNKS):
        if position == riff.end:
            return
        name, length = riff.take(position, 4), riff.number(position + 4, 4, "little")
        yield name, riff.within(position + 8, position + 8 + length)
        position += 8 + length + length % 2
        if position == riff.end + 1:
            # Some writers leave the last padding byte out.
            return
    raise PictureRefused("The picture is cut into too many pieces. Open it in a picture editor and save it anew.")


def _check(name: bytes, content: Window, beside: Beside) -> None:
    length = content.end - content.start
    beside.count(length)
    if name == b"XMP ":
        check_xmp(content.take(content.start, length))
    elif name == b"EXIF":
        check_exif(content.take(content.start, length).removeprefix(EXIF))
    elif name == b"ICCP":
        check_profile(length)


def _check_frame(content: Window, canvas: tuple[int, int] | None) -> None:
    """A frame of an animation lies on the canvas, and its picture has the size that the frame says."""
    if canvas is None:
        raise Damaged
    left, top = (2 * content.number(content.start + at, 3, "little") for at in (0, 3))
    size = _size24(content, content.start + 6)
    if left + size[0] > canvas[0] or top + size[1] > canvas[1]:
        raise PictureRefused(_DISAGREE)
    for name, inner in _chunks(content, content.start + 16):
        if name in {b"VP8 ", b"VP8L"} and _coded_size(name, inner) != size:
            raise PictureRefused(_DISAGREE)


def _size24(content: Window, position: int) -> tuple[int, int]:
    return content.number(position, 3, "little") + 1, content.number(position + 3, 3, "little") + 1


def _coded_size(name: bytes, content: Window) -> tuple[int, int]:
    """Width and height in the coded picture itself: RFC 6386 section 9.1, and of the lossless format."""
    if name == b"VP8L":
        if content.number(content.start, 1) != 0x2F:
            raise Damaged
        bits = content.number(content.start + 1, 4, "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if content.take(content.start + 3, 3) != b"\x9d\x01\x2a":
        raise Damaged
    width, height = (content.number(content.start + at, 2, "little") & 0x3FFF for at in (6, 8))
    if not width or not height:
        raise Damaged
    return width, height
