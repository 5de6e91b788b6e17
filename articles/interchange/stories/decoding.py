"""From bytes to clean text: which encoding, which characters go, and what is said about it."""

import re
import unicodedata
from dataclasses import dataclass

from .story import Remark, StoryError

LARGEST_FILE = 5 * 1024 * 1024

# What a file begins with when it is something else than text, and what to tell the editor.
FOREIGN_FILES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound file"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a Word document or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"\x1f\x8b", "a compressed file"),
)
BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
SAVE_AS_TEXT = "save the story as plain text in UTF-8 and bring that file in"

LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Bidirectional overrides can make a reader see other words than are stored; marks (U+200E, U+200F) stay.
INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
# Joiners belong to Persian, Indic and emoji text; beside Latin letters and spaces they are only litter.
LATIN_JOINERS = re.compile("(?<=[\x00-\u02ff])[\u200c\u200d]+")


@dataclass(frozen=True)
class Decoded:
    """The text with `\\n` line ends, in NFC, and what has to be said about how it was read."""

    text: str
    remarks: tuple[Remark, ...]


def decode(data: bytes, *, name: str = "") -> Decoded:
    """Read bytes as text, or raise StoryError with what to do about them."""
    called = name or "The file"
    refuse_foreign(data, called)
    text, remarks = to_text(data, called)
    cleaned, dropped = clean(text)
    if dropped:
        remarks += (Remark(1, "left_out", f"{dropped} unreadable or control characters were taken out of the file."),)
    if not cleaned.strip():
        raise StoryError(f"{called} is empty: there is no text in it to read.")
    refuse_web_page(cleaned, called)
    return Decoded(cleaned, remarks + lost_characters(cleaned))


def refuse_foreign(data: bytes, called: str) -> None:
    """Stop at what is no text file at all, before any decoding is tried."""
    if not data:
        raise StoryError(f"{called} is empty: there is no text in it to read.")
    if len(data) > LARGEST_FILE:
        raise StoryError(f"{called} is larger than {LARGEST_FILE // 1024**2} MB: a story file holds text only.")
    for start, what in FOREIGN_FILES:
        if data.startswith(start):
            raise StoryError(f"{called} is {what}, not a text file: {SAVE_AS_TEXT}.")


def refuse_web_page(text: str, called: str) -> None:
    """A saved web page is text, but none of its marks are the story's."""
    if text.lstrip()[:14].casefold().startswith(("<!doctype html", "<html")):
        raise StoryError(f"{called} is a saved web page, not plain text: copy the story's words into a text file.")


def to_text(data: bytes, called: str) -> tuple[str, tuple[Remark, ...]]:
    """Try the encodings in the order of how certain they are."""
    marked = by_byte_order_mark(data)
    if marked is not None:
        return require_text(marked, called), ()
    plain = decoded_or_none(data, "utf-8")
    if plain is not None and looks_like_text(plain):
        return plain, ()
    shaped = by_utf_16_shape(data)
    if shaped is not None:
        return shaped, (guessed("UTF-16"),)
    return by_western_guess(data, called), (guessed("Windows-1252"),)


def guessed(encoding: str) -> Remark:
    """The sentence that tells which encoding was assumed."""
    return Remark(1, "guess", f"The file does not say how it is encoded; it was read as {encoding}: check the accents.")


def by_byte_order_mark(data: bytes) -> str | None:
    """Obey a byte order mark; None when there is none or the bytes do not keep its promise."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return decoded_or_none(data[len(mark) :], encoding)
    return None


def by_utf_16_shape(data: bytes) -> str | None:
    """UTF-16 without a mark: of the two byte orders, the one that yields spaces and line ends."""
    if 0 not in data:
        return None
    orders = [text for text in map(decoded_or_none, (data, data), ("utf-16-le", "utf-16-be")) if text]
    text = max(orders, key=count_spaces, default="")
    return text if count_spaces(text) and looks_like_text(text) else None


def count_spaces(text: str) -> int:
    """How many characters are such as part words and lines in any script."""
    return sum(map(text.count, " \n\r\u3002\u3001"))


def by_western_guess(data: bytes, called: str) -> str:
    """Windows-1252, unless the letters it gives are those of another alphabet misread."""
    text = decoded_or_none(data, "cp1252")
    if text is None or not looks_like_text(text):
        raise StoryError(f"{called} is not readable as text: {SAVE_AS_TEXT}.")
    letters = sum(map(str.isalpha, text))
    if sum(character.isalpha() and character > "\x7f" for character in text) * 2 > letters:
        raise StoryError(f"{called} is in an old encoding that cannot be told from its bytes: {SAVE_AS_TEXT}.")
    return text


def decoded_or_none(data: bytes, encoding: str) -> str | None:
    """Decode strictly but for lone surrogates, which `clean` takes out. A cut-off last byte is dropped."""
    unit = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}.get(encoding, 1)
    whole = data[: len(data) - len(data) % unit]
    try:
        return whole.decode(encoding, "strict" if encoding == "cp1252" else "surrogatepass")
    except UnicodeDecodeError:
        return None


def require_text(text: str, called: str) -> str:
    """Pass text on that looks like text."""
    if not looks_like_text(text):
        raise StoryError(f"{called} holds binary data, not text: {SAVE_AS_TEXT}.")
    return text


def looks_like_text(text: str) -> bool:
    """True when stray NULs, other control characters and unassigned code points are rare."""
    nulls = text.count("\0")
    controls = len(CONTROLS.findall(text)) - nulls
    strange = sum(unicodedata.category(character) in {"Cn", "Co"} for character in text)
    return nulls * 10 <= len(text) and controls * 50 <= len(text) and strange * 20 <= len(text)


def clean(text: str) -> tuple[str, int]:
    """Line ends as `\\n`, NFC, nothing invisible; and how many broken characters were dropped."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    surrogates = sum("\ud800" <= character <= "\udfff" for character in text)
    lined = LINE_ENDS.sub("\n", whole)
    visible, controls = CONTROLS.subn("", lined)
    visible = LATIN_JOINERS.sub("", INVISIBLE.sub("", visible))
    return unicodedata.normalize("NFC", visible), controls + surrogates


def lost_characters(text: str) -> tuple[Remark, ...]:
    """Replacement characters mean that an earlier program lost letters; their lines are named."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "\ufffd" in line]
    message = "A character was lost here (it shows as \ufffd) before the file was brought in: please repair it."
    return tuple(Remark(number, "problem", message) for number in lines)
