"""Who has an article open. Not part of the article, of its history, or of anything that readers see."""

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """That a person has an article open: one row, moved on by each sign of life, gone when they leave."""

    article = models.ForeignKey(
        "articles.Article",
        # It means nothing without the article.
        on_delete=models.CASCADE,
        related_name="presences",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # It means nothing without the person.
        on_delete=models.CASCADE,
        related_name="presences",
    )
    came_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    typing_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_once_per_person")]
        indexes = [
            # For sweeping out what is old.
            models.Index(fields=["seen_at"], name="presence_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.article}"
