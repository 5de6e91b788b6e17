"""Changes as HTML: one text with insertions and deletions, or the two versions beside each other.

The only elements are ins, del, strong, em, br, a with its address, span with a class, and the
dialect's blocks, whose only attribute is a class; the only attributes are `href` and `class`. All text is escaped.

Classes: `diff-format` around words that are set differently, `diff-label` around the words that say
so (and that a block moved), `diff-picture` around the key of a picture, `diff-embed` around the address of what
stands elsewhere, `diff-detail` around a change of alt text, size or kind of block, `diff-note` on a note of the desk.
"""

import re
from collections.abc import Collection, Iterable

from ..body import DIALECT, LINK_SCHEMES
from .body import BlockChange
from .elements import INLINE, Marks, escape, in_tag, marked
from .words import Run

_BLOCK_TAGS = {element for feature in DIALECT for element in feature.elements} - INLINE | {"p"}
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_UNPRINTED = re.compile(r"[\x00-\x20\x7f]")
# Where a label may stand among the element's own text; others have it in front, rows have none.
_TEXT_HOLDERS = frozenset({"", "p", "h2", "h3", "li", "td", "th", "blockquote", "aside", "figcaption"})
_ROWS = frozenset({"tr", "tbody"})

_ALL = ("same", "deleted", "inserted")
_OLD = ("same", "deleted")
_NEW = ("same", "inserted")


def inline_html(change: BlockChange) -> str:
    """The block with what was deleted and what was inserted in it."""
    return _block_html(change, _ALL)


def side_by_side(change: BlockChange) -> tuple[str, str]:
    """The block as it was and as it is; "" on the side where there is none."""
    return _block_html(change, _OLD), _block_html(change, _NEW)


def runs_html(runs: Iterable[Run], kinds: Collection[str] = _ALL) -> str:
    """Runs of words as inline HTML; of a plain field too. Only those of `kinds`."""
    return "".join(_run_html(run, kinds) for run in runs if run.kind in kinds)


def _block_html(change: BlockChange, kinds: Collection[str]) -> str:
    if (change.kind == "added" and kinds == _OLD) or (change.kind == "removed" and kinds == _NEW):
        return ""
    tag = change.was_tag if change.was_tag and kinds == _OLD else change.tag
    tag = tag if tag in _BLOCK_TAGS else ""
    notes = "" if tag in _ROWS else _notes(change, kinds)
    inner = runs_html(change.runs, kinds) + "".join(_block_html(child, kinds) for child in change.children)
    if tag == "figure":
        return in_tag(tag, (), _shown(change) + notes + inner)
    attributes = [("class", "diff-note")] if change.box == "note" else []
    return in_tag(tag, attributes, notes + inner) if tag in _TEXT_HOLDERS else notes + in_tag(tag, attributes, inner)


def _run_html(run: Run, kinds: Collection[str]) -> str:
    if run.kind != "same":
        return in_tag("ins" if run.kind == "inserted" else "del", (), _marked(run.text, run.marks))
    if run.was is None:
        return _marked(run.text, run.marks)
    words = _span("diff-format", _marked(run.text, run.was if kinds == _OLD else run.marks))
    return words if kinds == _OLD else words + _span("diff-label", escape(run.label))


def _marked(text: str, marks: Marks) -> str:
    return marked(text, marks if _may_link(marks.href) else Marks(marks.strong, marks.em))


def _may_link(href: str) -> bool:
    """Whether the address is relative or of a scheme that the dialect has, as a browser would read it."""
    scheme = _SCHEME.match(_UNPRINTED.sub("", href))
    return scheme is None or scheme[1].lower() in LINK_SCHEMES


def _shown(change: BlockChange) -> str:
    """What a figure shows, by its key or address."""
    what = _span("diff-embed", escape(change.embed)) if change.embed else _span("diff-picture", escape(change.image))
    return in_tag({"added": "ins", "removed": "del"}.get(change.kind, ""), (), what)


def _notes(change: BlockChange, kinds: Collection[str]) -> str:
    """That the block moved, and what changed of it besides its words."""
    notes = [
        _span("diff-detail", f"{escape(detail.label)}: {runs_html(detail.runs, kinds)}") for detail in change.details
    ]
    if change.kind == "moved" and change.old_index is not None and change.new_index is not None:
        words = (
            f"moved to place {change.new_index + 1}" if kinds == _OLD else f"moved from place {change.old_index + 1}"
        )
        notes.insert(0, _span("diff-label", words))
    return "".join(notes)


def _span(name: str, inner: str) -> str:
    return f'<span class="{name}">{inner}</span>'
