"""The door for signs of life from open edit pages: who else is here, and whether the article has moved on."""

import random

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from .. import publishing
from ..models import Article
from ..permissions import can_view
from .json_answers import REFUSED, answer, clock
from .people import person_name


@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a sign of life (`typing`: yes or no; `leaving`: yes) and tells who else is here.

    Also the article's version and who saved it, so that the page can say that it works on an older one.
    """
    # Permission asks for its section and its people; a text may be megabytes.
    article = get_object_or_404(Article.objects.defer("body"), pk=pk)
    if not can_view(request.user, article):
        return answer(REFUSED, status=403, words="You may not see this article any more.")
    now = timezone.now()
    if request.POST.get("leaving") == "yes":
        publishing.leave(article, by=request.user)
        return answer("left")
    publishing.give_sign(article, by=request.user, is_typing=request.POST.get("typing") == "yes", now=now)
    others = publishing.others_present(article, beside=request.user, now=now)
    if random.randrange(publishing.SWEEPS_EVERY) == 0:
        publishing.sweep_out(now=now)
    latest = article.revisions.select_related("by").defer("data").order_by("-number").first()
    return answer(
        "here",
        others=[
            {
                "name": person_name(other.user),
                "state": "typing" if other.is_typing else "viewing",
                "since": clock(other.came_at),
            }
            for other in others
        ],
        version=latest.number if latest else 0,
        saved_by=("You, in another window," if latest.by == request.user else person_name(latest.by)) if latest else "",
        saved=clock(latest.at) if latest else "",
    )
