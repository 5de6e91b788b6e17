"""Autosaves: what a person has typed and not saved, in a row of its own. They never fill the history."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ..models import Article, Draft, Revision
from ..permissions import can_edit
from .errors import NotAllowed, OtherDraft


def save_draft(
    article: Article,
    data: dict[str, Any],
    *,
    by: User,
    base_version: int,
    knows_of: datetime | None = None,
    only_known: bool = False,
    now: datetime | None = None,
) -> tuple[Draft, Revision | None]:
    """Keep what `by` has typed on `article`, and tell whether it still stands on the newest version.

    Returns the draft, and the newest revision where one was saved since `base_version`: it is read after
    the draft is written, so that None is never the answer for a text that was stale when it was kept. The
    draft is kept in either case.

    It takes the place of whatever was kept before. With `only_known`, only of the draft of the moment
    `knows_of` (None: of none at all), so that two windows of one person do not overwrite each other in
    silence. One that says the same is no other one: a window that closed while its text was on the way never
    heard that it came. Raises NotAllowed, and OtherDraft where there is one that the window does not know of.
    """
    if not can_edit(by, article):
        raise NotAllowed("You may not change this article.")
    draft = Draft(article=article, by=by, data=data, base_version=base_version, saved_at=now or timezone.now())
    if only_known:
        _write_over(knows_of, draft)
    else:
        Draft.objects.bulk_create(
            [draft],
            update_conflicts=True,
            unique_fields=["article", "by"],
            update_fields=["data", "base_version", "saved_at"],
        )
    newer = article.revisions.filter(number__gt=base_version).select_related("by").defer("data")
    return draft, newer.order_by("-number").first()


def draft_of(article: Article, *, by: User) -> Draft | None:
    """What `by` has typed on `article` and not saved; nobody else's."""
    return Draft.objects.filter(article=article, by=by).first()


def draft_without_text(article: Article, *, by: User) -> Draft | None:
    """The same, for a page that only says that there is one: the text, maybe megabytes, stays in the database."""
    return Draft.objects.filter(article=article, by=by).defer("data").first()


def discard_draft(article: Article, *, by: User) -> None:
    """Forget it: it was saved, or is not wanted."""
    Draft.objects.filter(article=article, by=by).delete()


def _write_over(known: datetime | None, draft: Draft) -> None:
    """Write `draft` in the place of the one of the moment `known`, or as the only one."""
    rows = Draft.objects.filter(article=draft.article, by=draft.by)
    written = {"data": draft.data, "base_version": draft.base_version, "saved_at": draft.saved_at}
    if known is not None and rows.filter(saved_at=known).update(**written):
        return
    Draft.objects.bulk_create([draft], ignore_conflicts=True)
    stored = rows.only("data", "saved_at").first()
    if stored is None or stored.saved_at == draft.saved_at:
        return
    says_the_same = stored.data == draft.data
    if not (says_the_same and rows.filter(saved_at=stored.saved_at).update(**written)):
        raise OtherDraft(stored.saved_at)
