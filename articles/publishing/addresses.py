"""Addresses of articles: /YYYY/MM/DD/slug/, given at the first publication, unique for good.

The editions of an article hold its addresses. Where readers have seen one, it leads on to where the article lives
now (`reading.destination`): docs/decisions/0010-an-address-leads-on-because-it-was-seen.md.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Article, Edition, EditionContributor, EditionTopic, Redirect, Revision
from ..text import is_path_for, slug_from
from .building import BuiltEdition


def give_path(
    article: Article, *, revision: Revision, first_published_at: datetime, current: str | None, until: datetime
) -> str:
    """The address of `article` (whose row is locked) as `revision` asks for it, claimed in the database.

    `until` is when readers see it no more, which the row says beside the address.

    The day is that of the first publication in the newsroom's zone. Where no slug is written, the first
    headline gives it, and a later one does not change the `current` address. A taken slug gets a number.
    """
    slug = revision.data["slug"]
    if not slug and current:
        return current
    slug = slug or slug_from(revision.data["headline"])
    day = timezone.localtime(first_published_at).strftime("/%Y/%m/%d/")
    if current and is_path_for(current, day=day, slug=slug):
        return current
    number = 1
    while not _claim(article, path := f"{day}{slug if number == 1 else f'{slug}-{number}'}/", until=until):
        number += 1
    return path


def redate(article: Article, anew: list[BuiltEdition], at: datetime, *, current: str | None = None) -> None:
    """Date editions that nobody has seen, and that are not stored, by the first publication at `at`: addresses too.

    `current` is the address of the edition before them, if there is one.
    """
    for built in anew:
        was = built.edition.first_published_at
        rows: list[Edition | EditionContributor | EditionTopic] = [built.edition, *built.contributors, *built.topics]
        for row in rows:
            row.first_published_at = at
        if timezone.localtime(was).date() != timezone.localtime(at).date():
            edition = built.edition
            edition.path = give_path(
                article,
                revision=edition.revision,
                first_published_at=at,
                current=current,
                until=edition.visible_until,
            )
            edition.slug = edition.path.rstrip("/").rpartition("/")[2]
        current = built.edition.path


def _claim(article: Article, path: str, *, until: datetime) -> bool:
    """Take `path` for `article`; False when it is, was or will be another article's, or leads elsewhere.

    It is taken first: the database makes this wait for whoever is about to take it, and what they did counts then.
    """
    try:
        with transaction.atomic():
            Article.objects.filter(pk=article.pk).update(path=path, visible_until=until)
    except IntegrityError:
        return False
    article.path, article.visible_until = path, until
    return not _is_anothers(article, path)


def _is_anothers(article: Article, path: str) -> bool:
    """Whether other editions have `path`, or it leads elsewhere. The articles' own rows let nobody in twice."""
    editions = Edition.objects.filter(path=path).exclude(article=article).order_by()
    redirects = Redirect.objects.filter(path=path).exclude(article=article).order_by()
    return editions.values("path").union(redirects.values("path"), all=True).exists()
