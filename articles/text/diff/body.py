"""Two bodies compared: blocks first, then the words inside those that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .elements import Block, Piece, read_blocks
from .pairing import Paired, pair_blocks
from .sequences import Work
from .words import Run, as_runs, diff_pieces, diff_words

Kind = Literal["same", "changed", "added", "removed", "moved"]

_RUN_KINDS: dict[Kind, Literal["same", "inserted", "deleted"]] = {"added": "inserted", "removed": "deleted"}
_TAG_NAMES = {
    "": "text", "p": "paragraph", "h2": "subhead", "h3": "smaller subhead", "ul": "list", "ol": "numbered list",
    "th": "heading cell", "td": "cell", "blockquote": "quotation", "aside": "box", "section": "gallery",
}  # fmt: skip
_ATTRIBUTE_LABELS = {
    "data-alt": "alt text", "data-size": "size", "data-embed": "address", "data-type": "kind of box",
    "colspan": "columns wide", "rowspan": "rows high",
}  # fmt: skip
_NO_VALUE = {"data-size": "standard", "colspan": "1", "rowspan": "1"}


@dataclass(frozen=True)
class Detail:
    """A change of a block itself and not of its words: alt text, size, paragraph to subhead."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class BlockChange:
    """What became of one block.

    A block that moved stands where it stands now, with the index that it had before; its words may
    have changed as well. Blocks that hold blocks (lists, tables, boxes, pictures with their captions)
    have `children` in place of `runs`. `is_coarse` says that there was too much to compare exactly:
    words shown as deleted and inserted may in part be the same.
    """

    kind: Kind
    tag: str
    old_index: int | None = None
    new_index: int | None = None
    # The tag before, where it was another one.
    was_tag: str = ""
    image: str = ""
    # The address of what stands elsewhere, and the kind of an aside.
    embed: str = ""
    box: str = ""
    runs: tuple[Run, ...] = ()
    children: tuple["BlockChange", ...] = ()
    details: tuple[Detail, ...] = ()
    is_coarse: bool = False


def diff_body(old: str, new: str) -> list[BlockChange]:
    """What became of every block of a body, unchanged ones included, in the order of the new version.

    Removed blocks stand after the block that they followed. Both bodies are sanitised first. The time
    grows with their length; see `is_coarse` for what is given up when they have little in common.
    """
    return list(diff_blocks(read_blocks(old), read_blocks(new), Work(len(old) + len(new))))


def diff_blocks(old: Sequence[Block], new: Sequence[Block], work: Work, *, within: str = "") -> tuple[BlockChange, ...]:
    """The changes among blocks that stand beside each other, in the block `within`."""
    before = work.given_up
    pairs = pair_blocks(old, new, work, within=within)
    is_coarse = work.given_up > before
    added = sorted(set(range(len(new))) - {pair.new for pair in pairs})
    changes = [
        *((pair.new, -1, _paired(old[pair.old], new[pair.new], pair, work)) for pair in pairs),
        *((index, -1, _one_sided(new[index], "added", new_index=index)) for index in added),
        *((after, index, _one_sided(old[index], "removed", old_index=index)) for after, index in _gone(old, pairs)),
    ]
    ordered = [change for _, _, change in sorted(changes, key=lambda change: change[:2])]
    return tuple(_coarse(change) for change in ordered) if is_coarse else tuple(ordered)


def _gone(old: Sequence[Block], pairs: Sequence[Paired]) -> Iterator[tuple[int, int]]:
    """The removed blocks, each after the new index of the block that it followed (-1: it came first)."""
    places = {pair.old: None if pair.is_moved else pair.new for pair in pairs}
    after = -1
    for index in range(len(old)):
        if index not in places:
            yield after, index
        elif (place := places[index]) is not None:
            after = place


def _coarse(change: BlockChange) -> BlockChange:
    return change if change.kind == "same" else replace(change, is_coarse=True)


def _one_sided(block: Block, kind: Kind, *, old_index: int | None = None, new_index: int | None = None) -> BlockChange:
    """A block of which every word has the block's own fate."""
    children = (
        _one_sided(
            child,
            kind,
            old_index=None if old_index is None else index,
            new_index=None if new_index is None else index,
        )
        for index, child in enumerate(block.children)
    )
    return BlockChange(
        kind,
        block.tag,
        old_index,
        new_index,
        image=block.image,
        embed=block.embed,
        box=_box(block),
        runs=as_runs(block.pieces, _RUN_KINDS.get(kind, "same")),
        children=tuple(children),
        details=() if kind == "same" else _one_sided_details(block, kind),
    )


def _paired(old: Block, new: Block, pair: Paired, work: Work) -> BlockChange:
    if old.key == new.key and not pair.is_moved:
        return _one_sided(new, "same", old_index=pair.old, new_index=pair.new)
    before = work.given_up
    holds_blocks = bool(old.children or new.children)
    children = diff_blocks(_as_children(old), _as_children(new), work, within=new.tag) if holds_blocks else ()
    return BlockChange(
        "moved" if pair.is_moved else "changed",
        new.tag,
        pair.old,
        pair.new,
        was_tag=old.tag if old.tag != new.tag else "",
        image=new.image,
        embed=new.embed,
        box=_box(new),
        runs=() if holds_blocks else diff_pieces(old.pieces, new.pieces, work),
        children=children,
        details=_details(old, new),
        is_coarse=work.given_up > before,
    )


def _as_children(block: Block) -> Sequence[Block]:
    """The blocks that it holds; words that stand in it directly are one."""
    return block.children or ([Block("", pieces=block.pieces)] if block.pieces else [])


def _details(old: Block, new: Block) -> tuple[Detail, ...]:
    """What changed of the block itself."""
    changed = [
        (label, _value(old, name), _value(new, name))
        for name, label in _ATTRIBUTE_LABELS.items()
        if old.attribute(name) != new.attribute(name)
    ]
    if old.tag != new.tag:
        changed.insert(0, ("kind", _TAG_NAMES.get(old.tag, old.tag), _TAG_NAMES.get(new.tag, new.tag)))
    return tuple(Detail(label, diff_words(before, after)) for label, before, after in changed)


def _one_sided_details(block: Block, kind: Kind) -> tuple[Detail, ...]:
    """The alt text and size of a picture that came or went."""
    present = ((label, block.attribute(name)) for name, label in _ATTRIBUTE_LABELS.items() if block.image)
    return tuple(Detail(label, as_runs([Piece(value)], _RUN_KINDS[kind])) for label, value in present if value)


def _box(block: Block) -> str:
    return block.attribute("data-type") if block.tag == "aside" else ""


def _value(block: Block, name: str) -> str:
    return block.attribute(name) or _NO_VALUE.get(name, "")
