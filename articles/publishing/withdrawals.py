"""Withdrawing: the moment from which readers see an article no more. It can be planned, moved and taken back."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import OPEN_ENDED, Article, AuditEntry, Edition
from .audit import record
from .errors import NotReady
from .last_edition import keep_last_edition
from .revisions import claim
from .timeline import cancel_editions_from, editions_ahead, end, ends_in_withdrawal, insist_on_right

Action = AuditEntry.Action


def withdraw(article: Article, *, by: User | None, at: datetime | None = None, now: datetime | None = None) -> None:
    """Take the article from readers at `at` (None: now); editions scheduled for then or later are cancelled.

    From then on the address answers like one that never existed. Raises NotAllowed, and NotReady when readers
    would see nothing at that moment anyway: what is to end earlier is let run on only by `move_withdrawal`.
    """
    insist_on_right(by, article)
    with transaction.atomic():
        stored = claim(article)
        # Asked under the lock: an edition may have been opened, or fallen due, while this waited for it.
        now = now or timezone.now()
        at = at or now
        if at < now:
            raise NotReady(["The moment to withdraw at has passed. Choose one ahead, or withdraw now."])
        cancel_editions_from(stored, at, now=now)
        last = _last_to_end(stored, at=at, now=now)
        if last.visible_until != at:
            end(last, at)
            keep_last_edition(stored)
        action = Action.WITHDRAWAL_SCHEDULED if at > now else Action.WITHDRAWN
        record(stored, action, by=by, at=now, detail={"at": at.isoformat()})


def move_withdrawal(
    article: Article, *, by: User | None, at: datetime, looked_at: datetime | None = None, now: datetime | None = None
) -> None:
    """Let the withdrawal that is planned, the next of them, be at `at` instead: earlier or later.

    `looked_at` is the moment that the person saw it planned for: no other one is moved in its place. Raises
    NotAllowed, and NotReady when none is planned, when it has fallen due, or `at` cannot be.
    """
    insist_on_right(by, article)
    with transaction.atomic():
        stored = claim(article)
        now = now or timezone.now()
        edition, following = _to_be_withdrawn(stored, looked_at=looked_at, now=now)
        was = edition.visible_until
        if was == at:
            return
        _insist_on_moment(edition, following, at=at, now=now)
        end(edition, at)
        keep_last_edition(stored)
        detail = {"at": at.isoformat(), "was": was.isoformat()}
        record(stored, Action.WITHDRAWAL_MOVED, by=by, at=now, detail=detail)


def cancel_withdrawal(
    article: Article, *, by: User | None, looked_at: datetime | None = None, now: datetime | None = None
) -> None:
    """Let readers go on seeing the article, until the next edition if there is one. Otherwise as `move_withdrawal`."""
    insist_on_right(by, article)
    with transaction.atomic():
        stored = claim(article)
        now = now or timezone.now()
        edition, following = _to_be_withdrawn(stored, looked_at=looked_at, now=now)
        was = edition.visible_until
        end(edition, following.visible_from if following else OPEN_ENDED)
        keep_last_edition(stored)
        record(stored, Action.WITHDRAWAL_CANCELLED, by=by, at=now, detail={"was": was.isoformat()})


def _last_to_end(article: Article, *, at: datetime, now: datetime) -> Edition:
    """The edition that is to end at `at`, now that none begins later. Raises NotReady where there is none."""
    last = article.editions.order_by("-visible_from").first()
    if last is None or last.visible_until <= now:
        raise NotReady(["Readers would not see this article at that moment: there is nothing to withdraw."])
    if last.visible_from >= at:
        raise NotReady(["The article was published in this very moment. Try again."])
    if last.visible_until < at:
        planned = timezone.localtime(last.visible_until)
        raise NotReady(
            [
                f"The article is to be withdrawn earlier, on {planned:%d %B %Y, %H:%M %Z}."
                " To show it for longer, move that withdrawal."
            ]
        )
    return last


def _to_be_withdrawn(article: Article, *, looked_at: datetime | None, now: datetime) -> tuple[Edition, Edition | None]:
    """The edition whose end is the next planned withdrawal, and the one that comes after the gap, if one does."""
    ahead = editions_ahead(article, now=now)
    edition = ends_in_withdrawal(ahead)
    if looked_at is not None and looked_at <= now:
        raise NotReady(["The article has just been withdrawn: it fell due before that was changed."])
    if edition is None:
        raise NotReady(["No withdrawal of this article is planned."])
    if looked_at not in (None, edition.visible_until):
        raise NotReady(["The withdrawal has been changed since you looked at it. Look at it again, then decide."])
    return edition, next((one for one in ahead if one.visible_from > edition.visible_from), None)


def _insist_on_moment(edition: Edition, following: Edition | None, *, at: datetime, now: datetime) -> None:
    if at <= now:
        raise NotReady(["The moment to move the withdrawal to has passed. Choose one ahead, or withdraw now."])
    if at <= edition.visible_from:
        begins = timezone.localtime(edition.visible_from)
        raise NotReady([f"This version appears on {begins:%d %B %Y, %H:%M %Z}. Choose a moment after that."])
    if following and at >= following.visible_from:
        begins = timezone.localtime(following.visible_from)
        raise NotReady(
            [
                f"Another version appears on {begins:%d %B %Y, %H:%M %Z}."
                " Choose a moment before that, or cancel the withdrawal."
            ]
        )
