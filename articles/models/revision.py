"""Revisions: the append-only history of the working copy."""

from django.conf import settings
from django.db import models

from .fields import LineField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Revision(NaturalKeyModel):
    """An immutable snapshot of an article, written by `publishing`. A database trigger refuses changes."""

    article = models.ForeignKey(
        "articles.Article",
        # An article that was never published may be deleted, with its history; editions protect the others.
        on_delete=models.CASCADE,
        related_name="revisions",
    )
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField(default=1, help_text="The version of the layout of `data`.")
    data = models.JSONField()
    content_hash = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    at = models.DateTimeField()
    note = LineField(max_length=255, blank=True)

    natural_key_fields = ("article__uuid", "number")
    natural_key_after = ("articles.article",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-number"]
        # For the desk's list of all, newest first.
        indexes = [models.Index(fields=["-at", "-id"], name="revision_newest")]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_numbers_from_one"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of {self.article}"
