"""A row of the articles' list: what it says of an article, and the next step that a person may take from there."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.urls import reverse

from .. import publishing
from ..models import Article
from ..permissions import can_approve, can_edit, can_publish, can_view
from .live import live_words
from .moments import moment
from .people import person_name

# The step that is most likely the next one comes first; it asks for nothing, so a button takes it at once.
_AT_ONCE = ("submit", "approve", "take_back")
_SHORT = {"submit": "Submit", "approve": "Approve", "request_changes": "Request changes …", "take_back": "Take back"}


@dataclass(frozen=True)
class Act:
    """Something to do from the row: a step to take at once, or the address of the page that asks."""

    label: str
    step: str = ""
    address: str = ""


@dataclass(frozen=True)
class Row:
    """One article, in words."""

    article: Article
    # Empty where the person may not open it.
    address: str
    kicker: str
    status: str
    readers: str
    readers_words: str
    assigned: str
    due: str
    is_late: bool
    updated: str
    # The next step first.
    acts: list[Act]

    @property
    def next_act(self) -> Act | None:
        return self.acts[0] if self.acts else None

    @property
    def other_acts(self) -> list[Act]:
        return self.acts[1:]


def row_of(article: Article, *, user: User, at: datetime) -> Row:
    """The row of an `article` that has its section, its people and its live state with it. No query."""
    is_open = article.status != Article.Status.APPROVED
    return Row(
        article=article,
        address=_page("change", article) if can_view(user, article) or can_edit(user, article) else "",
        kicker=" · ".join(filter(None, [str(article.section or "No section"), _kind(article)])),
        status=article.get_status_display(),
        readers=_readers(article),
        readers_words=live_words(
            live_until=article.live_until, next_from=article.next_from, was_live=article.was_live
        ),
        assigned=person_name(article.assigned_to) if article.assigned_to else "",
        due=moment(article.due_at) if article.due_at else "",
        is_late=article.due_at is not None and article.due_at < at and is_open,
        updated=moment(article.updated_at),
        acts=_acts(article, user),
    )


def _kind(article: Article) -> str:
    return "" if article.kind == Article.Kind.NEWS else article.get_kind_display()


def _readers(article: Article) -> str:
    """What readers see, in one word for the style."""
    if article.next_from is not None:
        return "scheduled"
    if article.live_until is not None:
        return "live"
    return "withdrawn" if article.was_live else "unpublished"


def _acts(article: Article, user: User) -> list[Act]:
    steps = {step.name: step for step in publishing.steps_for(user, article)}
    acts = []
    if article.status == Article.Status.IN_REVIEW:
        steps = {name: steps[name] for name in ("approve", *steps) if name in steps}
    if article.status == Article.Status.APPROVED and _readers(article) != "live" and can_publish(user, article):
        acts.append(Act("Publish …", address=f"{_page('publish', article)}?version={article.version}"))
    for name in steps:
        if name in _AT_ONCE:
            acts.append(Act(_SHORT[name], step=name))
        else:
            address = reverse("admin:articles_article_step", args=[article.pk, name])
            acts.append(Act(_SHORT[name], address=f"{address}?version={article.version}"))
    if can_approve(user, article):
        acts.append(Act("Assign …", address=f"{_page('assign', article)}?version={article.version}"))
    return acts


def _page(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])
