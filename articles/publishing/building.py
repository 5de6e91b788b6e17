"""An edition as it would be written: built from a revision, saved only by `editions`."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Model

from ..models import Article, BuiltEdition, Revision, edition_of
from .errors import NotReady

__all__ = ["BuiltEdition", "build_edition"]


def build_edition(
    article: Article,
    revision: Revision,
    *,
    path: str,
    visible_from: datetime,
    first_published_at: datetime,
    modified_at: datetime,
    notices: list[dict[str, str]],
    known: Sequence[Model],
) -> BuiltEdition:
    """The edition of `revision` under `path`, with its `notices`. Its end is open; `known` are rows that it may name.

    Raises NotReady naming what it refers to and is gone.
    """
    built = edition_of(
        article,
        revision.data,
        revision=revision,
        path=path,
        visible_from=visible_from,
        first_published_at=first_published_at,
        modified_at=modified_at,
        notices=notices,
        known=known,
    )
    reasons = [gone.sentence for gone in built.missing]
    if not revision.data["section"]:
        reasons.append("Choose a section.")
    if reasons:
        raise NotReady(reasons)
    return built
