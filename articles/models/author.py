"""Authors: the people and desks that bylines name."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from .fields import LineField, TextBlockField, UnicodeSlugField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Author(NaturalKeyModel):
    """Somebody who is named in bylines. Read live: a new name or picture shows everywhere at once."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        DESK = "desk", "Desk or agency"

    name = LineField(max_length=120)
    slug = UnicodeSlugField(
        max_length=120,
        unique=True,
        help_text="The last part of the author's address. Changing it breaks links.",
    )
    kind = models.CharField(
        max_length=10,
        choices=Kind.choices,
        default=Kind.PERSON,
        help_text="A desk (“Graphics desk”) is named in bylines like a person, and told apart for search engines.",
    )
    job_title = LineField(max_length=120, blank=True)
    biography = TextBlockField(
        blank=True, help_text="Plain text for the author's page. Leave a line empty between paragraphs."
    )
    picture = models.ForeignKey(
        "articles.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="pictured_authors"
    )
    email = models.EmailField(
        blank=True, help_text="Shown to readers on the author's page. Leave it empty to keep it private."
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        # The byline outlives the account.
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text="The account with which this author signs in, if there is one.",
    )
    works_here = models.BooleanField("still working here", default=True)

    natural_key_fields = ("slug",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]
        # For the desk's list and its autocomplete.
        indexes = [models.Index(fields=["name", "slug"], name="author_by_name")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="author_has_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="author_has_slug"),
            models.CheckConstraint(condition=models.Q(kind__in=["person", "desk"]), name="author_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])


class Profile(NaturalKeyModel):
    """A public profile of an author elsewhere: a name for it and its address."""

    author = models.ForeignKey(
        Author,
        # A part of the author; it means nothing alone.
        on_delete=models.CASCADE,
        related_name="profiles",
    )
    label = LineField(max_length=60, help_text="What readers see: “Mastodon”, “Personal site”.")
    url = models.URLField("address", max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    natural_key_fields = ("author__slug", "url")
    natural_key_after = ("articles.author",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["author", "url"], name="profile_once_per_author")]

    def __str__(self) -> str:
        return self.label
