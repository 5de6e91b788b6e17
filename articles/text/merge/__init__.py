"""Two changed versions of a story merged over the one that both began from; nothing that either wrote is lost."""

from .snapshots import Conflict, Merge, merge_snapshots, resolve

__all__ = ["Conflict", "Merge", "merge_snapshots", "resolve"]
