"""Addresses of articles: /YYYY/MM/DD/slug/, given at the first publication, unique for good."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Article, Redirect, Revision
from ..text import is_path_for, slug_from


def give_path(article: Article, *, revision: Revision, first_published_at: datetime) -> str:
    """The address of `article` (whose row is locked) as `revision` asks for it, claimed in the database.

    The day is that of the first publication in the newsroom's zone. Where no slug is written, the first
    headline gives it, and a later one does not change it. A taken slug gets a number. An address that the
    article leaves becomes a redirect to it.
    """
    slug = revision.data["slug"]
    if not slug and article.path:
        return article.path
    slug = slug or slug_from(revision.data["headline"])
    day = timezone.localtime(first_published_at).strftime("/%Y/%m/%d/")
    if article.path and is_path_for(article.path, day=day, slug=slug):
        return article.path
    left, number = article.path, 1
    while not _claim(article, path := f"{day}{slug if number == 1 else f'{slug}-{number}'}/"):
        number += 1
    if left:
        Redirect.objects.update_or_create(path=left, defaults={"article": article, "target": ""})
    return path


def _claim(article: Article, path: str) -> bool:
    """Take `path` for `article`; False when it is, or leads to, another article's."""
    if Redirect.objects.filter(path=path).exclude(article=article).exists():
        return False
    if Article.objects.filter(path=path).exclude(pk=article.pk).exists():
        return False
    try:
        with transaction.atomic():
            Article.objects.filter(pk=article.pk).update(path=path)
    except IntegrityError:
        # Taken in this very moment by another publication.
        return False
    Redirect.objects.filter(path=path).delete()
    article.path = path
    return True
