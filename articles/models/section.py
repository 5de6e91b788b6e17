"""Sections: the desks of the newsroom, each article belongs to one."""

from django.db import models
from django.urls import reverse

from .fields import LineField, TextBlockField, UnicodeSlugField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Section(NaturalKeyModel):
    """A desk, and its front on the site. Read live: a new name shows everywhere at once."""

    name = LineField(max_length=60, unique=True)
    slug = UnicodeSlugField(
        max_length=60,
        unique=True,
        help_text="The last part of the section's address. Changing it breaks links.",
    )
    description = TextBlockField(blank=True, help_text="One or two sentences under the name on the section's page.")
    picture = models.ForeignKey(
        "articles.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="pictured_sections"
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Sections are listed from low to high.")
    four_eyes = models.BooleanField(
        null=True,
        blank=True,
        help_text="Whether somebody else than the writers has to approve. Unknown: as the newsroom has set it.",
    )
    in_navigation = models.BooleanField(default=True, help_text="Show the section in the site's main navigation.")

    natural_key_fields = ("slug",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="section_has_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="section_has_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:section", args=[self.slug])
