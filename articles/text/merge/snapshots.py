"""Two changed snapshots of an article merged over the one that both began from, and the conflicts decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..body import sanitise
from ..diff.elements import read_blocks
from ..diff.fields import field_label, in_form_order
from ..diff.items import item_keys
from .body import Merged, merge_bodies
from .order import merge_order

MINE, THEIRS = "mine", "theirs"
_SEQUENCES = frozenset({"contributors", "topics"})


# The value of a field that a snapshot does not have.
_ABSENT = object()


@dataclass(frozen=True)
class Conflict:
    """A field, or a block of the body, that both sides changed and a person must decide.

    `key` names it in the choices: the field's name, or "body:N" for block N of the merged body. The
    values are the field's own; for the body, the block's HTML, "" where the block was removed.
    """

    key: str
    field: str
    label: str
    base: Any
    mine: Any
    theirs: Any
    block: int | None = None


@dataclass(frozen=True)
class Merge:
    """Everything that both sides wrote. In `merged`, conflicts stand as in mine until they are decided."""

    merged: dict[str, Any]
    conflicts: tuple[Conflict, ...] = ()
    # The merged body in its blocks, where both sides changed it; a block in conflict is the conflict.
    body: tuple[str | Conflict, ...] = ()


class _Field(NamedTuple):
    """A field's merged value, and what is left to decide about it."""

    value: Any
    conflicts: tuple[Conflict, ...] = ()


def merge_snapshots(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merge:
    """The snapshot with the changes of both sides.

    What one side changed is taken from it, and so is what both changed alike. Bodies are merged by
    block and, in a block, by word where the edits lie apart; bylines and topics as ordered sets.
    """
    names = in_form_order({*base, *mine, *theirs})
    body = _merged_body([side.get("body") for side in (base, mine, theirs)])
    fields = {
        name: _merge_field(name, base.get(name, _ABSENT), mine.get(name, _ABSENT), theirs.get(name, _ABSENT), body)
        for name in names
    }
    return Merge(
        {name: field.value for name, field in fields.items() if field.value is not _ABSENT},
        tuple(conflict for field in fields.values() for conflict in field.conflicts),
        body,
    )


def resolve(merge: Merge, choices: Mapping[str, str]) -> dict[str, Any]:
    """The merged snapshot with every conflict decided.

    `choices` has an entry for each conflict's key and no other: "mine", "theirs" or the text as edited,
    which for a block of the body is HTML and is sanitised. ValueError where a choice is missing, is for
    no conflict, or is a text for something that is not text.
    """
    keys = {conflict.key for conflict in merge.conflicts}
    if keys != choices.keys():
        missing, unknown = sorted(keys - choices.keys()), sorted(choices.keys() - keys)
        raise ValueError(f"Decide every conflict and nothing else: missing {missing}, unknown {unknown}.")
    decided = {c.field: _chosen(c, choices[c.key]) for c in merge.conflicts if c.block is None}
    if merge.body:
        decided["body"] = _body_html(merge.body, choices)
    return merge.merged | decided


def _merge_field(name: str, base: Any, mine: Any, theirs: Any, body: tuple[str | Conflict, ...]) -> _Field:
    if mine == theirs or theirs == base:
        return _Field(mine)
    if mine == base:
        return _Field(theirs)
    if name == "body" and body:
        return _Field(_body_html(body, {}), tuple(piece for piece in body if isinstance(piece, Conflict)))
    if name in _SEQUENCES and _are(list, (base, mine, theirs)):
        return _merge_sequence(name, base, mine, theirs)
    base, mine, theirs = (None if value is _ABSENT else value for value in (base, mine, theirs))
    return _Field(mine, (Conflict(name, name, field_label(name), base, mine, theirs),))


def _merged_body(values: Sequence[Any]) -> tuple[str | Conflict, ...]:
    """The body in blocks, where both sides changed it differently; () where there is nothing to merge."""
    if not _are(str, values) or len(set(values)) < len(values):
        return ()
    return tuple(_numbered(number, piece) for number, piece in enumerate(merge_bodies(*values)))


def _numbered(number: int, piece: Merged) -> str | Conflict:
    if isinstance(piece, str):
        return piece
    return Conflict(f"body:{number}", "body", field_label("body"), piece.base, piece.mine, piece.theirs, number)


def _body_html(body: Sequence[str | Conflict], choices: Mapping[str, str]) -> str:
    pieces = (
        piece if isinstance(piece, str) else _in_blocks(_chosen(piece, choices.get(piece.key, MINE))) for piece in body
    )
    return sanitise("".join(pieces))


def _in_blocks(html: str) -> str:
    """`html` as blocks of the dialect: words typed without a paragraph get one."""
    return "".join(block.source for block in read_blocks(html))


def _chosen(conflict: Conflict, choice: str) -> Any:
    if choice == MINE:
        return conflict.mine
    if choice == THEIRS:
        return conflict.theirs
    if conflict.field in _SEQUENCES:
        raise ValueError(f"{conflict.label}: choose “mine” or “theirs”; an order cannot be typed.")
    return choice


def _merge_sequence(name: str, base: list[Any], mine: list[Any], theirs: list[Any]) -> _Field:
    """Both sides' additions and removals; the order of the side that changed it, a conflict if both did."""
    keys, keys_mine, keys_theirs = item_keys(base), item_keys(mine), item_keys(theirs)
    items = dict(zip([*keys_theirs, *keys_mine], [*theirs, *mine], strict=True))
    gone = set(keys) - (set(keys_mine) & set(keys_theirs))

    def in_order(first: list[str], second: list[str]) -> list[Any]:
        return [items[key] for key in merge_order(keys, first, second) if key not in gone]

    stayed, stayed_mine, stayed_theirs = (
        [key for key in side if key in items and key not in gone and key in set(keys)]
        for side in (keys, keys_mine, keys_theirs)
    )
    if stayed in (stayed_mine, stayed_theirs) or stayed_mine == stayed_theirs:
        return _Field(in_order(keys_mine, keys_theirs))
    as_mine = in_order(keys_mine, _reordered(keys_theirs, stayed))
    as_theirs = in_order(keys_theirs, _reordered(keys_mine, stayed))
    return _Field(as_mine, (Conflict(name, name, field_label(name), base, as_mine, as_theirs),))


def _reordered(side: list[str], order: list[str]) -> list[str]:
    """`side` with the items of `order` in that order, in the places that they hold together."""
    following = iter(order)
    places = set(order)
    return [next(following) if key in places else key for key in side]


def _are(kind: type, values: Sequence[Any]) -> bool:
    return bool(values) and all(isinstance(value, kind) for value in values)
