"""The audit trail: who did what when to which article."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from .fields import LineField, TextBlockField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class AuditQuerySet(NaturalKeyQuerySet["AuditEntry"]):
    def delete(self) -> NoReturn:
        raise TypeError("The audit trail is append-only.")

    def update(self, **columns: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only.")


class AuditEntry(NaturalKeyModel):
    """One act. Append-only: code cannot change or delete an entry, and a database trigger refuses changes.

    It names the article by uuid and headline, not by relation, so that it outlives a deleted draft.
    """

    class Action(models.TextChoices):
        SAVED = "saved", "Saved"
        RESTORED = "restored", "Restored an earlier revision"
        SUBMITTED = "submitted", "Submitted for review"
        APPROVED = "approved", "Approved"
        CHANGES_REQUESTED = "changes_requested", "Requested changes"
        TAKEN_BACK = "taken_back", "Took back to draft"
        ASSIGNED = "assigned", "Assigned"
        PUBLISHED = "published", "Published"
        SCHEDULED = "scheduled", "Scheduled"
        SCHEDULE_MOVED = "schedule_moved", "Moved the schedule"
        SCHEDULE_CANCELLED = "schedule_cancelled", "Cancelled the schedule"
        WITHDRAWN = "withdrawn", "Withdrew"
        WITHDRAWAL_SCHEDULED = "withdrawal_scheduled", "Scheduled the withdrawal"
        WITHDRAWAL_MOVED = "withdrawal_moved", "Moved the withdrawal"
        WITHDRAWAL_CANCELLED = "withdrawal_cancelled", "Cancelled the withdrawal"
        NOTICE_ADDED = "notice_added", "Added a public notice"
        REMOVED = "removed", "Removed for legal reasons"
        REDACTED = "redacted", "Redacted an edition"
        CHECKS_OVERRIDDEN = "checks_overridden", "Published against a check"
        FOUR_EYES_OVERRIDDEN = "four_eyes_overridden", "Passed over four eyes"

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries"
    )
    action = models.CharField(max_length=30, choices=Action.choices)
    article_uuid = models.UUIDField()
    headline = LineField(max_length=255, help_text="As it was then.")
    revision_number = models.PositiveIntegerField(null=True, blank=True)
    reason = TextBlockField(blank=True)
    detail = models.JSONField(default=dict, blank=True)

    natural_key_fields = ("article_uuid", "at", "action")
    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "entry of the audit trail"
        verbose_name_plural = "audit trail"
        indexes = [
            # For the trail of an article, of all, and of a person, newest first.
            models.Index(fields=["article_uuid", "-at", "-id"], name="audit_of_article"),
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["by", "-at", "-id"], name="audit_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.headline}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only.")
