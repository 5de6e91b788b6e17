"""Notes that the desk leaves itself inside a text, and that nobody else may ever see."""

import re
from collections.abc import Iterator

from .body import sanitise

_MARK = 'data-type="note"'
_ASIDE = re.compile(r"<(/?)aside\b([^<>]*)>")


def without_notes(body: str) -> str:
    """`body` without the notes in it and all that stands in them; as it is where it has none."""
    if _MARK not in body:
        return body
    return "\n".join(filter(None, (piece.strip("\n") for is_note, piece in _pieces(body) if not is_note)))


def notes_of(body: str) -> list[str]:
    """What stands in each note of `body`, as HTML; a note inside a note is part of it."""
    notes = (piece for is_note, piece in _pieces(body) if is_note) if _MARK in body else ()
    return [note[note.index(">") + 1 : note.rindex("<")] for note in notes]


def _pieces(body: str) -> Iterator[tuple[bool, str]]:
    """The sanitised body cut at its notes, each piece with whether it is one.

    In what `sanitise` writes every element is closed and no attribute holds an angle bracket, so that
    counting the tags tells where a note ends, wherever it stands.
    """
    body = sanitise(body)
    start = depth = 0
    for tag in _ASIDE.finditer(body):
        if depth:
            depth += -1 if tag[1] else 1
            if depth == 0:
                yield True, body[start : tag.end()]
                start = tag.end()
        elif _MARK in tag[2]:
            yield False, body[start : tag.start()]
            start, depth = tag.start(), 1
    yield depth > 0, body[start:]
