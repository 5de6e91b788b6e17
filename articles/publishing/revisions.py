"""Writing history: every save that changed something is a revision."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone

from ..models import Article, AuditEntry, Revision
from ..models.finding import words_to_find
from ..models.statements import Statement
from .audit import record
from .errors import StaleVersion
from .snapshots import SCHEMA, content_hash, snapshot

_CLAIMED = Statement(
    lambda pk: (
        Article.objects.select_related("section", "lead_image", "approved_revision")
        .defer("approved_revision__data", "lead_image__file_metadata")
        .select_for_update(of=("self",))
        .filter(pk=pk)
    )
)
_LAST = Statement(lambda pk: Revision.objects.filter(article=pk).defer("data").order_by("-number")[:1])


def claim(article: Article, *, version: int | None = None) -> Article:
    """The stored row of `article`, locked until the end of the transaction that this must be called in.

    With what it names, in one query. Raises StaleVersion when `version` is given and somebody has saved
    the article since it was that.
    """
    stored = settled(_CLAIMED.one(article.pk))
    if version is not None:
        insist_on_version(stored, version)
    return stored


def settled(stored: Article) -> Article:
    """`stored`, which was locked as it was read, without what was joined to it and is no longer what it names."""
    for field in Article._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.is_cached(stored):
            # PostgreSQL reads a row that it had to wait for anew, and not what was joined to it.
            named = field.get_cached_value(stored)
            if (named.pk if named else None) != getattr(stored, field.attname):
                field.delete_cached_value(stored)
    return stored


def insist_on_version(article: Article, version: int) -> None:
    """Raise StaleVersion when somebody has saved the claimed `article` since it was `version`."""
    if article.version != version:
        raise StaleVersion(
            f"This article was saved by somebody else while you worked on it: you began from version {version},"
            f" it is now at version {article.version}. Nothing of yours was stored yet; it is still in the form below."
        )


def catch_up(article: Article, stored: Article) -> None:
    """Let `article` say what `stored` does, which was claimed and written."""
    for field in Article._meta.concrete_fields:
        setattr(article, field.attname, getattr(stored, field.attname))


def save_revision(article: Article, *, by: User | None, note: str = "", now: datetime | None = None) -> Revision:
    """Keep the article as it is stored now. Returns the last revision when nothing has changed since.

    Writes the revision, moves the article's version to its number and, since approval is of a revision,
    sends an approved article back into review. `by` None means a command.
    """
    with transaction.atomic():
        stored = claim(article)
        revision = save_claimed(stored, by=by, note=note, now=now)
    article.version, article.updated_at, article.status = stored.version, stored.updated_at, stored.status
    return revision


def save_claimed(
    article: Article,
    *,
    by: User | None,
    note: str = "",
    now: datetime | None = None,
    columns: Collection[str] = (),
    data: dict[str, Any] | None = None,
) -> Revision:
    """As `save_revision`, for an `article` that the caller has claimed, inside the transaction of the claim.

    Its `columns` say something else than its row and are written too; the others say what is stored.
    `data` is its snapshot, where the caller has made it already. What no snapshot holds, the desk's business,
    is told to the audit trail.
    """
    now = now or timezone.now()
    data = data if data is not None else snapshot(article)
    digest = content_hash(data)
    detail = {name: _plain(getattr(article, name)) for name in columns if name not in data}
    last = last_revision(article)
    if last is not None and last.content_hash == digest:
        # The same, since its hash is.
        last.data = data
        _write(article, columns, at=now)
        if detail:
            record(article, AuditEntry.Action.SAVED, by=by, at=now, reason=note, detail=detail)
        return last
    revision = Revision.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        schema=SCHEMA,
        data=data,
        content_hash=digest,
        by=by,
        at=now,
        note=note,
    )
    article.version, article.status = revision.number, status_after_change(article)
    article.found_by = words_to_find(article)
    _write(article, [*columns, "version", "status", "found_by"], at=now)
    record(article, AuditEntry.Action.SAVED, by=by, at=now, revision=revision, reason=note, detail=detail)
    return revision


def last_revision(article: Article) -> Revision | None:
    """The newest revision of `article`, without its text; None where there is none yet."""
    return next(iter(_LAST.of(article.pk)), None)


def _write(article: Article, columns: Collection[str], *, at: datetime) -> None:
    if columns:
        article.updated_at = at
        article.save(update_fields=[*columns, "updated_at"])


def _plain(value: Any) -> Any:
    """The desk's business as the audit trail keeps it: what JSON can say."""
    return value.isoformat() if isinstance(value, datetime) else value


def status_after_change(article: Article) -> str:
    """The status of `article` when its text has changed."""
    needs_approval_again = article.status == Article.Status.APPROVED and article.approved_revision_id is not None
    return Article.Status.IN_REVIEW if needs_approval_again else article.status
