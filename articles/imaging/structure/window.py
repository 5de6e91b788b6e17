"""Reading pieces of a file without holding all of it: what is asked for is there, or the file is damaged."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from ..refusal import Damaged

_STEP = 1024 * 1024


class Window:
    """The bytes of `file` from `start` until `end`; positions are the file's own."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file = file
        self.start = start
        self.end = end

    def take(self, position: int, length: int) -> bytes:
        """Exactly `length` bytes. Raises Damaged where the window ends before."""
        if length < 0 or position < self.start or position + length > self.end:
            raise Damaged
        self._file.seek(position)
        found = self._file.read(length)
        if len(found) != length:
            raise Damaged
        return found

    def number(self, position: int, length: int, order: str = "big") -> int:
        """The unsigned number in `length` bytes."""
        return int.from_bytes(self.take(position, length), "little" if order == "little" else "big")

    def within(self, start: int, end: int) -> "Window":
        """The part from `start` until `end`. Raises Damaged where that is not all inside."""
        if not self.start <= start <= end <= self.end:
            raise Damaged
        return Window(self._file, start, end)

    def steps(self, overlap: int = 0) -> Iterator[tuple[int, bytes]]:
        """All of it, piece by piece with its position; a piece begins `overlap` bytes before the last one's end."""
        position = self.start
        while position < self.end:
            length = min(_STEP, self.end - position)
            yield position, self.take(position, length)
            if position + length == self.end:
                return
            position += length - overlap

    def find(self, pattern: re.Pattern[bytes], overlap: int) -> int:
        """Where `pattern` (at most `overlap` + 1 bytes long) first stands; -1 for nowhere."""
        for position, piece in self.steps(overlap):
            if found := pattern.search(piece):
                return position + found.start()
        return -1
