"""Editions: what readers see, from a moment until a moment. Written by `publishing`, read by `reading`."""

from datetime import UTC, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from .fields import LineField, TextBlockField, UnicodeSlugField
from .natural import NaturalKeyModel, NaturalKeyQuerySet

# The end of an edition that has none. Far from the last year that datetime knows, since that
# overflows when it is shown in a zone east of Greenwich.
OPEN_ENDED = datetime(9000, 1, 1, tzinfo=UTC)


class EditionQuerySet(NaturalKeyQuerySet["Edition"]):
    def visible_at(self, at: datetime) -> Self:
        """What readers see at `at`: at most one edition of an article."""
        # Said as what is left out, SQLite takes none of the indexes of beginnings and ends for it: nearly all editions
        # have begun and none has ended, and it would read and sort them all. To PostgreSQL both ways are the same.
        return self.exclude(visible_from__gt=at).exclude(visible_until__lte=at)

    def listed_at(self, at: datetime) -> Self:
        """What lists show at `at`: what is visible and not retracted."""
        return self.visible_at(at).filter(is_retracted=False)

    def newest_first(self) -> Self:
        """In the order of every public list; matched by the indexes below."""
        return self.order_by("-first_published_at", "-article_id")


class Edition(NaturalKeyModel):
    """One revision as readers see it. Immutable but for its end; a database trigger refuses other changes.

    The columns are what public lists sort, filter and print; `content` is the rest of the page.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="editions")
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="editions")
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(default=OPEN_ENDED)

    path = models.CharField(max_length=200)
    slug = UnicodeSlugField(max_length=110)
    headline = LineField(max_length=255)
    short_headline = LineField(max_length=100, blank=True)
    standfirst = TextBlockField(blank=True)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=35)
    # The original's uuid; null for what is no translation.
    translation_of = models.UUIDField(null=True, blank=True)
    section = models.ForeignKey("articles.Section", on_delete=models.PROTECT, related_name="editions")
    lead_image = models.ForeignKey(
        "articles.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="led_editions"
    )
    first_published_at = models.DateTimeField()
    modified_at = models.DateTimeField()
    # Out of every list, and marked on its own page.
    is_retracted = models.BooleanField(default=False)
    # What readers are told of this edition in the public history.
    is_minor = models.BooleanField(default=False)
    change_note = LineField(max_length=255, blank=True)
    content = models.JSONField()

    natural_key_fields = ("article__uuid", "visible_from")
    natural_key_after = ("articles.article",)
    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "visible_from"]
        indexes = [
            # For an article's page, and for an address that it once had.
            models.Index(fields=["path", "visible_from"], name="edition_at_path"),
            # For the translations of a story.
            models.Index(
                fields=["translation_of"], condition=models.Q(translation_of__isnull=False), name="edition_translation"
            ),
            # For the front page and the archive.
            models.Index(fields=["-first_published_at", "-article"], name="edition_newest"),
            # For a section's page.
            models.Index(fields=["section", "-first_published_at", "-article"], name="edition_of_section"),
            # For what goes out and what comes off between two moments: the desk's home and its calendar.
            models.Index(fields=["visible_from"], name="edition_begins"),
            models.Index(fields=["visible_until"], name="edition_ends"),
        ]
        constraints = [
            # That editions of an article do not overlap is kept by a trigger or an exclusion
            # constraint: migration 0002.
            models.UniqueConstraint(fields=["article", "visible_from"], name="edition_begins_once"),
            models.CheckConstraint(condition=Q(visible_from__lt=F("visible_until")), name="edition_ends_after_start"),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="edition_has_path"),
            models.CheckConstraint(condition=~Q(headline=""), name="edition_has_headline"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (from {self.visible_from:%Y-%m-%d %H:%M} UTC)"

    def get_absolute_url(self) -> str:
        return self.path

    @property
    def list_headline(self) -> str:
        """The headline that lists show."""
        return self.short_headline or self.headline


class EditionContributor(NaturalKeyModel):
    """One name of an edition's byline. Who and in which role is frozen; the name itself is read live."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="contributors")
    author = models.ForeignKey("articles.Author", on_delete=models.PROTECT, related_name="edition_contributions")
    role = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    # True for the first of an author's roles in the edition, so that the author's page lists it once.
    is_first = models.BooleanField()
    # Copied from the edition, so that an author's list is one walk along one index.
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+", db_index=False)
    first_published_at = models.DateTimeField()

    natural_key_fields = ("edition__article__uuid", "edition__visible_from", "position")
    natural_key_after = ("articles.edition", "articles.author")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        verbose_name = "name in an edition’s byline"
        verbose_name_plural = "names in editions’ bylines"
        indexes = [
            # For an author's page.
            models.Index(
                fields=["author", "-first_published_at", "-article"],
                condition=Q(is_first=True),
                name="edition_of_author",
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="edition_byline_in_order")]

    def __str__(self) -> str:
        return f"{self.author} ({self.role})"


class EditionTopic(NaturalKeyModel):
    """That an edition is about a topic."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="edition_topics")
    topic = models.ForeignKey("articles.Topic", on_delete=models.PROTECT, related_name="edition_topics")
    position = models.PositiveSmallIntegerField()
    # Copied from the edition, so that a topic's list is one walk along one index.
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+", db_index=False)
    first_published_at = models.DateTimeField()

    natural_key_fields = ("edition__article__uuid", "edition__visible_from", "position")
    natural_key_after = ("articles.edition", "articles.topic")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        verbose_name = "topic of an edition"
        verbose_name_plural = "topics of editions"
        indexes = [
            # For a topic's page.
            models.Index(fields=["topic", "-first_published_at", "-article"], name="edition_of_topic"),
        ]
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="edition_has_topic_once")]

    def __str__(self) -> str:
        return str(self.topic)


class EditionImage(NaturalKeyModel):
    """That an edition shows an image: what makes the image's file public while the edition is visible."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="edition_images")
    image = models.ForeignKey("articles.Image", on_delete=models.PROTECT, related_name="edition_images")

    natural_key_fields = ("edition__article__uuid", "edition__visible_from", "image__key")
    natural_key_after = ("articles.edition", "articles.image")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "id"]
        verbose_name = "picture in an edition"
        verbose_name_plural = "pictures in editions"
        constraints = [models.UniqueConstraint(fields=["edition", "image"], name="edition_has_image_once")]

    def __str__(self) -> str:
        return str(self.image)
