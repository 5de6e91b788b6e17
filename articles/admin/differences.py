"""Two snapshots compared, as a page shows them: fields, and in each field rows of before and after."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..text import BlockChange, FieldChange, diff_snapshots, inline_html, runs_html, side_by_side
from .snapshot_names import SnapshotNames

# Unchanged blocks between changes are folded away from so many on.
FOLDED_FROM = 3

_PICTURE = re.compile(r'<span class="diff-picture">([\w-]+)</span>')
_NOTHING = mark_safe('<span class="diff-nothing">empty</span>')


@dataclass(frozen=True)
class Row:
    """Something before and after, and both in one text. `inline` alone is there where nothing of it changed."""

    kind: str
    inline: SafeString
    old: str = ""
    new: str = ""
    # More rows, in place of all else: unchanged and folded away.
    folded: tuple["Row", ...] = ()
    is_coarse: bool = False


@dataclass(frozen=True)
class Difference:
    """A field that differs."""

    field: str
    label: str
    kind: str
    rows: tuple[Row, ...]
    summary: str = ""


def differences(old: Mapping[str, Any], new: Mapping[str, Any], names: SnapshotNames) -> list[Difference]:
    """The fields in which two snapshots differ, in the order of the edit page."""
    return [_difference(change, names) for change in diff_snapshots(old, new)]


def _difference(change: FieldChange, names: SnapshotNames) -> Difference:
    rows = {"words": _word_rows, "blocks": _block_rows, "items": _item_rows, "value": _value_rows}[change.kind]
    return Difference(change.field, change.label, change.kind, tuple(rows(change, names)), _summary(change))


def _summary(change: FieldChange) -> str:
    """How many blocks of the body were changed, added, removed and moved; "" for other fields."""
    if change.kind != "blocks":
        return ""
    kinds = [block.kind for block in change.blocks]
    counted = [(kind, kinds.count(kind)) for kind in ("changed", "added", "removed", "moved")]
    return ", ".join(f"{count} {kind}" for kind, count in counted if count)


def _word_rows(change: FieldChange, names: SnapshotNames) -> Iterator[Row]:
    old, new = runs_html(change.words, ("same", "deleted")), runs_html(change.words, ("same", "inserted"))
    # Their text was escaped by `runs_html`, which writes no elements but its own.
    yield Row("changed", mark_safe(runs_html(change.words)), mark_safe(old) or _NOTHING, mark_safe(new) or _NOTHING)


def _value_rows(change: FieldChange, names: SnapshotNames) -> Iterator[Row]:
    old, new = names.value(change.field, change.old), names.value(change.field, change.new)
    gone = format_html("<del>{}</del>", old) if old else mark_safe("")
    come = format_html("<ins>{}</ins>", new) if new else mark_safe("")
    yield Row("changed", format_html("{} {}", gone, come), gone or _NOTHING, come or _NOTHING)


def _item_rows(change: FieldChange, names: SnapshotNames) -> Iterator[Row]:
    for item in change.items:
        name = names.item(change.field, item.item)
        if item.kind == "added":
            yield Row("added", format_html("<ins>{}</ins>", name))
        elif item.kind == "removed":
            yield Row("removed", format_html("<del>{}</del>", name))
        elif item.kind == "moved":
            is_elsewhere = item.old_index != item.new_index
            place = f"moved from place {item.old_index + 1} to {item.new_index + 1}" if is_elsewhere else "moved"
            yield Row("moved", format_html('{} <span class="diff-label">{}</span>', name, place))
        else:
            yield Row("same", format_html("{}", name))


def _block_rows(change: FieldChange, names: SnapshotNames) -> Iterator[Row]:
    for is_same, blocks in groupby(change.blocks, key=lambda block: block.kind == "same"):
        rows = tuple(_block_row(block, names) for block in blocks)
        if is_same and len(rows) >= FOLDED_FROM:
            yield Row("folded", mark_safe(""), folded=rows)
        else:
            yield from rows


def _block_row(block: BlockChange, names: SnapshotNames) -> Row:
    inline = with_thumbnails(inline_html(block), names)
    if block.kind in ("same", "added", "removed"):
        return Row(block.kind, inline)
    old, new = side_by_side(block)
    return Row(block.kind, inline, with_thumbnails(old, names), with_thumbnails(new, names), is_coarse=block.is_coarse)


def with_thumbnails(html: str, names: SnapshotNames) -> SafeString:
    """HTML as `text` writes it, with a small view of each picture in place of its key."""
    # All text in it was escaped there; a key is of letters, digits, hyphens and underscores.
    return mark_safe(_PICTURE.sub(lambda found: names.picture(found[1]), html))


def changed_labels(rows: Iterable[Difference]) -> Sequence[str]:
    """“Headline”, “Body (2 changed, 1 moved)”."""
    return [f"{row.label} ({row.summary})" if row.summary else row.label for row in rows]
