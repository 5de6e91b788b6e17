"""Two changed bodies merged over the one that both began from, block by block."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..diff.elements import Block, in_tag, pieces_html, read_blocks
from ..diff.items import item_keys
from ..diff.pairing import pair_blocks
from ..diff.sequences import Work
from .order import merge_order
from .words import merge_words

# Blocks in which others may come and go by themselves; a table's rows and cells belong together.
_FREE = frozenset({"ul", "ol", "blockquote", "aside", "section"})


class Disputed(NamedTuple):
    """A block that both sides changed: its HTML in the three versions, "" where it is gone."""

    base: str
    mine: str
    theirs: str


Merged = str | Disputed
# The index in the base of what comes from there; a key of what is new.
_Id = int | str


def merge_bodies(base: str, mine: str, theirs: str) -> list[Merged]:
    """The merged body in pieces: HTML of one block each, and the blocks that a person must decide."""
    work = Work(len(base) + len(mine) + len(theirs))
    return _merge_blocks(read_blocks(base), read_blocks(mine), read_blocks(theirs), work)


@dataclass(frozen=True)
class _Side:
    """One side's blocks in their order, and which of the base's it moved."""

    blocks: dict[_Id, Block]
    moved: frozenset[_Id]

    @classmethod
    def of(cls, base: Sequence[Block], side: Sequence[Block], work: Work, within: str) -> "_Side":
        pairs = pair_blocks(base, side, work, within=within)
        ids: dict[int, _Id] = {pair.new: pair.old for pair in pairs}
        new = [index for index in range(len(side)) if index not in ids]
        ids |= dict(zip(new, item_keys([side[index].key for index in new]), strict=True))
        moved = frozenset(pair.old for pair in pairs if pair.is_moved)
        return cls({ids[index]: block for index, block in enumerate(side)}, moved)


def _merge_blocks(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block], work: Work, within: str = ""
) -> list[Merged]:
    here, there = _Side.of(base, mine, work, within), _Side.of(base, theirs, work, within)
    before: dict[_Id, Block] = dict(enumerate(base))
    merged = [
        _merge_one(identity, before.get(identity), here, there)
        for identity in merge_order(list(before), list(here.blocks), list(there.blocks))
    ]
    return [piece for piece in merged if piece != ""]


def _merge_one(identity: _Id, base: Block | None, here: _Side, there: _Side) -> Merged:
    """What becomes of one block; "" when it goes."""
    mine, theirs = here.blocks.get(identity), there.blocks.get(identity)
    if base is None:
        return min(block.source for block in (mine, theirs) if block)
    if mine and theirs:
        merged = _three_way(base, mine, theirs)
        return Disputed(base.source, mine.source, theirs.source) if merged is None else merged
    kept, moved = (mine, here.moved) if mine else (theirs, there.moved)
    if kept is None or (kept.key == base.key and identity not in moved):
        return ""
    return Disputed(base.source, mine.source if mine else "", theirs.source if theirs else "")


def _three_way(base: Block, mine: Block, theirs: Block) -> str | None:
    """The block's HTML with the changes of both; None when they meet in the same words."""
    if mine.key == theirs.key:
        return min(mine.source, theirs.source)
    if mine.key == base.key:
        return theirs.source
    if theirs.key == base.key:
        return mine.source
    tag = _pick(base.tag, mine.tag, theirs.tag)
    attributes = _merge_attributes(base, mine, theirs)
    inner = _merge_inner(base, mine, theirs)
    return None if tag is None or attributes is None or inner is None else in_tag(tag, attributes, inner)


def _merge_attributes(base: Block, mine: Block, theirs: Block) -> list[tuple[str, str]] | None:
    names = sorted({name for block in (base, mine, theirs) for name, _ in block.attributes})
    merged = []
    for name in names:
        value = _pick(base.attribute(name), mine.attribute(name), theirs.attribute(name))
        if value is None:
            return None
        merged.append((name, value))
    return [(name, value) for name, value in merged if value]


def _pick(base: str, mine: str, theirs: str) -> str | None:
    """The value of the side that changed it; None when both did, differently."""
    if mine == theirs or theirs == base:
        return mine
    return theirs if mine == base else None


def _merge_inner(base: Block, mine: Block, theirs: Block) -> str | None:
    blocks = (base, mine, theirs)
    if any(block.flat for block in blocks):
        return None
    if not any(block.children for block in blocks):
        pieces = merge_words(base.pieces, mine.pieces, theirs.pieces)
        return None if pieces is None else pieces_html(pieces)
    if any(block.pieces for block in blocks):
        return None
    return _merge_children(base, mine, theirs)


def _merge_children(base: Block, mine: Block, theirs: Block) -> str | None:
    """The blocks inside a block. Loose words between them are told apart by their place alone."""
    children = (base.children, mine.children, theirs.children)
    is_loose = any(not child.tag for side in children for child in side)
    pieces: list[Merged | None]
    if base.tag in _FREE and not is_loose:
        work = Work(sum(len(block.source) for block in (base, mine, theirs)))
        pieces = [*_merge_blocks(*children, work, base.tag)]
    elif len({len(side) for side in children}) == 1:
        pieces = [_three_way(*three) for three in zip(*children, strict=True)]
    else:
        return None
    settled = [piece for piece in pieces if isinstance(piece, str)]
    return "".join(settled) if len(settled) == len(pieces) else None
