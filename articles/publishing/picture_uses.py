"""Where pictures are used, and which articles have a hole where one may not be shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Model, Q, QuerySet

from ..models import AllowedUse, Article, Edition, EditionImage, Front, FrontEdition, Image

# How many of each are looked at for one picture; a page of the desk shows fewer.
MOST = 200


@dataclass(frozen=True)
class Uses:
    """Where one picture is used. Of each article the newest edition alone; `has_more` where not all are listed."""

    live: list[Edition]
    scheduled: list[Edition]
    # Shown once, and readers do not see it there any more.
    past: list[Edition]
    # Working copies that name it, whether readers see it there or not.
    working: list[Article]
    # Fronts on which a story stands that it leads, as arranged for readers or at the desk.
    fronts: list[Front]
    # Sections, topics and authors.
    stands_for: list[Model]
    has_more: bool

    @property
    def is_unused(self) -> bool:
        return not any([self.live, self.scheduled, self.past, self.working, self.stands_for])


def uses_of(image: Image, *, at: datetime) -> Uses:
    """Where `image` is used at `at`. Seven queries at most, whatever the archive's size."""
    shown = Edition.objects.filter(edition_images__image=image).select_related("section").defer("content")
    # What readers see without an end comes first, so that it is never what is left out.
    editions = list(shown.order_by("-visible_until", "-visible_from", "-id")[: MOST + 1])
    live = [edition for edition in editions if edition.visible_from <= at < edition.visible_until]
    ahead = [edition for edition in editions if edition.visible_from > at]
    seen = {edition.article_id for edition in live}
    past = {edition.article_id: edition for edition in reversed(editions) if edition.visible_until <= at}
    working = list(_working_copies(image)[: MOST + 1])
    return Uses(
        live=live[:MOST],
        scheduled=sorted(ahead, key=lambda edition: edition.visible_from)[:MOST],
        past=[edition for article, edition in reversed(past.items()) if article not in seen],
        working=working[:MOST],
        fronts=_fronts_with(image, live, at=at),
        stands_for=[
            *image.pictured_sections.all()[:MOST],
            *image.pictured_topics.all()[:MOST],
            *image.pictured_authors.all()[:MOST],
        ],
        has_more=len(editions) > MOST or len(working) > MOST,
    )


def holes_at(at: datetime, *, since: datetime | None = None) -> QuerySet[EditionImage]:
    """Where readers see an article without a picture that stands in it, or will when it goes out; newest first.

    Rows of live editions whose picture may not be shown at `at`, and of scheduled ones whose picture may not
    be shown when they begin. Retracted ones show none. `since` leaves out pictures whose right ended before
    that. One query; the articles, sections and images come with it.
    """
    rows = EditionImage.objects.exclude(image__file="").filter(edition__is_retracted=False)
    live = rows.filter(edition__visible_from__lte=at, edition__visible_until__gt=at)
    live = live.filter(image__in=_not_shown_at(at, since=since))
    begins = F("edition__visible_from")
    ahead = rows.filter(edition__visible_from__gt=at).filter(
        Q(image__killed_at__isnull=False)
        | Q(image__allowed_use=AllowedUse.PRINT)
        | Q(image__embargo__gt=begins)
        | Q(image__usable_from__gt=begins)
        | Q(image__usable_until__lte=begins)
    )
    found = live.order_by().values("pk").union(ahead.order_by().values("pk"))
    return (
        EditionImage.objects.filter(pk__in=found)
        .select_related("edition__article", "edition__section", "image")
        .defer(
            "edition__content",
            "image__file_metadata",
            "image__credentials",
            *(f"edition__article__{name}" for name in ("body", "standfirst", "lead_caption", "lead_alt_text")),
        )
        .order_by("-edition__first_published_at", "-edition__article", "edition__visible_from", "id")
    )


def articles_with_hole(*, at: datetime, since: datetime | None = None) -> dict[Article, list[EditionImage]]:
    """`holes_at` by the article, the newest first. One query."""
    found: dict[Article, list[EditionImage]] = {}
    for hole in holes_at(at, since=since):
        found.setdefault(hole.edition.article, []).append(hole)
    return found


def _not_shown_at(at: datetime, *, since: datetime | None) -> QuerySet[Image, Any]:
    """The ids of images that may not be shown at `at`: each reason apart, since each has an index of its own."""
    ended = Q(usable_until__lte=at)
    if since is not None:
        ended &= Q(usable_until__gte=since)
    reasons = [Q(killed_at__isnull=False), Q(embargo__gt=at), Q(usable_from__gt=at), Q(allowed_use=AllowedUse.PRINT)]
    first, *rest = (Image.objects.filter(reason).order_by().values("pk") for reason in [ended, *reasons])
    return first.union(*rest)


def _working_copies(image: Image) -> QuerySet[Article]:
    leads = Article.objects.filter(lead_image=image).order_by().values("pk")
    inside = Article.objects.filter(body__contains=f'data-image="{image.key}"').order_by().values("pk")
    articles = Article.objects.filter(pk__in=leads.union(inside)).select_related("section")
    return articles.defer("body", "standfirst", "lead_caption", "lead_alt_text").order_by("-updated_at", "-id")


def _fronts_with(image: Image, live: list[Edition], *, at: datetime) -> list[Front]:
    """The fronts that pin a live story which `image` leads. No query where it leads none."""
    led = [edition.article_id for edition in live if edition.lead_image_id == image.pk]
    if not led:
        return []
    uuids = set(Article.objects.filter(pk__in=led).values_list("uuid", flat=True))
    fronts = {front.pk: front for front in Front.objects.select_related("section")}
    arranged = {front.pk: front.arranged.articles for front in fronts.values()}
    for edition in FrontEdition.objects.visible_at(at):
        arranged[edition.front_id] = arranged[edition.front_id] | edition.arranged.articles
    return [front for pk, front in fronts.items() if arranged[pk] & uuids]
