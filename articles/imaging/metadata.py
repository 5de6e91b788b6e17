"""What a picture file says of itself, in the house's words.

Sources of the mapping: IPTC Photo Metadata Standard 2025.1; XMP wins over IIM, IIM over Exif.
Nothing that could give a source away (place of the camera, serial numbers, owners) is read.
"""

from typing import Any

from PIL import ExifTags, Image, IptcImagePlugin

from ..text import clean_line, clean_text

# Our word → (XMP tag as Pillow names it, IIM dataset, Exif tag).
_FIELDS: dict[str, tuple[str, tuple[int, int] | None, int | None]] = {
    "title": ("title", (2, 5), None),
    "caption": ("description", (2, 120), ExifTags.Base.ImageDescription),
    "creator": ("creator", (2, 80), ExifTags.Base.Artist),
    "credit_line": ("Credit", (2, 110), None),
    "copyright_notice": ("rights", (2, 116), ExifTags.Base.Copyright),
    "date_created": ("DateCreated", (2, 55), None),
    "city": ("City", (2, 90), None),
    "country": ("Country", (2, 101), None),
    "instructions": ("Instructions", (2, 40), None),
    "alt_text": ("AltTextAccessibility", None, None),
    "digital_source_type": ("DigitalSourceType", None, None),
}
_LONGEST = 5_000
_UTF_8_MARK = b"\x1b%G"


def read_metadata(picture: Image.Image) -> dict[str, str]:
    """The facts that the file of an opened `picture` carries; {} where it carries none.

    A packet that cannot be read counts as absent: the picture is not refused for its caption.
    """
    xmp, iim, exif = _xmp(picture), _iim(picture), picture.getexif()
    facts = {}
    for name, (xmp_tag, iim_dataset, exif_tag) in _FIELDS.items():
        value = xmp.get(xmp_tag) or iim.get(iim_dataset, "") or _exif_text(exif.get(exif_tag) if exif_tag else "")
        if value:
            facts[name] = value[:_LONGEST]
    return facts


def _xmp(picture: Image.Image) -> dict[str, str]:
    try:
        found = picture.getxmp()
    except Exception:  # Broken XML raises whatever the parser raises.
        return {}
    texts: dict[str, str] = {}
    descriptions = found.get("xmpmeta", {}).get("RDF", {}).get("Description", {})
    for description in descriptions if isinstance(descriptions, list) else [descriptions]:
        if isinstance(description, dict):
            texts |= {tag: text for tag, value in description.items() if (text := _xmp_text(value))}
    return texts


def _xmp_text(value: Any) -> str:
    """The text of an XMP value; of the languages of one, the first; of a list, all with commas."""
    if isinstance(value, str):
        return clean_text(value).strip()
    if isinstance(value, dict):
        for inner in ("Alt", "Seq", "Bag", "li", "text"):
            if inner in value:
                return _xmp_text(value[inner])
        return ""
    if isinstance(value, list):
        return ", ".join(text for text in map(_xmp_text, value) if text)
    return ""


def _iim(picture: Image.Image) -> dict[tuple[int, int] | None, str]:
    try:
        records = IptcImagePlugin.getiptcinfo(picture) or {}  # type: ignore[arg-type]
    except Exception:  # A cut-off APP13 segment raises whatever the reader raises.
        return {}
    charset = records.get((1, 90), b"")
    encoding = "utf-8" if charset == _UTF_8_MARK else "latin-1"
    return {dataset: _iim_text(value, encoding) for dataset, value in records.items() if dataset[0] == 2}


def _iim_text(value: bytes | list[bytes], encoding: str) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(clean_line(one.decode(encoding, errors="replace")) for one in values)


def _exif_text(value: Any) -> str:
    return clean_line(value) if isinstance(value, str) else ""
