"""The site's maps for search engines: https://www.sitemaps.org/protocol.html, and Google's of news."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from .. import reading
from ..reading import Listed, machine_time
from . import machines
from .addresses import absolute, of_page
from .caching import kept

# News is of two days, by the clock.
_A_MINUTE = timedelta(minutes=1)
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@require_safe
@kept(for_at_most=_A_MINUTE)
def index(request: HttpRequest) -> HttpResponseBase:
    """Every file that has something in it. Without dates: a file's would have to be looked for in all its stories."""
    at = timezone.now()
    files = reading.map_files(at=at)
    addresses = [
        *(of_page("sitemap_news", number) for number in range(1, files.news + 1)),
        of_page("sitemap_pages"),
        *(of_page("sitemap_month", month.year, month.month) for month in files.months),
        *(of_page("sitemap_day", day.year, day.month, day.day) for day in files.days),
    ]
    lines = "\n".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in addresses)
    return _answer(f'<sitemapindex xmlns="{_MAPS}">\n{lines}\n</sitemapindex>\n', at)


@require_safe
@kept
def pages(request: HttpRequest) -> HttpResponseBase:
    """What is no story: the front page, sections, topics, authors, corrections, and pages about the newspaper."""
    at = timezone.now()
    own = [of_page("front"), of_page("corrections")]
    addresses = own + [absolute(path) for path in reading.mapped_pages(at=at)]
    house_pages = reading.mapped_house_pages(at=at)
    urls = [f"<url><loc>{escape(address)}</loc></url>" for address in addresses]
    urls += [f"<url>{_located(address, changed_at)}</url>" for address, changed_at in house_pages.pages]
    return _answer(_urls(urls), at, also=house_pages.changed_at)


@require_safe
@kept
def month(request: HttpRequest, year: int, month: int) -> HttpResponseBase:
    try:
        begin, end = reading.whole_month(year, month)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return _stories(begin, end)


@require_safe
@kept
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponseBase:
    try:
        begin, end = reading.whole_day(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return _stories(begin, end)


@require_safe
@kept(for_at_most=_A_MINUTE)
def news(request: HttpRequest, number: int) -> HttpResponseBase:
    """The news of two days, a thousand in a file. The first file is always there, and may be empty."""
    at = timezone.now()
    stories = reading.mapped_news(number, at=at)
    if not stories and number > 1:
        raise Http404
    return _answer(_urls(map(_news_item, stories), f' xmlns:news="{_NEWS}"'), at)


def _stories(begin: datetime, end: datetime) -> HttpResponseBase:
    """The stories of a span; one that has none does not exist."""
    at = timezone.now()
    stories = reading.mapped_stories(begin, end, at=at)
    if not stories:
        raise Http404
    return _answer(_urls(f"<url>{_place(story)}</url>" for story in stories), at)


def _place(story: Listed) -> str:
    """Where the story is and when it changed for readers."""
    return _located(story.path, story.modified_at)


def _located(path: str, changed_at: datetime) -> str:
    return f"<loc>{escape(absolute(path))}</loc><lastmod>{machine_time(changed_at)}</lastmod>"


def _news_item(story: Listed) -> str:
    return (
        f"<url>{_place(story)}<news:news><news:publication><news:name>{escape(_publication())}</news:name>"
        f"<news:language>{_language(story.language)}</news:language></news:publication>"
        f"<news:publication_date>{machine_time(story.first_published_at)}</news:publication_date>"
        f"<news:title>{escape(story.headline)}</news:title></news:news></url>"
    )


def _publication() -> str:
    """As on news.google.com, without what stands in parentheses."""
    return re.sub(r"\s*\([^()]*\)", "", settings.NEWSROOM_NEWS_NAME).strip()


def _language(language: str) -> str:
    """The two or three letters of the language; Chinese is told apart by place."""
    tag = language.lower().replace("_", "-")
    if tag.startswith("zh"):
        return "zh-tw" if {"tw", "hant", "hk"} & set(tag.split("-")) else "zh-cn"
    return escape(tag.split("-")[0])


def _urls(urls: Iterable[str], more: str = "") -> str:
    return f'<urlset xmlns="{_MAPS}"{more}>\n' + "\n".join(urls) + "\n</urlset>\n"


def _answer(xml: str, at: datetime, *, also: datetime | None = None) -> HttpResponseBase:
    """`also` is when something that is no story changed last."""
    changed = max((moment for moment in (reading.last_change(at=at), also) if moment), default=None)
    return machines.answer(f"{_XML}{xml}", "application/xml; charset=utf-8", at=at, changed=changed)
