"""Renditions are upright, in the right colours, of the right part, and carry the desk's words alone."""

import io
import struct
import zlib
from collections.abc import Iterable
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageOps

from articles.imaging import CROPS, FORMATS, SPECS, WIDTHS, Crop, PictureBroken, Rendition, RightsMetadata, Spec, make
from articles.imaging import making as room
from articles.imaging.metadata import read_metadata

NOTHING = RightsMetadata()
W320 = WIDTHS[0]
SQUARE = CROPS[2]
QUARTERS = {"red": (220, 40, 40), "green": (40, 180, 60), "blue": (40, 60, 210), "yellow": (230, 210, 50)}


def quarters(size: tuple[int, int] = (480, 320)) -> Image.Image:
    """Red and green above blue and yellow."""
    width, height = size
    picture = Image.new("RGB", size)
    for place, colour in zip(((0, 0), (1, 0), (0, 1), (1, 1)), QUARTERS.values(), strict=True):
        picture.paste(colour, (place[0] * width // 2, place[1] * height // 2, width, height))
    return picture


def saved(picture: Image.Image, format: str = "PNG", **options: Any) -> io.BytesIO:
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file


def made(file: io.BytesIO, spec: Spec = W320, format: str = "webp", **options: Any) -> Image.Image:
    [rendition] = make(file, [spec], [format], rights=NOTHING, **options)
    return Image.open(io.BytesIO(rendition.data))


def close(found: Any, wanted: tuple[int, ...], tolerance: int = 8) -> bool:
    return all(abs(one - other) <= tolerance for one, other in zip(found, wanted, strict=True))


def assert_quarters(picture: Image.Image) -> None:
    shown = picture.convert("RGB")
    for (x, y), colour in zip(((1, 1), (3, 1), (1, 3), (3, 3)), QUARTERS.values(), strict=True):
        assert close(shown.getpixel((shown.width * x // 4, shown.height * y // 4)), colour, 14)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("original", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_every_original_becomes_every_format(original: str, format: str) -> None:
    picture = made(saved(quarters(), original), format=format)
    assert (picture.format, picture.size) == (format.upper(), (320, 213))
    assert_quarters(picture)


@pytest.mark.parametrize("format", ["MPO", "GIF", "WEBP", "AVIF"])
def test_of_several_pictures_in_a_file_the_first_is_shown(format: str) -> None:
    second = Image.new("RGB", (480, 320))
    assert_quarters(made(saved(quarters(), format, save_all=True, append_images=[second])))


def test_a_large_picture_for_print_is_decoded_smaller() -> None:
    picture = made(saved(quarters((2400, 1600)).convert("CMYK"), "JPEG", quality=90))
    assert picture.size == (320, 213)
    assert_quarters(picture)


# How a picture that is shown upright lies in the file, by the orientation that the file gives.
LIES = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("original", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", LIES)
def test_a_picture_stands_upright(orientation: int, original: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    turn = LIES[orientation]
    lying = quarters() if turn is None else quarters().transpose(turn)
    picture = made(saved(lying, original, exif=exif.tobytes()))
    assert picture.size == (320, 213)
    assert picture.getexif().get(0x0112) is None
    assert_quarters(picture)


def test_an_orientation_that_nobody_knows_changes_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 99
    assert_quarters(made(saved(quarters(), "JPEG", exif=exif)))


def test_a_crop_and_its_focal_point_count_on_the_upright_picture() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = quarters((800, 400)).transpose(Image.Transpose.ROTATE_90)
    picture = made(saved(lying, "JPEG", exif=exif), SQUARE, focal=(0.0, 0.5)).convert("RGB")
    assert picture.size == (400, 400)
    assert close(picture.getpixel((200, 100)), QUARTERS["red"], 14)
    assert close(picture.getpixel((390, 390)), QUARTERS["blue"], 14)


def test_a_chosen_crop_is_what_is_shown() -> None:
    crops = {"1x1": Crop(0.5, 0.0, 0.5, 0.5)}
    picture = made(saved(quarters((800, 800)), "JPEG"), SQUARE, crops=crops).convert("RGB")
    assert picture.size == (400, 400)
    assert all(close(picture.getpixel(place), QUARTERS["green"], 14) for place in ((8, 8), (391, 391), (8, 391)))


def test_a_crop_of_a_jpeg_that_is_decoded_smaller_shows_the_same_part() -> None:
    large = saved(quarters((5000, 2500)), "JPEG")
    picture = made(large, SQUARE, focal=(1.0, 0.5)).convert("RGB")
    assert picture.size == (1200, 1200)
    assert close(picture.getpixel((600, 300)), QUARTERS["green"], 14)
    assert close(picture.getpixel((600, 900)), QUARTERS["yellow"], 14)


def profile(primaries: tuple[tuple[float, float], ...], gamma: float, description: str) -> bytes:
    """An ICC profile of a display with these primaries (red, green, blue as xy) and a white point of D65."""
    white = (0.3127, 0.3290)
    matrix = _adapted(_matrix(primaries, white), white)
    s15 = lambda value: struct.pack(">i", round(value * 65536))  # noqa: E731
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(description) + 1) + description.encode() + b"\0" * 79,
        b"wtpt": b"XYZ \0\0\0\0" + s15(0.9642) + s15(1.0) + s15(0.8249),
    }
    for column, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ")):
        tags[name] = b"XYZ \0\0\0\0" + b"".join(s15(row[column]) for row in matrix)
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        tags[name] = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    table, body, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", offset + len(body), len(data))
        body += data
    whole = struct.pack(">I", len(tags)) + table + body
    header = struct.pack(">I", 128 + len(whole)) + b"\0" * 4 + b"\x02\x10\0\0mntrRGB XYZ " + b"\0" * 12 + b"acsp"
    header += b"\0" * 28 + s15(0.9642) + s15(1.0) + s15(0.8249)
    return header.ljust(128, b"\0") + whole


def _matrix(primaries: Iterable[tuple[float, float]], white: tuple[float, float]) -> list[list[float]]:
    columns = [(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]
    wanted = (white[0] / white[1], 1.0, (1 - white[0] - white[1]) / white[1])
    rows = [list(row) for row in zip(*columns, strict=True)]
    scales = _solve(rows, wanted)
    return [[value * scale for value, scale in zip(row, scales, strict=True)] for row in rows]


def _adapted(matrix: list[list[float]], white: tuple[float, float]) -> list[list[float]]:
    """From D65 to the D50 of profiles, after Bradford."""
    bradford = [
        [1.0478112, 0.0228866, -0.0501270],
        [0.0295424, 0.9904844, -0.0170491],
        [-0.0092345, 0.0150436, 0.7521316],
    ]
    return [[sum(bradford[r][k] * matrix[k][c] for k in range(3)) for c in range(3)] for r in range(3)]


def _solve(rows: list[list[float]], right: tuple[float, ...]) -> list[float]:
    def det(m: list[list[float]]) -> float:
        (a, b, c), (d, e, f), (g, h, i) = m
        return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)

    return [
        det([[right[r] if c == column else rows[r][c] for c in range(3)] for r in range(3)]) / det(rows)
        for column in range(3)
    ]


BLUE, SRGB_RED = (0.15, 0.06), (0.64, 0.33)
DISPLAY_P3 = profile(((0.68, 0.32), (0.265, 0.69), BLUE), 2.2, "Display P3 by hand")
ADOBE_RGB = profile((SRGB_RED, (0.21, 0.71), BLUE), 2.19921875, "Adobe RGB by hand")
LIKE_SRGB = profile((SRGB_RED, (0.30, 0.60), BLUE), 2.2, "Plain")


@pytest.mark.parametrize(
    ("icc", "stored", "shown"),
    [
        # The colours on the right are those of the matrices of the standards, worked out apart from littleCMS.
        (DISPLAY_P3, (200, 100, 100), (216, 93, 97)),
        (DISPLAY_P3, (128, 128, 128), (129, 129, 129)),
        (ADOBE_RGB, (100, 180, 100), (0, 181, 94)),
        (ADOBE_RGB, (128, 128, 128), (129, 129, 129)),
        (LIKE_SRGB, (200, 100, 50), (200, 100, 50)),
        (b"no profile", (200, 100, 50), (200, 100, 50)),
    ],
    ids=["P3", "P3 gray", "Adobe RGB", "Adobe RGB gray", "as sRGB", "broken"],
)
def test_colours_are_those_that_the_profile_means(icc: bytes, stored: tuple[int, ...], shown: tuple[int, ...]) -> None:
    picture = made(saved(Image.new("RGB", (64, 64), stored), "PNG", icc_profile=icc), format="webp")
    assert close(picture.convert("RGB").getpixel((32, 32)), shown)
    assert "icc_profile" not in picture.info


@pytest.mark.parametrize("format", FORMATS)
def test_print_colours_are_shown_on_screens(format: str) -> None:
    picture = made(saved(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG", quality=95), format=format)
    assert picture.mode == "RGB"
    assert close(picture.getpixel((32, 32)), (255, 0, 0), 12)


def test_a_profile_for_other_colours_than_the_picture_has_is_passed_over() -> None:
    picture = made(saved(Image.new("CMYK", (64, 64), (0, 0, 0, 0)), "JPEG", icc_profile=ADOBE_RGB))
    assert close(picture.convert("RGB").getpixel((32, 32)), (255, 255, 255))


def deep_gray(value: int) -> io.BytesIO:
    """A PNG of sixteen bits, written by hand."""
    rows = b"".join(b"\0" + struct.pack(">H", value) * 64 for _ in range(64))
    chunks = b""
    header = struct.pack(">IIBBBBB", 64, 64, 16, 0, 0, 0, 0)
    for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunks)


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        (saved(Image.new("L", (64, 64), 90)), (90, 90, 90)),
        (saved(Image.new("1", (64, 64), 1)), (255, 255, 255)),
        (saved(Image.new("RGB", (64, 64), (10, 200, 90)).quantize(4)), (10, 200, 90)),
        (deep_gray(0x5A5A), (90, 90, 90)),
        (deep_gray(0xFFFF), (255, 255, 255)),
    ],
    ids=["gray", "black and white", "palette", "sixteen bits", "white of sixteen bits"],
)
def test_every_kind_of_pixel_keeps_its_colour(file: io.BytesIO, shown: tuple[int, ...]) -> None:
    assert close(made(file).convert("RGB").getpixel((32, 32)), shown, 4)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_shows_through_is_kept_or_becomes_white(mode: str) -> None:
    glass = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    file = saved(glass.convert(mode) if mode != "P" else glass.quantize(4))
    assert [made(file, format=name).mode for name in FORMATS] == ["RGBA", "RGBA", "RGB"]
    assert made(file, format="webp").getpixel((32, 32))[3] == 0
    assert close(made(file, format="jpeg").getpixel((32, 32)), (255, 255, 255), 2)


def test_transparency_that_shows_nothing_is_dropped() -> None:
    assert made(saved(Image.new("RGBA", (64, 64), (9, 9, 9, 255)))).mode == "RGB"


def test_every_rendition_has_the_size_it_says() -> None:
    file = saved(quarters((900, 700)), "JPEG")
    found = list(make(file, SPECS, FORMATS, rights=NOTHING))
    assert {(one.spec.name, one.width, one.height) for one in found} == {
        ("w320", 320, 249),
        ("w480", 480, 373),
        ("w640", 640, 498),
        ("w960", 900, 700),
        ("16x9", 900, 506),
        ("4x3", 900, 675),
        ("1x1", 700, 700),
        ("16x9-640", 640, 360),
        ("4x3-400", 400, 300),
        ("1x1-240", 240, 240),
        ("desk", 400, 311),
    }
    assert len(found) == 11 * 3
    assert all(Image.open(io.BytesIO(one.data)).size == (one.width, one.height) for one in found)


def test_the_original_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    once = room.open_picture
    monkeypatch.setattr(room, "open_picture", lambda file: opened.append(file) or once(file))
    assert len(list(make(saved(quarters()), SPECS, FORMATS, rights=NOTHING))) > 3
    assert len(opened) == 1


def test_a_small_rendition_of_a_large_jpeg_is_not_decoded_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    plain = room.to_srgb
    monkeypatch.setattr(room, "to_srgb", lambda picture: seen.append(picture.size) or plain(picture))
    make(saved(quarters((4000, 2000)), "JPEG"), [W320], ["webp"], rights=NOTHING)
    assert seen == [(500, 250)]


def test_small_steps_do_not_blur() -> None:
    stripes = ImageOps.posterize(Image.radial_gradient("L").convert("RGB").resize((2400, 1600)), 3)
    picture = made_with_all_widths(saved(stripes))
    direct = stripes.resize(picture.size, Image.Resampling.LANCZOS)
    differences = [
        abs(a - b) for a, b in zip(picture.convert("L").tobytes(), direct.convert("L").tobytes(), strict=True)
    ]
    assert sum(differences) / len(differences) < 1.5


def made_with_all_widths(file: io.BytesIO) -> Image.Image:
    found = [one for one in make(file, WIDTHS, ["webp"], rights=NOTHING) if one.spec == W320]
    return Image.open(io.BytesIO(found[0].data))


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", saved(quarters(), "JPEG").getvalue()[:700], saved(quarters()).getvalue()[:90]],
    ids=["empty", "text", "cut JPEG", "cut PNG"],
)
def test_a_broken_original_says_so_before_anything_is_made(data: bytes) -> None:
    with pytest.raises(PictureBroken, match="cannot be decoded"):
        make(io.BytesIO(data), SPECS, FORMATS, rights=NOTHING)


def test_formats_that_are_not_taken_in_are_not_decoded() -> None:
    with pytest.raises(PictureBroken):
        make(saved(quarters(), "TIFF"), SPECS, FORMATS, rights=NOTHING)


def test_no_spec_gives_no_rendition() -> None:
    assert list(make(saved(quarters()), [], FORMATS, rights=NOTHING)) == []


def test_every_rendition_carries_the_rights() -> None:
    rights = RightsMetadata(caption="Rīga", creator="Ana Silva", credit_line="Ana Silva/Agency", alt_text="A harbour")
    found: list[Rendition] = list(make(saved(quarters((900, 700))), SPECS, FORMATS, rights=rights))
    assert [read_metadata(Image.open(io.BytesIO(one.data))) for one in found] == [
        {"caption": "Rīga", "creator": "Ana Silva", "credit_line": "Ana Silva/Agency", "alt_text": "A harbour"}
    ] * 33


def test_profiles_of_the_cms_are_what_pillow_means_by_them() -> None:
    assert ImageCms.ImageCmsProfile(io.BytesIO(DISPLAY_P3)).profile.xcolor_space.strip() == "RGB"
