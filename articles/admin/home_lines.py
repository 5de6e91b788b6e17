"""The lines of the home: one article, edition, notice or picture each, with what is to be done or known."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.text import Truncator

from .. import publishing
from ..models import Article, AuditEntry, Correction, EditionImage, Image
from ..permissions import can_approve, can_publish, is_own
from .going_out import Appearance, Turn
from .moments import near_moment
from .people import person_name
from .pictures import picture_address

Status = Article.Status

TURNS = {
    Turn.FIRST: "First publication",
    Turn.UPDATE: "New version",
    Turn.RETURN: "Back again",
    Turn.WITHDRAWAL: "Withdrawal",
}
_TURNS_WHEN_LIVE = {Turn.FIRST: "New", Turn.UPDATE: "Updated", Turn.RETURN: "Back again"}


@dataclass(frozen=True)
class Line:
    """`words` leads to `address`; `facts` stand under it, and beside it what is to be done, by when."""

    pk: int
    words: str
    address: str
    facts: tuple[str, ...]
    action: str = ""
    when: str = ""
    at: datetime | None = None
    is_late: bool = False
    # The page that readers see, where they see it.
    readers_address: str = ""
    thumbnail: str = ""


def waiting_line(user: User, article: Article, asked_for: AuditEntry | None, *, now: datetime) -> Line:
    line = _article_line(article, _next_action(user, article, waits=True), by=not is_own(user, article), now=now)
    if asked_for is None or not asked_for.reason:
        return line
    asked = f"{person_name(asked_for.by)}: {Truncator(asked_for.reason).chars(160)}"
    return replace(line, facts=(*line.facts, asked))


def own_line(user: User, article: Article, *, now: datetime) -> Line:
    return _article_line(article, _next_action(user, article, waits=False), by=False, now=now)


def due_line(article: Article, *, now: datetime) -> Line:
    return _article_line(article, article.get_status_display(), by=True, now=now)


def edition_line(one: Appearance, *, now: datetime, is_live: bool = False) -> Line:
    edition = one.edition
    names = _TURNS_WHEN_LIVE if is_live else TURNS
    facts = [names[one.turn], edition.section.name]
    if edition.is_retracted:
        facts.append("retracted")
    return Line(
        pk=edition.pk,
        words=edition.list_headline,
        address=_edit(edition.article_id),
        facts=tuple(facts),
        when=near_moment(one.at, now=now),
        at=one.at,
        readers_address=edition.path if is_live else "",
    )


def correction_line(notice: Correction, *, now: datetime) -> Line:
    facts = [notice.get_kind_display(), Truncator(notice.text).chars(120)]
    if notice.by:
        facts.append(person_name(notice.by))
    return Line(
        pk=notice.pk,
        words=str(notice.article),
        address=_edit(notice.article_id),
        facts=tuple(facts),
        action="" if notice.revision_after_id else "Goes out with the next version",
        when=near_moment(notice.at, now=now),
        at=notice.at,
    )


def picture_line(image: Image, *, now: datetime) -> Line:
    runs_out = image.usable_until is not None and image.usable_until > now
    wanted = [] if image.credit_line else ["No credit"]
    return Line(
        pk=image.pk,
        words=str(image),
        address=reverse("admin:articles_image_change", args=[image.pk]),
        facts=tuple(wanted),
        action=f"Rights end {near_moment(image.usable_until, now=now)}" if runs_out else "",
        at=image.usable_until if runs_out else None,
        thumbnail=picture_address(image),
    )


def hole_line(hole: EditionImage, *, now: datetime) -> Line:
    """An article that lacks a picture, and why; the jump leads to where another one is chosen."""
    edition, image = hole.edition, hole.image
    is_live = edition.visible_from <= now
    reasons = publishing.why_not_shown(image, at=max(edition.visible_from, now))
    return Line(
        pk=edition.pk,
        words=edition.list_headline,
        address=_edit(edition.article_id),
        facts=(edition.section.name, *reasons),
        action="Choose another picture",
        when="" if is_live else f"goes out {near_moment(edition.visible_from, now=now)}",
        at=None if is_live else edition.visible_from,
        readers_address=edition.path if is_live else "",
    )


def _article_line(article: Article, action: str, *, by: bool, now: datetime) -> Line:
    due, is_open = article.due_at, article.status != Status.APPROVED
    return Line(
        pk=article.pk,
        words=str(article),
        address=_edit(article.pk),
        facts=tuple(_facts(article, by=by)),
        action=action,
        when=f"due {near_moment(due, now=now)}" if due else "",
        at=due,
        is_late=due is not None and due < now and is_open,
    )


def _facts(article: Article, *, by: bool) -> list[str]:
    """The section, whose it is (with `by`), and what holds it up."""
    facts = [article.section.name if article.section else "No section"]
    if by and (person := article.assigned_to or article.created_by):
        facts.append(person_name(person))
    if article.hold_reason:
        facts.append(f"On hold: {article.hold_reason}")
    return facts


def _next_action(user: User, article: Article, *, waits: bool) -> str:
    """What `user` may do next with an article that is theirs, or `waits` for them; else whom it waits for."""
    if article.status == Status.APPROVED:
        return "Publish" if can_publish(user, article) else "Approved, waits to be published"
    if article.status == Status.IN_REVIEW:
        return "Review" if waits else "With those who review"
    if article.status == Status.CHANGES_REQUESTED:
        return "Mend what was asked for"
    decides = can_approve(user, article) and can_publish(user, article)
    return "Write, then publish" if decides else "Write, then submit"


def _edit(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])
