"""Topics: what articles are about. A topic is a taggit tag with a page of its own."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from ..text import slug_from
from .fields import LineField, TextBlockField, UnicodeSlugField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Topic(NaturalKeyModel, TagBase):  # type: ignore[misc]
    """A subject. Read live: a new name or description shows everywhere at once."""

    name = LineField(max_length=100, unique=True)
    slug = UnicodeSlugField(
        max_length=100,
        unique=True,
        help_text="The last part of the topic's address. Changing it breaks links.",
    )
    description = TextBlockField(blank=True, help_text="One or two sentences under the name on the topic's page.")
    picture = models.ForeignKey(
        "articles.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="pictured_topics"
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The wider topic that this one is a part of.",
    )

    natural_key_fields = ("slug",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="topic_has_slug"),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="topic_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])

    def clean(self) -> None:
        """Refuses a parent that is itself, by whatever way, below this topic."""
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": "This topic would be above itself. Choose another parent."})
            above = above.parent

    def slugify(self, tag: str, i: int | None = None) -> str:
        """taggit's hook: the slug of a topic that was made by typing its name; `i` tells namesakes apart."""
        slug = slug_from(tag, fallback="topic")
        return slug if i is None else f"{slug}-{i}"


class TopicAlias(NaturalKeyModel):
    """Another name for a topic: what people type and search for, and never a second page."""

    topic = models.ForeignKey(
        Topic,
        # A part of the topic; it means nothing alone.
        on_delete=models.CASCADE,
        related_name="aliases",
    )
    name = LineField(max_length=100, unique=True)

    natural_key_fields = ("name",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "alias"
        verbose_name_plural = "aliases"

    def __str__(self) -> str:
        return self.name


class TaggedArticle(NaturalKeyModel, ItemBase):  # type: ignore[misc]
    """That an article is about a topic."""

    content_object = models.ForeignKey(
        "articles.Article",
        # A part of the article.
        on_delete=models.CASCADE,
        related_name="tagged_articles",
    )
    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="tagged_articles")

    natural_key_fields = ("content_object__uuid", "tag__slug")
    natural_key_after = ("articles.article", "articles.topic")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "topic of an article"
        verbose_name_plural = "topics of articles"
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="article_has_topic_once"),
        ]

    def __str__(self) -> str:
        return str(self.tag)
