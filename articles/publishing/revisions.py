"""Writing history: every save that changed something is a revision."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, AuditEntry, Revision
from ..models.finding import words_to_find
from .audit import record
from .errors import StaleVersion
from .snapshots import SCHEMA, content_hash, snapshot


def claim(article: Article, *, version: int | None = None) -> Article:
    """The stored row of `article`, locked until the end of the transaction that this must be called in.

    Raises StaleVersion when `version` is given and somebody has saved the article since it was that.
    """
    stored = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if version is not None and stored.version != version:
        raise StaleVersion(
            f"This article was saved by somebody else while you worked on it: you began from version {version},"
            f" it is now at version {stored.version}. Nothing of yours was stored yet; it is still in the form below."
        )
    return stored


def save_revision(article: Article, *, by: User | None, note: str = "", now: datetime | None = None) -> Revision:
    """Keep the article as it is stored now. Returns the last revision when nothing has changed since.

    Writes the revision, moves the article's version to its number and, since approval is of a revision,
    sends an approved article back into review. `by` None means a command.
    """
    now = now or timezone.now()
    with transaction.atomic():
        stored = claim(article)
        data = snapshot(stored)
        digest = content_hash(data)
        last = stored.revisions.order_by("-number").first()
        if last is not None and last.content_hash == digest:
            revision = last
        else:
            revision = Revision.objects.create(
                article=stored,
                number=last.number + 1 if last else 1,
                schema=SCHEMA,
                data=data,
                content_hash=digest,
                by=by,
                at=now,
                note=note,
            )
            status = status_after_change(stored)
            Article.objects.filter(pk=stored.pk).update(
                version=revision.number, updated_at=now, status=status, found_by=words_to_find(stored)
            )
            article.version, article.updated_at, article.status = revision.number, now, status
            record(stored, AuditEntry.Action.SAVED, by=by, at=now, revision=revision, reason=note)
    return revision


def status_after_change(article: Article) -> str:
    """The status of `article` when its text has changed."""
    needs_approval_again = article.status == Article.Status.APPROVED and article.approved_revision_id is not None
    return Article.Status.IN_REVIEW if needs_approval_again else article.status
