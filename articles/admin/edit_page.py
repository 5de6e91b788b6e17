"""What the edit page shows around the form: the bar with its one next action, and what its panels say."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from .. import publishing
from ..models import Article, Note, Revision
from ..models.statements import Statement
from ..permissions import can_add_notice, can_publish, can_remove
from ..text import reading_minutes, word_count
from .live import live_state
from .people import unnamed
from .steps import PUBLISH, workflow

# How many revisions the page shows.
RECENT = 5


_RECENT = Statement(
    lambda pk: (
        Revision.objects.filter(article=pk)
        .select_related("by")
        .defer("data", *unnamed("by"))
        .annotate(before=Greatest(F("number") - 1, 1))
        .order_by("-number")[:RECENT]
    )
)
_NOTES = Statement(lambda pk: Note.objects.filter(article=pk).select_related("by").defer(*unnamed("by")))


@dataclass(frozen=True)
class NextStep:
    """The one next action that a person may take: its name, what its button says, and its page."""

    name: str
    label: str
    address: str


def next_page(article: Article, name: str) -> str:
    """The address of the page of the step `name`, or of publishing, for `article` as it is saved; "" for others."""
    if name == PUBLISH:
        page = reverse("admin:articles_article_publish", args=[article.pk])
    elif name in publishing.STEPS:
        page = reverse("admin:articles_article_step", args=[article.pk, name])
    else:
        return ""
    return f"{page}?version={article.version}"


def counts(body: str) -> dict[str, int]:
    """How long the story is, in words and in minutes of reading."""
    return {"words": word_count(body), "minutes": reading_minutes(body)}


def edit_page_context(article: Article, *, user: User) -> dict[str, Any]:
    """What the bar and the panels say to `user` of a stored article."""
    now, revisions = timezone.now(), recent_revisions(article)
    latest = revisions[0] if revisions else None
    state = live_state(article, at=now, latest=latest)
    removal = getattr(article, "removal", None)
    may_publish = can_publish(user, article) and removal is None
    where = workflow(article, state, latest, user=user, may_publish=may_publish, at=now)
    return {
        "preview_address": reverse("admin:articles_article_preview", args=[article.pk]),
        "live_state": state,
        "workflow": where,
        "next_step": _next_step(article, where.next_action),
        "notes": _NOTES.of(article.pk),
        "recent_revisions": revisions,
        "removal": removal,
        "may_publish": may_publish,
        "may_add_notice": can_add_notice(user, article) and removal is None,
        "may_remove": can_remove(user, article) and removal is None,
    }


def _next_step(article: Article, name: str) -> NextStep | None:
    if not name:
        return None
    label = "Publish" if name == PUBLISH else publishing.STEPS[name].label
    return NextStep(name, label, next_page(article, name))


def recent_revisions(article: Article) -> list[Revision]:
    """The last few, newest first, without their texts; `before` is the number to compare each with."""
    return _RECENT.of(article.pk)
