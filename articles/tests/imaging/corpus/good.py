"""Good files, made here: each with the size and the colours that its upright picture has."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms

from .pieces import (
    BLUE,
    GREEN,
    RED,
    SIZE,
    WHITE,
    chunk,
    exif,
    lying,
    quadrant_png,
    quadrants,
    saved,
    segment,
    with_hole,
    without_segment,
)

Colour = tuple[int, int, int]
COLOURS: tuple[Colour, ...] = (RED, GREEN, BLUE, WHITE)
GRAYS: tuple[Colour, ...] = ((76,) * 3, (150,) * 3, (29,) * 3, (255,) * 3)  # type: ignore[assignment]
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Riga"/>'
    b"</rdf:RDF></x:xmpmeta>"
)


@dataclass(frozen=True)
class Good:
    """`colours` are those of the four corners (left and right above, left and right below), each channel ± `tolerance`."""

    name: str
    file_name: str
    data: bytes
    size: tuple[int, int] = SIZE
    colours: tuple[Colour, ...] = COLOURS
    tolerance: int = 12

    @property
    def ending(self) -> str:
        return self.file_name.rpartition(".")[2]


def good_files() -> list[Good]:
    """All of them, in the order of their formats. Takes a second."""
    return [*_jpegs(), *_pngs(), *_webps(), *_avifs(), *_gifs(), *_heics()]


def _jpegs() -> Iterator[Good]:
    picture, plain = quadrants(), saved(quadrants(), "JPEG", quality=92)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    iim = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x09\x1c\x02\x5a\x00\x04Riga\x00"
    cases = {
        "baseline": plain,
        "progressive": saved(picture, "JPEG", progressive=True),
        "4:4:4": saved(picture, "JPEG", subsampling=0),
        "4:2:2": saved(picture, "JPEG", subsampling=1),
        "optimised": saved(picture, "JPEG", optimize=True),
        "best quality": saved(picture, "JPEG", quality=100),
        "RGB inside": saved(picture, "JPEG", keep_rgb=True),
        "restart markers": saved(picture, "JPEG", restart_marker_blocks=2),
        "profile": saved(picture, "JPEG", icc_profile=profile),
        "comment": saved(picture, "JPEG", comment="Taken from the bridge <here>"),
        "XMP": saved(picture, "JPEG", xmp=XMP),
        "IIM": saved(picture, "JPEG", extra=segment(0xED, iim)),
        "padding behind": plain + b"\x00" * 512,
        "a further picture behind": plain + b"\x00" * 40 + plain,
        "a phone’s video behind": plain + b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00\x01" * 2000,
        "Samsung’s trailer": plain
        + b"\x00\x00\x01\x0a\x0e\x00\x00\x00Image_UTC_Data1646645100000SEFHk\x00\x00\x00SEFT",
        "Photo Mechanic’s trailer": plain + b"\x00\x01\x00\x00" * 9 + b"cbipcbbl",
        "MPO": saved(picture, "MPO", save_all=True, append_images=[picture]),
        # Pillow writes what Adobe does: a marker, and the inks inverted.
        "CMYK of Adobe": saved(picture.convert("CMYK"), "JPEG", quality=92),
        "CMYK without a marker": without_segment(saved(picture.convert("CMYK"), "JPEG", quality=92), 0xEE),
    }
    for name, data in cases.items():
        yield Good(f"JPEG: {name}", "picture.jpg", data)
    yield Good("JPEG: gray", "picture.jpg", saved(picture.convert("L"), "JPEG"), colours=GRAYS)
    yield Good(
        "JPEG: gray progressive", "picture.jpg", saved(picture.convert("L"), "JPEG", progressive=True), colours=GRAYS
    )
    yield Good("JPEG: one pixel", "picture.jpg", saved(Image.new("RGB", (1, 1), "red"), "JPEG"), (1, 1), (RED,) * 4)
    for orientation in range(1, 9):
        data = saved(lying(picture, orientation), "JPEG", exif=exif(orientation), quality=92)
        yield Good(f"JPEG: orientation {orientation}", "picture.jpg", data)


def _pngs() -> Iterator[Good]:
    palette = chunk(b"PLTE", bytes([*RED, *GREEN, *BLUE, *WHITE]))
    four = [(0,), (1,), (2,), (3,)]
    opaque = [(*colour, 255) for colour in COLOURS]
    deep = [tuple(257 * value for value in colour) for colour in COLOURS]
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    cases = {
        "palette of 2 bits": quadrant_png(2, 3, four, palette),
        "palette of 4 bits": quadrant_png(4, 3, four, palette),
        "palette of 8 bits": quadrant_png(8, 3, four, palette),
        "palette, one colour transparent": quadrant_png(8, 3, four, palette, chunk(b"tRNS", b"\xff\xff\xff\xff")),
        "8 bits": quadrant_png(8, 2, list(COLOURS)),
        "16 bits": quadrant_png(16, 2, deep),
        "alpha of 8 bits": quadrant_png(8, 6, opaque),
        "alpha of 16 bits": quadrant_png(16, 6, [tuple(257 * value for value in colour) for colour in opaque]),
        "interlaced": quadrant_png(8, 2, list(COLOURS), interlace=1),
        "interlaced 16 bits": quadrant_png(16, 2, deep, interlace=1),
        "interlaced palette": quadrant_png(2, 3, four, palette, interlace=1),
        "a transparent colour": quadrant_png(8, 2, list(COLOURS), chunk(b"tRNS", b"\x00\x01\x00\x02\x00\x03")),
        "a hole": saved(with_hole(), "PNG"),
        "text": quadrant_png(8, 2, list(COLOURS), chunk(b"tEXt", b"Title\x00From the bridge")),
        "packed text": quadrant_png(
            8, 2, list(COLOURS), chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"long " * 99))
        ),
        "XMP": quadrant_png(8, 2, list(COLOURS), chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + XMP)),
        "profile": saved(quadrants(), "PNG", icc_profile=profile),
        "orientation 6": saved(lying(quadrants(), 6), "PNG", exif=exif(6)),
        "animated": saved(quadrants(), "PNG", save_all=True, append_images=[quadrants().rotate(180)]),
    }
    for name, data in cases.items():
        yield Good(f"PNG: {name}", "picture.png", data, tolerance=1)
    yield Good(
        "PNG: palette of 1 bit",
        "picture.png",
        quadrant_png(1, 3, [(0,), (1,), (1,), (0,)], palette),
        colours=(RED, GREEN, GREEN, RED),
        tolerance=1,
    )
    for depth in (1, 2, 4, 8, 16):
        most = (1 << depth) - 1
        levels = [0, most // 3, most * 2 // 3, most]
        shown: tuple[Colour, ...] = tuple((round(255 * level / most),) * 3 for level in levels)  # type: ignore[misc]
        samples = [(level,) for level in levels]
        yield Good(
            f"PNG: gray of {depth} bits", "picture.png", quadrant_png(depth, 0, samples), colours=shown, tolerance=1
        )
        if depth >= 8:
            samples = [(level, most) for level in levels]
            data = quadrant_png(depth, 4, samples)
            yield Good(f"PNG: gray with alpha of {depth} bits", "picture.png", data, colours=shown, tolerance=1)
    data = quadrant_png(8, 0, [(0,), (85,), (170,), (255,)], chunk(b"tRNS", struct.pack(">H", 7)))
    grays: tuple[Colour, ...] = ((0,) * 3, (85,) * 3, (170,) * 3, (255,) * 3)  # type: ignore[assignment]
    yield Good("PNG: gray, one level transparent", "picture.png", data, colours=grays, tolerance=1)


def _webps() -> Iterator[Good]:
    picture = quadrants()
    for name, data in {
        "lossy": saved(picture, "WEBP", quality=90),
        "lossless": saved(picture, "WEBP", lossless=True),
        "lossy with a hole": saved(with_hole(), "WEBP", quality=90),
        "lossless with a hole": saved(with_hole(), "WEBP", lossless=True),
        "animated": saved(picture, "WEBP", save_all=True, append_images=[picture.rotate(180)], lossless=True),
        "orientation 6": saved(lying(picture, 6), "WEBP", exif=exif(6), lossless=True),
        "orientation 3": saved(lying(picture, 3), "WEBP", exif=exif(3), quality=90),
        "XMP": saved(picture, "WEBP", xmp=XMP, lossless=True),
    }.items():
        yield Good(f"WebP: {name}", "picture.webp", data)


def _avifs() -> Iterator[Good]:
    picture = quadrants()
    for name, data in {
        "4:2:0": saved(picture, "AVIF", quality=90),
        "4:4:4": saved(picture, "AVIF", quality=90, subsampling="4:4:4"),
        "limited range": saved(picture, "AVIF", quality=90, range="limited"),
        "a hole": saved(with_hole(), "AVIF", quality=90),
        "orientation 6": saved(lying(picture, 6), "AVIF", quality=90, exif=exif(6)),
        "orientation 5": saved(lying(picture, 5), "AVIF", quality=90, exif=exif(5)),
        "XMP": saved(picture, "AVIF", quality=90, xmp=XMP),
    }.items():
        yield Good(f"AVIF: {name}", "picture.avif", data)
    yield Good("AVIF: gray", "picture.avif", saved(picture.convert("L"), "AVIF", quality=90), colours=GRAYS)


def _gifs() -> Iterator[Good]:
    picture = quadrants().quantize(16, dither=Image.Dither.NONE)
    for name, data in {
        "still": saved(picture, "GIF"),
        "not interlaced": saved(picture, "GIF", interlace=0),
        "animated": saved(picture, "GIF", save_all=True, append_images=[picture.rotate(180)], duration=100),
        "a transparent colour": saved(picture, "GIF", transparency=9),
        "comment": saved(picture, "GIF", comment=b"From the bridge"),
    }.items():
        yield Good(f"GIF: {name}", "picture.gif", data, tolerance=1)


def _heics() -> Iterator[Good]:
    picture = quadrants()
    for name, data in {
        "4:2:0": saved(picture, "HEIF", quality=90),
        "4:4:4": saved(picture, "HEIF", quality=90, chroma="444"),
        "a hole": saved(with_hole(), "HEIF", quality=90),
        "orientation 6": saved(lying(picture, 6), "HEIF", quality=90, exif=exif(6)),
        "orientation 2": saved(lying(picture, 2), "HEIF", quality=90, exif=exif(2)),
        "XMP": saved(picture, "HEIF", quality=90, xmp=XMP),
    }.items():
        yield Good(f"HEIC: {name}", "picture.heic", data)
    tiled = saved(quadrants((300, 200)), "HEIF", quality=90, tile_size=128)
    yield Good("HEIC: in tiles", "picture.heic", tiled, (300, 200))
