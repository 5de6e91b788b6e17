"""What the structure of a picture file tells before a pixel of it is decoded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Header:
    """`kind` as people call it; `width` and `height` as stored, in pixels.

    `memory` is what opening and decoding the file as `inspect` does it is going to take, in bytes;
    `too_heavy` says what to do when that is more than there is.
    """

    kind: str
    width: int
    height: int
    memory: int
    frames: int = 1
    too_heavy: str = "Send it smaller, or as a JPEG."
