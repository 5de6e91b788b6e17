"""The editions of one article as a line in time: what all who write it share. For the article's locked row."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import zip_longest

from django.contrib.auth.models import User
from django.db import transaction

from ..models import OPEN_ENDED, Article, Correction, Edition, EditionContributor, EditionImage, EditionTopic
from ..permissions import can_publish
from ..signals import edition_closed
from .building import BuiltEdition
from .errors import NotAllowed
from .last_edition import keep_last_edition


def insist_on_right(by: User | None, article: Article) -> None:
    """Raise NotAllowed for who may not decide what readers see. `by` None means a command."""
    if by is not None and not can_publish(by, article):
        raise NotAllowed("You may not publish, schedule or withdraw this article. Ask somebody who may.")


def end(edition: Edition, at: datetime) -> None:
    """Let `edition` end at `at`, be that earlier or later than it would have."""
    Edition.objects.filter(pk=edition.pk).update(visible_until=at)
    edition.visible_until = at
    transaction.on_commit(partial(edition_closed.send_robust, sender=Edition, edition=edition))


def cut_off(article: Article, at: datetime) -> None:
    """End what readers see of the locked `article` at `at`, which is now, and cancel what they have not seen yet."""
    cancel_editions_from(article, at, now=at)
    if visible := article.editions.visible_at(at).first():
        end(visible, at)
        keep_last_edition(article)


def cancel_editions_from(article: Article, at: datetime, *, now: datetime) -> bool:
    """Remove the editions that begin at `at` or later and that nobody has seen; whether there were any.

    Their addresses are free again, and their notices wait for the next publication.
    """
    unseen = article.editions.filter(visible_from__gte=at, visible_from__gt=now)
    cancelled = list(unseen)
    if cancelled:
        unseen.delete()
        for edition in cancelled:
            transaction.on_commit(partial(edition_closed.send_robust, sender=Edition, edition=edition))
        keep_last_edition(article)
        contents = article.editions.values_list("content__corrections", flat=True)
        carried = {notice["uuid"] for notices in contents for notice in notices}
        Correction.objects.filter(article=article).exclude(uuid__in=carried).update(revision_after=None)
    return bool(cancelled)


def take_out(edition: Edition) -> BuiltEdition:
    """Take `edition`, which nobody has seen, and its rows out of the database, to be written anew.

    Not built from its revision: a name that was changed since would no longer be found by its old slug.
    """
    built = BuiltEdition(
        edition,
        list(edition.contributors.all()),
        list(edition.edition_topics.all()),
        list(edition.edition_images.all()),
    )
    Edition.objects.filter(pk=edition.pk).delete()
    edition.pk = None
    rows: list[EditionContributor | EditionTopic | EditionImage] = [*built.contributors, *built.topics, *built.images]
    for row in rows:
        row.pk, row.edition = None, edition
    return built


def ends_in_withdrawal(editions: Sequence[Edition]) -> Edition | None:
    """The first of `editions`, in the order of time, that ends with no other in its place; None where none does."""
    for edition, following in zip_longest(editions, editions[1:]):
        if edition.visible_until != (following.visible_from if following else OPEN_ENDED):
            return edition
    return None


def editions_ahead(article: Article, *, now: datetime) -> list[Edition]:
    """What readers see at `now` and what they will see, in the order of time."""
    ahead = article.editions.filter(visible_until__gt=now).order_by("visible_from")
    return list(ahead.select_related("revision"))
