"""The last part of an address, made from a headline in any script."""

import re
import unicodedata

MAX_LENGTH = 80

_GAPS = re.compile(r"[-\s_]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")


def slug_from(headline: str, *, fallback: str = "story") -> str:
    """A slug of at most 80 characters, cut between words, in the headline's own script.

    Letters keep their script, since readers search and share in it; browsers show such addresses as
    they are. Latin letters lose their accents. Never empty: a headline of emoji gives `fallback`.
    """
    letters = _fold_latin(unicodedata.normalize("NFKC", headline).translate(_APOSTROPHES).lower())
    slug = _GAPS.sub("-", "".join(character if is_slug(character) else " " for character in letters)).strip("-")
    return _cut_between_words(slug) or fallback


def is_slug(text: str) -> bool:
    """Whether `text` is letters, marks and digits of any script, hyphens and underscores, and something at all.

    Marks count, since vowels are marks in the scripts of India; `\\w` leaves them out.
    """
    return bool(text) and all(character in "-_" or unicodedata.category(character)[0] in "LMN" for character in text)


def is_path_for(path: str, *, day: str, slug: str) -> bool:
    """Whether the address `path` is what the `day` (/2022/03/08/) and the slug ask for.

    With or without the number that tells it apart from another one of that slug.
    """
    rest = path.removeprefix(f"{day}{slug}").removesuffix("/")
    return rest == "" or (rest[0] == "-" and rest[1:].isdecimal())


def _fold_latin(text: str) -> str:
    """Latin letters without their accents; marks of other scripts are part of the word and stay."""
    folded = []
    latin = False
    for character in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(character):
            latin = character.isascii()
        elif latin:
            continue
        folded.append(character)
    return unicodedata.normalize("NFC", "".join(folded))


def _cut_between_words(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    head, gap, _ = slug[: MAX_LENGTH + 1].rpartition("-")
    return head.strip("-") if gap else slug[:MAX_LENGTH]
