"""Redirects: addresses that lead to where a thing lives now."""

from django.db import models
from django.db.models import Q

from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Redirect(NaturalKeyModel):
    """An address that the desk lets lead on: of another site, say, whose links are still in use.

    It leads to the article wherever that lives now, so one hop is always enough. An address that an article has
    left needs none: readers have seen an edition there, and `reading.destination` knows it.
    """

    path = models.CharField(max_length=500, unique=True, help_text="The old address, beginning with a slash.")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, blank=True, related_name="redirects"
    )
    target = models.CharField(
        max_length=500,
        blank=True,
        help_text="An address on this site, where it is no article that this leads to.",
    )

    natural_key_fields = ("path",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=Q(path__startswith="/"), name="redirect_path_is_absolute"),
            models.CheckConstraint(
                # "//" would begin the address of another host.
                condition=Q(article__isnull=False, target="")
                | Q(article=None, target__startswith="/") & ~Q(target__startswith="//"),
                name="redirect_leads_to_one_place",
            ),
        ]

    def __str__(self) -> str:
        return self.path
