"""Images: the original pictures with what is known of them."""

import uuid
from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from ..text.body import IMAGE_KEY
from .fields import LineField, TextBlockField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


def image_file_name(image: "Image", name: str) -> str:
    """Where the file of `image` is kept: under the hash of its bytes. The name it came with is text, not a path."""
    ending = name.rpartition(".")[2]
    return f"images/{image.content_hash[:2]}/{image.content_hash[2:26]}.{ending}"


def new_image_key() -> str:
    """A key for an image that was given none."""
    return f"picture-{uuid.uuid4().hex[:12]}"


class Image(NaturalKeyModel):
    """An original picture. File and credit are read live: a fixed credit line shows everywhere at once.

    An image without a file is one that the desk waits for: a story that came in as text names it by
    its caption and credit. Readers do not see it.
    """

    key = models.CharField(
        max_length=120,
        unique=True,
        default=new_image_key,
        validators=[RegexValidator(rf"^{IMAGE_KEY.pattern}\Z", "Use letters, digits, hyphens and underscores.")],
        help_text="The name by which stories refer to this picture. It does not change.",
    )
    file = models.ImageField(upload_to=image_file_name, blank=True, max_length=200)
    original_name = LineField(max_length=255, blank=True, editable=False)
    title = LineField(max_length=200, help_text="For the desk: how this picture is found again.")
    caption = TextBlockField(
        blank=True,
        help_text="What the picture shows, who, where and when. Shown where an article has no caption of its own.",
    )
    alt_text = TextBlockField(
        "alt text",
        blank=True,
        help_text="What somebody who cannot see the picture should know. Not the caption again.",
    )
    is_decorative = models.BooleanField(
        "decorative",
        default=False,
        help_text="The picture says nothing that the text does not say: no alt text is needed.",
    )
    credit_line = LineField(max_length=255, blank=True, help_text="Who is named under the picture: “Ana Silva/Agency”.")
    creator = LineField(max_length=255, blank=True, help_text="Who made the picture.")
    copyright_notice = LineField(max_length=255, blank=True)
    usage_terms = TextBlockField("licence or usage terms", blank=True)
    usable_until = models.DateTimeField(
        null=True, blank=True, help_text="The moment at which the right to show this picture ends."
    )
    date_created = models.DateField("date taken", null=True, blank=True)
    place = LineField(max_length=255, blank=True)
    focal_x = models.FloatField(
        "focal point, across",
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="From 0 (left edge) to 1 (right edge). Crops keep this point in sight.",
    )
    focal_y = models.FloatField(
        "focal point, down",
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="From 0 (top) to 1 (bottom).",
    )
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    file_metadata = models.JSONField("what the file says", default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    natural_key_fields = ("key",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            # For the picture desk's list and chooser, newest first.
            models.Index(fields=["-created_at", "-id"], name="image_newest"),
            # For serving a file: which image is it?
            models.Index(fields=["file"], name="image_by_file"),
            # For the desk's home: pictures that name nobody, newest first, and those whose rights run out.
            models.Index(fields=["credit_line", "-created_at", "-id"], name="image_by_credit"),
            models.Index(
                fields=["usable_until"], condition=models.Q(usable_until__isnull=False), name="image_rights_end"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(key=""), name="image_has_key"),
            models.CheckConstraint(
                condition=models.Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="image_focal_point_inside",
            ),
            models.CheckConstraint(
                condition=models.Q(file="") | models.Q(width__gt=0, height__gt=0) & ~models.Q(content_hash=""),
                name="image_file_is_measured",
            ),
            # The same bytes are taken in once.
            models.UniqueConstraint(
                fields=["content_hash"], condition=~models.Q(content_hash=""), name="image_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    def is_usable_at(self, at: datetime) -> bool:
        """Whether there is a file and the right to show it has not ended at `at`."""
        return bool(self.file) and (self.usable_until is None or at < self.usable_until)
