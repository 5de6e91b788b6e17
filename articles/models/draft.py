"""Autosaved text: what a person has typed and not saved yet. Never part of the history, never seen by others."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The unsaved form of one person on one article: one row, overwritten, gone when that person saves."""

    article = models.ForeignKey(
        "articles.Article",
        # A part of the article.
        on_delete=models.CASCADE,
        related_name="drafts",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # Nobody else may read it, so it goes with its writer.
        on_delete=models.CASCADE,
        related_name="article_drafts",
    )
    base_version = models.PositiveIntegerField(help_text="The version of the article that the person began from.")
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "by"], name="draft_once_per_person")]

    def __str__(self) -> str:
        return f"Unsaved text of {self.by} on {self.article}"
