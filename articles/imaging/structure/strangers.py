"""What is no picture that can be used: named by its first bytes, and told what to do instead."""

import re

from ..refusal import SEND, PictureRefused
from .window import Window

_ONE_FRAME = "send a still picture from it instead, as JPEG or PNG"
_EXPORT = "export it as PNG or JPEG"
_DEVELOP = "develop it and save it as JPEG"

# First bytes → what it is called, and what to do.
_BEGINNINGS: list[tuple[bytes, str, str]] = [
    (b"%PDF-", "a PDF document", "export the page as JPEG or PNG"),
    (b"%!PS", "an EPS or PostScript file", _EXPORT),
    (b"\xc5\xd0\xd3\xc6", "an EPS or PostScript file", _EXPORT),
    (b"8BPS", "a Photoshop document", _EXPORT),
    (b"BM", "a BMP", _EXPORT),
    (b"\x00\x00\x01\x00", "an icon", _EXPORT),
    (b"\x00\x00\x02\x00", "a cursor", _EXPORT),
    (b"II*\x00", "a TIFF or a camera’s raw file", "save it as JPEG"),
    (b"MM\x00*", "a TIFF or a camera’s raw file", "save it as JPEG"),
    (b"II+\x00", "a TIFF or a camera’s raw file", "save it as JPEG"),
    (b"MM\x00+", "a TIFF or a camera’s raw file", "save it as JPEG"),
    (b"IIRO", "a camera’s raw file", _DEVELOP),
    (b"IIRS", "a camera’s raw file", _DEVELOP),
    (b"IIU\x00", "a camera’s raw file", _DEVELOP),
    (b"FUJIFILMCCD-RAW", "a camera’s raw file", _DEVELOP),
    (b"FOVb", "a camera’s raw file", _DEVELOP),
    (b"\x00MRM", "a camera’s raw file", _DEVELOP),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000", "save it as an ordinary JPEG"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000", "save it as an ordinary JPEG"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL", "save it as an ordinary JPEG"),
    (b"\xff\x0a", "a JPEG XL", "save it as an ordinary JPEG"),
    (b"\x8aMNG", "an animation (MNG)", _ONE_FRAME),
    (b"qoif", "a QOI", _EXPORT),
    (b"gimp xcf", "a GIMP document", _EXPORT),
    (b"\x1aE\xdf\xa3", "a video", _ONE_FRAME),
    (b"\x00\x00\x01\xba", "a video", _ONE_FRAME),
    (b"\x00\x00\x01\xb3", "a video", _ONE_FRAME),
    (b"FLV\x01", "a video", _ONE_FRAME),
    (b"0&\xb2u\x8ef\xcf\x11", "a video", _ONE_FRAME),
    (b"ID3", "a sound file", SEND),
    (b"OggS", "a sound or video file", _ONE_FRAME),
    (b"fLaC", "a sound file", SEND),
    (b"PK\x03\x04", "a ZIP archive or an office document", "take the pictures out of it and send those"),
    (b"PK\x05\x06", "a ZIP archive", "take the pictures out of it and send those"),
    (b"Rar!", "a RAR archive", "take the pictures out of it and send those"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "take the pictures out of it and send those"),
    (b"\x1f\x8b", "a compressed file", "take the pictures out of it and send those"),
    (b"\xd0\xcf\x11\xe0", "an office document", "take the pictures out of it and send those"),
    (b"MZ", "a program", SEND),
    (b"\x7fELF", "a program", SEND),
    (b"#!", "a script", SEND),
]
# What else is in the containers that hold WebP (RIFF) and AVIF or HEIC (ftyp).
_RIFF = {b"AVI ": ("a video", _ONE_FRAME), b"WAVE": ("a sound file", SEND)}
_BRANDS = {b"crx ": ("a camera’s raw file", _DEVELOP)}
_SVG = re.compile(rb"<svg[\s>]|<!doctype svg", re.IGNORECASE)
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<script[\s>]", re.IGNORECASE)
_MOVIE_BOXES = {b"moov", b"mdat", b"free", b"wide", b"skip", b"ftyp"}


def refusal_of(beginning: bytes) -> PictureRefused:
    """The sentence for a file of no format that is taken in, by its first few thousand bytes."""
    name, instead = _named(beginning)
    return PictureRefused(f"This is {name} and not a picture that can be used: {instead}.")


def _named(beginning: bytes) -> tuple[str, str]:
    if beginning[:4] == b"RIFF" and beginning[8:12] in _RIFF:
        return _RIFF[beginning[8:12]]
    if beginning[4:8] in _MOVIE_BOXES:
        return _BRANDS.get(beginning[8:12], ("a video", _ONE_FRAME))
    for first, name, instead in _BEGINNINGS:
        if beginning.startswith(first):
            return name, instead
    text = beginning.replace(b"\x00", b"")
    if _SVG.search(text):
        return "an SVG drawing", _EXPORT
    if _HTML.search(text):
        return "a web page", "save the picture itself and send that"
    if text.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<?xml"):
        return "an XML file", SEND
    return ("a text file" if _is_text(beginning) else "a file of an unknown kind"), SEND


def _is_text(beginning: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", beginning)


# A file that is a picture and something else as well: what the something else begins with.
_HIDDEN = re.compile(
    rb"<\?php|<script[\s>]|<html[\s>]|<!doctype html|<svg[\s>]|%PDF-\d|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c", re.I
)
_LONGEST_SIGN = 16
_ZIP_END, _ZIP_END_LENGTH = b"PK\x05\x06", 22
_TWO_FILES = "There is another file hidden in this picture. Open it in a picture editor and save it anew."


def refuse_hidden(content: bytes) -> None:
    """Raise PictureRefused where `content`, which is no pixels, has a document or a program in it."""
    if _HIDDEN.search(content):
        raise PictureRefused(_TWO_FILES)


def refuse_hidden_in(window: Window) -> None:
    """The same for what is too large to be read at once."""
    if window.find(_HIDDEN, _LONGEST_SIGN) >= 0:
        raise PictureRefused(_TWO_FILES)


def refuse_archive(window: Window) -> None:
    """Raise PictureRefused where the file can be opened as a ZIP: its directory stands at the end, or before a comment.

    https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.16; the comment has at most 65,535 bytes.
    """
    start = max(window.start, window.end - _ZIP_END_LENGTH - 0xFFFF)
    end = window.take(start, window.end - start)
    at = end.rfind(_ZIP_END)
    while at >= 0:
        comment = int.from_bytes(end[at + 20 : at + 22], "little")
        if at + _ZIP_END_LENGTH + comment == len(end):
            raise PictureRefused(_TWO_FILES)
        at = end.rfind(_ZIP_END, 0, at)


def refuse_tail(window: Window) -> None:
    """Raise PictureRefused where more than padding stands behind the picture's end."""
    for _, piece in window.steps():
        if piece.strip(b"\x00\r\n\t \xff"):
            refuse_hidden_in(window)
            raise PictureRefused(
                "There is further data behind the end of this picture. Open it in a picture editor and save it anew."
            )
