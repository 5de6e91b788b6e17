"""Two snapshots of an article compared, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .body import BlockChange, diff_body
from .items import ItemChange, diff_sequence
from .words import Run, diff_words

# The fields of a snapshot as the edit page shows them: its columns from top to bottom, then the side.
LABELS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "body": "Body",
    "lead_image": "Lead picture",
    "lead_caption": "Lead caption",
    "lead_alt_text": "Lead alt text",
    "contributors": "Byline",
    "section": "Section",
    "topics": "Topics",
    "kind": "Kind",
    "dateline": "Dateline",
    "language": "Language",
    "translation_of": "Translation of",
    "short_headline": "Short headline",
    "slug": "Slug",
    "source_line": "Source line",
    "source_url": "Source address",
    "search_title": "Search title",
    "search_description": "Search description",
    "canonical_url": "Canonical address",
}
_WORDS = frozenset(
    {
        "headline", "standfirst", "lead_caption", "lead_alt_text", "dateline", "short_headline", "source_line",
        "search_title", "search_description",
    }
)  # fmt: skip
_EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class FieldChange:
    """A field that differs. `kind` says which of `words`, `blocks` and `items` tells how; for "value" none does."""

    field: str
    label: str
    kind: Literal["words", "blocks", "items", "value"]
    old: Any
    new: Any
    words: tuple[Run, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
    items: tuple[ItemChange, ...] = ()


def diff_snapshots(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldChange]:
    """The fields that differ, in the order of the edit page; fields it does not know come last, by name.

    A field that a snapshot lacks counts as empty there, and one empty value is as good as another.
    Bodies differ when their blocks read differently; the layout of their HTML is no difference.
    """
    changes = (field_change(name, old.get(name), new.get(name)) for name in in_form_order({*old, *new}))
    return [change for change in changes if change is not None]


def in_form_order(names: Iterable[str]) -> list[str]:
    order = {name: number for number, name in enumerate(LABELS)}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


def field_label(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").strip().capitalize() or name


def field_change(name: str, old: Any, new: Any) -> FieldChange | None:
    """How the field differs; None when it does not."""
    if old == new or (old in _EMPTY and new in _EMPTY):
        return None
    label = field_label(name)
    if name == "body" and _are(str, old, new):
        blocks = tuple(diff_body(old or "", new or ""))
        is_same = all(block.kind == "same" for block in blocks)
        return None if is_same else FieldChange(name, label, "blocks", old, new, blocks=blocks)
    if name in _WORDS and _are(str, old, new):
        return FieldChange(name, label, "words", old, new, words=diff_words(old or "", new or ""))
    if _are(list, old, new):
        return FieldChange(name, label, "items", old, new, items=diff_sequence(old or [], new or []))
    return FieldChange(name, label, "value", old, new)


def _are(kind: type, *values: Any) -> bool:
    return all(value is None or isinstance(value, kind) for value in values)
