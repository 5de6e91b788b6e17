"""Home of the desk: what a person needs at the start of a shift, in panels of a few lines each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ..models import Article, Correction, Edition, Image
from ..permissions import (
    can_begin_articles,
    can_look_after_pictures,
    can_publish_articles,
    can_review_articles,
    can_see_articles,
    can_see_notices,
)
from . import going_out
from . import work as todo
from .calendar import day_begins
from .home_lines import Line, correction_line, due_line, edition_line, hole_line, own_line, picture_line, waiting_line
from .moments import zone_name

ROWS = 10
SCHEDULED_WITHIN = timedelta(hours=48)
LIVE_WITHIN = timedelta(hours=12)
NOTICES_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Panel:
    """One question of a shift: the first lines of its answer, and where the rest is."""

    name: str
    title: str
    lines: list[Line]
    # Whether there is more than the lines that are shown.
    has_more: bool
    # What is said where there is nothing.
    empty: str
    all_words: str
    all_address: str


@dataclass(frozen=True)
class Home:
    at: datetime
    zone: str
    may_begin: bool
    # What needs the person, and what they should know.
    work: list[Panel]
    news: list[Panel]


def home_of(user: User, *, at: datetime) -> Home | None:
    """What `user` finds at `at`; None for who may see no articles. At most ten queries, permissions aside."""
    if not can_see_articles(user):
        return None
    today = timezone.localtime(at).date()
    midnight, next_midnight = day_begins(today), day_begins(today + timedelta(days=1))
    pictures = [_pictures(at=at)] if can_look_after_pictures(user) else []
    news = [_scheduled(user, at=at), _live(user, at=at), _notices(user, at=at)]
    due = _due(user, midnight, next_midnight, at=at)
    if _has_stories(user):
        waiting = _waiting(user, at=at, until=next_midnight)
        mine = _mine(user, at=at, without=[line.pk for line in waiting.lines])
        work, news = [waiting, mine, due], [*news, *pictures]
    else:
        work = [*pictures, due]
    if (missing := _missing(user, at=at)).lines:
        work = [missing, *work]
    return Home(at=at, zone=zone_name(), may_begin=can_begin_articles(user), work=work, news=news)


def _has_stories(user: User) -> bool:
    """Whether `user` writes stories or decides about them; who looks after pictures may do neither."""
    return can_begin_articles(user) or can_review_articles(user) or can_publish_articles(user)


def _waiting(user: User, *, at: datetime, until: datetime) -> Panel:
    articles = _first(todo.waiting_for(user, until=until))
    asked_for = todo.asked_for(articles)
    tokens = "state:review" if can_review_articles(user) else "by:me"
    return _panel(
        "waiting",
        "Waiting for you",
        (waiting_line(user, article, asked_for.get(article.uuid), now=at) for article in articles),
        empty="Nothing waits for you.",
        all_words="All in review" if tokens == "state:review" else "All of yours",
        all_address=_list(tokens),
    )


def _mine(user: User, *, at: datetime, without: list[int]) -> Panel:
    articles: QuerySet[Article] = todo.work_of(user).exclude(pk__in=without)
    return _panel(
        "mine",
        "Yours",
        (own_line(user, article, now=at) for article in _first(articles)),
        empty="Nothing else of yours is open." if without else "Nothing of yours is open.",
        all_words="All of yours",
        all_address=_list("by:me"),
    )


def _due(user: User, midnight: datetime, next_midnight: datetime, *, at: datetime) -> Panel:
    articles = _first(todo.due_between(user, midnight, next_midnight))
    return _panel(
        "due",
        "Due today",
        (due_line(article, now=at) for article in articles),
        empty="Nothing is due today.",
        all_words="All due today",
        all_address=_list("due:today"),
    )


def _scheduled(user: User, *, at: datetime) -> Panel:
    # What begins in this very moment is live.
    begins, ends = at + datetime.resolution, at + SCHEDULED_WITHIN
    editions: list[Edition] = _first(going_out.editions_between(user, begins, ends))
    found = going_out.appearances(editions, begins, ends)
    return _panel(
        "scheduled",
        "Goes out in the next 48 hours",
        (edition_line(one, now=at) for one in found),
        empty="Nothing is scheduled for the next 48 hours.",
        all_words="All that is scheduled",
        all_address=_list("state:scheduled"),
    )


def _live(user: User, *, at: datetime) -> Panel:
    editions = _first(going_out.live_since(user, at - LIVE_WITHIN, at=at))
    found = (going_out.Appearance(one.visible_from, going_out.turn_of(one), one) for one in editions)
    return _panel(
        "live",
        "Out in the last 12 hours",
        (edition_line(one, now=at, is_live=True) for one in found),
        empty="Nothing went out in the last 12 hours.",
        all_words="All that is live",
        all_address=_list("state:live"),
    )


def _notices(user: User, *, at: datetime) -> Panel:
    notices: list[Correction] = _first(todo.notices_since(user, at - NOTICES_WITHIN))
    at_the_desk = can_see_notices(user)
    return _panel(
        "notices",
        "Corrections of the last 7 days",
        (correction_line(notice, now=at) for notice in notices),
        empty="There was nothing to correct in the last 7 days.",
        all_words="All corrections",
        all_address=reverse("admin:articles_correction_changelist" if at_the_desk else "articles:corrections"),
    )


def _pictures(*, at: datetime) -> Panel:
    running_out: list[Image] = _first(todo.pictures_running_out(at=at))
    without_credit: list[Image] = _first(todo.pictures_without_credit())
    # What ends by itself presses more than what waits for a name.
    pictures = {image.pk: image for image in [*running_out, *without_credit]}
    return _panel(
        "pictures",
        "Pictures to look after",
        (picture_line(image, now=at) for image in pictures.values()),
        empty="Every picture has a credit, and no rights run out within 14 days.",
        all_words="All pictures to look after",
        all_address=f"{reverse('admin:articles_image_changelist')}?{urlencode({'care': 'any'})}",
    )


def _missing(user: User, *, at: datetime) -> Panel:
    """Shown only where there is something: it cannot wait."""
    holes = _first(todo.holes_since(user, at - todo.HOLES_OF, at=at))
    return _panel(
        "missing",
        "Pictures missing from live stories",
        (hole_line(hole, now=at) for hole in holes),
        empty="No story lacks a picture.",
        all_words="All pictures that are missing",
        all_address=f"{reverse('admin:articles_image_changelist')}?{urlencode({'care': 'missing'})}",
    )


def _panel(name: str, title: str, lines: Iterable[Line], *, empty: str, all_words: str, all_address: str) -> Panel:
    found = list(lines)
    return Panel(name, title, found[:ROWS], len(found) > ROWS, empty, all_words, all_address)


def _first(rows: QuerySet[Any]) -> list[Any]:
    """One row more than is shown, which tells that there is more."""
    return list(rows[: ROWS + 1])


def _list(tokens: str) -> str:
    return f"{reverse('admin:articles_article_changelist')}?{urlencode({'q': tokens})}"
