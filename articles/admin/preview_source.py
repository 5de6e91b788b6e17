"""What a preview is of: the person's own unsaved text, the saved article, or one of its revisions."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404

from .. import publishing
from ..models import Article, Draft, Revision
from ..text import sanitise
from .moments import moment


@dataclass(frozen=True)
class Source:
    """A snapshot to be looked at, what it is in words, and the revision that says the same, if there is one.

    `asked_for` is the number of a revision that was asked for; "" for the text as it stands now.
    """

    data: dict[str, Any]
    words: str
    revision: Revision | None = None
    asked_for: str = ""


def source_for(person: User, article: Article, *, number: str = "") -> Source:
    """What `person` looks at: revision `number` where one is asked for, else what they have typed, else what is saved.

    Nobody sees what another person has typed. Raises Http404 for a revision that there is not.
    """
    if number:
        return _of_revision(article, number)
    draft = publishing.draft_of(article, by=person)
    if draft is not None and isinstance(draft.data.get("snapshot"), dict):
        return _of_draft(article, draft)
    return _of_what_is_saved(article)


def _of_revision(article: Article, number: str) -> Source:
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    revision = article.revisions.filter(number=number).first() if is_number else None
    if revision is None:
        raise Http404(f"There is no revision {number} of this article.")
    words = f"Revision {revision.number}, saved on {moment(revision.at)}."
    return Source(publishing.complete(revision.data), words, revision, asked_for=str(revision.number))


def _of_draft(article: Article, draft: Draft) -> Source:
    data = publishing.complete(draft.data["snapshot"])
    # What is stored was sanitised on its way to the database; a draft is whatever was sent.
    data["body"] = sanitise(data["body"])
    words = f"Your unsaved text, as of {moment(draft.saved_at)}."
    if draft.base_version != article.version:
        words += f" You began from revision {draft.base_version}; revision {article.version} was saved since."
    return Source(data, words)


def _of_what_is_saved(article: Article) -> Source:
    data = publishing.snapshot(article)
    latest = article.revisions.order_by("-number").defer("data").first()
    if latest is not None and latest.content_hash == publishing.content_hash(data):
        return Source(data, f"The saved article, revision {latest.number}.", latest)
    return Source(data, "The saved article.")
