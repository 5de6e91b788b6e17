"""Extracts: where in a story what was asked for stands, with it marked. Made for the stories of one page."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..text import MARK, fold_word, is_unspaced, language_of, parts_of, stems_of, word_at
from .asking import Alternatives

# Characters of an extract, and how many of them before the first mark.
LENGTH, _BEFORE = 240, 60


class Piece(NamedTuple):
    """A piece of an extract, plain text; `is_marked` where it is what was asked for."""

    text: str
    is_marked: bool


class Wanted:
    """The words to mark, and whether a word as it is written is one of them."""

    def __init__(self, asked: Sequence[Alternatives], language: str) -> None:
        self.language = language_of(language)
        phrases = [phrase for one in asked for phrase in one.phrases]
        self.tokens = {token for phrase in phrases for token in phrase.tokens if MARK not in token}
        ending = f"{MARK}{self.language}"
        self.stems = {token for phrase in phrases for token in phrase.tokens if token.endswith(ending)}
        # A look at the first letters spares most words the rest; others than ASCII's may fold to any.
        self.beginnings = {token[:2] for token in self.tokens | self.stems}
        near = "|".join(map(re.escape, sorted(self.beginnings))) or "(?!)"
        self.near = re.compile(rf"(?<![^\W_])(?:{near}|[^\W_]?[^\x00-\x7f])", re.IGNORECASE)

    def has(self, word: str) -> bool:
        plain = fold_word(word)
        if is_unspaced(plain):
            return any(token in plain for token in self.tokens) if self.tokens else False
        if plain in self.tokens:
            return True
        if plain[:2] not in self.beginnings:
            return False
        return any(stem in self.stems for stem in stems_of(word.lower(), self.language))


def marked(text: str, wanted: Wanted) -> list[Piece]:
    """The whole of `text` in pieces."""
    return _pieces(text, list(_spans(text, wanted)))


def extract(text: str, wanted: Wanted) -> list[Piece]:
    """Some two lines of `text` around the first thing that is asked for; its beginning where there is none."""
    text = text.replace("\n", " ")
    first = next(_spans(text, wanted), None)
    begin = 0 if first is None or first[0] < LENGTH - _BEFORE else _word_begins(text, first[0] - _BEFORE)
    end = _word_ends(text, begin + LENGTH)
    cut = f"{'… ' if begin else ''}{text[begin:end].strip()}{' …' if end < len(text) else ''}"
    return marked(cut, wanted) if cut else []


def _spans(text: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Where what is asked for stands in `text`."""
    end = 0
    for near in wanted.near.finditer(text):
        match = word_at(text, near.start()) if near.start() >= end else None
        if match and wanted.has(match[0]):
            end = match.end()
            yield from _within(match[0], match.start(), wanted)


def _within(word: str, begin: int, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """The word, or those of its characters that are meant in a script without spaces."""
    if not is_unspaced(word):
        yield begin, begin + len(word)
        return
    # Folding such a word keeps its length, or what is marked is the whole.
    plain = fold_word(word)
    if len(plain) != len(word):
        yield begin, begin + len(word)
        return
    is_in = [False] * len(word)
    for token in wanted.tokens & {*parts_of(plain), *plain}:
        place = plain.find(token)
        while place >= 0:
            is_in[place : place + len(token)] = [True] * len(token)
            place = plain.find(token, place + 1)
    at = 0
    while at < len(word):
        end = at
        while end < len(word) and is_in[end]:
            end += 1
        if end > at:
            yield begin + at, begin + end
        at = max(end, at + 1)


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], 0
    for begin, end in spans:
        if begin > at:
            pieces.append(Piece(text[at:begin], False))
        pieces.append(Piece(text[begin:end], True))
        at = end
    return [*pieces, Piece(text[at:], False)] if at < len(text) else pieces


def _word_begins(text: str, place: int) -> int:
    """The beginning of a word near `place`, or `place` where there is no space near."""
    space = text.find(" ", place, place + 25)
    return space + 1 if space >= 0 else place


def _word_ends(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - 25, place)
    return space if space >= 0 else place
