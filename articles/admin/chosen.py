"""The articles that were ticked in the list, each with the version that the list showed."""

from dataclasses import dataclass

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest

from ..models import Article
from .people import narrowed

# A page of the list has fifty; nobody looks through more on one page.
AT_MOST = 200


@dataclass(frozen=True)
class Chosen:
    """What was ticked: articles with their versions as seen (None: not said), and how many are not to be had."""

    articles: list[tuple[Article, int | None]]
    missing: int
    is_too_many: bool


def chosen_articles(request: HttpRequest) -> Chosen:
    """In the order of the list. One query."""
    sent = list(dict.fromkeys(key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if _is_number(key)))
    if len(sent) > AT_MOST:
        return Chosen([], 0, is_too_many=True)
    mine = narrowed(Article.objects.select_related("section", "assigned_to", "created_by"), request.user)
    found = {article.pk: article for article in mine.filter(pk__in=sent)}
    articles = [found[int(key)] for key in sent if int(key) in found]
    return Chosen(
        [(article, version_sent(request, article.pk)) for article in articles],
        missing=len(sent) - len(articles),
        is_too_many=False,
    )


def version_sent(request: HttpRequest, pk: int) -> int | None:
    """The version of the article that the form showed; None where it says none."""
    sent = request.POST.get(f"version_{pk}", "")
    return int(sent) if _is_number(sent) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
