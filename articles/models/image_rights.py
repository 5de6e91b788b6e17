"""The rights of an image: where it comes from, who may be named, and where, when and how often it may be shown."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .fields import LineField, TextBlockField

# IPTC's list of digital source types: an AI made or changed the picture.
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Licence(models.TextChoices):
    """On what ground the newsroom shows a picture."""

    UNKNOWN = "unknown", "Unknown"
    OWN = "own", "Our own"
    AGENCY = "agency", "Agency, by contract"
    HANDOUT = "handout", "Handout, on terms"
    CC0 = "cc0-1.0", "CC0 1.0"
    CC_BY_2 = "cc-by-2.0", "CC BY 2.0"
    CC_BY_3 = "cc-by-3.0", "CC BY 3.0"
    CC_BY_4 = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA_2 = "cc-by-sa-2.0", "CC BY-SA 2.0"
    CC_BY_SA_3 = "cc-by-sa-3.0", "CC BY-SA 3.0"
    CC_BY_SA_4 = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_ND_4 = "cc-by-nd-4.0", "CC BY-ND 4.0"
    CC_BY_NC_4 = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA_4 = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
    CC_BY_NC_ND_4 = "cc-by-nc-nd-4.0", "CC BY-NC-ND 4.0"

    @property
    def address(self) -> str:
        """Where the text of a Creative Commons licence stands; empty for the others."""
        if self is Licence.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        if not self.value.startswith("cc-"):
            return ""
        conditions, _, version = self.value.removeprefix("cc-").rpartition("-")
        return f"https://creativecommons.org/licenses/{conditions}/{version}/"


class AllowedUse(models.TextChoices):
    """Where a picture may appear at all."""

    EVERYWHERE = "everywhere", "Everywhere"
    SITE = "site", "On our pages only: not in feeds, nor where stories are shared"
    PRINT = "print", "In print only: never on the web"


class SourceType(models.TextChoices):
    """How a picture came to be: the part of IPTC's list that newsrooms use, by the last part of its address."""

    CAPTURE = "digitalCapture", "Photograph"
    FILM = "negativeFilm", "Photograph on film"
    PRINT = "print", "Scan of a print"
    HUMAN_EDITS = "humanEdits", "Photograph, edited by a person"
    COMPOSITE = "compositeCapture", "Composite of photographs"
    CREATION = "digitalCreation", "Drawn or made by a person"
    ALGORITHMIC = "algorithmicMedia", "Made by a program without AI: map, chart"
    SCREEN = "screenCapture", "Screenshot"
    VIRTUAL = "virtualRecording", "Recording of a virtual event"
    AI_MADE = "trainedAlgorithmicMedia", "Made by AI"
    AI_COMPOSITE = "compositeWithTrainedAlgorithmicMedia", "Edited with AI"
    AI_SYNTHETIC = "compositeSynthetic", "Composite with parts made by AI"

    @property
    def address(self) -> str:
        """The term's address in IPTC's list, as files and structured data name it."""
        return _SOURCE_TYPES + self.value


AI_LABELS = {
    SourceType.AI_MADE: "Made with AI",
    SourceType.AI_COMPOSITE: "Edited with AI",
    SourceType.AI_SYNTHETIC: "Contains parts made with AI",
}


class DataMining(models.TextChoices):
    """Whether machines may learn from a picture: terms of the PLUS vocabulary."""

    UNSPECIFIED = "", "Not said"
    ALLOWED = "DMI-ALLOWED", "Allowed"
    PROHIBITED = "DMI-PROHIBITED", "Prohibited"
    NO_AI_TRAINING = "DMI-PROHIBITED-AIMLTRAINING", "Prohibited for training AI"
    NO_GENERATIVE_AI = "DMI-PROHIBITED-GENAIMLTRAINING", "Prohibited for training generative AI"
    SEARCH_ONLY = "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING", "Prohibited, search engines excepted"
    SEE_TERMS = "DMI-PROHIBITED-SEECONSTRAINT", "Prohibited, see the terms"


class ImageRights(models.Model):
    """What is known of an image's origin and rights. Read live: a change takes effect everywhere at once."""

    creator = LineField(max_length=255, blank=True, help_text="Who made the picture.")
    credit_line = LineField(max_length=255, blank=True, help_text="Who is named under the picture: “Ana Silva/Agency”.")
    copyright_notice = LineField(max_length=255, blank=True)
    licence = models.CharField(max_length=20, choices=Licence.choices, default=Licence.UNKNOWN)
    usage_terms = TextBlockField("terms", blank=True, help_text="What the licence asks for, in the words of its giver.")
    web_statement = models.URLField(
        "web statement of rights", blank=True, max_length=500, help_text="A page that says what may be done with it."
    )
    licensor_name = LineField(max_length=255, blank=True)
    licensor_url = models.URLField(
        "licensor's page", blank=True, max_length=500, help_text="Where others get a licence for this picture."
    )
    digital_source_type = models.CharField(
        "how it was made", max_length=40, choices=SourceType.choices, blank=True, help_text="AI is named to readers."
    )
    data_mining = models.CharField(
        "machine learning", max_length=50, choices=DataMining.choices, default=DataMining.UNSPECIFIED, blank=True
    )
    instructions = TextBlockField(blank=True, help_text="What the giver asks of editors: “not for web”, an embargo.")

    allowed_use = models.CharField(
        "may appear", max_length=20, choices=AllowedUse.choices, default=AllowedUse.EVERYWHERE
    )
    limited_to_sections = models.ManyToManyField(
        "articles.Section", blank=True, related_name="+", help_text="Only there. None: in every section."
    )
    limited_to_articles = models.ManyToManyField(
        "articles.Article", blank=True, related_name="+", help_text="Only with these. None: with every article."
    )
    maximum_uses = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="In so many articles at most, those of the past included."
    )
    embargo = models.DateTimeField(null=True, blank=True, help_text="Nobody outside sees the picture before this.")
    usable_from = models.DateTimeField(
        null=True, blank=True, help_text="The moment at which the right to show this picture begins."
    )
    usable_until = models.DateTimeField(
        null=True, blank=True, help_text="The moment at which the right to show this picture ends."
    )
    killed_at = models.DateTimeField(null=True, blank=True, editable=False)
    kill_reason = LineField(max_length=255, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def ai_label(self) -> str:
        """What readers and editors are told of AI's part in the picture; empty where it had none."""
        return AI_LABELS.get(self.digital_source_type, "")  # type: ignore[call-overload]

    @property
    def licence_address(self) -> str:
        """The page that says what may be done: the picture's own, else the text of its Creative Commons licence."""
        return self.web_statement or Licence(self.licence).address

    @property
    def may_leave_the_site(self) -> bool:
        """Whether the picture may also go where others take it from: feeds, sharing, structured data, syndication.

        Whether it may be shown at all is `may_be_shown_at`'s.
        """
        return self.allowed_use == AllowedUse.EVERYWHERE

    def may_be_shown_at(self, at: datetime) -> bool:
        """Whether the rights themselves let readers see the picture at `at`, wherever it stands."""
        return (
            self.killed_at is None
            and self.allowed_use != AllowedUse.PRINT
            and not (self.embargo and at < self.embargo)
            and not (self.usable_from and at < self.usable_from)
            and not (self.usable_until and at >= self.usable_until)
        )

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.usable_from and self.usable_until and self.usable_from >= self.usable_until:
            errors["usable_until"] = "The right would end before it begins."
        if self.licence == Licence.HANDOUT and not self.usage_terms:
            errors["usage_terms"] = "Say on what terms the handout may be used."
        if self.maximum_uses == 0:
            errors["maximum_uses"] = "For a picture that is never shown choose “in print only” instead."
        if errors:
            raise ValidationError(errors)


def shown_at(at: datetime) -> Q:
    """`may_be_shown_at` as a condition on images."""
    return (
        Q(killed_at=None)
        & ~Q(allowed_use=AllowedUse.PRINT)
        & (Q(embargo=None) | Q(embargo__lte=at))
        & (Q(usable_from=None) | Q(usable_from__lte=at))
        & (Q(usable_until=None) | Q(usable_until__gt=at))
    )
