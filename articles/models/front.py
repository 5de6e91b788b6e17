"""Fronts: the home page and the sections' pages, as the desk arranges them and as readers see them."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from .arrangement import Arrangement
from .edition import OPEN_ENDED
from .fields import LineField
from .natural import NaturalKeyModel, NaturalKeyQuerySet
from .section import Section


class FrontQuerySet(NaturalKeyQuerySet["Front"]):
    def get_by_natural_key(self, *key: Any) -> "Front":
        (slug,) = key
        return self.get(section__slug=slug) if slug else self.get(section=None)


class Front(NaturalKeyModel):
    """A front as the desk arranges it: a draft that readers never see. One for the home page, one for each section.

    There is no row until somebody saves.
    """

    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="fronts",
        help_text="None: the home page.",
    )
    arrangement = models.JSONField()
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    natural_key_fields = ("section_slug",)
    natural_key_after = ("articles.section",)
    objects = FrontQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "front page"
        verbose_name_plural = "front pages"
        default_permissions = ("view", "change")
        permissions = [("publish_front", "Can publish, schedule and withdraw front pages")]
        constraints = [
            # One of a section, and one of none.
            models.UniqueConstraint(Coalesce(F("section"), Value(0)), name="front_once"),
        ]

    def __str__(self) -> str:
        return f"Front of {self.section}" if self.section else "Home page"

    def get_absolute_url(self) -> str:
        return self.section.get_absolute_url() if self.section else "/"

    @property
    def section_slug(self) -> str:
        """ "" for the home page."""
        return self.section.slug if self.section else ""

    @property
    def arranged(self) -> Arrangement:
        return Arrangement.from_json(self.arrangement)


class FrontEditionQuerySet(NaturalKeyQuerySet["FrontEdition"]):
    def get_by_natural_key(self, *key: Any) -> "FrontEdition":
        slug, visible_from = key
        return self.get(front=Front.objects.get_by_natural_key(slug), visible_from=visible_from)

    def visible_at(self, at: datetime) -> Self:
        """What readers see at `at`: at most one edition of a front."""
        return self.filter(visible_from__lte=at, visible_until__gt=at)


class FrontEdition(NaturalKeyModel):
    """One arrangement as readers see it, from a moment until a moment. Immutable but for its end, as an Edition is.

    Which of its stories are visible is asked anew at every moment; what cannot be shown the river fills.
    """

    front = models.ForeignKey(Front, on_delete=models.PROTECT, related_name="editions")
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(default=OPEN_ENDED)
    arrangement = models.JSONField()
    version = models.PositiveIntegerField(help_text="The version of the front that this was made from.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="front_editions"
    )
    at = models.DateTimeField()
    note = LineField(max_length=255, blank=True)

    natural_key_fields = ("front_section_slug", "visible_from")
    natural_key_after = ("articles.front",)
    objects = FrontEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-visible_from", "-id"]
        verbose_name = "edition of a front page"
        verbose_name_plural = "editions of front pages"
        default_permissions = ()
        indexes = [
            # For the next moment at which a front begins or ends.
            models.Index(fields=["visible_from"], name="front_edition_begins"),
            models.Index(fields=["visible_until"], name="front_edition_ends"),
        ]
        constraints = [
            # That editions of a front do not overlap, and do not change, is kept by rules.py.
            models.UniqueConstraint(fields=["front", "visible_from"], name="front_edition_begins_once"),
            models.CheckConstraint(
                condition=Q(visible_from__lt=F("visible_until")), name="front_edition_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.front} (from {self.visible_from:%Y-%m-%d %H:%M} UTC)"

    @property
    def front_section_slug(self) -> str:
        return self.front.section_slug

    @property
    def arranged(self) -> Arrangement:
        return Arrangement.from_json(self.arrangement)
