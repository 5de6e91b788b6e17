"""In which script a text is written, and in which a language is."""

import unicodedata
from collections import Counter

# Names as Unicode begins the names of their letters.
_SCRIPTS = (
    "LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "THAI", "ARMENIAN", "GEORGIAN",
    "HANGUL", "HIRAGANA", "KATAKANA", "CJK",
)  # fmt: skip

_LANGUAGES: dict[str, frozenset[str]] = {
    **dict.fromkeys(["ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg"], frozenset({"CYRILLIC"})),
    **dict.fromkeys(["ar", "fa", "ur", "ps", "ug", "ckb"], frozenset({"ARABIC"})),
    **dict.fromkeys(["he", "yi"], frozenset({"HEBREW"})),
    **dict.fromkeys(["hi", "mr", "ne"], frozenset({"DEVANAGARI"})),
    "sr": frozenset({"CYRILLIC", "LATIN"}),
    "el": frozenset({"GREEK"}),
    "bn": frozenset({"BENGALI"}),
    "th": frozenset({"THAI"}),
    "hy": frozenset({"ARMENIAN"}),
    "ka": frozenset({"GEORGIAN"}),
    "ko": frozenset({"HANGUL", "CJK"}),
    "ja": frozenset({"HIRAGANA", "KATAKANA", "CJK"}),
    "zh": frozenset({"CJK"}),
    **dict.fromkeys(
        [
            "en", "de", "fr", "es", "pt", "it", "nl", "da", "sv", "nb", "nn", "no", "fi", "et", "lv", "lt", "pl", "cs",
            "sk", "sl", "hr", "bs", "hu", "ro", "tr", "ga", "cy", "is", "mt", "sq", "ca", "eu", "gl", "vi", "id", "ms",
            "sw", "af",
        ],
        frozenset({"LATIN"}),
    ),
}  # fmt: skip


def script_of_language(language: str) -> frozenset[str] | None:
    """The scripts in which `language` (a tag such as lv or pt-BR) is written; None where that is not known.

    A tag that names its script, as az-Arab does, is believed.
    """
    subtags = language.lower().replace("_", "-").split("-")
    if any(len(subtag) == 4 and subtag.isalpha() for subtag in subtags[1:]):
        return None
    return _LANGUAGES.get(subtags[0])


def scripts_of(text: str) -> "Counter[str]":
    """How many letters of each script `text` has."""
    return Counter(
        script
        for character in text
        if character.isalpha()
        for script in [next((name for name in _SCRIPTS if unicodedata.name(character, "").startswith(name)), None)]
        if script
    )


def script_name(script: str) -> str:
    """As an editor calls it."""
    return "Chinese characters" if script == "CJK" else script.capitalize()
