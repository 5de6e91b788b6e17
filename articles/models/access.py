"""Narrowing a person's permissions to sections."""

from django.conf import settings
from django.db import models

from .natural import NaturalKeyModel, NaturalKeyQuerySet


class SectionAccess(NaturalKeyModel):
    """That a person works for a section. Who has none of these works for all of them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # It means nothing without the person.
        on_delete=models.CASCADE,
        related_name="section_access",
    )
    section = models.ForeignKey(
        "articles.Section",
        # It means nothing without the section.
        on_delete=models.CASCADE,
        related_name="people",
    )

    natural_key_fields = ("user__username", "section__slug")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "section that a person works for"
        verbose_name_plural = "sections that people work for"
        constraints = [models.UniqueConstraint(fields=["user", "section"], name="access_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.section}"
