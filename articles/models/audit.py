"""The audit trail: who did what when to which article or front."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from .fields import LineField, TextBlockField
from .front import Front
from .natural import NaturalKeyModel, NaturalKeyQuerySet

_FRONT = "front:"


class AuditQuerySet(NaturalKeyQuerySet["AuditEntry"]):
    def get_by_natural_key(self, *key: Any) -> "AuditEntry":
        subject, at, action = key
        if subject.startswith(_FRONT):
            front = Front.objects.get_by_natural_key(subject.removeprefix(_FRONT))
            return self.get(front=front, at=at, action=action)
        return self.get(article_uuid=subject, at=at, action=action)

    def delete(self) -> NoReturn:
        raise TypeError("The audit trail is append-only.")

    def update(self, **columns: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only.")


class AuditEntry(NaturalKeyModel):
    """One act. Append-only: code cannot change or delete an entry, and a database trigger refuses changes.

    It names the article by uuid and headline, not by relation, so that it outlives a deleted draft. What
    was done to a front names the front instead.
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
        DISCARDED = "discarded", "Discarded changes"
        LINK_MADE = "link_made", "Made a preview link"
        LINK_REVOKED = "link_revoked", "Revoked a preview link"

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries"
    )
    action = models.CharField(max_length=30, choices=Action.choices)
    article_uuid = models.UUIDField(null=True, blank=True)
    front = models.ForeignKey(Front, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries")
    headline = LineField(max_length=255, help_text="As it was then.")
    revision_number = models.PositiveIntegerField(null=True, blank=True)
    reason = TextBlockField(blank=True)
    detail = models.JSONField(default=dict, blank=True)

    natural_key_fields = ("subject", "at", "action")
    natural_key_after = ("articles.front",)
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
        constraints = [
            models.CheckConstraint(
                condition=Q(article_uuid__isnull=False, front__isnull=True)
                | Q(article_uuid__isnull=True, front__isnull=False),
                name="audit_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.headline}"

    @property
    def subject(self) -> str:
        """What names the article or the front in a natural key."""
        return f"{_FRONT}{self.front.section_slug}" if self.front else str(self.article_uuid)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only.")
