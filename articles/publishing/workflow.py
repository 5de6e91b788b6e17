"""The desk's workflow: which steps there are, from where to where, and who may take them."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, AuditEntry
from ..permissions import can_take_step
from .approval import approve
from .audit import record
from .errors import NotAllowed, NotReady
from .revisions import catch_up, claim, save_claimed

Status = Article.Status
Action = AuditEntry.Action


@dataclass(frozen=True)
class Step:
    """One step: from any of `begins` to `ends`, for who holds `permission`, recorded as `action`."""

    name: str
    begins: frozenset[str]
    ends: str
    permission: str
    action: str
    label: str


STEPS = {
    step.name: step
    for step in (
        Step(
            "submit",
            frozenset({Status.DRAFT, Status.CHANGES_REQUESTED}),
            Status.IN_REVIEW,
            "submit_article",
            Action.SUBMITTED,
            "Submit for review",
        ),
        Step(
            "approve",
            frozenset({Status.DRAFT, Status.IN_REVIEW, Status.CHANGES_REQUESTED}),
            Status.APPROVED,
            "review_article",
            Action.APPROVED,
            "Approve",
        ),
        Step(
            "request_changes",
            frozenset({Status.IN_REVIEW, Status.APPROVED}),
            Status.CHANGES_REQUESTED,
            "review_article",
            Action.CHANGES_REQUESTED,
            "Request changes",
        ),
        Step(
            "take_back",
            frozenset({Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.APPROVED}),
            Status.DRAFT,
            "submit_article",
            Action.TAKEN_BACK,
            "Take back to draft",
        ),
    )
}


def steps_for(user: User, article: Article) -> list[Step]:
    """The steps that `user` may take with `article` as it stands, in the order of the table."""
    return [
        step
        for step in STEPS.values()
        if article.status in step.begins and can_take_step(user, article, step.permission)
    ]


def take_step(
    article: Article, name: str, *, by: User, comment: str = "", override: str = "", now: datetime | None = None
) -> None:
    """Take the step `name`. Approval is of the revision that is stored now; `override` is a reason to pass four eyes.

    Raises NotAllowed for who may not, and NotReady where the step does not lead on from here or four eyes are missing.
    """
    now = now or timezone.now()
    step = STEPS[name]
    if not can_take_step(by, article, step.permission):
        raise NotAllowed(f"You may not do this: {step.label.lower()}.")
    with transaction.atomic():
        stored = claim(article)
        if stored.status not in step.begins:
            raise NotReady(
                [f"The article is “{stored.get_status_display()}” now: {step.label.lower()} is not the next step."]
            )
        revision = save_claimed(stored, by=by, now=now)
        if step.ends == Status.APPROVED:
            approve(stored, revision, by=by, override=override, now=now)
        if stored.status != step.ends:
            Article.objects.filter(pk=stored.pk).update(status=step.ends)
            stored.status = step.ends
        record(stored, step.action, by=by, at=now, revision=revision, reason=comment)
    catch_up(article, stored)


def assign(article: Article, *, to: User | None, due: datetime | None, by: User, now: datetime | None = None) -> None:
    """Give `article` to a person (None: to nobody), with the moment at which it is due. Raises NotAllowed."""
    now = now or timezone.now()
    if not can_take_step(by, article, "review_article"):
        raise NotAllowed("You may not assign articles.")
    with transaction.atomic():
        stored = claim(article)
        Article.objects.filter(pk=stored.pk).update(assigned_to=to, due_at=due)
        detail = {"to": to.get_username() if to else None, "due": due.isoformat() if due else None}
        record(stored, Action.ASSIGNED, by=by, at=now, detail=detail)
    article.refresh_from_db()
