"""The audit trail: who did what when to which article, front, image or page about the newspaper."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from .fields import LineField, TextBlockField
from .front import Front
from .natural import NaturalKeyModel, NaturalKeyQuerySet

_FRONT, _IMAGE, _HOUSE_PAGE = "front:", "image:", "house-page:"


class AuditQuerySet(NaturalKeyQuerySet["AuditEntry"]):
    def get_by_natural_key(self, *key: Any) -> "AuditEntry":
        subject, at, action = key
        if subject.startswith(_FRONT):
            front = Front.objects.get_by_natural_key(subject.removeprefix(_FRONT))
            return self.get(front=front, at=at, action=action)
        if subject.startswith(_IMAGE):
            return self.get(image_key=subject.removeprefix(_IMAGE), at=at, action=action)
        if subject.startswith(_HOUSE_PAGE):
            return self.get(house_page=subject.removeprefix(_HOUSE_PAGE), at=at, action=action)
        return self.get(article_uuid=subject, at=at, action=action)

    def delete(self) -> NoReturn:
        raise TypeError("The audit trail is append-only.")

    def update(self, **columns: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only.")


class AuditEntry(NaturalKeyModel):
    """One act. Append-only: code cannot change or delete an entry, and a database trigger refuses changes.

    It names the article by uuid and headline, not by relation, so that it outlives a deleted draft. What
    was done to a front names the front instead; what was done to an image names its key and its title,
    so that it outlives the image. A page about the newspaper is named by its slug, which never changes.
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
        PICTURE_KILLED = "picture_killed", "Killed a picture"
        PICTURE_RELEASED = "picture_released", "Released a picture"
        PICTURE_RIGHTS = "picture_rights", "Changed what is said of a picture"

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries"
    )
    action = models.CharField(max_length=30, choices=Action.choices)
    article_uuid = models.UUIDField(null=True, blank=True)
    front = models.ForeignKey(Front, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries")
    image_key = models.CharField(max_length=120, blank=True)
    house_page = models.CharField("page about us", max_length=60, blank=True)
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
            models.Index(fields=["image_key", "-at", "-id"], condition=~Q(image_key=""), name="audit_of_image"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(article_uuid__isnull=False, front__isnull=True, image_key="", house_page="")
                | Q(article_uuid__isnull=True, front__isnull=False, image_key="", house_page="")
                | Q(article_uuid__isnull=True, front__isnull=True, house_page="") & ~Q(image_key="")
                | Q(article_uuid__isnull=True, front__isnull=True, image_key="") & ~Q(house_page=""),
                name="audit_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.headline}"

    @property
    def subject(self) -> str:
        """What names the article, the front, the image or the page in a natural key."""
        if self.house_page:
            return f"{_HOUSE_PAGE}{self.house_page}"
        if self.image_key:
            return f"{_IMAGE}{self.image_key}"
        return f"{_FRONT}{self.front.section_slug}" if self.front else str(self.article_uuid)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only.")
