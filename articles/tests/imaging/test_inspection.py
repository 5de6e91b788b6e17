"""What is taken in as a picture, what is refused, and what a file says of itself."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from articles.imaging import PictureRefused, inspect
from articles.imaging import inspection as room

XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Agency/Silva" photoshop:City="Riga">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Gr\xc3\xbc\xc3\x9fe</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Ana Silva</rdf:li><rdf:li>Ben Ozols</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def picture(format: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: Any) -> io.BytesIO:
    file = io.BytesIO()
    Image.new(mode, size).save(file, format, **options)
    file.seek(0)
    return file


@pytest.mark.parametrize(
    ("format", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("GIF", "gif")]
)
def test_pictures_of_the_web_are_taken_in(format: str, ending: str) -> None:
    found = inspect(picture(format))
    assert (found.ending, found.width, found.height, len(found.sha256)) == (ending, 40, 30, 64)


def test_a_picture_of_several_frames_from_a_phone_is_a_jpeg() -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])
    assert inspect(file).ending == "jpg"


def test_the_size_is_that_of_the_upright_picture() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert (inspect(picture("JPEG", exif=exif)).width, inspect(picture("JPEG", exif=exif)).height) == (30, 40)


def test_the_file_is_left_at_its_beginning() -> None:
    file = picture("PNG")
    file.seek(7)
    inspect(file)
    assert file.tell() == 0


def test_the_same_bytes_have_the_same_hash() -> None:
    assert inspect(picture("PNG")).sha256 == inspect(picture("PNG")).sha256


def lying_png(width: int, height: int) -> io.BytesIO:
    """A PNG of a few bytes whose header promises a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunks)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (io.BytesIO(b""), "is empty"),
        (io.BytesIO(b"no picture"), "not a picture that can be used"),
        (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a picture that can be used"),
        (io.BytesIO(b"%PDF-1.4"), "not a picture that can be used"),
        (picture("TIFF"), "not a picture that can be used"),
        (picture("BMP"), "not a picture that can be used"),
        (io.BytesIO(picture("JPEG", (400, 300)).getvalue()[:900]), "damaged"),
        (io.BytesIO(picture("PNG", (400, 300)).getvalue()[:120]), "damaged"),
        (lying_png(60_000, 60_000), "more than 100 million pixels"),
        (lying_png(11_000, 11_000), "more than 100 million pixels"),
    ],
    ids=["empty", "text", "svg", "pdf", "tiff", "bmp", "cut jpeg", "cut png", "bomb", "large"],
)
def test_what_is_no_usable_picture_is_refused_with_its_reason(file: io.BytesIO, sentence: str) -> None:
    with pytest.raises(PictureRefused, match=sentence):
        inspect(file)


def test_a_large_picture_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("it was decoded"))
    with pytest.raises(PictureRefused, match="pixels"):
        inspect(lying_png(11_000, 11_000))


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_BYTES", 1024)
    with pytest.raises(PictureRefused, match="larger than"):
        inspect(io.BytesIO(b"x" * 1025))


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF"])
def test_a_file_says_who_made_it(format: str) -> None:
    assert inspect(picture(format, xmp=XMP)).metadata == {
        "caption": "Grüße",
        "creator": "Ana Silva, Ben Ozols",
        "credit_line": "Agency/Silva",
        "city": "Riga",
    }


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    """An APP13 segment as Photoshop writes it."""
    records = b"".join(
        b"\x1c" + bytes((record, number)) + struct.pack(">H", len(data)) + data for record, number, data in datasets
    )
    block = (
        b"8BIM"
        + struct.pack(">H", 0x0404)
        + b"\x00\x00"
        + struct.pack(">I", len(records))
        + records
        + b"\x00" * (len(records) % 2)
    )
    payload = b"Photoshop 3.0\x00" + block
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


@pytest.mark.parametrize(
    ("datasets", "caption"),
    [
        ([(1, 90, b"\x1b%G"), (2, 120, "Grüße".encode())], "Grüße"),
        ([(2, 120, "Grüße".encode("latin-1"))], "Grüße"),
    ],
    ids=["UTF-8 that is declared", "Latin-1"],
)
def test_older_metadata_is_read_in_its_charset(datasets: list[tuple[int, int, bytes]], caption: str) -> None:
    assert inspect(picture("JPEG", extra=iim(*datasets))).metadata["caption"] == caption


def test_newer_metadata_wins() -> None:
    file = picture("JPEG", xmp=XMP, extra=iim((2, 110, b"Older"), (2, 101, b"Latvia")))
    metadata = inspect(file).metadata
    assert (metadata["credit_line"], metadata["country"]) == ("Agency/Silva", "Latvia")


@pytest.mark.parametrize("packet", [b"<broken", b"", XMP[:300]])
def test_broken_metadata_does_not_refuse_the_picture(packet: bytes) -> None:
    assert inspect(picture("JPEG", xmp=packet)).metadata == {}
