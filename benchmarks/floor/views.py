"""Each kind of page as a tutorial would write it, and a constant of its size."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe

from .models import Contributor, Edition, EditionTopic, Section

FRONT, PAGE, FEED, RELATED = 24, 20, 30, 9
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FILLERS = {page: mark_safe("x" * max(0, settings.PAGE_SIZES[page] - own)) for page, own in settings.OWN_SIZES.items()}
CONSTANTS = {page: b"x" * size for page, size in settings.PAGE_SIZES.items()}
MATCHES = {
    "sqlite": "SELECT e.edition_id FROM articles_searchtext f JOIN articles_searchentry e ON e.number = f.rowid"
    " WHERE articles_searchtext MATCH %s ORDER BY f.rowid DESC LIMIT %s",
    "postgresql": "SELECT edition_id FROM articles_searchentry WHERE words @@ %s::tsquery"
    " ORDER BY number DESC LIMIT %s",
}


def front(request):
    return _page(request, "front", editions=_listed()[:FRONT])


def article(request, address):
    now = timezone.now()
    visible = Edition.objects.filter(visible_from__lte=now, visible_until__gt=now)
    edition = get_object_or_404(visible.select_related("section", "lead_image"), path=f"/{address}")
    names = edition.contributors.select_related("author").order_by("position")
    topics = list(edition.topics.select_related("topic").order_by("position"))
    others = EditionTopic.objects.filter(
        topic=topics[0].topic_id if topics else None,
        edition__visible_from__lte=now,
        edition__visible_until__gt=now,
        edition__is_retracted=False,
    ).exclude(edition=edition)
    related = (
        others.select_related("edition__section")
        .defer("edition__content")
        .order_by("-first_published_at", "-article_id")[:RELATED]
    )
    return _page(request, "article", edition=edition, contributors=names, topics=topics, related=related)


def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    editions, name = _listed().filter(section=section), "section"
    if before := request.GET.get("before"):
        moment, _, number = before.partition("_")
        at = EPOCH + timedelta(microseconds=int(moment))
        editions = editions.filter(
            Q(first_published_at__lte=at), Q(first_published_at__lt=at) | Q(article_id__lt=int(number))
        )
        name = "page 500"
    return _page(request, name, "section", section=section, editions=editions[:PAGE])


def search(request):
    words = request.GET["q"]
    with connection.cursor() as cursor:
        cursor.execute(MATCHES[connection.vendor], [f'"{words}"' if connection.vendor == "sqlite" else words, PAGE])
        found = [row[0] for row in cursor.fetchall()]
    editions = _listed().defer(None).filter(pk__in=found)
    return _page(request, "search", words=words, editions=editions)


def feed(request):
    topics = Prefetch("topics", EditionTopic.objects.select_related("topic").order_by("position"))
    editions = _listed().defer(None).prefetch_related(topics)[:FEED]
    names = {"editions": editions, "filler": FILLERS.get("feed", "")}
    return render(request, "floor/feed.xml", names, content_type="application/rss+xml")


def constant(request, page):
    return HttpResponse(CONSTANTS[page])


def _listed():
    now = timezone.now()
    visible = Edition.objects.filter(visible_from__lte=now, visible_until__gt=now, is_retracted=False)
    names = Prefetch("contributors", Contributor.objects.select_related("author").order_by("position"))
    newest = visible.order_by("-first_published_at", "-article_id")
    return newest.select_related("section", "lead_image").prefetch_related(names).defer("content")


def _page(request, name, template="", **found):
    sections = Section.objects.filter(in_navigation=True).order_by("position")
    names = {"sections": sections, "filler": FILLERS.get(name, ""), **found}
    return render(request, f"floor/{template or name}.html", names)
