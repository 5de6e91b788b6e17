"""Approval: of a revision, by other eyes than the writers', and what goes out for want of it."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User

from ..models import Article, AuditEntry, Revision
from ..permissions import can_approve, can_override_four_eyes
from .audit import record
from .errors import NotReady


def approve(article: Article, revision: Revision, *, by: User | None, override: str, now: datetime) -> None:
    """Mark `revision` of the locked `article` as approved. `override`: a reason to pass over four eyes."""
    if by is not None:
        insist_on_four_eyes(article, revision, by=by, override=override, now=now)
    Article.objects.filter(pk=article.pk).update(approved_revision=revision, status=Article.Status.APPROVED)
    article.approved_revision, article.status = revision, Article.Status.APPROVED


def revision_to_publish(
    article: Article, latest: Revision, *, by: User | None, override: str, now: datetime
) -> Revision:
    """The revision of the locked `article` that may go out: the latest if it is, or is hereby, approved.

    Else the last approved one. Raises NotReady where there is none, or four eyes are missing.
    """
    if article.approved_revision_id == latest.pk:
        return latest
    if by is None or can_approve(by, article):
        approve(article, latest, by=by, override=override, now=now)
        if by is not None:
            record(article, AuditEntry.Action.APPROVED, by=by, at=now, revision=latest, reason="With its publication")
        return latest
    if article.approved_revision is None:
        raise NotReady(["Nobody has approved this article yet. Submit it for review."])
    return article.approved_revision


def needs_four_eyes(article: Article) -> bool:
    """By the article's section where that says, else by the newsroom's setting."""
    of_section = article.section.four_eyes if article.section else None
    return bool(settings.NEWSROOM_FOUR_EYES) if of_section is None else of_section


def changed_since_approval(article: Article, revision: Revision) -> set[int]:
    """The ids of those who made the revisions after the last approved one, up to `revision`."""
    approved = article.approved_revision.number if article.approved_revision else 0
    people = article.revisions.filter(number__gt=approved, number__lte=revision.number).values_list("by", flat=True)
    return {person for person in people if person is not None}


def insist_on_four_eyes(article: Article, revision: Revision, *, by: User, override: str, now: datetime) -> None:
    """Raise NotReady when `by` wrote what they would let pass, unless they may and do give a reason, which is kept."""
    if not needs_four_eyes(article) or by.pk not in changed_since_approval(article, revision):
        return
    if not (override and can_override_four_eyes(by, article)):
        raise NotReady(["You changed this text since it was last approved. Somebody else has to approve it."])
    record(article, AuditEntry.Action.FOUR_EYES_OVERRIDDEN, by=by, at=now, revision=revision, reason=override)
