"""The only writer of what readers see, and of the history behind it.

One function is one change: permission, lock, rows, audit trail, and a signal when it is committed. The
admin, the commands and the importer all call these.
"""

from .approval import changed_since_approval, needs_four_eyes
from .checks import Finding, findings
from .corrections import add_correction
from .drafts import discard_draft, draft_of, save_draft
from .editions import publish
from .errors import NotAllowed, NotReady, PublishingError, StaleVersion
from .removal import redact, remove
from .revisions import claim, claim_one, insist_on_version, save_claimed, save_revision
from .schedules import cancel_schedule, move_schedule
from .snapshots import content_hash, snapshot
from .timeline import ends_in_withdrawal
from .withdrawals import cancel_withdrawal, move_withdrawal, withdraw
from .workflow import STEPS, Step, assign, steps_for, take_step
from .working_copy import restore, save_snapshot

__all__ = [
    "STEPS",
    "Finding",
    "NotAllowed",
    "NotReady",
    "PublishingError",
    "StaleVersion",
    "Step",
    "add_correction",
    "assign",
    "cancel_schedule",
    "cancel_withdrawal",
    "changed_since_approval",
    "claim",
    "claim_one",
    "content_hash",
    "discard_draft",
    "draft_of",
    "ends_in_withdrawal",
    "findings",
    "insist_on_version",
    "move_schedule",
    "move_withdrawal",
    "needs_four_eyes",
    "publish",
    "redact",
    "remove",
    "restore",
    "save_claimed",
    "save_draft",
    "save_revision",
    "save_snapshot",
    "snapshot",
    "steps_for",
    "take_step",
    "withdraw",
]
