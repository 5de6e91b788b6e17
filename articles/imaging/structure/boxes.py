"""Boxes in boxes, of which AVIF and HEIC are made: ISO/IEC 14496-12 and 23008-12."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..refusal import Damaged, PictureRefused
from .window import Window

_MAX_BOXES = 4_000
_MAX_ITEMS = 2_000
RARE = "This is a rare kind of AVIF or HEIC. Save it as a JPEG."
_TOO_MANY = "The picture is cut into too many pieces. Open it in a picture editor and save it anew."


@dataclass(frozen=True)
class Box:
    name: bytes
    content: Window


@dataclass
class Item:
    """A coded picture, a tile of one, a grid of tiles, or a packet of metadata."""

    kind: bytes = b""
    extents: list[Window] = field(default_factory=list)
    properties: list[Box] = field(default_factory=list)
    mime: bytes = b""

    @property
    def length(self) -> int:
        return sum(extent.end - extent.start for extent in self.extents)

    def property(self, name: bytes) -> Window | None:
        return next((box.content for box in self.properties if box.name == name), None)


@dataclass
class Meta:
    """What the `meta` box tells: the items by number, which is the picture, what refers to what by kind and source."""

    items: dict[int, Item]
    primary: int
    references: dict[tuple[bytes, int], list[int]]


def boxes(window: Window) -> Iterator[Box]:
    """The boxes one after another until the end of `window`. Raises Damaged where they do not fill it."""
    position = window.start
    for _ in range(_MAX_BOXES):
        if position == window.end:
            return
        length, name, start = window.number(position, 4), window.take(position + 4, 4), position + 8
        if length == 1:
            length, start = window.number(position + 8, 8), position + 16
        elif length == 0:
            length = window.end - position
        if length < start - position:
            raise Damaged
        yield Box(name, window.within(start, position + length))
        position += length
    raise PictureRefused(_TOO_MANY)


def read_meta(meta: Window, file: Window) -> Meta:
    """Raises Damaged where it is not whole, or items lie outside `file`."""
    inside = {box.name: box.content for box in boxes(meta.within(meta.start + 4, meta.end))}
    for name in (b"pitm", b"iinf", b"iloc", b"iprp"):
        if name not in inside:
            raise Damaged
    items = _kinds(inside[b"iinf"])
    _locate(items, inside[b"iloc"], file, inside.get(b"idat"))
    _attach(items, inside[b"iprp"])
    references = _references(inside[b"iref"]) if b"iref" in inside else {}
    primary = _Cursor(inside[b"pitm"])
    version = primary.take(4) >> 24
    number = primary.take(2 if version == 0 else 4)
    if number not in items:
        raise Damaged
    return Meta(items, number, references)


class _Cursor:
    """Reads numbers one after another."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.position = window.start

    def take(self, length: int) -> int:
        found = self._window.number(self.position, length) if length else 0
        self.position += length
        return found

    def rest(self) -> Window:
        return self._window.within(self.position, self._window.end)


def _kinds(iinf: Window) -> dict[int, Item]:
    cursor = _Cursor(iinf)
    version = cursor.take(4) >> 24
    count = cursor.take(2 if version == 0 else 4)
    if count > _MAX_ITEMS:
        raise PictureRefused(_TOO_MANY)
    items: dict[int, Item] = {}
    for box in boxes(cursor.rest()):
        entry = _Cursor(box.content)
        if box.name != b"infe" or (version := entry.take(4) >> 24) < 2:
            raise Damaged
        number = entry.take(2 if version == 2 else 4)
        entry.take(2)
        rest = entry.rest()
        names = rest.take(rest.start + 4, rest.end - rest.start - 4).split(b"\x00")
        items[number] = Item(rest.take(rest.start, 4), mime=names[1] if len(names) > 1 else b"")
    return items


def _locate(items: dict[int, Item], iloc: Window, file: Window, idat: Window | None) -> None:
    cursor = _Cursor(iloc)
    version = cursor.take(4) >> 24
    sizes = cursor.take(2)
    offset_size, length_size, base_size, index_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15
    if version > 2 or {offset_size, length_size, base_size} - {0, 4, 8}:
        raise Damaged
    extents = 0
    for _ in range(cursor.take(4 if version == 2 else 2)):
        item = items.get(cursor.take(4 if version == 2 else 2))
        method = cursor.take(2) & 15 if version else 0
        cursor.take(2)
        base = cursor.take(base_size)
        for _ in range(cursor.take(2)):
            extents += 1
            if extents > 2 * _MAX_ITEMS:
                raise PictureRefused(_TOO_MANY)
            cursor.take(index_size if version else 0)
            offset, length = base + cursor.take(offset_size), cursor.take(length_size)
            where = idat if method == 1 else file
            if where is None or method > 1:
                raise Damaged
            start = where.start + offset
            if item is not None:
                item.extents.append(where.within(start, start + length if length else where.end))


def _attach(items: dict[int, Item], iprp: Window) -> None:
    properties: list[Box] = []
    attached = 0
    for box in boxes(iprp):
        if box.name == b"ipco":
            properties = list(boxes(box.content))
    for box in boxes(iprp):
        if box.name != b"ipma":
            continue
        cursor = _Cursor(box.content)
        head = cursor.take(4)
        wide = head & 1
        for _ in range(cursor.take(4)):
            item = items.get(cursor.take(4 if head >> 24 else 2))
            for _ in range(cursor.take(1)):
                number = cursor.take(2) & 0x7FFF if wide else cursor.take(1) & 0x7F
                attached += 1
                if number > len(properties) or attached > 16 * _MAX_ITEMS:
                    raise Damaged
                if item is not None and number:
                    item.properties.append(properties[number - 1])


def _references(iref: Window) -> dict[tuple[bytes, int], list[int]]:
    cursor = _Cursor(iref)
    size = 4 if cursor.take(4) >> 24 else 2
    found: dict[tuple[bytes, int], list[int]] = {}
    for box in boxes(cursor.rest()):
        entry = _Cursor(box.content)
        source, count = entry.take(size), entry.take(2)
        if count > _MAX_ITEMS:
            raise PictureRefused(_TOO_MANY)
        found.setdefault((box.name, source), []).extend(entry.take(size) for _ in range(count))
    return found
