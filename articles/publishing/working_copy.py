"""Writing a snapshot back over the working copy: restoring a revision, storing what was merged."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, AuditEntry, Author, Contributor, Image, Revision, Section, Topic
from ..permissions import can_edit
from ..text import image_keys
from .audit import record
from .errors import NotAllowed
from .revisions import claim, save_claimed
from .snapshots import PLAIN_FIELDS


def restore(
    article: Article, revision: Revision, *, by: User, version: int | None = None, now: datetime | None = None
) -> tuple[Revision, list[str]]:
    """Bring back what `revision` says, as a new revision on top; and a sentence for each thing that has gone since.

    Raises NotAllowed, and StaleVersion when `version` is no longer the stored one.
    """
    now = now or timezone.now()
    if not can_edit(by, article):
        raise NotAllowed("You may not change this article.")
    with transaction.atomic():
        stored = claim(article, version=version)
        missing = write_snapshot(stored, revision.data)
        made = save_claimed(stored, by=by, note=f"Restored revision {revision.number}", now=now)
        record(stored, AuditEntry.Action.RESTORED, by=by, at=now, revision=made, detail={"restored": revision.number})
    article.refresh_from_db()
    return made, missing


def save_snapshot(
    article: Article,
    data: dict[str, Any],
    *,
    by: User,
    version: int,
    desk: Mapping[str, Any] | None = None,
    note: str = "",
    now: datetime | None = None,
) -> tuple[Revision, list[str]]:
    """Store `data`, which was made from `version`, as the working copy and a revision of it. As for `restore`.

    `desk` is what is stored beside it and no snapshot holds: the desk's business, by the article's columns.
    """
    now = now or timezone.now()
    if not can_edit(by, article):
        raise NotAllowed("You may not change this article.")
    desk = desk or {}
    with transaction.atomic():
        stored = claim(article, version=version)
        for name, value in desk.items():
            setattr(stored, name, value)
        missing = write_snapshot(stored, data)
        made = save_claimed(stored, by=by, note=note, now=now, columns=list(desk))
    article.refresh_from_db()
    return made, missing


def write_snapshot(article: Article, data: dict[str, Any]) -> list[str]:
    """Write the snapshot `data` over the rows of the locked `article`; a sentence for each thing that is gone.

    What is gone is left out: a section, a picture, an author or a topic that was deleted since.
    """
    missing: list[str] = []
    for name in PLAIN_FIELDS:
        if name in data:
            setattr(article, name, data[name])
    article.section = _found(Section.objects.filter(slug=data["section"]).first(), data["section"], "section", missing)
    article.lead_image = _found(
        Image.objects.filter(key=data["lead_image"]).first(), data["lead_image"], "lead picture", missing
    )
    article.translation_of = _original(data.get("translation_of"), missing)
    article.save()
    _write_byline(article, data["contributors"], missing)
    article.topics.set(_topics(data["topics"], missing), clear=True)
    known = set(Image.objects.filter(key__in=image_keys(data["body"])).values_list("key", flat=True))
    missing += [_gone("picture", key) for key in image_keys(data["body"]) if key not in known]
    return missing


def _original(uuid: str | None, missing: list[str]) -> Article | None:
    return _found(Article.objects.filter(uuid=uuid).first(), uuid, "original", missing) if uuid else None


def _found(row: Any, name: str | None, noun: str, missing: list[str]) -> Any:
    if name and row is None:
        missing.append(_gone(noun, name))
    return row


def _gone(noun: str, name: str) -> str:
    return f"The {noun} “{name}” no longer exists."


def _write_byline(article: Article, entries: list[dict[str, str]], missing: list[str]) -> None:
    authors = {author.slug: author for author in Author.objects.filter(slug__in=[entry["author"] for entry in entries])}
    article.contributors.all().delete()
    for position, entry in enumerate(entries):
        if author := _found(authors.get(entry["author"]), entry["author"], "author", missing):
            Contributor.objects.create(article=article, author=author, role=entry["role"], position=position)


def _topics(slugs: list[str], missing: list[str]) -> list[Topic]:
    topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=slugs)}
    return [topic for slug in slugs if (topic := _found(topics.get(slug), slug, "topic", missing))]
