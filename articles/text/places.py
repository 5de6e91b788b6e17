"""Where in a body something stands: so that who is told of it is led to the very words.

Notes of the desk are counted and passed over, since nothing in them has to be mended.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from .blocks import is_note, top_level


@dataclass(frozen=True)
class Place:
    """A block of a body, counted from 0 among its outermost ones, and words in it; "" means the block as a whole."""

    block: int
    words: str = ""


def seen_blocks(body: str) -> Iterator[tuple[int, HtmlElement]]:
    """What readers see of the outermost blocks, each with its number among all of them."""
    for number, element in enumerate(top_level(body)):
        if is_note(element):
            continue
        for note in element.xpath('.//aside[@data-type="note"]'):
            note.drop_tree()
        yield number, element


def place_of_words(body: str, words: str) -> Place | None:
    """Where `words` first stand within one block."""
    for number, element in seen_blocks(body):
        if words in element.text_content():
            return Place(number, words)
    return None


def place_of_link(body: str, address: str) -> Place | None:
    """Where the first link to `address` stands."""
    for number, element in seen_blocks(body):
        for link in element.iter("a"):
            if link.get("href") == address:
                return Place(number, str(link.text_content()).strip())
    return None


def place_of_picture(body: str, key: str) -> Place | None:
    """Where the image of `key` first stands."""
    for number, element in seen_blocks(body):
        if any(figure.get("data-image") == key for figure in element.iter("figure")):
            return Place(number)
    return None
