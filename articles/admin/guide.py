"""The guide for editors: Markdown files of docs/editors/, as pages of HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import nh3
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..text import slug_from

FIRST_PAGE = "index"
PICTURE_FOLDER = "screenshots/"
PICTURE_NAME = re.compile(r"[a-z0-9-]+\.(?:png|webp)")
_LINK_TO_PAGE = re.compile(r"([\w-]+)\.md(#.*)?", re.ASCII)

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h1", "h2", "h3", "h4", "hr", "img", "li", "ol", "p",
    "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "loading"}, **{f"h{level}": {"id"} for level in range(1, 5)}}


@dataclass(frozen=True)
class Heading:
    """A heading of the second level: its words, and the anchor that leads to it."""

    words: str
    anchor: str


@dataclass(frozen=True)
class Page:
    """One page of the guide. `body` is sanitised."""

    name: str
    title: str
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    body: SafeString


def folder() -> Path:
    """Where the guide is written; its pictures lie in screenshots/ there."""
    return Path(settings.BASE_DIR) / "docs" / "editors"


def page_names() -> list[str]:
    """The pages there are, the first one first."""
    return sorted((path.stem for path in folder().glob("*.md")), key=lambda name: (name != FIRST_PAGE, name))


def guide_page(name: str) -> Page | None:
    """The page of that name; None where there is none. `name` is compared with what is there, never opened as given."""
    if name not in page_names():
        return None
    path = folder() / f"{name}.md"
    return _rendered(name, path.read_text(encoding="utf-8"))


def picture_path(name: str) -> Path | None:
    """The file of a picture of the guide; None where there is none of that name."""
    path = folder() / PICTURE_FOLDER / name
    return path if PICTURE_NAME.fullmatch(name) and path.is_file() else None


def contents() -> list[tuple[str, str]]:
    """The name and the title of every page."""
    pages = filter(None, map(guide_page, page_names()))
    return [(page.name, page.title) for page in pages]


@cache
def _rendered(name: str, source: str) -> Page:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(source)
    headings = list(_name_headings(tokens))
    _lead_within_the_desk(tokens)
    html = markdown.renderer.render(tokens, markdown.options, {})
    # The guide is the newsroom's own, but it is read by a browser that is signed in.
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"https", "http", "mailto"}, link_rel=None)
    return Page(
        name=name,
        title=next((words for tag, words, _ in headings if tag == "h1"), name),
        headings=tuple(Heading(words, anchor) for tag, words, anchor in headings if tag == "h2"),
        anchors=frozenset(anchor for _, _, anchor in headings),
        body=mark_safe(clean),
    )


def _name_headings(tokens: list[Token]) -> Iterator[tuple[str, str, str]]:
    """Gives every heading an anchor made from its words; yields its tag, words and anchor."""
    taken: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        words = "".join(child.content for child in inline.children or [])
        anchor = base = slug_from(words)
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{base}-{number}"
        taken.add(anchor)
        opening.attrSet("id", anchor)
        yield opening.tag, words, anchor


def _lead_within_the_desk(tokens: list[Token]) -> None:
    """Points links between pages and pictures, written as files beside each other, to where the desk serves them."""
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                child.attrSet("href", _page_address(str(child.attrGet("href"))))
            if child.type == "image":
                child.attrSet("src", _picture_address(str(child.attrGet("src"))))
                child.attrSet("loading", "lazy")


def _page_address(written: str) -> str:
    matched = _LINK_TO_PAGE.fullmatch(written)
    return page_address(matched[1], (matched[2] or "")[1:]) if matched else written


def page_address(name: str, anchor: str = "") -> str:
    """Where the desk serves a page of the guide."""
    address = reverse("admin:articles_help", args=[] if name == FIRST_PAGE else [name])
    return f"{address}#{anchor}" if anchor else address


def _picture_address(written: str) -> str:
    name = written.removeprefix(PICTURE_FOLDER)
    return reverse("admin:articles_help_picture", args=[name]) if PICTURE_NAME.fullmatch(name) else written
