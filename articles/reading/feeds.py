"""What feeds carry: the newest stories whole, and what has left the feed since it was there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q

from ..models import Author, Edition, EditionContributor, EditionImage, EditionTopic, Image, Section, Topic
from ..models.edition import EditionQuerySet
from .article import ArticlePage, lay_out
from .references import references

FEED_SIZE = 30
# How long a feed says that a story is gone. Programs that read it less often find it gone by themselves.
GONE_FOR = timedelta(days=7)
# Of a picture: each costs something for every story.
_UNUSED = (
    "created_at", "creator", "copyright_notice", "licence", "usage_terms", "web_statement", "licensor_name",
    "licensor_url", "data_mining", "instructions", "maximum_uses", "kill_reason", "original_name", "title",
    "is_decorative", "date_created", "place", "keywords", "focal_x", "focal_y", "content_hash", "perceptual_hash",
    "file_metadata", "credentials", "found_by",
)  # fmt: skip


@dataclass(frozen=True)
class Gone:
    """A story that was in the feed and is no longer, since it was withdrawn or retracted."""

    identity: str
    at: datetime


@dataclass(frozen=True)
class StoryFeed:
    """`about` is whose stories they are: a section, topic or author; None for the site."""

    about: Any
    pages: list[ArticlePage]
    gone: list[Gone]


def site_feed(*, at: datetime) -> StoryFeed:
    """The newest stories of all. Four queries, three where no story shows a picture."""
    return _feed(None, Q(), at=at)


def section_feed(slug: str, *, at: datetime) -> StoryFeed | None:
    """The newest stories of a section; None where there is no such section. Five queries."""
    section = Section.objects.filter(slug=slug).first()
    return _feed(section, Q(section=section), at=at) if section else None


def topic_feed(slug: str, *, at: datetime) -> StoryFeed | None:
    """The newest stories about a topic; None where readers see none. Five queries."""
    topic = Topic.objects.filter(slug=slug).first()
    rows = EditionTopic.objects.filter(topic=topic)
    return _feed_of_rows(topic, rows, Q(edition_topics__topic=topic), at=at)


def author_feed(slug: str, *, at: datetime) -> StoryFeed | None:
    """The newest stories of an author; None where readers see none. Five queries."""
    author = Author.objects.filter(slug=slug).first()
    rows = EditionContributor.objects.filter(author=author, is_first=True)
    theirs = Q(contributors__author=author, contributors__is_first=True)
    return _feed_of_rows(author, rows, theirs, at=at)


def _whole() -> "EditionQuerySet":
    return Edition.objects.select_related("section").annotate(article_uuid=F("article__uuid"))


def _feed(about: Any, which: Q, *, at: datetime) -> StoryFeed:
    editions = list(_whole().listed_at(at).filter(which).newest_first()[:FEED_SIZE])
    return StoryFeed(about, _pages(editions, at=at), _gone(which, at=at))


def _feed_of_rows(about: Any, rows: Any, which: Q, *, at: datetime) -> StoryFeed | None:
    """Through rows that are ordered as the list is, so that it is one walk along one index."""
    if about is None:
        return None
    visible = rows.filter(edition__visible_from__lte=at, edition__visible_until__gt=at, edition__is_retracted=False)
    newest = visible.order_by("-first_published_at", "-article_id").values_list("edition_id", flat=True)[:FEED_SIZE]
    editions = list(_whole().filter(pk__in=list(newest)).newest_first())
    return StoryFeed(about, _pages(editions, at=at), _gone(which, at=at)) if editions else None


def _pages(editions: list[Edition], *, at: datetime) -> list[ArticlePage]:
    refer = references(editions, at=at)
    images = _images(editions, at=at)
    return [
        lay_out(
            edition,
            images[edition.pk],
            bylines=refer.bylines.get(edition.pk, ()),
            topics=refer.topics.get(edition.pk, []),
            navigation=refer.navigation,
            number=1,
        )
        for edition in editions
    ]


def _images(editions: list[Edition], *, at: datetime) -> dict[int, dict[str, Image]]:
    """The pictures that may be shown, by edition and key."""
    found: dict[int, dict[str, Image]] = defaultdict(dict)
    rows = EditionImage.objects.filter(edition__in=[edition.pk for edition in editions]).select_related("image")
    for row in rows.defer(*(f"image__{name}" for name in _UNUSED)).order_by():
        if row.image.is_usable_at(at):
            found[row.edition_id][row.image.key] = row.image
    return found


def _gone(which: Q, *, at: datetime) -> list[Gone]:
    """Stories that were listed within the time and are listed no more, the last one first.

    One that was moved elsewhere is not gone. Nothing is said of what was never seen.
    """
    listed = Edition.objects.listed_at(at).filter(article=OuterRef("article"))
    ended = Edition.objects.filter(which, visible_until__lte=at, visible_until__gt=at - GONE_FOR, is_retracted=False)
    rows = ended.filter(~Exists(listed)).order_by().values("article__uuid").annotate(last=Max("visible_until"))
    last_first = rows.order_by("-last", "article__uuid").values_list("article__uuid", "last")[:FEED_SIZE]
    return [Gone(f"urn:uuid:{uuid}", last) for uuid, last in last_first]
