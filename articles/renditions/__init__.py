"""The files that readers and the desk are served of an image: named, made, and swept.

Originals are never served to readers. What can be made is a fixed list, `imaging.SPECS`; where it is
and what it is called follows from the image's row.
"""

from .making import closest, forget_lost, forget_older, made, make_renditions, make_when_taken_in, ready
from .names import DOOR, Wanted, address, crops_of, nearest, offered, size_of, stored_name, wanted_by
from .rights import rights_of
from .sweeping import Sweep, forget_outdated, sweep
from .work import at_work, not_begun, unfinished

__all__ = [
    "DOOR",
    "Sweep",
    "Wanted",
    "address",
    "at_work",
    "closest",
    "crops_of",
    "forget_lost",
    "forget_older",
    "forget_outdated",
    "made",
    "make_renditions",
    "make_when_taken_in",
    "nearest",
    "not_begun",
    "offered",
    "ready",
    "rights_of",
    "size_of",
    "stored_name",
    "sweep",
    "unfinished",
    "wanted_by",
]
