"""Notes that colleagues leave on an article. Never public."""

from django.conf import settings
from django.db import models

from .fields import TextBlockField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Note(NaturalKeyModel):
    """A remark for colleagues, beside the article."""

    article = models.ForeignKey(
        "articles.Article",
        # A part of the article; only an article that was never published can be deleted.
        on_delete=models.CASCADE,
        related_name="notes",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="article_notes")
    at = models.DateTimeField()
    text = TextBlockField()

    natural_key_fields = ("article__uuid", "by__username", "at")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        # For the notes of an article, oldest first.
        indexes = [models.Index(fields=["article", "at"], name="note_of_article")]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="note_has_text")]

    def __str__(self) -> str:
        return self.text[:80]
