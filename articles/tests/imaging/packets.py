"""Files with metadata as others write it: IIM by dataset, XMP by its description, Exif by tag."""

import io
import struct
from typing import Any

from PIL import Image

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "rdf": RDF,
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    }.items()
)


def xmp(inside: str = "", attributes: str = "", before: str = "") -> bytes:
    return (
        f'{before}<x:xmpmeta xmlns:x="adobe:ns:meta/" {SPACES}><rdf:RDF>'
        f'<rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def records(*datasets: tuple[int, int, bytes]) -> bytes:
    return b"".join(
        b"\x1c" + bytes((record, number)) + struct.pack(">H", len(data)) + data for record, number, data in datasets
    )


def app13(block: bytes) -> bytes:
    """An APP13 segment with `block` where Photoshop keeps IIM."""
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(block)) + block + b"\x00" * (len(block) % 2)
    payload = b"Photoshop 3.0\x00" + resource
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


def opened(format: str = "JPEG", **options: Any) -> Image.Image:
    """A small picture with the metadata in `options`, as Pillow opens it."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, format, **options)
    file.seek(0)
    return Image.open(file)
