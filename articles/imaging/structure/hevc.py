"""The size that an HEVC picture says of itself: ITU-T H.265 section 7.3.2.2; ISO/IEC 14496-15 section 8.3."""

from collections.abc import Iterator

from ..refusal import Damaged, PictureRefused
from .bits import Bits
from .boxes import RARE, Item
from .window import Window

_SEQUENCE = 33
_MAX_UNITS = 2_000
_LONGEST_HEADER = 512


def sizes(item: Item) -> Iterator[tuple[int, int]]:
    """Width and height of each sequence parameter set in the item and its configuration."""
    config = item.property(b"hvcC")
    if config is None:
        raise Damaged
    yield from _configured(config)
    if len(item.extents) != 1:
        raise PictureRefused(RARE)
    yield from _in_band(item.extents[0], config.number(config.start + 21, 1) % 4 + 1)


def _configured(config: Window) -> Iterator[tuple[int, int]]:
    position = config.start + 23
    for _ in range(config.number(config.start + 22, 1)):
        count = config.number(position + 1, 2)
        position += 3
        for _ in range(min(count, _MAX_UNITS)):
            length = config.number(position, 2)
            yield from _size(config, position + 2, length)
            position += 2 + length


def _in_band(data: Window, length_size: int) -> Iterator[tuple[int, int]]:
    position = data.start
    for _ in range(_MAX_UNITS):
        if position == data.end:
            return
        length = data.number(position, length_size)
        yield from _size(data, position + length_size, length)
        position += length_size + length
    raise Damaged


def _size(window: Window, position: int, length: int) -> Iterator[tuple[int, int]]:
    unit = window.within(position, position + length)
    if length > 2 and window.number(position, 1) >> 1 & 63 == _SEQUENCE:
        content = unit.take(position + 2, min(length - 2, _LONGEST_HEADER))
        yield _read_sequence(Bits(content.replace(b"\x00\x00\x03", b"\x00\x00")))


def _read_sequence(bits: Bits) -> tuple[int, int]:
    bits.skip(4)
    layers = bits.take(3)
    bits.skip(1 + 96)
    flags = [(bits.take(1), bits.take(1)) for _ in range(layers)]
    if layers:
        bits.skip(2 * (8 - layers))
    for has_profile, has_level in flags:
        bits.skip(88 * has_profile + 8 * has_level)
    bits.exponential()
    if bits.exponential() == 3:
        bits.skip(1)
    return bits.exponential(), bits.exponential()
