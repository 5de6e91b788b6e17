"""Images: the original pictures with what is known of them."""

import hashlib
import json
import secrets
import uuid
from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Substr

from ..text.body import IMAGE_KEY
from .fields import LineField, TextBlockField
from .finding import ImageFoundByField
from .image_rights import ImageRights
from .natural import NaturalKeyModel, NaturalKeyQuerySet

# What a delivered file shows or says: a change of one of these makes new files, under a new version.
DELIVERED = (
    "content_hash",
    "focal_x",
    "focal_y",
    "crops",
    "title",
    "caption",
    "alt_text",
    "creator",
    "credit_line",
    "copyright_notice",
    "licence",
    "usage_terms",
    "web_statement",
    "licensor_name",
    "licensor_url",
    "digital_source_type",
    "data_mining",
    "date_created",
    "place",
)


def image_file_name(image: "Image", name: str) -> str:
    """Where the original of `image` is kept: under a random name. The name it came with is text, not a path."""
    ending = name.rpartition(".")[2]
    return f"originals/{image.token[:2]}/{image.token}.{ending}"


def new_image_key() -> str:
    """A key for an image that was given none."""
    return f"picture-{uuid.uuid4().hex[:12]}"


def new_token() -> str:
    """128 random bits: the name of an image's files, which nobody can guess."""
    return secrets.token_hex(16)


class Image(ImageRights, NaturalKeyModel):
    """An original picture. File and credit are read live: a fixed credit line shows everywhere at once.

    The original is the desk's; readers get renditions of it. An image without a file is one that the desk
    waits for: a story that came in as text names it by its caption and credit. Readers do not see it.
    """

    key = models.CharField(
        max_length=120,
        unique=True,
        default=new_image_key,
        validators=[RegexValidator(rf"^{IMAGE_KEY.pattern}\Z", "Use letters, digits, hyphens and underscores.")],
        help_text="The name by which stories refer to this picture. It does not change.",
    )
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    file = models.FileField(upload_to=image_file_name, blank=True, max_length=200)
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
    date_created = models.DateField("date taken", null=True, blank=True)
    place = LineField(max_length=255, blank=True)
    keywords = TextBlockField(blank=True, help_text="Words to find the picture by, with commas between them.")
    topics = models.ManyToManyField("articles.Topic", blank=True, related_name="images")
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
    # What somebody cut by hand, by the name of the ratio: {"16x9": [x, y, width, height]} in parts of the picture.
    crops = models.JSONField(default=dict, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    # 64 bits as 16 hexadecimal digits that hardly change when a picture is resized or compressed again.
    perceptual_hash = models.CharField(max_length=16, blank=True, editable=False)
    # By the names of `imaging`: the value, and whether XMP, IIM or Exif said it.
    file_metadata = models.JSONField("what the file says", default=dict, blank=True, editable=False)
    # What Content Credentials (C2PA) in the file say, where there are any.
    credentials = models.JSONField("content credentials", default=dict, blank=True, editable=False)
    # Names the files that readers get: of what is in them and what they say. Kept by save().
    version = models.CharField(max_length=12, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    # What the desk's search looks through.
    found_by = ImageFoundByField(default="", blank=True, editable=False)

    natural_key_fields = ("key",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        permissions = [("kill_image", "Can kill images: gone from every page at once")]
        indexes = [
            # For the picture desk's list and chooser, newest first.
            models.Index(fields=["-created_at", "-id"], name="image_newest"),
            # For the desk's home: pictures that name nobody, newest first, and those whose rights run out.
            models.Index(fields=["credit_line", "-created_at", "-id"], name="image_by_credit"),
            models.Index(
                fields=["usable_until"], condition=models.Q(usable_until__isnull=False), name="image_rights_end"
            ),
            # For pictures that readers may not see: those few that were killed, or have not begun.
            models.Index(fields=["killed_at"], condition=models.Q(killed_at__isnull=False), name="image_killed"),
            models.Index(fields=["embargo"], condition=models.Q(embargo__isnull=False), name="image_embargo"),
            models.Index(fields=["usable_from"], condition=models.Q(usable_from__isnull=False), name="image_begins"),
            models.Index(fields=["allowed_use"], name="image_allowed_use"),
            # For pictures that look alike: two that differ in at most three bits share one of four quarters.
            *(
                models.Index(Substr("perceptual_hash", first, 4), name=f"image_alike_{first}")
                for first in (1, 5, 9, 13)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(key=""), name="image_has_key"),
            models.CheckConstraint(condition=~models.Q(token=""), name="image_has_token"),
            models.CheckConstraint(
                condition=models.Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="image_focal_point_inside",
            ),
            models.CheckConstraint(
                condition=models.Q(file="") | models.Q(width__gt=0, height__gt=0) & ~models.Q(content_hash=""),
                name="image_file_is_measured",
            ),
            models.CheckConstraint(
                condition=models.Q(killed_at=None) | ~models.Q(kill_reason=""), name="image_killed_for_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(usable_from=None)
                | models.Q(usable_until=None)
                | models.Q(usable_from__lt=models.F("usable_until")),
                name="image_rights_begin_before_they_end",
            ),
            # The same bytes are taken in once.
            models.UniqueConstraint(
                fields=["content_hash"], condition=~models.Q(content_hash=""), name="image_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps `version` and `found_by` in step with what they are made from; who updates in bulk sets them too."""
        self.version = self.version_now()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "version", "found_by"}
        super().save(*args, **kwargs)

    def version_now(self) -> str:
        """The version that the columns as they stand amount to; empty without a file."""
        if not self.file:
            return ""
        said = json.dumps([getattr(self, name) for name in DELIVERED], default=str, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    def is_usable_at(self, at: datetime) -> bool:
        """Whether there is a file and its rights let readers see it at `at`."""
        return bool(self.file) and self.may_be_shown_at(at)


class Collection(NaturalKeyModel):
    """Pictures that the desk keeps together: an election, a match, the portraits of a government."""

    name = LineField(max_length=100, unique=True)
    description = TextBlockField(blank=True)
    images = models.ManyToManyField(Image, blank=True, related_name="collections")

    natural_key_fields = ("name",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="collection_has_name")]

    def __str__(self) -> str:
        return self.name


class Rendition(models.Model):
    """A file that readers may get of an image, as it was made. Which ones there can be, `imaging` says.

    A row follows its file: what can be made again is not kept in fixtures.
    """

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    version = models.CharField(max_length=12)
    spec = models.CharField(max_length=20)
    format = models.CharField(max_length=10)
    file = models.FileField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField("bytes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "version", "spec", "format"], name="rendition_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.image}, {self.spec} as {self.format}"
