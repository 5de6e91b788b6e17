"""A picture file judged by its structure alone, before a decoder is let near it."""

from collections.abc import Callable
from typing import BinaryIO

from . import gif, heif, jpeg, png, webp
from .header import Header
from .strangers import refusal_of, refuse_archive
from .window import Window

__all__ = ["Header", "has_all_pixels", "look"]


def look(file: BinaryIO, length: int) -> Header:
    """What the `length` bytes of `file` are, by their content. Decodes nothing, holds a megabyte at a time.

    Raises PictureRefused for what is of no format that is taken in, cut off, carries a second file,
    or more beside its pixels than a picture needs.
    """
    window = Window(file, 0, length)
    beginning = window.take(0, min(length, 4096))
    looker = _looker(beginning)
    if looker is None:
        raise refusal_of(beginning)
    refuse_archive(window)
    return looker(window)


def has_all_pixels(file: BinaryIO, length: int, header: Header) -> bool:
    """Whether as many pixels are stored as `header` says, where the decoder would not notice: in PNG."""
    return header.kind != "PNG" or png.has_all_rows(Window(file, 0, length))


def _looker(beginning: bytes) -> Callable[[Window], Header] | None:
    if beginning.startswith(jpeg.SIGN):
        return jpeg.look
    if beginning.startswith(png.SIGN):
        return png.look
    if beginning.startswith(gif.SIGNS):
        return gif.look
    if webp.is_webp(beginning):
        return webp.look
    return heif.look if heif.is_heif(beginning) else None
