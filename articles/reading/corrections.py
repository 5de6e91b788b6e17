"""Public notices of all articles, as readers can see them at this moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Replace, StrIndex

from ..models import Correction
from .article import Notice, notices_of
from .paging import PAGE_SIZE, Cursor
from .references import Navigation, navigation


@dataclass(frozen=True)
class PublicNotice:
    """A notice in its frozen words, and the article that carries it, as it is headed now."""

    notice: Notice
    headline: str
    path: str
    language: str
    is_retracted: bool


@dataclass(frozen=True)
class CorrectionsPage:
    """`older` is where the next page begins, None on the last."""

    notices: list[PublicNotice]
    older: Cursor | None
    navigation: Navigation


def corrections_page(*, at: datetime, before: Cursor | None = None) -> CorrectionsPage:
    """The notices that readers find on articles at `at`, newest first. Two queries."""
    rows = _carried_at(at)
    if before is not None:
        rows = rows.filter(before.after("at", "pk"))
    found = list(rows[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    older = Cursor(page[-1]["at"], page[-1]["pk"]) if len(found) > PAGE_SIZE else None
    return CorrectionsPage(_public_notices(page), older, navigation(at=at))


def latest_notices(*, at: datetime) -> list[PublicNotice]:
    """The first page of the notices, for a feed. One query."""
    return _public_notices(list(_carried_at(at)[:PAGE_SIZE]))


_EDITION = "article__editions"


def _carried_at(at: datetime) -> "QuerySet[Any, Any]":
    """The notices that the visible edition of their article carries.

    What readers see is what that edition froze: a notice that waits for the next edition is not there
    yet, and one that a waiting notice will supersede is there still. The two conditions stand in one
    call of `filter`, so that all that is read of the edition is of the visible one.
    """
    visible = {f"{_EDITION}__visible_from__lte": at, f"{_EDITION}__visible_until__gt": at}
    # SQLite writes a UUID without its hyphens, PostgreSQL and the edition's JSON with them.
    carried = Replace(KeyTextTransform("corrections", f"{_EDITION}__content"), Value("-"), Value(""))
    identity = Replace(Cast("uuid", TextField()), Value("-"), Value(""))
    return (
        Correction.objects.filter(**visible)
        .annotate(place=StrIndex(carried, identity))
        .filter(place__gt=0)
        .order_by("-at", "-id")
        .values(
            "pk",
            "at",
            "uuid",
            carried=KeyTransform("corrections", f"{_EDITION}__content"),
            headline=F(f"{_EDITION}__headline"),
            path=F(f"{_EDITION}__path"),
            language=F(f"{_EDITION}__language"),
            is_retracted=F(f"{_EDITION}__is_retracted"),
        )
    )


def _public_notices(rows: list[dict[str, Any]]) -> list[PublicNotice]:
    """The rows as they stand in the editions that carry them; one that stands in none by its identity is left out."""
    return [
        PublicNotice(notice, row["headline"], row["path"], row["language"], row["is_retracted"])
        for row in rows
        for notice in notices_of(row["carried"])
        if notice.uuid == str(row["uuid"])
    ]
