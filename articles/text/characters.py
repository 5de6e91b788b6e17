"""Characters that a newsroom stores, the same on every database.

PostgreSQL refuses NUL, SQLite keeps it; a lone surrogate fails when it is encoded, somewhere far
from where it was typed; a headline of zero-width characters is empty to a reader and not to the
database. All text that is stored passes through here first.
"""

import re
import unicodedata

# C0 and C1 controls but for tab and line feed, lone surrogates, the byte order mark, noncharacters.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_SPACES = re.compile(r"\s+")
# Characters of these categories print nothing by themselves: controls, formats, separators, unassigned.
_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
# Letters and symbols by category that a reader sees as nothing: Hangul fillers and the empty braille cell.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")


def clean_text(text: str) -> str:
    """`text` in NFC with line feeds for line ends, and without what cannot be stored."""
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", _LINE_ENDS.sub("\n", text)))


def clean_line(text: str) -> str:
    """`text` as one line: cleaned, every run of white space one space, none at the ends.

    No-break spaces stay where they stand alone between two words: somebody put them there.
    """
    collapsed = _SPACES.sub(lambda run: run[0] if run[0] in "\u00a0\u202f" else " ", clean_text(text))
    return collapsed.strip()


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: white space, zero-width and other invisible characters only."""
    return all(
        character in _INVISIBLE or unicodedata.category(character) in _INVISIBLE_CATEGORIES for character in text
    )
