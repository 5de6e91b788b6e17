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
    """A snapshot to be looked at, and what it is in words. `revision` is set where one was asked for."""

    data: dict[str, Any]
    words: str
    revision: Revision | None = None


def source_for(person: User, article: Article, *, number: str = "") -> Source:
    """What `person` looks at: revision `number` where one is asked for, else what they have typed, else what is saved.

    Nobody sees what another person has typed. Raises Http404 for a revision that there is not.
    """
    if number:
        return _of_revision(article, number)
    draft = publishing.draft_of(article, by=person)
    if draft is not None and isinstance(draft.data.get("snapshot"), dict):
        return _of_draft(article, draft)
    return Source(publishing.snapshot(article), _saved_words(article))


def _of_revision(article: Article, number: str) -> Source:
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    revision = article.revisions.filter(number=number).first() if is_number else None
    if revision is None:
        raise Http404(f"There is no revision {number} of this article.")
    words = f"Revision {revision.number}, saved on {moment(revision.at)}."
    return Source(publishing.complete(revision.data), words, revision)


def _of_draft(article: Article, draft: Draft) -> Source:
    data = publishing.complete(draft.data["snapshot"])
    # What is stored was sanitised on its way to the database; a draft is whatever was sent.
    data["body"] = sanitise(data["body"])
    words = f"Your unsaved text, as of {moment(draft.saved_at)}."
    if draft.base_version != article.version:
        words += f" You began from revision {draft.base_version}; revision {article.version} was saved since."
    return Source(data, words)


def _saved_words(article: Article) -> str:
    return f"The saved article, revision {article.version}." if article.version else "The saved article."
