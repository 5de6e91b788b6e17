"""How an imported story goes out: its notices, its editions and its end, as the file says."""

import uuid
from datetime import datetime
from html import escape

from .. import publishing
from ..models import Article
from .stories import CorrectionNotice, Remark, Story

UNFINISHED = frozenset({Article.Status.DRAFT, Article.Status.IN_REVIEW, Article.Status.CHANGES_REQUESTED})


def first_words(body: str, story: Story) -> str:
    """`body` as it was before the corrections that came after the first publication and say what stood there."""
    for notice in reversed(_later_notices(story)):
        body = _replaced(body, notice.now, notice.was)
    return body


def go_out(article: Article, story: Story, *, publish: bool, now: datetime, remarks: list[Remark]) -> None:
    """Record the notices of the story and, if asked to `publish`, write its editions as the file says.

    Moments that have passed are obeyed as they were, those ahead of `now` are scheduled.
    """
    later = _later_notices(story) if publish else []
    for notice in story.corrections:
        if notice not in later:
            _add(article, story, notice, at=article.created_at)
    if not publish or _is_held_back(article, story, now=now, remarks=remarks):
        return
    _publish(article, story.published, now=now)
    for notice in later:
        article.body = _replaced(article.body, notice.was, notice.now)
        article.save()
        _add(article, story, notice, at=article.created_at)
        _publish(article, notice.at, now=now)
    if story.withdrawn:
        publishing.withdraw(article, by=None, at=story.withdrawn, now=min(now, story.withdrawn))


def _later_notices(story: Story) -> list[CorrectionNotice]:
    """The notices that came after the first publication, oldest first."""
    published = story.published
    if published is None:
        return []
    dated = [(notice.at, notice) for notice in story.corrections if notice.at and notice.at > published]
    return [notice for _, notice in sorted(dated, key=lambda pair: pair[0])]


def _replaced(body: str, old: str, new: str) -> str:
    old, new = escape(old, quote=False), escape(new, quote=False)
    return body.replace(old, new) if old and body.count(old) == 1 else body


def _is_held_back(article: Article, story: Story, *, now: datetime, remarks: list[Remark]) -> bool:
    """Whether the story itself says that it is not to go out yet; what was done instead is said."""
    if article.hold_reason:
        message = "The story was not published: its embargo could not be understood."
    elif story.status in UNFINISHED:
        message = "The story was not published: its file says that it is not finished."
    elif article.embargo and article.embargo > (story.published or now):
        _publish(article, article.embargo, now=now)
        message = f"The story goes out when its embargo ends, {article.embargo:%Y-%m-%d %H:%M %Z}."
    else:
        return False
    remarks.append(Remark(0, "problem", message))
    return True


def _publish(article: Article, at: datetime | None, *, now: datetime) -> None:
    """Publish at a moment that has passed, at one ahead of `now`, or (None) now."""
    Article.objects.filter(pk=article.pk).update(status=Article.Status.APPROVED)
    if at is not None and at > now:
        publishing.publish(article, by=None, at=at, now=now)
    else:
        publishing.publish(article, by=None, now=at or now)


def _add(article: Article, story: Story, notice: CorrectionNotice, *, at: datetime) -> None:
    number = story.corrections.index(notice)
    publishing.add_correction(
        article,
        kind=notice.kind,
        text=notice.text,
        by=None,
        now=notice.at or at,
        identity=uuid.uuid5(article.uuid, f"notice {number}"),
    )
