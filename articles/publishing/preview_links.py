"""Links by which somebody without an account reads an article that is not published."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import Article, AuditEntry, PreviewLink, Removal, Revision, hash_of
from ..permissions import can_edit
from ..text import is_blank
from .audit import record
from .errors import NotAllowed, NotReady
from .revisions import claim

Action = AuditEntry.Action


def make_preview_link(
    article: Article,
    *,
    label: str,
    lasts: timedelta,
    by: User,
    revision: Revision | None = None,
    now: datetime | None = None,
) -> tuple[PreviewLink, str]:
    """A link to `article` for whom `label` names, and its token, which is told once and kept nowhere.

    It shows `revision`, or with None whatever was saved last; never what somebody has typed and not saved.
    Writes the link and the audit trail. Raises NotAllowed, and NotReady where there is nothing to show,
    nobody to show it to, or the time is longer than NEWSROOM_PREVIEW_LINK_DAYS allows.
    """
    now = now or timezone.now()
    if not can_edit(by, article):
        raise NotAllowed("You may not make a preview link to this article.")
    if reasons := _faults(label, lasts):
        raise NotReady(reasons)
    token = secrets.token_urlsafe(16)
    with transaction.atomic():
        stored = claim(article)
        _insist_on_something_to_show(stored, revision)
        link = PreviewLink.objects.create(
            article=stored,
            revision=revision,
            token_hash=hash_of(token),
            label=label,
            by=by,
            created_at=now,
            expires_at=now + lasts,
        )
        detail = {"link": link.pk, "for": link.label, "until": link.expires_at.isoformat()}
        record(stored, Action.LINK_MADE, by=by, at=now, revision=revision, detail=detail)
    return link, token


def revoke_preview_link(link: PreviewLink, *, by: User, now: datetime | None = None) -> None:
    """Let `link` open nothing any more, from now on. Revoking it again changes nothing. Raises NotAllowed."""
    now = now or timezone.now()
    if not can_edit(by, link.article):
        raise NotAllowed("You may not revoke a preview link to this article.")
    with transaction.atomic():
        stored = claim(link.article)
        if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
            detail = {"link": link.pk, "for": link.label}
            record(stored, Action.LINK_REVOKED, by=by, at=now, revision=link.revision, detail=detail)
    link.refresh_from_db()


def note_opening(*, link_id: int, at: datetime, **_: object) -> None:
    """Count that the link was opened; a receiver of `preview_link_opened`."""
    PreviewLink.objects.filter(pk=link_id).update(last_opened_at=at, times_opened=F("times_opened") + 1)


def _faults(label: str, lasts: timedelta) -> list[str]:
    faults = []
    if is_blank(label):
        faults.append("Say for whom the link is.")
    longest = timedelta(days=settings.NEWSROOM_PREVIEW_LINK_DAYS)
    if not timedelta(0) < lasts <= longest:
        faults.append(f"A preview link may last {settings.NEWSROOM_PREVIEW_LINK_DAYS} days at most.")
    return faults


def _insist_on_something_to_show(article: Article, revision: Revision | None) -> None:
    if Removal.objects.filter(article=article).exists():
        raise NotReady(["This article was removed for legal reasons: nobody outside the desk may see it."])
    if revision is not None and revision.article_id != article.pk:
        raise NotReady(["That revision is another article’s."])
    if revision is None and not article.revisions.exists():
        raise NotReady(["Save the article first: the link shows what is saved."])
