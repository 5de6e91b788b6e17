"""The only writer of what readers see, and of the history behind it.

One function is one change: permission, lock, rows, audit trail, and a signal when it is committed. The
admin, the commands and the importer all call these.
"""

from .approval import changed_since_approval, needs_four_eyes
from .checks import findings, images_of
from .corrections import add_correction
from .drafts import discard_draft, draft_of, draft_without_text, save_draft
from .editions import publish
from .errors import NotAllowed, NotReady, OtherDraft, PublishingError, StaleVersion
from .findings import Finding
from .fronts import (
    automatic,
    cancel_front,
    discard_changes,
    move_front,
    publish_front,
    restore_front,
    save_front,
    withdraw_front,
    working_front,
)
from .house_pages import (
    cancel_house_page,
    publish_house_page,
    restore_house_page,
    save_house_page,
    withdraw_house_page,
)
from .picture_checks import RIGHTS_END_WITHIN
from .picture_uses import Uses, articles_with_hole, holes_at, uses_of
from .pictures import kill_picture, picture_problems, release_picture, save_picture_rights, why_not_shown
from .presence import SWEEPS_EVERY, Present, give_sign, leave, others_present, sweep_out
from .preview_links import make_preview_link, note_opening, revoke_preview_link
from .removal import redact, remove
from .revisions import claim, insist_on_version, last_revision, save_claimed, save_revision, settled
from .schedules import cancel_schedule, move_schedule
from .snapshots import PLAIN_FIELDS, byline_of, complete, content_hash, snapshot, topics_of
from .timeline import ends_in_withdrawal
from .withdrawals import cancel_withdrawal, move_withdrawal, withdraw
from .workflow import STEPS, Step, assign, steps_for, take_step
from .working_copy import restore, save_snapshot

__all__ = [
    "PLAIN_FIELDS",
    "RIGHTS_END_WITHIN",
    "STEPS",
    "SWEEPS_EVERY",
    "Finding",
    "NotAllowed",
    "NotReady",
    "OtherDraft",
    "Present",
    "PublishingError",
    "StaleVersion",
    "Step",
    "Uses",
    "add_correction",
    "articles_with_hole",
    "assign",
    "automatic",
    "byline_of",
    "cancel_front",
    "cancel_house_page",
    "cancel_schedule",
    "cancel_withdrawal",
    "changed_since_approval",
    "claim",
    "complete",
    "content_hash",
    "discard_changes",
    "discard_draft",
    "draft_of",
    "draft_without_text",
    "ends_in_withdrawal",
    "findings",
    "give_sign",
    "holes_at",
    "images_of",
    "insist_on_version",
    "kill_picture",
    "last_revision",
    "leave",
    "make_preview_link",
    "move_front",
    "move_schedule",
    "move_withdrawal",
    "needs_four_eyes",
    "note_opening",
    "others_present",
    "picture_problems",
    "publish",
    "publish_front",
    "publish_house_page",
    "redact",
    "release_picture",
    "remove",
    "restore",
    "restore_front",
    "restore_house_page",
    "revoke_preview_link",
    "save_claimed",
    "save_draft",
    "save_front",
    "save_house_page",
    "save_picture_rights",
    "save_revision",
    "save_snapshot",
    "settled",
    "snapshot",
    "steps_for",
    "sweep_out",
    "take_step",
    "topics_of",
    "uses_of",
    "why_not_shown",
    "withdraw",
    "withdraw_front",
    "withdraw_house_page",
    "working_front",
]
