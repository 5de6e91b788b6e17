"""Corrections: public notices on an article."""

import uuid

from django.conf import settings
from django.db import models

from .fields import TextBlockField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Correction(NaturalKeyModel):
    """A notice that readers see on an article from the next edition on. Never deleted; a later one may supersede it."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        UPDATE = "update", "Update"
        EDITORS_NOTE = "editors_note", "Editor’s note"
        RETRACTION = "retraction", "Retraction"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CORRECTION)
    text = TextBlockField(help_text="What was wrong and what is right, in whole sentences.")
    at = models.DateTimeField("dated")
    revision_before = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    revision_after = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="corrects"
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    natural_key_fields = ("uuid",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        # For the notices of an article in the order of their dates, and for the list of all, newest first.
        indexes = [
            models.Index(fields=["article", "at"], name="correction_of_article"),
            models.Index(fields=["-at", "-id"], name="correction_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="correction_has_text"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["correction", "clarification", "update", "editors_note", "retraction"]),
                name="correction_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.article}"
