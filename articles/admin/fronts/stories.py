"""Stories as the front's desk shows them: with picture, headline, and whether readers see them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ...models import OPEN_ENDED, Article, Edition, Section
from ...permissions import can_see_articles, can_view
from ..moments import moment
from ..people import narrowed
from ..pictures import picture_address

# How many stories the tray offers without a search, and with one.
NEWEST, SCHEDULED, FOUND = 30, 20, 40

LIVE, AHEAD, HIDDEN = "live", "scheduled", "hidden"


@dataclass(frozen=True)
class Story:
    """What a card says; `state` is one of live, scheduled, hidden, and `words` says it in full."""

    uuid: str
    headline: str
    section: str
    section_slug: str
    picture: str
    state: str
    words: str
    # Whether this person sees more of it than that it is there.
    may_be_seen: bool = True

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Tray:
    """What may be placed: the newest that readers see, and what they will see."""

    live: list[Story]
    scheduled: list[Story]

    @property
    def all(self) -> list[Story]:
        return [*self.live, *self.scheduled]


def tray(section: Section | None, *, user: User, at: datetime, search: str = "") -> Tray:
    """For `user`, whose search by headline goes through all sections. Two queries."""
    live = _editions().listed_at(at).newest_first()
    ahead = _first_appearances(at).order_by("visible_from", "pk")
    # A scheduled story is the desk's: shown to those who may see it there.
    ahead = narrowed(ahead, user, article="article__") if can_see_articles(user) else ahead.none()
    if section is not None and not search:
        live, ahead = live.filter(section=section), ahead.filter(section=section)
    if search:
        live, ahead = live.filter(_named(search)), ahead.filter(_named(search))
    newest, soonest = (FOUND, FOUND) if search else (NEWEST, SCHEDULED)
    return Tray([story_of(one, at=at) for one in live[:newest]], [story_of(one, at=at) for one in ahead[:soonest]])


def stories(articles: Iterable[UUID], *, user: User, at: datetime) -> dict[UUID, Story]:
    """The stories of `articles` as they are at `at`, or will be next; those that exist. At most two queries."""
    wanted = set(articles)
    editions = _editions(paid=True).filter(article__uuid__in=wanted, visible_until__gt=at).order_by("-visible_from")
    # The earliest comes last, and stays.
    next_of = {edition.article_uuid: edition for edition in editions.select_related("article")}
    found = {
        uuid: story_of(edition, at=at)
        for uuid, edition in next_of.items()
        if edition.visible_from <= at or can_view(user, edition.article)
    }
    rest = wanted - found.keys()
    for article in Article.objects.filter(uuid__in=rest).select_related("section") if rest else []:
        found[article.uuid] = _hidden(article, may_see=can_view(user, article))
    return found


def story_of(edition: Edition, *, at: datetime) -> Story:
    """The story of an `edition` as `_editions` finds it."""
    state, words = _state(edition, at)
    image = edition.lead_image
    return Story(
        uuid=str(edition.article_uuid),
        headline=edition.list_headline,
        section=edition.section.name,
        section_slug=edition.section.slug,
        picture=picture_address(image) if image is not None and image.is_usable_at(at) else "",
        state=state,
        words=words,
    )


def _editions(*, paid: bool = False) -> QuerySet[Edition]:
    editions = Edition.objects.select_related("section", "lead_image").defer("content")
    follower = Edition.objects.filter(article=OuterRef("article"), visible_from=OuterRef("visible_until"))
    editions = editions.annotate(article_uuid=F("article__uuid"), goes_on=Exists(follower))
    return editions if paid else editions.exclude(kind=Article.Kind.SPONSORED)


def _first_appearances(at: datetime) -> QuerySet[Edition]:
    """The next editions of stories that readers do not see at `at`."""
    others = Edition.objects.filter(article=OuterRef("article"))
    seen = others.visible_at(at)
    sooner = others.filter(visible_from__gt=at, visible_from__lt=OuterRef("visible_from"))
    return _editions().filter(~Exists(seen), ~Exists(sooner), visible_from__gt=at, is_retracted=False)


def _named(search: str) -> Q:
    """Headlines with these words; SQLite tells apart the cases of all letters but the Latin ones."""
    forms = {search, search.lower(), search.upper(), search.capitalize(), search.title()}
    return reduce(or_, (Q(headline__icontains=form) | Q(short_headline__icontains=form) for form in forms))


def _state(edition: Edition, at: datetime) -> tuple[str, str]:
    if edition.kind == Article.Kind.SPONSORED:
        return HIDDEN, "Paid for: it has its own place"
    if edition.is_retracted:
        return HIDDEN, "Retracted: will be skipped"
    if edition.visible_from > at:
        return AHEAD, f"Scheduled for {moment(edition.visible_from)}: skipped until then"
    if edition.visible_until < OPEN_ENDED and not edition.goes_on:
        return LIVE, f"Live until {moment(edition.visible_until)}"
    return LIVE, f"Live since {moment(edition.first_published_at)}"


def _hidden(article: Article, *, may_see: bool) -> Story:
    return Story(
        uuid=str(article.uuid),
        headline=article.short_headline or article.headline if may_see else "A story of another desk",
        section=article.section.name if article.section else "",
        section_slug=article.section.slug if article.section else "",
        picture="",
        state=HIDDEN,
        words="Not visible: will be skipped",
        may_be_seen=may_see,
    )


def placed_json(found: Iterable[Story]) -> dict[str, dict[str, Any]]:
    """Stories by uuid, as the page's script reads them."""
    return {story.uuid: story.as_json() for story in found}
