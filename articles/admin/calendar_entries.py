"""What the calendar shows: editions that begin or end, embargoes that end, and dates by which work is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ..models import Article, Edition
from ..text import zone_mark
from .calendar import Period, clock_change
from .calendar_choices import Narrowing
from .going_out import Appearance, appearances, editions_between
from .home_lines import TURNS
from .people import narrowed, person_name

# As many of each kind as are read for one page. A month of a big newsroom has more: its weeks have fewer.
READ_AT_MOST = 1000


@dataclass(frozen=True)
class Entry:
    """One thing at one moment. `kind` is a `Turn`, “embargo” or “due”; `is_done` where it lies behind."""

    at: datetime
    kind: str
    kind_words: str
    words: str
    address: str
    section: str
    person: str
    is_done: bool
    is_late: bool = False
    # The page that readers see, where they see it now.
    readers_address: str = ""


@dataclass(frozen=True)
class Timed:
    """An entry with its time as the clock says it that day."""

    time: str
    entry: Entry


@dataclass(frozen=True)
class Day:
    day: date
    entries: list[Timed]
    is_today: bool
    clock_change: str


def entries_of(user: User, period: Period, narrowing: Narrowing, *, at: datetime) -> tuple[list[Entry], bool]:
    """What `user` sees in `period`, in the order of time, and whether that is all. Two queries."""
    editions = list(_filtered_editions(user, period, narrowing)[: READ_AT_MOST + 1])
    articles = list(_dated_articles(user, period, narrowing)[: READ_AT_MOST + 1])
    is_all = max(len(editions), len(articles)) <= READ_AT_MOST
    turns = appearances(editions[:READ_AT_MOST], period.begins, period.ends)
    found = [_of_edition(one, at=at) for one in turns]
    found += [entry for article in articles[:READ_AT_MOST] for entry in _of_article(article, period, at=at)]
    return sorted(found, key=lambda entry: (entry.at, entry.words)), is_all


def days_of(period: Period, entries: Iterable[Entry], *, today: date) -> list[Day]:
    """Every day of `period` with what is on it, by the newsroom's clock."""
    by_day: dict[date, list[Entry]] = {day: [] for day in period.days}
    for entry in entries:
        by_day[timezone.localtime(entry.at).date()].append(entry)
    return [_day(day, found, today=today) for day, found in by_day.items()]


def _filtered_editions(user: User, period: Period, narrowing: Narrowing) -> QuerySet[Edition]:
    rows = editions_between(user, period.begins, period.ends)
    if narrowing.section:
        rows = rows.filter(section=narrowing.section.pk)
    return rows.filter(_whose("article__", narrowing)) if narrowing.person else rows


def _dated_articles(user: User, period: Period, narrowing: Narrowing) -> QuerySet[Article]:
    within = (period.begins, period.ends)
    dated = Q(embargo__gte=within[0], embargo__lt=within[1]) | Q(due_at__gte=within[0], due_at__lt=within[1])
    rows = narrowed(Article.objects.filter(dated, removal=None), user)
    if narrowing.section:
        rows = rows.filter(section=narrowing.section.pk)
    if narrowing.person:
        rows = rows.filter(_whose("", narrowing))
    return rows.select_related("section", "assigned_to", "created_by").defer("body", "standfirst").order_by("pk")


def _whose(article: str, narrowing: Narrowing) -> Q:
    assert narrowing.person is not None
    person = narrowing.person.pk
    return Q(**{f"{article}created_by": person}) | Q(**{f"{article}assigned_to": person})


def _of_edition(one: Appearance, *, at: datetime) -> Entry:
    edition = one.edition
    return Entry(
        at=one.at,
        kind=one.turn,
        kind_words=TURNS[one.turn],
        words=edition.list_headline,
        address=_edit(edition.article_id),
        section=edition.section.name,
        person=_person(edition.article),
        is_done=one.at <= at,
        readers_address=edition.path if edition.visible_from <= at < edition.visible_until else "",
    )


def _of_article(article: Article, period: Period, *, at: datetime) -> Iterable[Entry]:
    moments = [("embargo", "Embargo ends", article.embargo), ("due", "Due", article.due_at)]
    for kind, words, moment in moments:
        if moment is None or not period.begins <= moment < period.ends:
            continue
        is_done = moment <= at if kind == "embargo" else article.status == Article.Status.APPROVED
        yield Entry(
            at=moment,
            kind=kind,
            kind_words=words,
            words=str(article),
            address=_edit(article.pk),
            section=article.section.name if article.section else "No section",
            person=_person(article),
            is_done=is_done,
            is_late=not is_done and moment < at,
        )


def _person(article: Article) -> str:
    """Who has the article, or began it; empty where a command brought it."""
    person = article.assigned_to or article.created_by
    return person_name(person) if person else ""


def _edit(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def _day(day: date, entries: list[Entry], *, today: date) -> Day:
    change = clock_change(day)
    timed = [Timed(_time(entry.at, with_zone=bool(change)), entry) for entry in entries]
    return Day(day=day, entries=timed, is_today=day == today, clock_change=change)


def _time(at: datetime, *, with_zone: bool) -> str:
    """“06:00”; “03:30 EEST” on a day that has some times twice or never."""
    local = timezone.localtime(at)
    return f"{local:%H:%M} {zone_mark(local)}" if with_zone else f"{local:%H:%M}"
