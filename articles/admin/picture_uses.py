"""Where a picture is used, as the page of a picture tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from .. import publishing
from ..models import Article, Edition, Image
from ..permissions import can_see_articles, works_for
from .local_time_field import moment_with_zone

# How many of each kind a page names.
NAMED = 30


@dataclass(frozen=True)
class Use:
    """One place; `address` leads to it at the desk, where the person may go there."""

    words: str
    fact: str = ""
    address: str = ""


@dataclass(frozen=True)
class UseGroup:
    title: str
    uses: list[Use]
    has_more: bool


def use_groups(image: Image, user: User, *, at: datetime) -> list[UseGroup]:
    """Where `image` is used, in groups that have something; of what is not public, what `user` may see.

    Twelve queries at most.
    """
    uses = publishing.uses_of(image, at=at)
    seen = _seen_by(user, [*uses.live, *uses.scheduled, *uses.past])
    groups = {
        "Live": [_edition(edition, seen) for edition in uses.live],
        "Scheduled": [
            _edition(edition, seen, fact=f"goes out {moment_with_zone(edition.visible_from)}")
            for edition in uses.scheduled
            if edition.article_id in seen
        ],
        "On fronts": [Use(str(front), address=_front(front)) for front in uses.fronts],
        "Stands for": [Use(str(row), fact=str(row._meta.verbose_name)) for row in uses.stands_for],
        "Working copies": [_article(article) for article in uses.working if _may_see(user, article)],
        "Shown before": [
            _edition(edition, seen, fact=f"until {moment_with_zone(edition.visible_until)}")
            for edition in uses.past
            if edition.article_id in seen
        ],
    }
    return [UseGroup(title, found[:NAMED], len(found) > NAMED) for title, found in groups.items() if found]


def _seen_by(user: User, editions: list[Edition]) -> set[int]:
    """The ids of the editions' articles that `user` may see at the desk. One query."""
    articles = Article.objects.filter(pk__in={edition.article_id for edition in editions})
    named = articles.only("id", "section_id", "created_by_id", "assigned_to_id")
    return {article.pk for article in named if _may_see(user, article)}


def _may_see(user: User, article: Article) -> bool:
    return can_see_articles(user) and works_for(user, article)


def _edition(edition: Edition, seen: set[int], *, fact: str = "") -> Use:
    address = reverse("admin:articles_article_change", args=[edition.article_id]) if edition.article_id in seen else ""
    return Use(edition.headline, fact or edition.section.name, address or edition.path)


def _article(article: Article) -> Use:
    address = reverse("admin:articles_article_change", args=[article.pk])
    return Use(str(article), article.get_status_display(), address)


def _front(front: Any) -> str:
    return reverse("admin:articles_front_desk", args=[front.section_id or "home"])
