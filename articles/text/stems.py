"""Stems of words by language, from the Snowball project: “elections” is found by “election”."""

from functools import cache, lru_cache
from threading import Lock
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]  # It comes without types.

from .scripts import script_of_language, scripts_of
from .tokens import fold_word

# Primary subtags, and what Snowball calls the language.
_ALGORITHMS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish",
    "nl": "dutch", "en": "english", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german",
    "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "no": "norwegian", "nb": "norwegian", "nn": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish",
    "sv": "swedish", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_KNOWN = {tag: name for tag, name in _ALGORITHMS.items() if name in snowballstemmer.algorithms()}
# A stemmer keeps the word that it works on in itself.
_ONE_AT_A_TIME = Lock()
# Stands between a stem and its language, and in no word.
MARK = "§"


def language_of(tag: str) -> str:
    """The language of a tag such as pt-BR: its primary subtag."""
    return tag.lower().replace("_", "-").partition("-")[0]


@lru_cache(maxsize=100_000)
def stems_of(word: str, language: str) -> tuple[str, ...]:
    """The stems of `word` in `language` with its mark, as they are indexed; none where it is not known how.

    Two at most: of the word as it is written, since endings have accents, and as it is typed without them.
    """
    algorithm = _KNOWN.get(language)
    plain = fold_word(word)
    # What has digits has no endings.
    if algorithm is None or len(plain) < 3 or any(map(str.isdigit, plain)):
        return ()
    stem = _stemmer(algorithm).stemWord
    with _ONE_AT_A_TIME:
        written = word.lower()
        found = {stem(plain)} if written == plain else {fold_word(stem(written)), stem(plain)}
    return tuple(sorted(f"{one}{MARK}{language}" for one in found if one))


def languages_for(word: str) -> tuple[str, ...]:
    """The languages with stems that a reader who types `word` may mean, going by its script."""
    scripts = scripts_of(word)
    if not scripts:
        return ()
    script = scripts.most_common(1)[0][0]
    return tuple(tag for tag in _KNOWN if script in (script_of_language(tag) or ()))


@cache
def _stemmer(algorithm: str) -> Any:
    return snowballstemmer.stemmer(algorithm)
