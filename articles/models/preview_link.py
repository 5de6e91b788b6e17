"""Preview links: what somebody without an account may look at for a while."""

import hashlib
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from .fields import LineField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


def hash_of(token: str) -> str:
    """What is kept of a token. It has 128 random bits, so no slow or salted hash is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class PreviewLinkQuerySet(NaturalKeyQuerySet["PreviewLink"]):
    def valid_at(self, at: datetime) -> Self:
        """Those that open something at `at`; an article that was removed takes its links with it."""
        return self.filter(revoked_at=None, expires_at__gt=at, article__removal=None)


class PreviewLink(NaturalKeyModel):
    """Leave to read one unpublished article under a secret address until it expires or is revoked.

    Of the secret only the hash is kept: who reads the database cannot open the link.
    """

    article = models.ForeignKey(
        "articles.Article",
        # It leads to nothing else.
        on_delete=models.CASCADE,
        related_name="preview_links",
    )
    revision = models.ForeignKey(
        "articles.Revision",
        # Goes with the article, as its revisions do.
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="What the link shows; empty for the last saved revision, whichever that is by then.",
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    label = LineField(max_length=120, help_text="For whom this link is: “Ana Silva, lawyer”.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="preview_links"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    times_opened = models.PositiveIntegerField(default=0)

    natural_key_fields = ("token_hash",)
    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            # For the links of an article, newest first.
            models.Index(fields=["article", "-created_at", "-id"], name="preview_link_of_article"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(label=""), name="preview_link_has_label"),
            models.CheckConstraint(condition=~models.Q(token_hash=""), name="preview_link_has_hash"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="preview_link_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"Preview of {self.article} for {self.label}"

    def is_valid_at(self, at: datetime) -> bool:
        """Whether it was neither revoked nor has expired at `at`."""
        return self.revoked_at is None and at < self.expires_at
