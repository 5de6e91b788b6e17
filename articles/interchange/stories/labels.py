"""Labelled lines: which labels there are, under which names, and how a line is seen to be one."""

import re
from dataclasses import dataclass

from .shapes import fold

LABELS: dict[str, str] = {
    "headline": "headline",
    "title": "headline",
    "short headline": "short_headline",
    "slug": "slug",
    "id": "identity",
    "standfirst": "standfirst",
    "summary": "standfirst",
    "dek": "standfirst",
    "subtitle": "standfirst",
    "byline": "byline",
    "by": "byline",
    "author": "byline",
    "authors": "byline",
    "author(s)": "byline",
    "dateline": "dateline",
    "location": "dateline",
    "section": "section",
    "topics": "topics",
    "tags": "topics",
    "keywords": "topics",
    "kind": "kind",
    "language": "language",
    "translation of": "translation_of",
    "source": "source_line",
    "source line": "source_line",
    "source url": "source_url",
    "search title": "search_title",
    "search description": "search_description",
    "canonical": "canonical_url",
    "published": "published",
    "date": "published",
    "updated": "updated",
    "last updated": "updated",
    "embargo": "embargo",
    "withdrawn": "withdrawn",
    "status": "status",
}
PICTURE_FIELDS = frozenset({"caption", "credit", "alt", "size", "creator", "place", "date", "terms"})
AUTHOR_FIELDS = frozenset({"job", "profile", "biography"})
BLOCK_OPENERS = frozenset({"picture", "lead picture", "gallery", "embed", "box", "pull quote"})
NOTICES: dict[str, str] = {
    "correction": "correction",
    "clarification": "clarification",
    "update": "update",
    "editor's note": "editors_note",
    "retraction": "retraction",
}
LONGEST_LABEL = 24
LABEL_SHAPE = re.compile(r"^(?P<name>[^\W\d_][\w'\u2019()\- ]{0,30}?) ?[:\uff1a](?!//)\s*(?P<value>.*)$", re.DOTALL)
NOTICE_SHAPE = re.compile(
    r"^(?P<name>correction|clarification|update|editor['\u2019]s note|retraction)\s?"
    r"(?:\((?P<at>[^()]{0,80})\)\s?)?[:\uff1a]\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Labelled:
    """A line of the shape "Name: value"; `name` is folded for comparing."""

    name: str
    value: str

    @property
    def field(self) -> str:
        """The part of a story the label sets, or "" for a label nobody knows."""
        return LABELS.get(self.name, "")


@dataclass(frozen=True)
class NoticeLine:
    """The first line of a public notice; `at` is the words in the brackets."""

    kind: str
    at: str
    text: str


def read_label(text: str) -> Labelled | None:
    """The line as a label and its value, whether the label is known or not; None for any other shape."""
    match = LABEL_SHAPE.match(text)
    if match is None or len(match["name"]) > LONGEST_LABEL:
        return None
    return Labelled(fold(match["name"]), match["value"].strip())


def read_notice_line(text: str) -> NoticeLine | None:
    """The line as the beginning of a correction, clarification, update, editor's note or retraction."""
    match = NOTICE_SHAPE.match(text)
    if match is None:
        return None
    return NoticeLine(NOTICES[fold(match["name"])], (match["at"] or "").strip(), match["text"].strip())


def is_known_label(text: str) -> bool:
    """True for any labelled line that some reader here understands, wherever it may stand."""
    labelled = read_label(text)
    if labelled is None:
        return read_notice_line(text) is not None
    known = labelled.name in PICTURE_FIELDS | AUTHOR_FIELDS | BLOCK_OPENERS | {"was", "now"}
    return known or bool(labelled.field) or read_notice_line(text) is not None
