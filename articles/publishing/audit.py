"""Writing the audit trail: in the transaction of the act, so that there is no act without its entry."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from ..models import Article, AuditEntry, Front, HousePage, Image, Revision


def record(
    article: Article,
    action: str,
    *,
    by: User | None,
    at: datetime,
    revision: Revision | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Add an entry; to be called inside the transaction of what it tells. `by` None means a command."""
    AuditEntry.objects.create(
        at=at,
        by=by,
        action=action,
        article_uuid=article.uuid,
        headline=article.headline,
        revision_number=revision.number if revision else None,
        reason=reason,
        detail=detail or {},
    )


def record_front(
    front: Front,
    action: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """The same for what was done to a front."""
    AuditEntry.objects.create(
        at=at, by=by, action=action, front=front, headline=str(front), reason=reason, detail=detail or {}
    )


def record_picture(
    image: Image,
    action: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """The same for what was done to a picture."""
    AuditEntry.objects.create(
        at=at, by=by, action=action, image_key=image.key, headline=str(image), reason=reason, detail=detail or {}
    )


def record_house_page(
    page: HousePage,
    action: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """The same for what was done to a page about the newspaper."""
    AuditEntry.objects.create(
        at=at, by=by, action=action, house_page=page.slug, headline=page.title, reason=reason, detail=detail or {}
    )
