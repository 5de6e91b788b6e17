"""What a line looks like: a name, a sentence, a title. Questions about words, asked by several readers."""

import re
import unicodedata

SENTENCE_ENDS = ".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964;\u037e\uff61"
CLOSING_MARKS = "\"'\u201d\u2019\u00bb)]}\u300d\u300f\uff09*"
NAME_PARTICLES = frozenset(
    [
        "al",
        "ap",
        "ben",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "los",
        "st",
        "ten",
        "ter",
        "van",
        "von",
        "y",
        "zu",
    ]
)
NAME_WORD = re.compile(r"^[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*\.?$")
JOB_WORDS = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|columnist|photographer|journalist|producer|analyst"
    r"|bureau chief|contributor|staff|intern|critic|freelancer)\b",
    re.IGNORECASE,
)
# A non-breaking space is kept where typography wants it: by figures, in French before high punctuation.
PASTED_SPACE = re.compile("(?<![\\d\u00ab])\u00a0(?![\\d\u00bb:;!?%\u20ac$\u00a3])")
SPACES = re.compile(r"[ \t]+")


def tidy(text: str) -> str:
    """One space where several stood, and a plain space where pasting left a non-breaking one."""
    return SPACES.sub(" ", PASTED_SPACE.sub(" ", text)).strip()


def fold(text: str) -> str:
    """The text as compared: without differences of case, spacing and quotation marks."""
    straight = text.replace("\u2019", "'").replace("\u201c", '"').replace("\u201d", '"')
    return " ".join(straight.casefold().split())


def ends_sentence(text: str) -> bool:
    """True when the line closes as a sentence does, in any of the scripts known here."""
    return text.rstrip(CLOSING_MARKS + " ").endswith(tuple(SENTENCE_ENDS))


def display_width(text: str) -> int:
    """Columns on a screen: Chinese, Japanese and Korean characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if is_wide(character) else 1 for character in text)


def is_wide(character: str) -> bool:
    """True for the characters that are set without spaces between words."""
    return character > "\u1100" and unicodedata.east_asian_width(character) in "WF"


def is_name(text: str) -> bool:
    """True for two to four words written as a person's name is. Places and titles can look the same."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50 or (text.isupper() and len(words) > 3):
        return False
    main = [word for word in words if word.casefold() not in NAME_PARTICLES]
    return 1 <= len(main) <= 4 and all(map(is_name_word, words)) and main[0][0].isupper()


def is_name_word(word: str) -> bool:
    """A capitalised word, an initial, or a particle such as "van"."""
    if word.casefold() in NAME_PARTICLES:
        return True
    return NAME_WORD.match(word) is not None and any(part[:1].isupper() for part in word.split("-"))


def is_title(text: str) -> bool:
    """True for a few words without a full stop: a job title under a name."""
    return len(text) <= 80 and len(text.split()) <= 9 and not ends_sentence(text) and ":" not in text
