"""A body as a tree of blocks, for comparing: what stands in it, without how the source was laid out.

Reads what `sanitise` writes, in which every element is closed and every attribute quoted, so that one
pass over the tags is enough, however deep they are nested and however long the body is.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from ..body import sanitise

INLINE = frozenset({"strong", "em", "a", "br"})
# Blocks inside blocks are told apart down to here; below, they are lines of text. An editor makes five levels
# at most: a list in a cell of a table in an aside.
MAX_DEPTH = 12

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>|[^<]+|<")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_LAYOUT = re.compile(r"[ \t\n\f\r]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """How words are set: bold, italic, linked. `href` "" is no link."""

    strong: bool = False
    em: bool = False
    href: str = ""


PLAIN = Marks()


class Piece(NamedTuple):
    """Text in one set of marks; "\\n" is a line break."""

    text: str
    marks: Marks = PLAIN


@dataclass(frozen=True)
class Block:
    """An element that holds either words (`pieces`) or other blocks (`children`).

    Words that stand beside blocks are a block of their own, without a tag. `source` is the HTML as it
    stood; in a `flat` block the nesting was too deep and only the source has all of it.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    pieces: tuple[Piece, ...] = ()
    children: tuple["Block", ...] = ()
    source: str = ""
    flat: bool = False

    @cached_property
    def key(self) -> str:
        """The same for blocks that read the same, whatever the layout of their source."""
        return self.source if self.flat else self.html

    @cached_property
    def html(self) -> str:
        inner = "".join(child.html for child in self.children) or pieces_html(self.pieces)
        return in_tag(self.tag, self.attributes, inner)

    @cached_property
    def text(self) -> str:
        own = "".join(piece.text for piece in self.pieces)
        return " ".join([own, *(child.text for child in self.children)]).strip()

    @property
    def image(self) -> str:
        return self.attribute("data-image") if self.tag == "figure" else ""

    @property
    def embed(self) -> str:
        """The address of what a figure shows from elsewhere."""
        return self.attribute("data-embed") if self.tag == "figure" else ""

    def attribute(self, name: str) -> str:
        return dict(self.attributes).get(name, "")


def read_blocks(body: str) -> tuple[Block, ...]:
    """The top-level blocks of `body`, which is sanitised first; loose words get a paragraph, as in print."""
    reader = _Reader(sanitise(body))
    reader.read()
    return reader.blocks()


def escape(text: str) -> str:
    """`text` for HTML, written as `sanitise` writes it."""
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


def in_tag(tag: str, attributes: Iterable[tuple[str, str]], inner: str) -> str:
    if not tag:
        return inner
    quoted = "".join(f' {name}="{escape(value).replace(chr(34), "&quot;")}"' for name, value in attributes)
    return f"<{tag}{quoted}>{inner}</{tag}>"


def pieces_html(pieces: Iterable[Piece]) -> str:
    grouped = groupby(pieces, key=lambda piece: piece.marks)
    return "".join(marked("".join(piece.text for piece in group), marks) for marks, group in grouped)


def marked(text: str, marks: Marks) -> str:
    """`text` as HTML in its marks, always nested in the same order."""
    inner = escape(text).replace("\n", "<br>")
    inner = in_tag("em" if marks.em else "", (), inner)
    inner = in_tag("strong" if marks.strong else "", (), inner)
    return in_tag("a" if marks.href else "", [("href", marks.href)], inner)


class _Open:
    """A block whose end has not been read yet."""

    def __init__(self, tag: str, attributes: tuple[tuple[str, str], ...], start: int, marks: Marks) -> None:
        self.tag, self.attributes, self.start, self.marks = tag, attributes, start, marks
        self.pieces: list[Piece] = []
        self.children: list[Block] = []
        self.flat = False

    def gather_words(self) -> None:
        """Words read so far become a block among the blocks."""
        pieces, self.pieces = _tidy(self.pieces), []
        if pieces:
            loose = Block("", pieces=pieces)
            self.children.append(Block("", pieces=pieces, source=loose.html))


class _Reader:
    """One pass over sanitised HTML; keeps the marks in force and the blocks that are open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.open = [_Open("", (), 0, PLAIN)]
        self.below_limit = 0
        self.strong = self.em = 0
        self.hrefs: list[str] = []
        self.marks = PLAIN

    def read(self) -> None:
        for token in _TOKEN.finditer(self.source):
            tag = token[2]
            if tag is None:
                self.open[-1].pieces.append(Piece(_LAYOUT.sub(" ", html.unescape(token[0])), self.marks))
            elif tag in INLINE:
                self._inline(tag, token[3], 1 if not token[1] else -1)
            elif token[1]:
                self._close(token.end())
            else:
                self._begin(tag, token[3], token.start())

    def blocks(self) -> tuple[Block, ...]:
        root = self.open[0]
        root.gather_words()
        return tuple(child if child.tag else _paragraph(child) for child in root.children)

    def _inline(self, tag: str, attributes: str, step: int) -> None:
        if tag == "br":
            self.open[-1].pieces.append(Piece("\n", self.marks))
        elif tag == "a" and step > 0:
            self.hrefs.append(dict(_attributes(attributes)).get("href", ""))
        elif tag == "a":
            self.hrefs.pop()
        elif tag == "strong":
            self.strong += step
        else:
            self.em += step
        self.marks = Marks(self.strong > 0, self.em > 0, self.hrefs[-1] if self.hrefs else "")

    def _begin(self, tag: str, attributes: str, start: int) -> None:
        if len(self.open) > MAX_DEPTH:
            self.below_limit += 1
            self.open[-1].flat = True
            self.open[-1].pieces.append(Piece("\n", self.marks))
            return
        self.open[-1].gather_words()
        self.open.append(_Open(tag, _attributes(attributes), start, self.marks))

    def _close(self, end: int) -> None:
        if self.below_limit:
            self.below_limit -= 1
            return
        done = self.open.pop()
        if done.children:
            done.gather_words()
        children = tuple(done.children)
        flat = done.flat or any(child.flat for child in children)
        block = Block(done.tag, done.attributes, _tidy(done.pieces), children, self.source[done.start : end], flat)
        if done.marks != PLAIN or self.marks != PLAIN:
            # The marks began outside the block, so its piece of the source does not show them.
            block = replace(block, source=block.html)
        self.open[-1].children.append(block)


def _paragraph(loose: Block) -> Block:
    return Block("p", pieces=loose.pieces, source=in_tag("p", (), loose.source))


def _attributes(source: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, html.unescape(value)) for name, value in _ATTRIBUTE.findall(source))) if source else ()


def _tidy(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of the same marks joined, layout at both ends dropped; () when nothing is left."""
    joined = [
        Piece("".join(piece.text for piece in group), marks)
        for marks, group in groupby(pieces, key=lambda piece: piece.marks)
    ]
    while joined and not joined[0].text.lstrip(" "):
        del joined[0]
    while joined and not joined[-1].text.rstrip(" "):
        del joined[-1]
    if joined:
        joined[0] = joined[0]._replace(text=joined[0].text.lstrip(" "))
        joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip(" "))
    return tuple(joined)
