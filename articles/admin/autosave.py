"""The door for autosaves: keeps the edit form as it stands, in a row of the person's own."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from .. import publishing
from ..models import Article, Draft, Revision
from ..permissions import can_edit
from .json_answers import OTHER_PERSON, REFUSED, answer, clock
from .people import person_name
from .typed_snapshot import typed_snapshot

# Hidden fields of the edit page beside those of the article: the page itself, for whom it was made, and the
# moment of the unsaved text that it goes on with. None of them is part of what was typed.
OF_THE_PAGE = "desk-"
PAGE, TYPED_BY, KNOWS_OF = "desk-page", "desk-typed-by", "desk-knows-of"


@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps the posted edit form for `request.user`; others and the history see nothing of it.

    A page that says for whom it was made is not kept for somebody else; one that says which unsaved text
    it knows of (`at` of the last answer, empty for none) overwrites no other one.
    """
    if request.POST.get(TYPED_BY, str(request.user.pk)) != str(request.user.pk):
        return answer(OTHER_PERSON, status=409, name=person_name(request.user), person=str(request.user.pk))
    article = get_object_or_404(Article, pk=pk)
    if not can_edit(request.user, article):
        return answer(REFUSED, status=403, words="You may not change this article any more.")
    version = _version(request.POST)
    if version is None:
        return answer(REFUSED, status=400, words="The page did not say which version you work on. Open it anew.")
    data = {"form": posted_fields(request.POST), "snapshot": typed_snapshot(article, request.POST)}
    try:
        draft, newer = publishing.save_draft(
            article, data, by=request.user, base_version=version, **_known(request.POST.get(KNOWS_OF))
        )
    except publishing.OtherDraft as error:
        return answer("elsewhere", at=error.saved_at.isoformat(), clock=clock(error.saved_at))
    return _kept(draft, newer, request.user)


def _kept(draft: Draft, newer: Revision | None, user: Any) -> HttpResponse:
    kept = {"at": draft.saved_at.isoformat(), "clock": clock(draft.saved_at)}
    if newer is None:
        return answer("saved", **kept)
    by = "You, in another window," if newer.by == user else person_name(newer.by)
    return answer("conflict", **kept, by=by, version=newer.number, saved=clock(newer.at))


def posted_fields(typed: QueryDict) -> dict[str, list[str]]:
    """The article's fields with all their values, without the token and passwords; as JSON can hold them."""
    return {
        name: [value.replace("\0", "") for value in typed.getlist(name)]
        for name in typed
        if name != "csrfmiddlewaretoken" and "password" not in name.lower() and "\0" not in name
        if not name.startswith(OF_THE_PAGE)
    }


def _version(typed: QueryDict) -> int | None:
    text = typed.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _known(text: str | None) -> dict[str, Any]:
    """What `save_draft` is to be told of the draft that the page knows of."""
    if text is None:
        return {}
    return {"only_known": True, "knows_of": _moment(text)}


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo else None
