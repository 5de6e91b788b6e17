"""Bylines: who did what, from a line in words."""

import re
from dataclasses import dataclass

from .shapes import JOB_WORDS, is_name
from .story import Credit

ROLES: dict[str, str] = {
    "": "by",
    "words": "by",
    "written": "by",
    "writing": "by",
    "text": "by",
    "report": "reporting",
    "reporting": "reporting",
    "photo": "photographs",
    "photos": "photographs",
    "photograph": "photographs",
    "photographs": "photographs",
    "photography": "photographs",
    "pictures": "photographs",
    "additional reporting": "additional_reporting",
    "edited": "edited",
    "editing": "edited",
}
ROLE_NAMES = "|".join(sorted(filter(None, ROLES), key=len, reverse=True))
ROLE = re.compile(rf"^(?:and )?(?P<role>{ROLE_NAMES})?\s?(?:by\b\s?:?|:)\s?", re.IGNORECASE)
# A new role may follow a comma or a full stop as well as a semicolon.
PARTS = re.compile(rf"\s?[;|]\s?|[,.] (?=(?:and )?(?:{ROLE_NAMES}) by )| and (?=(?:{ROLE_NAMES}) by )", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"\s?[,\u3001\uff0c\u060c]\s?(?:and )?|\s(?:and|&)\s", re.IGNORECASE)
SUFFIX = re.compile(
    r"^(?:jr|sr|i{2,3}|iv|phd|ph\.d|md|m\.d|obe|mbe|inc|ltd|llc|llp|plc|corp|gmbh|ag|kg|s\.a|co|company|sons|partners)\.?$",
    re.IGNORECASE,
)
PLACE_AFTER_NAME = re.compile(r"^(?P<name>.{3,60}?) (?P<place>(?:in|at|for) [^\W\d_].{0,60})$")
LONGEST = 240


@dataclass(frozen=True)
class Byline:
    """What a byline says; `left` is the words in it that name nobody, such as a title or a place."""

    credits: tuple[Credit, ...]
    left: tuple[str, ...] = ()


def is_byline(text: str) -> bool:
    """True for a line such as "By A and B" or "Reporting by A; edited by B", brackets or none."""
    words = text.strip("()").strip()
    role = ROLE.match(words)
    if role is None or len(text) > LONGEST or not words[role.end() :]:
        return False
    names = [credit.name for credit in read_byline(words).credits]
    return bool(names) and all(map(is_credited, names))


def is_credited(name: str) -> bool:
    """True for a person's name, with its suffix, or a company's: "Anna Berg, Jr.", "Berg & Sons"."""
    main = name.split(",", 1)[0].replace(" & ", " ")
    return is_name(main) or is_single_name(main)


def is_single_name(name: str) -> bool:
    """True for one capitalised or caseless word, as "Reuters" or a Chinese name; "by noon" is none."""
    return len(name.split()) == 1 and len(name) <= 30 and name[0].isalpha() and not name[0].islower()


def read_byline(value: str) -> Byline:
    """Names with their roles, in order; a part without a role has the one before it."""
    credits: list[Credit] = []
    left: list[str] = []
    role = "by"
    for part in PARTS.split(value.strip("() \t")):
        match = ROLE.match(part)
        role = ROLES[(match["role"] or "").casefold()] if match else role
        for piece in split_names(part[match.end() :] if match else part):
            name, beside = split_place(piece)
            credits += [Credit(name, role)] if name else []
            left += [beside] if beside else []
    return Byline(tuple(dict.fromkeys(credits)), tuple(left))


def split_names(text: str) -> list[str]:
    """The names of a list; company suffixes, "Jr." and "& Sons" stay with the name before them."""
    names: list[str] = []
    end = 0
    for piece in BETWEEN_NAMES.finditer(text):
        keep_name(names, text, end, piece.start())
        end = piece.end()
    keep_name(names, text, end, len(text))
    return [name for name in names if any(map(str.isalnum, name))]


def keep_name(names: list[str], text: str, start: int, end: int) -> None:
    """Add text[start:end] to the names, or, when it is a suffix, to the last of them as it was written."""
    piece = text[start:end].strip(" .") if is_sentence_dot(text[start:end]) else text[start:end].strip()
    if names and SUFFIX.match(piece):
        before = text.rfind(names[-1], 0, start)
        names[-1] = text[before:end].strip()
    elif piece:
        names.append(piece)


def is_sentence_dot(piece: str) -> bool:
    """True when a final full stop closes the byline and is not that of "Jr." or an initial."""
    words = piece.split()
    return piece.rstrip().endswith(".") and len(words[-1]) > 3 if words else False


def split_place(piece: str) -> tuple[str, str]:
    """A name and the words beside it: "Jane Roe in Riga", and a job title, which is nobody's name."""
    if JOB_WORDS.search(piece) and not is_name_before_job(piece):
        return "", piece
    match = PLACE_AFTER_NAME.match(piece)
    if match is not None and is_name(match["name"]):
        return match["name"], match["place"]
    return piece, ""


def is_name_before_job(piece: str) -> bool:
    """ "Staff" and "Editor" alone are titles; a company such as "Newsroom Staff" is credited as it stands."""
    return len(piece.split()) == 2 and piece.split()[1].casefold() == "staff"
