"""Lists compared: bylines and topics, where the order means something."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .sequences import longest_rising


@dataclass(frozen=True)
class ItemChange:
    """What became of one item; its index is None in the list that it does not stand in."""

    kind: Literal["kept", "added", "removed", "moved"]
    item: Any
    old_index: int | None = None
    new_index: int | None = None


def diff_sequence(old: Sequence[Any], new: Sequence[Any]) -> tuple[ItemChange, ...]:
    """What became of every item, in the new order; a removed one stands after the one that it followed.

    Items are JSON values and equal when their JSON is. As few as possible count as moved.
    """
    old_keys, new_keys = item_keys(old), item_keys(new)
    places = {key: index for index, key in enumerate(old_keys)}
    common = [places[key] for key in new_keys if key in places]
    stayed = {common[index] for index in longest_rising(common)}
    changes = [
        (index, -1, _in_new(item, places.get(key), index, stayed))
        for index, (item, key) in enumerate(zip(new, new_keys, strict=True))
    ]
    new_places = {key: index for index, key in enumerate(new_keys)}
    after = -1
    for index, key in enumerate(old_keys):
        if key not in new_places:
            changes.append((after, index, ItemChange("removed", old[index], old_index=index)))
        elif index in stayed:
            after = new_places[key]
    return tuple(change for _, _, change in sorted(changes, key=lambda change: change[:2]))


def item_keys(items: Sequence[Any]) -> list[str]:
    """A key for each item, the same for equal items in another list: its JSON, and which of its like it is."""
    seen: Counter[str] = Counter()
    keys = []
    for item in items:
        written = json.dumps(item, sort_keys=True, ensure_ascii=False, default=str)
        keys.append(f"{written} {seen[written]}")
        seen[written] += 1
    return keys


def _in_new(item: Any, old_index: int | None, new_index: int, stayed: set[int]) -> ItemChange:
    if old_index is None:
        return ItemChange("added", item, new_index=new_index)
    return ItemChange("kept" if old_index in stayed else "moved", item, old_index, new_index)
