"""A row of the articles' list: what it says of an article, and the next step that a person may take from there."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib.auth.models import User
from django.urls import reverse

from .. import publishing
from ..models import Article
from ..permissions import WITH_THE_WRITER, can_publish
from .live import live_words
from .moments import moment
from .people import person_name
from .pictures import picture_address


@dataclass(frozen=True)
class Act:
    """Something to do from the row: a step that a button takes at once, or the address of the page that asks."""

    label: str
    step: str = ""
    address: str = ""


@dataclass(frozen=True)
class Row:
    """One article, in words. All is text already: a page prints fifty of them."""

    pk: str
    version: str
    headline: str
    address: str
    kicker: str
    hold_reason: str
    # The address of its lead picture; empty where there is none.
    picture: str
    # One word for the style, and the words to read: at the desk, and for readers.
    status: str
    status_words: str
    readers: str
    readers_words: str
    assigned: str
    due: str
    is_late: bool
    updated: str
    acts: list[Act]


class Rows:
    """Makes rows for one person at one moment."""

    def __init__(self, *, user: User, at: datetime) -> None:
        self.user = user
        self.at = at

    def row(self, article: Article) -> Row:
        """The row of an `article` that has its section, its people and its live state with it. No query."""
        due = article.due_at
        return Row(
            pk=str(article.pk),
            version=str(article.version),
            headline=article.headline,
            address=self._page("change", article),
            kicker=_kicker(article),
            hold_reason=article.hold_reason,
            picture=picture_address(article.lead_image),
            status=article.status,
            status_words=article.get_status_display(),
            readers=_readers(article),
            readers_words=live_words(
                live_until=article.live_until, next_from=article.next_from, was_live=article.was_live
            ),
            assigned=person_name(article.assigned_to) if article.assigned_to else "",
            due=moment(due) if due else "",
            is_late=due is not None and due < self.at and article.status != Article.Status.APPROVED,
            updated=moment(article.updated_at),
            acts=self._acts(article),
        )

    def _acts(self, article: Article) -> list[Act]:
        """What comes next, for who may: not all that could be done, which the article's own page offers."""
        may = {step.name for step in publishing.steps_for(self.user, article)}
        if article.status in WITH_THE_WRITER:
            return [Act("Submit", step="submit")] if "submit" in may else []
        if article.status == Article.Status.IN_REVIEW:
            if "approve" not in may:
                return [Act("Take back", step="take_back")] if "take_back" in may else []
            changes = Act("Request changes …", address=self._asking("step/request_changes", article))
            return [Act("Approve", step="approve"), changes]
        is_out = article.live_until is not None or article.next_from is not None
        if is_out or not can_publish(self.user, article):
            return []
        return [Act("Publish …", address=self._asking("publish", article))]

    def _asking(self, page: str, article: Article) -> str:
        return f"{self._page(page, article)}?version={article.version}"

    def _page(self, page: str, article: Article) -> str:
        return f"{self._list}{article.pk}/{page}/"

    @cached_property
    def _list(self) -> str:
        # Looked up once: to reverse the addresses of fifty rows costs more than the rows.
        return reverse("admin:articles_article_changelist")


def _kicker(article: Article) -> str:
    section, kind = str(article.section or "No section"), article.get_kind_display()
    return section if article.kind == Article.Kind.NEWS or kind == section else f"{section} · {kind}"


def _readers(article: Article) -> str:
    if article.next_from is not None:
        return "scheduled"
    if article.live_until is not None:
        return "live"
    return "withdrawn" if article.was_live else "unpublished"
