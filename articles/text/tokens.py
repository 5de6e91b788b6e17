"""A text as the words that a readers' search compares: folded further than names are, in any script.

Folding is done here and not by a database, so that SQLite and PostgreSQL find the same:
docs/decisions/0034-one-search-on-two-databases.md.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .folding import folded

# What stays a letter of its own when accents go, as somebody without that keyboard writes it.
_LETTERS = str.maketrans(
    {
        "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n",
        "ŧ": "t", "ə": "e", "ĸ": "k", "ʻ": None, "ʼ": None,
        # Arabic: the forms of alef, ya and ta marbuta that are written for each other; tatweel only stretches.
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None,
    }
)  # fmt: skip
# Vowel signs and points that Arabic and Hebrew are mostly written without.
_POINTS = re.compile("[\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
# Marks are parts of words in the scripts of India and others, and \w does not know them.
_MARKS = "".join(
    re.escape(character)
    for character in map(chr, range(0x300, 0x1E00))
    if unicodedata.category(character) in ("Mn", "Mc")
)
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
# Scripts without spaces between words, and Korean, whose particles are written onto them.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
# Longer words are cut: nobody types them, and a database has its own idea of too long.
LONGEST_WORD = 40


def words_of(text: str) -> Iterator[re.Match[str]]:
    """The words of `text` where they stand, as they are written."""
    return _WORD.finditer(text)


def word_at(text: str, place: int) -> re.Match[str] | None:
    """The word of `text` that begins at `place`."""
    return _WORD.match(text, place)


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """`word` for comparing: as `folded`, and also without ø, ł, ß and the like, points and stretches."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    return _POINTS.sub("", folded(word).translate(_LETTERS))[:LONGEST_WORD]


def parts_of(word: str) -> list[str]:
    """A folded `word` as what is indexed: itself, or the pairs of neighbours in a script without spaces.

    The last character of such a run stands for itself, so that each character begins an indexed part.
    """
    if word.isascii() or not _UNSPACED.search(word):
        return [word] if word else []
    parts: list[str] = []
    at = 0
    for run in _UNSPACED.finditer(word):
        parts += [word[at : run.start()]] if run.start() > at else []
        parts += [run[0][place : place + 2] for place in range(len(run[0]))]
        at = run.end()
    return parts + ([word[at:]] if at < len(word) else [])


def tokens_of(text: str) -> list[str]:
    """The tokens of `text` in their order, as they are indexed."""
    return [part for match in words_of(text) for part in parts_of(fold_word(match[0]))]


def is_unspaced(word: str) -> bool:
    """Whether `word` is written in a script without spaces."""
    return not word.isascii() and _UNSPACED.match(word) is not None
