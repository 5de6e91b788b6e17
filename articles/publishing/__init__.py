"""The only writer of what readers see, and of the history behind it.

One function is one change: permission, lock, rows, and a signal when it is committed. The admin,
the commands and the importer all call these.
"""

from .corrections import add_correction
from .editions import cancel_schedule, publish, withdraw
from .errors import NotAllowed, NotReady, PublishingError, StaleVersion
from .revisions import claim, save_revision
from .snapshots import content_hash, snapshot

__all__ = [
    "NotAllowed",
    "NotReady",
    "PublishingError",
    "StaleVersion",
    "add_correction",
    "cancel_schedule",
    "claim",
    "content_hash",
    "publish",
    "save_revision",
    "snapshot",
    "withdraw",
]
