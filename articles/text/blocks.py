"""A body taken apart for printing: runs of ready HTML, and the figures between them.

A figure is printed with the picture's file and credit of the day, so it cannot be frozen as HTML, and what
stands elsewhere is looked up in the table of services whenever it is shown; everything else can. The parts of
an edition are made once, when it is written, and stored as JSON. The desk's notes are no part of them.
"""

from collections.abc import Iterator
from typing import Literal, TypedDict

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .notes import without_notes


class HtmlPart(TypedDict):
    """Sanitised HTML, printed as it stands."""

    type: Literal["html"]
    html: str


class FigurePart(TypedDict):
    """A picture in its place. `caption` is inline HTML; "" means the image's own caption, `alt` likewise."""

    type: Literal["figure"]
    image: str
    size: str
    alt: str
    caption: str


class GalleryPart(TypedDict):
    """Pictures that are shown together."""

    type: Literal["gallery"]
    pictures: list[FigurePart]


class EmbedPart(TypedDict):
    """Something that stands elsewhere. `title` is plain text, "" for none."""

    type: Literal["embed"]
    address: str
    title: str


Part = HtmlPart | FigurePart | GalleryPart | EmbedPart


def body_parts(body: str) -> list[Part]:
    """The parts of a sanitised `body` that readers may see, in order; neighbouring HTML is one part."""
    parts: list[Part] = []
    for element in _figures_after_their_block(without_notes(body)):
        if element.tag == "section":
            parts.append({"type": "gallery", "pictures": [_figure_part(figure) for figure in element.iter("figure")]})
        elif element.tag == "figure" and element.get("data-embed"):
            parts.append(_embed_part(element))
        elif element.tag == "figure":
            parts.append(_figure_part(element))
        elif parts and parts[-1]["type"] == "html":
            parts[-1]["html"] += _as_html(element)
        else:
            parts.append({"type": "html", "html": _as_html(element)})
    return parts


def is_note(element: HtmlElement) -> bool:
    """Whether a block is a note of the desk, which readers never see."""
    return element.tag == "aside" and element.get("data-type") == "note"


def image_keys(body: str) -> list[str]:
    """The keys of the images that a body shows, in order of first appearance, nested figures and galleries included."""
    if "data-image" not in body:
        return []
    shown = top_level(without_notes(body))
    found = (figure.get("data-image") for element in shown for figure in element.iter("figure"))
    return list(dict.fromkeys(key for key in found if key))


def top_level(body: str) -> Iterator[HtmlElement]:
    """The elements of the body; text that stands in none is given a paragraph of its own."""
    for fragment in lxml_html.fragments_fromstring(body) if body else []:
        if isinstance(fragment, str):
            yield from _paragraph(fragment)
        else:
            tail, fragment.tail = fragment.tail, None
            yield fragment
            yield from _paragraph(tail or "")


def _figures_after_their_block(body: str) -> Iterator[HtmlElement]:
    """The elements of the body, with a figure or gallery that stands inside a quotation or a box put behind it."""
    for element in top_level(body):
        if element.tag == "section":
            yield element
            continue
        inner = element.xpath(".//section | .//figure[not(ancestor::section)]")
        for figure in inner:
            figure.drop_tree()
        yield element
        yield from inner


def _paragraph(text: str) -> Iterator[HtmlElement]:
    if text.strip():
        paragraph = lxml_html.Element("p")
        paragraph.text = text.strip()
        yield paragraph


def _figure_part(figure: HtmlElement) -> FigurePart:
    return {
        "type": "figure",
        "image": figure.get("data-image", ""),
        "size": figure.get("data-size", ""),
        "alt": figure.get("data-alt", ""),
        "caption": _inner_html(figure.find("figcaption")),
    }


def _embed_part(figure: HtmlElement) -> EmbedPart:
    title = " ".join(figure.text_content().split())
    return {"type": "embed", "address": figure.get("data-embed", ""), "title": title}


def _inner_html(element: HtmlElement | None) -> str:
    if element is None:
        return ""
    whole = _as_html(element)
    return whole[whole.index(">") + 1 : whole.rindex("<")].strip()


def _as_html(element: HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode", with_tail=False))
