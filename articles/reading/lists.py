"""Lists of what readers see: topics, authors, the archive. Fronts have a module of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from ..models import Author, Edition, EditionContributor, EditionTopic, Topic
from ..models.edition import EditionQuerySet
from ..models.statements import Statement
from .cards import UNUSED_OF_IMAGE, Card, cards_of, listed_at
from .paging import PAGE_SIZE, Cursor, cursor_at
from .references import Name, Navigation


@dataclass(frozen=True)
class Listing:
    """One page of a list; `older` is where the next one begins, None on the last."""

    cards: list[Card]
    older: Cursor | None
    navigation: Navigation


@dataclass(frozen=True)
class TopicPage:
    """`parent` is the wider topic where that has a page, that is, stories of its own."""

    topic: Topic
    parent: Name | None
    listing: Listing


@dataclass(frozen=True)
class AuthorPage:
    author: Author
    profiles: list[tuple[str, str]]
    listing: Listing


@dataclass(frozen=True)
class ArchivePage:
    """The stories of a day or a month; `days` are those of the month that have any, in the newsroom's zone.

    `earlier` and `later` are the nearest days before and after the month that have stories.
    """

    days: list[date]
    earlier: date | None
    later: date | None
    listing: Listing


def topic_page(slug: str, *, at: datetime, before: Cursor | None = None) -> TopicPage | None:
    """The stories about a topic, newest first; None where readers see no story about it. Three queries."""
    has_page = EditionTopic.objects.filter(
        topic=OuterRef("parent"),
        edition__visible_from__lte=at,
        edition__visible_until__gt=at,
        edition__is_retracted=False,
    )
    topics = Topic.objects.select_related("picture", "parent").annotate(parent_has_page=Exists(has_page))
    topic = topics.filter(slug=slug).first()
    if topic is None or not (listing := _listing_of_rows(_OF_TOPIC, topic.pk, before, at)).cards:
        return None
    parent = Name(topic.parent.name, topic.parent.slug) if topic.parent and topic.parent_has_page else None
    return TopicPage(topic, parent, listing)


def author_page(slug: str, *, at: datetime, before: Cursor | None = None) -> AuthorPage | None:
    """The stories of an author, newest first; None where readers see none. Four queries."""
    author = Author.objects.select_related("picture").filter(slug=slug).first()
    if author is None or not (listing := _listing_of_rows(_OF_AUTHOR, author.pk, before, at)).cards:
        return None
    profiles = list(author.profiles.order_by("position", "id").values_list("label", "url"))
    return AuthorPage(author, profiles, listing)


def archive_page(
    begin: datetime, end: datetime, month: tuple[datetime, datetime], *, at: datetime, before: Cursor | None = None
) -> ArchivePage:
    """The stories first published from `begin` until `end`, and the days of `month` that have any.

    Three queries.
    """
    visible = Edition.objects.listed_at(at)
    rows = list(
        visible.filter(first_published_at__gte=month[0], first_published_at__lt=month[1])
        .annotate(
            day=TruncDate("first_published_at", tzinfo=timezone.get_current_timezone()),
            earlier=_moment(visible.filter(first_published_at__lt=month[0]).order_by("-first_published_at")),
            later=_moment(visible.filter(first_published_at__gte=month[1]).order_by("first_published_at")),
        )
        .order_by("day")
        .values_list("day", "earlier", "later")
        .distinct()
    )
    stories = listed_at(at).filter(first_published_at__gte=begin, first_published_at__lt=end).newest_first()
    earlier, later = (_local_day(moment) for moment in rows[0][1:]) if rows else (None, None)
    if before is not None:
        stories = stories.filter(before.after())
    return ArchivePage([row[0] for row in rows], earlier, later, listing_of(list(stories[: PAGE_SIZE + 1]), at=at))


def latest_day(*, at: datetime) -> date | None:
    """The day of the newest story in the newsroom's zone, None where readers see none. One query."""
    newest = Edition.objects.listed_at(at).newest_first().values_list("first_published_at", flat=True)
    return _local_day(newest.first())


def _moment(editions: EditionQuerySet) -> Subquery:
    return Subquery(editions.values("first_published_at")[:1])


def _local_day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def listing_of(found: Sequence[Edition], *, at: datetime) -> Listing:
    """The first page of `found`, in their order, which are one more where there is another page. One query."""
    cards, navigation = cards_of(found[:PAGE_SIZE], at=at)
    return Listing(cards, cursor_at(found[PAGE_SIZE - 1]) if len(found) > PAGE_SIZE else None, navigation)


def _listing_of_rows(
    statements: tuple[Statement[Any], Statement[Any]], pk: int, before: Cursor | None, at: datetime
) -> Listing:
    """A list by way of the rows that an author or a topic has in editions: one walk along one index. Two queries."""
    first, later = statements
    rows = later.of(pk, at, before.moment, before.number) if before else first.of(pk, at)
    return listing_of([row.edition for row in rows], at=at)


def _of_rows(rows: Callable[[int], "QuerySet[Any]"]) -> tuple[Statement[Any], Statement[Any]]:
    """The statements for a first page of `rows`, which are those of a key, and for a later one."""

    def visible(key: int, at: datetime) -> "QuerySet[Any]":
        return (
            rows(key)
            .filter(edition__visible_from__lte=at, edition__visible_until__gt=at, edition__is_retracted=False)
            .select_related("edition__section", "edition__lead_image")
            .defer("edition__content", *(f"edition__{name}" for name in UNUSED_OF_IMAGE))
            .order_by("-first_published_at", "-article_id")
        )

    def later(key: int, at: datetime, moment: datetime, number: int) -> "QuerySet[Any]":
        return visible(key, at).filter(Cursor(moment, number).after())[: PAGE_SIZE + 1]

    return (
        Statement(lambda key, at: visible(key, at)[: PAGE_SIZE + 1], int, datetime),
        Statement(later, int, datetime, datetime, int),
    )


_OF_TOPIC = _of_rows(lambda topic: EditionTopic.objects.filter(topic=topic))
_OF_AUTHOR = _of_rows(lambda author: EditionContributor.objects.filter(author=author, is_first=True))


def whole_day(year: int, month: int, day: int) -> tuple[datetime, datetime]:
    """From midnight to midnight in the newsroom's zone, in UTC. Raises ValueError for no date."""
    begin = datetime(year, month, day, tzinfo=timezone.get_current_timezone())
    end = datetime.combine(begin.date() + timedelta(days=1), begin.timetz())
    return begin.astimezone(UTC), end.astimezone(UTC)


def whole_month(year: int, month: int) -> tuple[datetime, datetime]:
    """From the first midnight of the month to that of the next, in UTC. Raises ValueError for no month."""
    zone = timezone.get_current_timezone()
    begin = datetime(year, month, 1, tzinfo=zone)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    return begin.astimezone(UTC), end.astimezone(UTC)
