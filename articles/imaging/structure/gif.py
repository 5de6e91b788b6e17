"""The structure of a GIF: https://www.w3.org/Graphics/GIF/spec-gif89a.txt"""

from ..refusal import Damaged, PictureRefused
from .header import Header
from .packets import Beside, check_xmp
from .strangers import refuse_hidden, refuse_tail
from .window import Window

SIGNS = (b"GIF87a", b"GIF89a")
# 60 MB in blocks of 255 bytes are 236,000 of them.
_MAX_BLOCKS = 300_000
_MAX_FRAMES = 1_000
_EXTENSION, _FRAME, _END = 0x21, 0x2C, 0x3B
_COMMENT, _TEXT, _APPLICATION = 0xFE, 0x01, 0xFF
_DISAGREE = (
    "The file’s header and its content disagree about the size of the picture. Save it anew in a picture editor."
)


def look(file: Window) -> Header:
    """The header of the picture. Raises PictureRefused, Damaged."""
    return _Animation(file).walk()


class _Animation:
    def __init__(self, file: Window) -> None:
        self._file = file
        self._blocks = _MAX_BLOCKS
        self._beside = Beside(20_000)

    def walk(self) -> Header:
        width, height = (self._file.number(self._file.start + at, 2, "little") for at in (6, 8))
        position = self._file.start + 13 + _table(self._file.number(self._file.start + 10, 1))
        frames = 0
        if not width or not height:
            raise Damaged
        while (mark := self._file.number(position, 1)) != _END:
            if mark == _EXTENSION:
                position = self._extension(position + 1)
            elif mark == _FRAME:
                position = self._frame(position + 1, width, height)
                frames += 1
                if frames > _MAX_FRAMES:
                    raise PictureRefused(
                        f"The animation has more than {_MAX_FRAMES:,} frames. Send a still picture from it."
                    )
            else:
                raise Damaged
        if not frames:
            raise Damaged
        refuse_tail(self._file.within(position + 1, self._file.end))
        # The first frame alone is decoded: a byte a pixel, and four where it is laid on the canvas.
        return Header("GIF", width, height, 12_000_000 + 5 * width * height, frames)

    def _frame(self, position: int, width: int, height: int) -> int:
        left, top, across, down = (self._file.number(position + at, 2, "little") for at in (0, 2, 4, 6))
        if not across or not down:
            raise Damaged
        if left + across > width or top + down > height:
            raise PictureRefused(_DISAGREE)
        return self._past_blocks(position + 10 + _table(self._file.number(position + 8, 1)))

    def _extension(self, position: int) -> int:
        label = self._file.number(position, 1)
        end = self._past_blocks(position + 1)
        length = end - position
        self._beside.count(length)
        if label in {_COMMENT, _TEXT, _APPLICATION}:
            content = self._file.take(position + 1, length - 1)
            if content[1:12] == b"XMP DataXMP":
                # Not cut into blocks: its letters read as lengths, and a magic trailer ends them (XMP part 3).
                check_xmp(content[12:])
            else:
                refuse_hidden(_joined(content))
        return end

    def _past_blocks(self, position: int) -> int:
        while length := self._file.number(position, 1):
            position += length + 1
            self._blocks -= 1
            if self._blocks < 0:
                raise PictureRefused(
                    "The picture is cut into too many pieces. Open it in a picture editor and save it anew."
                )
        return position + 1


def _table(flags: int) -> int:
    """How many bytes the colour table has that `flags` announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _joined(content: bytes) -> bytes:
    """The data of blocks without their lengths."""
    found, position = bytearray(), 0
    while position < len(content) and (length := content[position]):
        found += content[position + 1 : position + 1 + length]
        position += length + 1
    return bytes(found)
