"""Blocks of a story as the body's HTML, in the house's dialect."""

import re
from collections.abc import Callable, Iterable
from html import escape, unescape

from .story import (
    Block,
    Box,
    Bullets,
    Elsewhere,
    Figure,
    Gallery,
    Paragraph,
    Picture,
    PullQuote,
    Quotation,
    Subhead,
    Table,
)

KeyOf = Callable[[Picture], str]
TAG = re.compile(r"<[^<>]*>")


def body_html(blocks: Iterable[Block], *, key_of: KeyOf) -> str:
    """The blocks, one per line; `key_of` gives the key under which a picture is stored."""
    return "\n".join(block_html(block, key_of) for block in blocks)


def block_html(block: Block, key_of: KeyOf) -> str:
    """One block."""
    match block:
        case Paragraph(html=html):
            return f"<p>{html}</p>"
        case Subhead(level=level, html=html):
            return f"<h{level}>{html}</h{level}>"
        case Bullets(items=items, ordered=ordered):
            return list_html(items, "ol" if ordered else "ul")
        case Quotation(html=paragraphs):
            return "<blockquote>" + "".join(f"<p>{html}</p>" for html in paragraphs) + "</blockquote>"
        case Table():
            return table_html(block)
        case Figure(picture=picture):
            return figure_html(picture, key_of(picture))
        case Gallery(pictures=pictures):
            figures = "".join(figure_html(picture, key_of(picture)) for picture in pictures)
            return f'<section data-type="gallery">{figures}</section>'
        case Elsewhere():
            return elsewhere_html(block)
        case PullQuote():
            return pull_quote_html(block)
        case Box():
            return box_html(block, key_of)
    raise TypeError(f"{type(block).__name__} is no block of the body's dialect.")


def list_html(items: Iterable[str], tag: str) -> str:
    """A list; each item holds a paragraph."""
    return f"<{tag}>" + "".join(f"<li><p>{item}</p></li>" for item in items) + f"</{tag}>"


def table_html(table: Table) -> str:
    """A table; its head, where it has one, is the first row."""
    rows = [row_html(table.head, "th")] if table.head else []
    rows += [row_html(row, "td") for row in table.rows]
    return "<table><tbody>" + "".join(rows) + "</tbody></table>"


def row_html(cells: Iterable[str], tag: str) -> str:
    """A row; each cell holds a paragraph."""
    return "<tr>" + "".join(f"<{tag}><p>{cell}</p></{tag}>" for cell in cells) + "</tr>"


def figure_html(picture: Picture, key: str) -> str:
    """A figure with its caption as used here; the credit is read from the image when it is shown."""
    size = f' data-size="{escape(picture.size)}"' if picture.size else ""
    alt = f' data-alt="{escape(picture.alt)}"' if picture.alt else ""
    caption = escape(picture.caption, quote=False)
    return f'<figure data-image="{escape(key)}"{size}{alt}><figcaption>{caption}</figcaption></figure>'


def elsewhere_html(shown: Elsewhere) -> str:
    """What stands elsewhere, by its address, with its title in plain words."""
    title = escape(shown.title, quote=False)
    return f'<figure data-embed="{escape(shown.address)}"><figcaption>{title}</figcaption></figure>'


def pull_quote_html(quote: PullQuote) -> str:
    """A pull quote, and who said it where that is known."""
    who = f"<p>\u2014 {escape(quote.who, quote=False)}</p>" if quote.who else ""
    return f'<aside data-type="pullquote"><p>{quote.html}</p>{who}</aside>'


def box_html(box: Box, key_of: KeyOf) -> str:
    """A fact box under its title."""
    inner = "".join(block_html(block, key_of) for block in box.blocks)
    title = f"<h3>{escape(box.title, quote=False)}</h3>" if box.title else ""
    return f'<aside data-type="factbox">{title}{inner}</aside>'


def plain(html: str) -> str:
    """The words of a block's inline HTML."""
    return unescape(TAG.sub("", html))
