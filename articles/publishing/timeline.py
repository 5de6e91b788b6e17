"""The editions of one article as a line in time: what all who write it share. For the article's locked row."""

from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Subquery

from ..models import Article, Edition, EditionContributor, EditionImage, EditionTopic
from ..permissions import can_publish
from ..signals import edition_closed
from .building import BuiltEdition
from .errors import NotAllowed


def insist_on_right(by: User | None, article: Article) -> None:
    if by is not None and not can_publish(by, article):
        raise NotAllowed("You may not publish, schedule or withdraw this article. Ask somebody who may.")


def end(edition: Edition, at: datetime) -> None:
    Edition.objects.filter(pk=edition.pk).update(visible_until=at)
    edition.visible_until = at
    transaction.on_commit(partial(edition_closed.send_robust, sender=Edition, edition=edition))


def cancel_editions_from(article: Article, at: datetime, *, now: datetime) -> bool:
    """Remove the editions that begin at `at` or later and that nobody has seen; whether there were any."""
    unseen = article.editions.filter(visible_from__gte=at, visible_from__gt=now)
    cancelled = unseen.count() > 0
    unseen.delete()
    last = article.editions.order_by("-visible_from").first()
    # An address that no reader has seen is free again; one that they have seen is kept for good.
    Article.objects.filter(pk=article.pk).update(path=last.path if last else None)
    return cancelled


def cut_off(article: Article, at: datetime) -> None:
    """End what readers see of the locked `article` at `at`, which is now, and cancel what they have not seen yet."""
    cancel_editions_from(article, at, now=at)
    if visible := article.editions.visible_at(at).first():
        end(visible, at)
    keep_visible_until(article)


def keep_visible_until(article: Article) -> None:
    """Copy the end of the last edition to the row of the article: to be called when its editions have changed."""
    last = article.editions.order_by("-visible_from").values("visible_until")[:1]
    Article.objects.filter(pk=article.pk).update(visible_until=Subquery(last))


def take_out(edition: Edition) -> BuiltEdition:
    """Take `edition` and its rows out of the database, to be written anew as they are.

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
