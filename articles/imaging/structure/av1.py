"""The size that an AV1 picture says of itself: https://aomediacodec.github.io/av1-spec/ section 5.5."""

from collections.abc import Iterator

from ..refusal import Damaged, PictureRefused
from .bits import Bits
from .boxes import RARE, Item
from .window import Window

_SEQUENCE = 1
_MAX_UNITS = 2_000
_LONGEST_HEADER = 256


def sizes(item: Item) -> Iterator[tuple[int, int]]:
    """Width and height of each sequence header in the item and its configuration."""
    config = item.property(b"av1C")
    if config is None:
        raise Damaged
    yield from _sizes(config.within(config.start + 4, config.end))
    if len(item.extents) == 1:
        yield from _sizes(item.extents[0])
    else:
        raise PictureRefused(RARE)


def _sizes(window: Window) -> Iterator[tuple[int, int]]:
    position = window.start
    for _ in range(_MAX_UNITS):
        if position == window.end:
            return
        head = window.number(position, 1)
        position += 2 if head & 4 else 1
        if head & 2:
            length, position = _length(window, position)
        else:
            length = window.end - position
        unit = window.within(position, position + length)
        if head >> 3 & 15 == _SEQUENCE:
            yield _read_sequence(Bits(unit.take(unit.start, min(length, _LONGEST_HEADER))))
        position += length
    raise Damaged


def _length(window: Window, position: int) -> tuple[int, int]:
    """A number in LEB128, and where it ends."""
    value = 0
    for place in range(8):
        byte = window.number(position + place, 1)
        value |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return value, position + place + 1
    raise Damaged


def _read_sequence(bits: Bits) -> tuple[int, int]:
    bits.skip(4)
    if bits.take(1):
        bits.skip(5)
    else:
        _skip_timing(bits)
    across, down = bits.take(4) + 1, bits.take(4) + 1
    return bits.take(across) + 1, bits.take(down) + 1


def _skip_timing(bits: Bits) -> None:
    delay = 0
    if bits.take(1):
        bits.skip(64)
        if bits.take(1):
            bits.exponential()
        if bits.take(1):
            delay = bits.take(5) + 1
            bits.skip(42)
        has_model = bool(delay)
    else:
        has_model = False
    has_display_delay = bits.take(1)
    for _ in range(bits.take(5) + 1):
        bits.skip(12)
        if bits.take(5) > 7:
            bits.skip(1)
        if has_model and bits.take(1):
            bits.skip(2 * delay + 1)
        if has_display_delay and bits.take(1):
            bits.skip(4)
