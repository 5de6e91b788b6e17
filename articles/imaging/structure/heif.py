"""The structure of AVIF and HEIC: which coded pictures make the picture, and how large they truly are.

ISO/IEC 23008-12 (HEIF), https://aomediacodec.github.io/av1-avif/
"""

from ..refusal import Damaged, PictureRefused
from . import av1, hevc
from .boxes import RARE, Item, Meta, boxes, read_meta
from .exif import check_exif
from .header import Header
from .packets import Beside, check_profile, check_xmp
from .strangers import refuse_hidden_in, refuse_tail
from .window import Window

_AVIF, _HEIC = {b"avif", b"mif1"}, {b"heic", b"heix", b"heim", b"heis", b"mif1"}
_MOVING = {b"avis", b"msf1", b"hevc", b"hevx", b"hevm", b"hevs"}
# Beside the picture's own boxes, those of phones' moving photos (mpvd, sefd) and of Content Credentials (uuid, jumb).
_KNOWN = {b"ftyp", b"meta", b"mdat", b"free", b"skip", b"wide", b"idat", b"uuid", b"jumb", b"mpvd", b"sefd", b"styp"}
_CODED = {b"av01", b"hvc1", b"hev1"}
_DISAGREE = (
    "The file’s header and its content disagree about the size of the picture. Save it anew in a picture editor."
)
_ALPHA = {b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1"}
_MOVES = "This is a moving picture. Send a still picture from it."
# Coders round up to their blocks.
_BLOCK = 128
_MAX_PARTS = 1_000
_MAX_FILE = 40 * 1024 * 1024


def is_heif(beginning: bytes) -> bool:
    """Whether it is of the family; a video begins alike but for the brand."""
    return beginning[4:8] == b"ftyp" and beginning[8:12] in _AVIF | _HEIC | _MOVING


def look(file: Window) -> Header:
    """The header of the main picture. Raises PictureRefused, Damaged."""
    if file.take(file.start + 8, 4) in _MOVING:
        raise PictureRefused(_MOVES)
    meta = _meta(file)
    picture = meta.items[meta.primary]
    width, height = _size(picture)
    parts = _parts(meta, meta.primary)
    alphas = [part for number in _alphas(meta, meta.primary) for part in _parts(meta, number)]
    kinds = {part.kind for part in parts if part.kind in _CODED}
    brand = file.take(file.start + 8, 4)
    if len(kinds) != 1 or brand not in (_AVIF if kinds == {b"av01"} else _HEIC):
        raise PictureRefused(RARE)
    coded, hidden = _coded_pixels(parts, width, height), _coded_pixels(alphas, width, height)
    _check_packets(meta)
    deep, full = any(map(_is_deep, parts)), any(map(_is_full, parts))
    length = file.end - file.start
    kind = "AVIF" if kinds == {b"av01"} else "HEIC"
    if length > _MAX_FILE:
        raise PictureRefused(f"The {kind} has more than {_MAX_FILE // 1024 // 1024} MB. Save it as a JPEG.")
    memory = _memory(kind, coded, hidden, deep=deep, full=full) + 2 * length
    return Header(kind, width, height, memory, too_heavy="Save it as a JPEG, or smaller.")


def _memory(kind: str, coded: int, hidden: int, *, deep: bool, full: bool) -> int:
    """Planes as the decoder keeps them, the same as RGB or RGBA of a byte each, and Pillow's four bytes a pixel."""
    planes = (3 if full else 1.5) * (2 if deep else 1) * coded + (2 if deep else 1) * hidden
    if kind == "HEIC" and deep:
        # libheif goes over 16 bits on its way to 8.
        planes += 2 * coded
    return 14_000_000 + int(1.2 * planes) + (4 if hidden else 3) * coded + 4 * coded


def _meta(file: Window) -> Meta:
    found = None
    for box in boxes(file):
        if box.name == b"moov":
            raise PictureRefused(_MOVES)
        if box.name not in _KNOWN:
            refuse_tail(box.content.within(box.content.start, file.end))
            raise PictureRefused("There is a part in this picture that no picture has. Save it anew in an editor.")
        if box.name == b"meta" and found is None:
            found = box.content
        elif box.name in {b"free", b"skip", b"uuid", b"wide"}:
            refuse_hidden_in(box.content)
    if found is None:
        raise Damaged
    return read_meta(found, file)


def _parts(meta: Meta, number: int) -> list[Item]:
    """The item, and all that it is put together from."""
    found, waiting = [], [number]
    while waiting:
        number = waiting.pop()
        if number not in meta.items:
            raise Damaged
        found.append(meta.items[number])
        waiting += meta.references.get((b"dimg", number), [])
        if len(found) + len(waiting) > _MAX_PARTS:
            raise PictureRefused(RARE)
    return found


def _alphas(meta: Meta, number: int) -> list[int]:
    """The items that hold the transparency of item `number`."""
    return [
        source
        for (kind, source), targets in meta.references.items()
        if kind == b"auxl" and number in targets and source in meta.items and _is_alpha(meta.items[source])
    ]


def _is_alpha(item: Item) -> bool:
    kind = item.property(b"auxC")
    return kind is not None and kind.take(kind.start + 4, kind.end - kind.start - 4).split(b"\x00")[0] in _ALPHA


def _size(item: Item) -> tuple[int, int]:
    size = item.property(b"ispe")
    if size is None:
        raise Damaged
    width, height = size.number(size.start + 4, 4), size.number(size.start + 8, 4)
    if not width or not height:
        raise Damaged
    return width, height


def _coded_pixels(parts: list[Item], width: int, height: int) -> int:
    """The pixels that decoding `parts` of a picture of that size makes.

    Raises PictureRefused where they, or what their coder says, are not what the header says.
    """
    sizes = [(part, *_size(part)) for part in parts if part.kind in _CODED]
    for part, across, down in sizes:
        if not part.extents:
            raise Damaged
        for coded in av1.sizes(part) if part.kind == b"av01" else hevc.sizes(part):
            if not (across <= coded[0] <= across + _BLOCK and down <= coded[1] <= down + _BLOCK):
                raise PictureRefused(_DISAGREE)
    pixels = sum(across * down for _, across, down in sizes)
    # Tiles reach over the right and the lower edge, by less than one of them.
    if sizes and pixels > (width + max(size[1] for size in sizes)) * (height + max(size[2] for size in sizes)):
        raise PictureRefused(_DISAGREE)
    return pixels


def _is_deep(item: Item) -> bool:
    if (config := item.property(b"av1C")) is not None:
        return bool(config.number(config.start + 2, 1) & 0x40)
    if (config := item.property(b"hvcC")) is not None:
        return bool(config.number(config.start + 17, 1) & 7)
    return False


def _is_full(item: Item) -> bool:
    """Whether colour is kept at full resolution (4:4:4, or near it)."""
    if (config := item.property(b"av1C")) is not None:
        return config.number(config.start + 2, 1) & 0x1C not in {0x0C, 0x1C}
    if (config := item.property(b"hvcC")) is not None:
        return config.number(config.start + 16, 1) & 3 > 1
    return False


def _check_packets(meta: Meta) -> None:
    beside = Beside(200)
    for item in meta.items.values():
        if item.kind == b"mime":
            beside.count(item.length)
            if b"xml" in item.mime:
                check_xmp(b"".join(extent.take(extent.start, extent.end - extent.start) for extent in item.extents))
        elif item.kind == b"Exif":
            beside.count(item.length)
            packet = b"".join(extent.take(extent.start, extent.end - extent.start) for extent in item.extents)
            # The first four bytes say how many more stand before the TIFF header.
            check_exif(packet[4 + int.from_bytes(packet[:4], "big") :])
        for box in item.properties:
            if box.name == b"colr":
                check_profile(box.content.end - box.content.start)
