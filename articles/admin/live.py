"""What readers see of an article, in the desk's words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from .. import publishing
from ..models import OPEN_ENDED, Article, Edition, Revision
from .moments import moment


def with_live_state(articles: QuerySet[Article], *, at: datetime) -> QuerySet[Article]:
    """Annotates `live_until`, `next_from` (None where there is none) and `was_live`, as of `at`."""
    # In no order of their own: that of Edition would join the articles again.
    editions = Edition.objects.filter(article=OuterRef("pk")).order_by()
    ahead = editions.filter(visible_from__gt=at).order_by("visible_from")
    return articles.annotate(
        live_until=Subquery(editions.visible_at(at).values("visible_until")[:1]),
        next_from=Subquery(ahead.values("visible_from")[:1]),
        # From the article's own row: whether one of a million editions has ended is not looked up row by row.
        was_live=ExpressionWrapper(Q(visible_until__lte=at), output_field=BooleanField()),
    )


def live_words(*, live_until: datetime | None, next_from: datetime | None, was_live: bool) -> str:
    """One line for a list: live, scheduled, withdrawn or not published, and until or from when."""
    if live_until is None and next_from is None:
        return "Withdrawn" if was_live else "Not published"
    if live_until is None:
        return f"Scheduled for {moment(next_from)}"
    if next_from is not None:
        return f"Live; new version scheduled for {moment(next_from)}"
    return "Live" if live_until == OPEN_ENDED else f"Live until {moment(live_until)}"


@dataclass(frozen=True)
class LiveState:
    """What readers see of one article at a moment, and what waits."""

    words: str
    live: Edition | None
    scheduled: list[Edition]
    # When readers will see the article no more, where that is planned.
    withdrawal: datetime | None
    # Whether the stored article differs from what readers see.
    has_changes: bool
    # Notices that come with the next edition.
    waiting_notices: int


def live_state(article: Article, *, at: datetime, latest: Revision | None = None) -> LiveState:
    """The state of `article` at `at`. Two queries for a live one that has not changed since, else one or three.

    None for one without an edition, as its own row says.

    `latest` is its last revision, where the caller has it; else it is read where it is needed.
    """
    if article.visible_until is None:
        words = live_words(live_until=None, next_from=None, was_live=False)
        return LiveState(words, live=None, scheduled=[], withdrawal=None, has_changes=False, waiting_notices=0)
    known = article.editions.select_related("revision").defer("content", "revision__data").order_by("visible_from")
    ended = article.editions.filter(visible_until__lte=at).order_by("-visible_until").values("pk")[:1]
    editions = list(known.filter(Q(visible_until__gt=at) | Q(pk=Subquery(ended))))
    was_live = any(edition.visible_until <= at for edition in editions)
    live = next((edition for edition in editions if edition.visible_from <= at < edition.visible_until), None)
    scheduled = [edition for edition in editions if edition.visible_from > at]
    ending = publishing.ends_in_withdrawal([edition for edition in editions if edition.visible_until > at])
    return LiveState(
        words=live_words(
            live_until=live.visible_until if live else None,
            next_from=scheduled[0].visible_from if scheduled else None,
            was_live=was_live,
        ),
        live=live,
        scheduled=scheduled,
        withdrawal=ending.visible_until if ending else None,
        has_changes=live is not None and _has_changed(article, live.revision, latest),
        waiting_notices=article.corrections.filter(revision_after=None).count() if live else 0,
    )


def _has_changed(article: Article, live: Revision, latest: Revision | None) -> bool:
    """Whether the last revision says something else than the `live` one; two may say the same."""
    if live.number == article.version:
        return False
    latest = latest or article.revisions.defer("data").order_by("-number").first()
    return latest is not None and latest.content_hash != live.content_hash
