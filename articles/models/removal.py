"""Taking things out of public sight for good, with a mark where they stood."""

from django.conf import settings
from django.db import models

from .fields import TextBlockField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Removal(NaturalKeyModel):
    """That an article was removed for legal reasons: its address answers 410 from then on."""

    article = models.OneToOneField("articles.Article", on_delete=models.PROTECT, related_name="removal")
    public_note = TextBlockField(blank=True, help_text="What readers are told, where that is lawful.")
    reason = TextBlockField(help_text="For the desk and the audit trail; never shown to readers.")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="removals")

    natural_key_fields = ("article__uuid",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="removal_has_reason")]

    def __str__(self) -> str:
        return f"{self.article} (removed)"


class Redaction(NaturalKeyModel):
    """That the text of a past edition is no longer shown in the public history; that it was is still said."""

    edition = models.OneToOneField("articles.Edition", on_delete=models.PROTECT, related_name="redaction")
    reason = TextBlockField(help_text="For the desk and the audit trail; never shown to readers.")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="redactions")

    natural_key_fields = ("edition__article__uuid", "edition__visible_from")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="redaction_has_reason")]

    def __str__(self) -> str:
        return f"{self.edition} (redacted)"
