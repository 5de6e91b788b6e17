"""A picture file judged by its structure alone, before a decoder is let near it."""

from typing import BinaryIO

from ..refusal import PictureRefused
from . import gif, heif, jpeg, png, webp
from .header import Header
from .strangers import refusal_of, refuse_archive
from .window import Window

__all__ = ["Header", "look"]


def look(file: BinaryIO, length: int) -> Header:
    """What the `length` bytes of `file` are, by their content. Decodes nothing, holds a megabyte at a time.

    Raises PictureRefused for what is of no format that is taken in, cut off, carries a second file,
    or more beside its pixels than a picture needs.
    """
    window = Window(file, 0, length)
    beginning = window.bytes(0, min(length, 4096))
    try:
        header = _look(window, beginning)
    except RecursionError as error:
        raise PictureRefused("The file is damaged and cannot be shown as a picture.") from error
    refuse_archive(window)
    return header


def _look(window: Window, beginning: bytes) -> Header:
    if beginning.startswith(jpeg.SIGN):
        return jpeg.look(window)
    if beginning.startswith(png.SIGN):
        return png.look(window)
    if beginning.startswith(gif.SIGNS):
        return gif.look(window)
    if webp.is_webp(beginning):
        return webp.look(window)
    if heif.is_heif(beginning):
        return heif.look(window)
    raise refusal_of(beginning)
