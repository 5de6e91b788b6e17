"""The article: the desk's working copy. Nothing here is served to readers."""

import uuid

from django.conf import settings
from django.db import models
from taggit.managers import TaggableManager

from .backstop import Backstop, Reference
from .fields import BodyField, LineField, TextBlockField, UnicodeSlugField
from .finding import FoundByField
from .natural import NaturalKeyModel, NaturalKeyQuerySet


class Article(NaturalKeyModel):
    """What the desk edits. Saving one never changes what readers see; `publishing` does."""

    class Kind(models.TextChoices):
        NEWS = "news", "News"
        ANALYSIS = "analysis", "Analysis"
        OPINION = "opinion", "Opinion"
        EXPLAINER = "explainer", "Explainer"
        EDITORS_NOTE = "editors_note", "Editor’s note"
        SPONSORED = "sponsored", "Sponsored"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        CHANGES_REQUESTED = "changes_requested", "Changes requested"
        APPROVED = "approved", "Approved"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    # The words
    headline = LineField(max_length=255)
    short_headline = LineField(max_length=100, blank=True, help_text="For lists. Left empty, lists show the headline.")
    slug = UnicodeSlugField(
        max_length=100,
        blank=True,
        help_text="The last part of the address. Left empty, it is made from the headline.",
    )
    standfirst = TextBlockField(blank=True, help_text="One paragraph that says what the story says.")
    dateline = LineField(max_length=120, blank=True, help_text="Where the report was filed from: “RIGA, Latvia”.")
    body = BodyField(blank=True)

    # The lead picture
    lead_image = Reference(
        "articles.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="led_articles"
    )
    lead_caption = TextBlockField(blank=True, help_text="As used here. Left empty, the picture’s own caption is shown.")
    lead_alt_text = TextBlockField(
        "lead alt text", blank=True, help_text="As used here. Left empty, the picture’s own alt text is used."
    )

    # Where it belongs
    section = Reference("articles.Section", on_delete=models.PROTECT, null=True, blank=True, related_name="articles")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.NEWS)
    language = models.CharField(max_length=35, default="en", help_text="A language tag such as en, lv or pt-BR.")
    # Named by what never changes, so that a snapshot and an edition can keep it as it is.
    translation_of = Reference(
        "self",
        on_delete=models.PROTECT,
        to_field="uuid",
        null=True,
        blank=True,
        related_name="translations",
        help_text="The original, where this article is a translation of it. Readers of one find the others.",
    )
    topics = TaggableManager(through="articles.TaggedArticle", blank=True, verbose_name="topics")

    # Where it comes from
    source_line = LineField(
        max_length=255, blank=True, help_text="Where the report came from, as readers should see it."
    )
    source_url = models.URLField("source address", max_length=500, blank=True)

    # For search engines
    search_title = LineField(max_length=120, blank=True, help_text="Left empty, the headline is used.")
    search_description = TextBlockField(blank=True, help_text="Left empty, the standfirst is used.")
    canonical_url = models.URLField(
        "canonical address",
        max_length=500,
        blank=True,
        help_text="Only where the same story first appeared elsewhere.",
    )

    # The desk's business
    status = models.CharField("desk status", max_length=20, choices=Status.choices, default=Status.DRAFT)
    embargo = models.DateTimeField(
        null=True,
        blank=True,
        help_text="The moment before which nobody outside the desk may see anything of this article.",
    )
    hold_reason = LineField(
        max_length=255,
        blank=True,
        help_text="Why this article must not be published yet. Empty it to release the article.",
    )
    without_byline = models.BooleanField(
        "deliberately without a byline", default=False, help_text="The newsroom as a whole stands behind this article."
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # Work outlives the account of whoever had it.
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_articles",
    )
    due_at = models.DateTimeField("due", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="created_articles",
    )
    # Approval is of a revision: what is saved afterwards needs it again.
    approved_revision = models.ForeignKey(
        "articles.Revision", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    # The address of the last edition; null where there is none. Unique, so that two articles cannot
    # be given one address in the same moment.
    path = models.CharField(max_length=200, null=True, unique=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)

    # Copies of what is said elsewhere, so that lists and searches of the desk ask one table:
    # docs/decisions/0016-what-the-desks-list-asks.md
    found_by = FoundByField(default="", blank=True, editable=False)
    # The end of the last edition; null where there is none. `publishing` keeps it.
    visible_until = models.DateTimeField(null=True, editable=False)

    natural_key_fields = ("uuid",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]
        permissions = [
            ("edit_any_article", "Can edit the articles of others"),
            ("submit_article", "Can submit articles for review"),
            ("review_article", "Can approve articles, request changes and assign"),
            ("publish_article", "Can publish, schedule and withdraw articles"),
            ("override_checks", "Can publish against a check, with a reason"),
            ("override_four_eyes", "Can approve and publish own changes, with a reason"),
            ("remove_article", "Can remove articles and redact editions for legal reasons"),
        ]
        indexes = [
            # For the desk's list, newest first: all, of a section, in a status.
            models.Index(fields=["-updated_at", "-id"], name="article_newest"),
            models.Index(fields=["section", "-updated_at", "-id"], name="article_of_section"),
            models.Index(fields=["status", "-updated_at", "-id"], name="article_in_status"),
            # For what a person has to do, by when.
            models.Index(fields=["assigned_to", "due_at"], name="article_assigned"),
            # For searches of the desk: of a kind, what somebody began, what readers see no more.
            models.Index(fields=["kind", "-updated_at", "-id"], name="article_of_kind"),
            models.Index(fields=["created_by", "-updated_at", "-id"], name="article_begun_newest"),
            models.Index(fields=["visible_until"], name="article_visible_until"),
            # For what a person began or has and has not finished: the desk's home. Without the rows that are
            # nobody's, or a planner takes the nobodies for a person's share and walks the archive.
            models.Index(
                fields=["created_by", "status"], condition=models.Q(created_by__isnull=False), name="article_begun"
            ),
            models.Index(
                fields=["assigned_to", "status"], condition=models.Q(assigned_to__isnull=False), name="article_given"
            ),
            # For what is due on a day, and for the calendar: few articles have either date.
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="article_due"),
            models.Index(fields=["embargo"], condition=models.Q(embargo__isnull=False), name="article_embargo"),
        ]
        constraints = [
            Backstop(condition=~models.Q(headline=""), name="article_has_headline"),
            Backstop(condition=~models.Q(translation_of=models.F("uuid")), name="article_no_translation_of_itself"),
            Backstop(
                condition=models.Q(kind__in=["news", "analysis", "opinion", "explainer", "editors_note", "sponsored"]),
                name="article_kind_known",
            ),
            Backstop(
                condition=models.Q(status__in=["draft", "in_review", "changes_requested", "approved"]),
                name="article_status_known",
            ),
        ]

    def __str__(self) -> str:
        return self.short_headline or self.headline


class Contributor(NaturalKeyModel):
    """An author's part in an article: one name of the byline, in its place."""

    class Role(models.TextChoices):
        BY = "by", "By"
        REPORTING = "reporting", "Reporting"
        PHOTOGRAPHS = "photographs", "Photographs"
        ADDITIONAL_REPORTING = "additional_reporting", "Additional reporting"
        EDITED = "edited", "Edited"

    article = models.ForeignKey(
        Article,
        # A part of the article.
        on_delete=models.CASCADE,
        related_name="contributors",
    )
    author = Reference("articles.Author", on_delete=models.PROTECT, related_name="contributions")
    role = models.CharField(max_length=30, choices=Role.choices, default=Role.BY)
    position = models.PositiveSmallIntegerField(default=0)

    natural_key_fields = ("article__uuid", "author__slug", "role")
    natural_key_after = ("articles.article", "articles.author")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="contributor_once_per_role",
                violation_error_message="This author has this role already.",
            ),
            Backstop(
                condition=models.Q(role__in=["by", "reporting", "photographs", "additional_reporting", "edited"]),
                name="contributor_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.author}"
