"""Where in a body something stands: so that who is told of it is led to the very words."""

from dataclasses import dataclass

from .blocks import top_level


@dataclass(frozen=True)
class Place:
    """A block of a body, counted from 0 among its outermost ones, and words in it; "" means the block as a whole."""

    block: int
    words: str = ""


def place_of_words(body: str, words: str) -> Place | None:
    """Where `words` first stand within one block."""
    for number, element in enumerate(top_level(body)):
        if words in element.text_content():
            return Place(number, words)
    return None


def place_of_link(body: str, address: str) -> Place | None:
    """Where the first link to `address` stands."""
    for number, element in enumerate(top_level(body)):
        for link in element.iter("a"):
            if link.get("href") == address:
                return Place(number, str(link.text_content()).strip())
    return None


def place_of_picture(body: str, key: str) -> Place | None:
    """Where the image of `key` first stands."""
    for number, element in enumerate(top_level(body)):
        if any(figure.get("data-image") == key for figure in element.iter("figure")):
            return Place(number)
    return None
