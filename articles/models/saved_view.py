"""Saved views: searches of the desk's list that people keep under a name."""

from django.conf import settings
from django.db import models

from .fields import LineField


class SavedView(models.Model):
    """A search under a name: its owner's, or everybody's where it is shared."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # A tab of somebody who is gone is nobody's to change.
        on_delete=models.CASCADE,
        related_name="saved_views",
    )
    name = LineField(max_length=40)
    query = models.CharField(max_length=500, help_text="As it is typed into the search.")
    is_shared = models.BooleanField("shared with everybody", default=False)

    class Meta:
        ordering = ["name", "id"]
        # Everybody keeps views of their own, so there is only one thing to allow.
        default_permissions = ()
        permissions = [("share_views", "Can share saved views with everybody, and take them away")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_once_per_person"),
            models.CheckConstraint(condition=~models.Q(name=""), name="view_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
