"""IPTC IIM 4.2: the older metadata of a JPEG, in Photoshop's block 0x0404 of the APP13 segment."""

import hashlib
import struct
from collections.abc import Iterable, Mapping
from itertools import pairwise

from PIL import Image

Dataset = tuple[int, int]

TITLE: Dataset = (2, 5)
KEYWORDS: Dataset = (2, 25)
INSTRUCTIONS: Dataset = (2, 40)
DATE_CREATED: Dataset = (2, 55)
TIME_CREATED: Dataset = (2, 60)
CREATOR: Dataset = (2, 80)
CITY: Dataset = (2, 90)
LOCATION: Dataset = (2, 92)
STATE: Dataset = (2, 95)
COUNTRY_CODE: Dataset = (2, 100)
COUNTRY: Dataset = (2, 101)
JOB_ID: Dataset = (2, 103)
HEADLINE: Dataset = (2, 105)
CREDIT_LINE: Dataset = (2, 110)
SOURCE: Dataset = (2, 115)
COPYRIGHT_NOTICE: Dataset = (2, 116)
CAPTION: Dataset = (2, 120)

# The most bytes of each, from the table of the IPTC Photo Metadata Standard 2025.1.
LIMITS: Mapping[Dataset, int] = {
    TITLE: 64,
    KEYWORDS: 64,
    INSTRUCTIONS: 256,
    DATE_CREATED: 8,
    TIME_CREATED: 11,
    CREATOR: 32,
    CITY: 32,
    LOCATION: 32,
    STATE: 32,
    COUNTRY_CODE: 3,
    COUNTRY: 64,
    JOB_ID: 32,
    HEADLINE: 256,
    CREDIT_LINE: 32,
    SOURCE: 32,
    COPYRIGHT_NOTICE: 128,
    CAPTION: 2000,
}

_CHARSET: Dataset = (1, 90)
_UTF_8_MARK = b"\x1b%G"
_RECORDS, _DIGEST = 0x0404, 0x0425
_MAX_BYTES = 256 * 1024
# A record that says so is longer than this has the length of its length there instead.
_EXTENDED = 0x8000
# What may touch a word in a caption.
_BESIDE_WORDS = "’‘“”„«»¡¿–—…·()[]/.,;:!?-'\"0123456789"


class _Broken(Exception):
    """The block ends in the middle of a record, or something else stands where one should begin."""


def read_iim(picture: Image.Image) -> dict[Dataset, list[str]]:
    """The values of each dataset of record 2 in an opened `picture`; {} where there are none or the block is broken."""
    blocks = picture.info.get("photoshop")
    data = blocks.get(_RECORDS) if isinstance(blocks, dict) else None
    if not isinstance(data, bytes) or len(data) > _MAX_BYTES:
        return {}
    try:
        records = list(_records(data))
    except _Broken:
        return {}
    declared = any(dataset == _CHARSET and value == _UTF_8_MARK for dataset, value in records)
    texts = [(dataset, value) for dataset, value in records if dataset[0] == 2 and dataset[1] != 0]
    encoding = _encoding([value for _, value in texts], declared_utf_8=declared)
    found: dict[Dataset, list[str]] = {}
    for dataset, value in texts:
        found.setdefault(dataset, []).append(value.decode(encoding, errors="replace"))
    return found


def write_segment(values: Iterable[tuple[Dataset, str]]) -> bytes:
    """An APP13 segment, its marker included, that holds `values` in UTF-8; b"" where there are none.

    Each is cut to its limit where a character ends. The digest beside the records tells readers that keep
    XMP and IIM in step (the Metadata Working Group's rule) that nobody changed one without the other.
    """
    texts = [(dataset, cut(value, LIMITS[dataset])) for dataset, value in values if value]
    if not texts:
        return b""
    version = struct.pack(">H", 4)
    records = _record(_CHARSET, _UTF_8_MARK) + _record((2, 0), version)
    records += b"".join(_record(dataset, value) for dataset, value in sorted(texts, key=lambda one: one[0]))
    digest = hashlib.md5(records, usedforsecurity=False).digest()
    payload = b"Photoshop 3.0\x00" + _block(_RECORDS, records) + _block(_DIGEST, digest)
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


def cut(text: str, limit: int) -> bytes:
    """`text` in UTF-8, at most `limit` bytes, whole characters only."""
    data = text.encode()
    return data if len(data) <= limit else data[:limit].decode(errors="ignore").rstrip().encode()


def _records(data: bytes) -> Iterable[tuple[Dataset, bytes]]:
    offset = 0
    while offset < len(data):
        if data[offset] != 0x1C:
            # Some writers fill the block up with zeros.
            if data[offset:].strip(b"\x00"):
                raise _Broken
            return
        begin, length = _extent(data, offset)
        if begin + length > len(data):
            raise _Broken
        yield (data[offset + 1], data[offset + 2]), data[begin : begin + length]
        offset = begin + length


def _extent(data: bytes, offset: int) -> tuple[int, int]:
    """Where the value of the record at `offset` begins, and its length in bytes."""
    if offset + 5 > len(data):
        raise _Broken
    begin, length = offset + 5, int.from_bytes(data[offset + 3 : offset + 5], "big")
    if not length & _EXTENDED:
        return begin, length
    count = length & ~_EXTENDED
    if count > 4 or begin + count > len(data):
        raise _Broken
    return begin + count, int.from_bytes(data[begin : begin + count], "big")


def _encoding(values: list[bytes], *, declared_utf_8: bool) -> str:
    """How the text of one file is encoded. Few files declare it, and some that do are wrong."""
    whole = b"\n".join(values)
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        if declared_utf_8:
            # One value was cut in the middle of a character by its limit: that character is lost, no more.
            replaced = whole.decode("utf-8", errors="replace").count("\ufffd")
            if replaced <= len(values):
                return "utf-8"
        return min(("cp1252", "mac-roman"), key=lambda name: _oddities(whole.decode(name, errors="replace")))
    return "utf-8"


def _oddities(text: str) -> int:
    """How often `text` has inside a word what no word has: a sign, a capital after a small letter."""
    return sum(_is_odd(before, after) for before, after in pairwise(text) if max(before, after) > "\x7f")


def _is_odd(before: str, after: str) -> bool:
    if "\ufffd" in (before, after) or (before.islower() and after.isupper()):
        return True
    if before.isalpha() == after.isalpha():
        return False
    sign = after if before.isalpha() else before
    return not (sign.isspace() or sign in _BESIDE_WORDS)


def _record(dataset: Dataset, value: bytes) -> bytes:
    return bytes((0x1C, *dataset)) + struct.pack(">H", len(value)) + value


def _block(code: int, data: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", code, 0, len(data)) + data + b"\x00" * (len(data) % 2)
