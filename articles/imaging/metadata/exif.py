"""Exif 3.0: the few fields of it that say who made a picture, what it shows and when.

Where the camera stood, its serial number, its owner and the maker's notes are not read: they could give a source away.
"""

import re

from PIL import ExifTags, Image

# What cameras write where a description belongs.
_CAMERA_WORDS = re.compile(
    r"OLYMPUS DIGITAL CAMERA|MINOLTA DIGITAL CAMERA|KONICA MINOLTA.*|SAMSUNG (DIGITAL CAMERA|CAMERA PICTURES)|SONY DSC"
    r"|SAMSUNG|DCIM.*|DIGITAL CAMERA|LEAD Technologies.*|\W*",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"[+-]\d\d:\d\d")


def read_exif(picture: Image.Image) -> dict[str, str]:
    """The facts in the Exif of an opened `picture`, by their names in `reading`; {} where it is missing or broken."""
    try:
        exif = picture.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
        description = _text(exif.get(ExifTags.Base.ImageDescription))
        return {
            "caption": "" if _CAMERA_WORDS.fullmatch(description) else description,
            "creator": _text(exif.get(ExifTags.Base.Artist)).replace(";", ", ").replace(",  ", ", "),
            "copyright_notice": _text(exif.get(ExifTags.Base.Copyright)),
            "date_created": _moment(
                _text(details.get(ExifTags.Base.DateTimeOriginal)),
                _text(details.get(ExifTags.Base.OffsetTimeOriginal)),
            ),
        }
    # A directory that points outside the file raises whatever the reader raises.
    except Exception:
        return {}


def _text(value: object) -> str:
    """Exif knows ASCII only, and everybody writes UTF-8 in it. Pillow reads it as Latin-1."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return ""
    # The photographer's and the editor's copyright stand with a NUL between them.
    value = value.rstrip("\x00 ").replace("\x00", ", ").strip(", ")
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _moment(text: str, offset: str) -> str:
    """ISO 8601 for "2026:11:24 13:45:00"; "" where the clock of the camera was never set."""
    found = _MOMENT.fullmatch(text)
    if found is None or found[1] == "0000":
        return ""
    year, month, day, hour, minute, second = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}" + (offset if _OFFSET.fullmatch(offset) else "")
