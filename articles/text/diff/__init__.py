"""Two versions of a story compared: snapshots by field, bodies by block, blocks by word."""

from .body import BlockChange, Detail, diff_body
from .elements import Marks
from .fields import FieldChange, diff_snapshots
from .items import ItemChange, diff_sequence
from .rendering import inline_html, runs_html, side_by_side
from .words import Run, diff_words

__all__ = [
    "BlockChange",
    "Detail",
    "FieldChange",
    "ItemChange",
    "Marks",
    "Run",
    "diff_body",
    "diff_sequence",
    "diff_snapshots",
    "diff_words",
    "inline_html",
    "runs_html",
    "side_by_side",
]
