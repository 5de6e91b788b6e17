"""What the link dialog finds: stories by words of their headlines, as JSON."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..models import Article, Edition, Removal
from ..permissions import can_see_articles
from ..text import clean_line
from .live import live_words, with_live_state
from .moments import moment
from .people import narrowed

SHOWN_OF_EACH = 8
MOST_WORDS = 8
# Among so many, the newest of either kind: a search of headlines alone has no index, and an old story is
# linked to by its address.
LOOKED_THROUGH = 20_000


@require_safe
def link_targets(request: HttpRequest) -> JsonResponse:
    """Stories with all words of `q` in the headline, of the newest: those that readers see, then the desk's.

    Each has `path`, "" where it has no address yet. Two queries, besides those for the person.
    """
    if not can_see_articles(request.user):
        return JsonResponse({"error": "You may not look for stories."}, status=403)
    words = clean_line(request.GET.get("q", "")).split()[:MOST_WORDS]
    return JsonResponse({"targets": list(_targets(words, user=request.user, at=timezone.now())) if words else []})


def _targets(words: list[str], *, user: User, at: datetime) -> Iterator[dict[str, Any]]:
    newest = Edition.objects.listed_at(at).newest_first().values("pk")[:LOOKED_THROUGH]
    seen = Edition.objects.filter(pk__in=newest).select_related("section").defer("content")
    for edition in _with_words(seen, words).newest_first()[:SHOWN_OF_EACH]:
        state = f"Published {moment(edition.first_published_at)}"
        yield _target(edition.headline, edition.path, edition.section.name, state)
    for article in _unseen(words, user, at)[:SHOWN_OF_EACH]:
        state = "Not published yet" if not article.path else _words_of(article)
        yield _target(article.headline, article.path or "", article.section.name if article.section else "", state)


def _unseen(words: list[str], user: User, at: datetime) -> QuerySet[Article]:
    """What readers do not see, as far as `user` may, the last that was worked on first."""
    gone = Exists(Removal.objects.filter(article=OuterRef("pk")))
    newest = narrowed(Article.objects.all(), user).order_by("-updated_at", "-pk").values("pk")[:LOOKED_THROUGH]
    articles = with_live_state(Article.objects.filter(pk__in=newest).select_related("section"), at=at)
    hidden = articles.filter(~gone, live_until__isnull=True).defer("body")
    return _with_words(hidden, words).order_by("-updated_at", "-pk")


def _with_words(rows: Any, words: Iterable[str]) -> Any:
    every = Q()
    for word in words:
        every &= Q(headline__icontains=word)
    return rows.filter(every)


def _words_of(article: Any) -> str:
    return live_words(live_until=article.live_until, next_from=article.next_from, was_live=article.was_live)


def _target(headline: str, path: str, section: str, state: str) -> dict[str, Any]:
    return {"headline": headline, "path": path, "section": section, "state": state}
