"""What the site's maps list: every story by the month of its first publication, and the news of two days.

Nothing is counted but the news: which months have stories is asked for all of them at once, each a step into the
index. docs/decisions/0037-sitemaps-by-month.md
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connections
from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from ..models import Author, Edition, EditionContributor, EditionTopic, Section, Topic
from ..models.edition import EditionQuerySet
from .lists import whole_day, whole_month

# The protocol's limit for a file: https://www.sitemaps.org/protocol.html.
FILE_SIZE = 50_000
# Google's for news, and how old they may be.
NEWS_FILE_SIZE = 1_000
NEWS_AGE = timedelta(days=2)
# Databases take so many expressions in a select, and more.
_AT_ONCE = 300


@dataclass(frozen=True)
class Listed:
    """A story as a map lists it."""

    path: str
    modified_at: datetime
    first_published_at: datetime
    headline: str
    language: str


@dataclass(frozen=True)
class MapFiles:
    """The files that have stories: months; the days of months that are too full for one file; how many of news."""

    months: list[date]
    days: list[date]
    news: int


def map_files(*, at: datetime) -> MapFiles:
    """Which files the site's maps have at `at`. Five queries, and two more for each 25 years, whatever the archive."""
    seen = Edition.objects.visible_at(at)
    oldest = seen.order_by("first_published_at").values_list("first_published_at", flat=True).first()
    newest = seen.newest_first().values_list("first_published_at", flat=True).first()
    news = -(-_news(at).count() // NEWS_FILE_SIZE)
    if oldest is None or newest is None:
        return MapFiles([], [], news)
    months = list(_with_stories(_months(_local(oldest), _local(newest)), _month_bounds, at))
    last = Edition.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    full = set(_too_full(months)) if last > FILE_SIZE else set()
    days = [day for month in months if month in full for day in _days(month)]
    return MapFiles([month for month in months if month not in full], list(_with_stories(days, _day_bounds, at)), news)


def mapped_stories(begin: datetime, end: datetime, *, at: datetime) -> list[Listed]:
    """The stories that were first published from `begin` until `end`, as many as a file takes. One query.

    Those that are retracted too: their pages stay, and whoever knows them should come and read why.
    """
    stories = Edition.objects.visible_at(at).filter(first_published_at__gte=begin, first_published_at__lt=end)
    return _listed(stories.newest_first()[:FILE_SIZE])


def mapped_news(part: int, *, at: datetime) -> list[Listed]:
    """The news of the last two days in files of a thousand, newest first; `part` counts from 1. One query."""
    return _listed(_news(at).newest_first()[(part - 1) * NEWS_FILE_SIZE : part * NEWS_FILE_SIZE])


def mapped_pages(*, at: datetime) -> list[str]:
    """The addresses of the sections, topics and authors that have stories. Three queries."""
    visible = {"edition__visible_from__lte": at, "edition__visible_until__gt": at, "edition__is_retracted": False}
    topics = Topic.objects.filter(Exists(EditionTopic.objects.filter(topic=OuterRef("pk"), **visible)))
    theirs = EditionContributor.objects.filter(author=OuterRef("pk"), is_first=True, **visible)
    authors = Author.objects.filter(Exists(theirs))
    sections = Section.objects.filter(Exists(Edition.objects.listed_at(at).filter(section=OuterRef("pk"))))
    # Half of a file each: the sections are few.
    most = FILE_SIZE // 2 - 500
    found: list[Section | Topic | Author] = [
        *sections,
        *topics.order_by("slug")[:most],
        *authors.order_by("slug")[:most],
    ]
    return [row.get_absolute_url() for row in found]


def _news(at: datetime) -> EditionQuerySet:
    """What is paid for is no news."""
    return Edition.objects.listed_at(at).filter(first_published_at__gt=at - NEWS_AGE).exclude(kind="sponsored")


def _listed(editions: EditionQuerySet) -> list[Listed]:
    """Without what first appeared elsewhere: a map lists the addresses by which stories want to be known."""
    rows = editions.annotate(elsewhere=KeyTextTransform("canonical_url", "content")).values_list(
        "path", "modified_at", "first_published_at", "headline", "language", "elsewhere"
    )
    return [Listed(*row[:5]) for row in rows if not row[5]]


def _local(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _months(oldest: date, newest: date) -> list[date]:
    """The first days of the months from the newest to the oldest."""
    first, last = oldest.year * 12 + oldest.month - 1, newest.year * 12 + newest.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last, first - 1, -1)]


def _days(month: date) -> list[date]:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return [following - timedelta(days=back) for back in range(1, (following - month).days + 1)]


def _month_bounds(month: date) -> tuple[datetime, datetime]:
    return whole_month(month.year, month.month)


def _day_bounds(day: date) -> tuple[datetime, datetime]:
    return whole_day(day.year, day.month, day.day)


def _with_stories(
    spans: Sequence[date], bounds: Callable[[date], tuple[datetime, datetime]], at: datetime
) -> Iterator[date]:
    visible = "visible_from <= %s AND visible_until > %s"
    question = f"EXISTS (SELECT 1 FROM articles_edition WHERE {_WITHIN} AND {visible})"
    yield from _asked(spans, question, [[*bounds(span), at, at] for span in spans])


def _too_full(months: Sequence[date]) -> Iterator[date]:
    """Months with more editions than a file takes, seen or not: at least those with more stories."""
    question = f"EXISTS (SELECT 1 FROM articles_edition WHERE {_WITHIN} LIMIT 1 OFFSET {FILE_SIZE})"
    yield from _asked(months, question, [list(_month_bounds(month)) for month in months])


_WITHIN = "first_published_at >= %s AND first_published_at < %s"


def _asked(spans: Sequence[date], question: str, moments: list[list[datetime]]) -> Iterator[date]:
    """The spans of which the question, asked with its moments, is true."""
    connection = connections[Edition.objects.db]
    column = Edition._meta.get_field("visible_from")
    for start in range(0, len(spans), _AT_ONCE):
        some = spans[start : start + _AT_ONCE]
        asked = [
            column.get_db_prep_value(moment, connection) for row in moments[start : start + _AT_ONCE] for moment in row
        ]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join([question] * len(some))}", asked)
            answers = cursor.fetchone()
        yield from (span for span, is_so in zip(some, answers, strict=True) if is_so)
