"""What the newspaper says of itself: about us, contact, its policies. The desk's copy, and the readers'."""

from datetime import datetime
from functools import cache
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .edition import OPEN_ENDED
from .fields import BodyField, LineField, TextBlockField, UnicodeSlugField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class HousePage(NaturalKeyModel):
    """One of them as the desk writes it. Readers see its title and text when they are published.

    Its place (kind, footer, position) is read live, as a section's is; its address is chosen once.
    """

    class Kind(models.TextChoices):
        """Policies are called as schema.org calls them: https://schema.org/NewsMediaOrganization."""

        ABOUT = "about", "About us"
        CONTACT = "contact", "Contact"
        PUBLISHING_PRINCIPLES = "publishingPrinciples", "Publishing principles"
        ETHICS = "ethicsPolicy", "Ethics policy"
        CORRECTIONS = "correctionsPolicy", "Corrections policy"
        MASTHEAD = "masthead", "Masthead: who we are"
        OWNERSHIP = "ownershipFundingInfo", "Ownership and funding"
        VERIFICATION = "verificationFactCheckingPolicy", "Verification and fact-checking"
        UNNAMED_SOURCES = "unnamedSourcesPolicy", "Unnamed sources"
        FEEDBACK = "actionableFeedbackPolicy", "Feedback from readers"
        DIVERSITY = "diversityPolicy", "Diversity policy"
        STAFFING = "diversityStaffingReport", "Diversity of the staff"
        MISSION = "missionCoveragePrioritiesPolicy", "Mission and coverage priorities"
        BYLINES = "noBylinesPolicy", "Stories without a byline"
        PRIVACY = "privacy", "Privacy"
        TERMS = "terms", "Terms of use"
        ACCESSIBILITY = "accessibility", "Accessibility"
        OTHER = "other", "Another one"

    title = LineField(max_length=120)
    slug = UnicodeSlugField(
        max_length=60, unique=True, help_text="The last part of its address, /about/…/. It cannot be changed later."
    )
    kind = models.CharField(
        max_length=40,
        choices=Kind.choices,
        default=Kind.OTHER,
        help_text="What it is. Search engines are told where each policy stands. “About us” is at /about/ itself.",
    )
    summary = TextBlockField(blank=True, help_text="One or two sentences under the title, and for search engines.")
    body = BodyField(blank=True)
    in_footer = models.BooleanField(
        "in the footer", default=True, help_text="Link to it at the foot of every page. Otherwise only from /about/."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="They are listed from low to high.")
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    natural_key_fields = ("slug",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = "page about us"
        verbose_name_plural = "pages about us"
        default_permissions = ("view", "add", "change")
        permissions = [("publish_housepage", "Can publish, schedule and withdraw pages about us")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="house_page_has_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="house_page_has_slug"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=~Q(kind="other"),
                name="house_page_kind_once",
                violation_error_message="There is a page of this kind already. Change that one.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of_house_page(self.slug, self.kind)


@cache
def address_of_house_page(slug: str, kind: str) -> str:
    """Where readers find it: the page “About us” is the first of them all."""
    if kind == HousePage.Kind.ABOUT:
        return reverse("articles:about")
    return reverse("articles:house_page", args=[slug])


class HousePageEditionQuerySet(NaturalKeyQuerySet["HousePageEdition"]):
    def get_by_natural_key(self, *key: Any) -> "HousePageEdition":
        slug, visible_from = key
        return self.get(house_page__slug=slug, visible_from=visible_from)

    def visible_at(self, at: datetime) -> Self:
        """What readers see at `at`: at most one edition of a page."""
        return self.filter(visible_from__lte=at, visible_until__gt=at)


class HousePageEdition(NaturalKeyModel):
    """Its words as readers see them, from a moment until a moment. Immutable but for its end, as an Edition is."""

    house_page = models.ForeignKey(HousePage, on_delete=models.PROTECT, related_name="editions")
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(default=OPEN_ENDED)
    title = LineField(max_length=120)
    summary = TextBlockField(blank=True)
    body = BodyField(blank=True)
    version = models.PositiveIntegerField(help_text="The version of the page that this was made from.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="house_page_editions"
    )
    at = models.DateTimeField()
    note = LineField(max_length=255, blank=True)

    natural_key_fields = ("house_page__slug", "visible_from")
    natural_key_after = ("articles.housepage",)
    objects = HousePageEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-visible_from", "-id"]
        verbose_name = "edition of a page about us"
        verbose_name_plural = "editions of pages about us"
        default_permissions = ()
        constraints = [
            # That editions of a page do not overlap, and do not change, is kept by rules.py.
            models.UniqueConstraint(fields=["house_page", "visible_from"], name="house_page_edition_begins_once"),
            models.CheckConstraint(
                condition=Q(visible_from__lt=F("visible_until")), name="house_page_edition_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (from {self.visible_from:%Y-%m-%d %H:%M} UTC)"
