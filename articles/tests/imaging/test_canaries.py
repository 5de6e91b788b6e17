"""Nothing that an original says of itself, of its camera or of its owner is in any rendition."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from articles.imaging import FORMATS, SPECS, RightsMetadata, make

from .conftest import Exiftool
from .packets import app13, records, xmp

CANARY = b"CANARY"
RIGHTS = RightsMetadata(
    caption="A harbour",
    alt_text="Cranes",
    creator="Ana Silva",
    credit_line="Ana Silva/Agency",
    copyright_notice="© Agency",
    web_statement="https://newsroom.example/rights",
    licensor_url="https://agency.example",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
)


def photograph() -> Image.Image:
    picture = Image.radial_gradient("L").convert("RGB").resize((640, 480))
    ImageDraw.Draw(picture).rectangle((100, 100, 300, 200), fill="red")
    return picture


def exif() -> bytes:
    """GPS, serial numbers, owner, lens, maker note, comments: each holds a canary, as text or as a place."""
    written = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x013C, 0x8298, 0x9C9B, 0x9C9C, 0x9C9D, 0xC62F):
        written[tag] = CANARY
    details = written.get_ifd(0x8769)
    for tag in (0x9286, 0x927C, 0xA420, 0xA430, 0xA431, 0xA433, 0xA434, 0xA435):
        details[tag] = CANARY
    written.get_ifd(0x8825).update({1: "N", 2: (56.0, 57.0, 0.0), 3: "E", 4: (24.0, 6.0, 0.0), 27: CANARY, 28: CANARY})
    return written.tobytes()


PACKET = xmp(
    "<dc:title>CANARY</dc:title><dc:creator><rdf:Seq><rdf:li>CANARY</rdf:li></rdf:Seq></dc:creator>"
    '<h:History xmlns:h="http://ns.adobe.com/xap/1.0/mm/"><rdf:Seq><rdf:li h:instanceID="CANARY"/></rdf:Seq></h:History>'
    '<e:GPSLatitude xmlns:e="http://ns.adobe.com/exif/1.0/">CANARY</e:GPSLatitude>'
    '<a:SerialNumber xmlns:a="http://ns.adobe.com/exif/1.0/aux/">CANARY</a:SerialNumber>'
)


def jpeg() -> bytes:
    """With a thumbnail in its Exif, IIM, a comment, a segment of the maker's own, and bytes behind the picture."""
    thumbnail = io.BytesIO()
    photograph().resize((64, 48)).save(thumbnail, "JPEG", comment=CANARY)
    block = exif()
    own = b"\xff\xea" + struct.pack(">H", 2 + len(CANARY)) + CANARY
    file = io.BytesIO()
    extra = app13(records((2, 120, CANARY), (2, 80, CANARY))) + own
    photograph().save(file, "JPEG", exif=block, xmp=PACKET, extra=extra, comment=CANARY, icc_profile=profile())
    second = b"\xff\xe1" + struct.pack(">H", 8 + len(thumbnail.getvalue())) + b"Exif\0\0" + thumbnail.getvalue()
    data = file.getvalue()
    return data[:2] + second + data[2:] + CANARY


def png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "CANARY")
    texts.add_text("Comment", "CANARY", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", PACKET.decode())
    texts.add(b"caNa", CANARY, after_idat=True)
    file = io.BytesIO()
    photograph().save(file, "PNG", exif=exif(), pnginfo=texts, icc_profile=profile())
    return file.getvalue() + CANARY


def webp() -> bytes:
    file = io.BytesIO()
    photograph().save(file, "WEBP", exif=exif(), xmp=PACKET, icc_profile=profile())
    return file.getvalue() + CANARY


def avif() -> bytes:
    file = io.BytesIO()
    photograph().save(file, "AVIF", exif=exif(), xmp=PACKET, icc_profile=profile())
    return file.getvalue() + struct.pack(">I", 8 + len(CANARY)) + b"free" + CANARY


def gif() -> bytes:
    file = io.BytesIO()
    photograph().quantize(64).save(file, "GIF", comment=CANARY)
    return file.getvalue() + CANARY


def profile() -> bytes:
    """A profile that names its maker; it is no whole one, and passed over."""
    return (b"\0" * 36 + b"acsp").ljust(128, b"\0") + CANARY


ORIGINALS = [jpeg, png, webp, avif, gif]


@pytest.mark.parametrize("original", ORIGINALS)
def test_no_canary_of_the_original_is_in_a_rendition(original: Callable[[], bytes]) -> None:
    data = original()
    found = list(make(io.BytesIO(data), SPECS, FORMATS, rights=RIGHTS))
    assert data.count(CANARY) > 1
    assert len(found) == 30
    assert [one.spec.name for one in found if CANARY in _laid_open(one.data)] == []


def _laid_open(data: bytes) -> bytes:
    """`data` and what is compressed in it, as letters of one and of two bytes."""
    inside = b""
    for place in (place for place in range(len(data) - 1) if data[place : place + 2] in (b"x\x9c", b"x\xda", b"x\x01")):
        try:
            inside += zlib.decompressobj().decompress(data[place:])
        except zlib.error:
            continue
    return data + inside + (data + inside).replace(b"\0", b"")


@pytest.mark.parametrize("original", ORIGINALS)
def test_exiftool_finds_our_words_and_no_others(original: Callable[[], bytes], exiftool: Exiftool) -> None:
    wanted = {
        "XMP:Description",
        "XMP:AltTextAccessibility",
        "XMP:Creator",
        "XMP:Credit",
        "XMP:Rights",
        "XMP:WebStatement",
        "XMP:Licensor",
        "XMP:DigitalSourceType",
    }
    for one in make(io.BytesIO(original()), [SPECS[0]], FORMATS, rights=RIGHTS):
        found = exiftool(one.data, {"jpeg": "jpg"}.get(one.format, one.format))
        told = {name for name in found if name.split(":")[0] in {"XMP", "EXIF", "MakerNotes", "ICC_Profile", "PNG"}}
        assert told == wanted
        assert (found["XMP:Credit"], found["XMP:Rights"]) == (RIGHTS.credit_line, RIGHTS.copyright_notice)
        assert found.get("IPTC:Credit") == (RIGHTS.credit_line if one.format == "jpeg" else None)
        assert "CANARY" not in str(found)
