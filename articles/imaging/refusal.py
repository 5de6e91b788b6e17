"""Saying no to a file, in a sentence for the person who chose it."""

# What is taken in, as it is said to people.
SEND = "send JPEG, PNG, WebP, AVIF, GIF or HEIC"
DAMAGED = "The file is damaged and cannot be shown as a picture."


class PictureRefused(ValueError):
    """The file is not taken in; the text says why, in a sentence for the person who chose it."""


class Damaged(PictureRefused):
    """The file is cut off, or its parts do not fit together."""

    def __init__(self) -> None:
        super().__init__(DAMAGED)
