"""The readers' search: how long answers take, beside the least that such a page can take."""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils import timezone

from articles import search
from articles.models import Edition, Section
from articles.text import parse_query

from .desk import filled, kept_articles
from .words import Vocabulary

# Half of the answers are to be there by then, and a rare and a common word in so many times the floor.
HALF_WITHIN, TIMES_THE_FLOOR = 15, 1.5
_FLOOR = "/floor/"
# As much as a page of found stories prints, in the frame that every page has.
_TEMPLATE = """{% extends "base.html" %}{% load newsroom %}
{% block content %}{% include "articles/_search_form.html" %}<ol>{% for edition in editions %}
<li><article class="card kind-{{ edition.kind }}" dir="{{ edition.language|direction }}"><div class="card-text">
<p class="kicker"><a class="kicker-section" href="{% url "articles:section" edition.section.slug %}">
{{ edition.section.name }}</a>{% if edition.kind|kind_label %}<span class="kicker-kind">{{ edition.kind|kind_label }}
</span>{% endif %}</p><h3 class="card-headline" lang="{{ edition.language }}"><a href="{{ edition.path|iriencode }}">
{{ edition.headline }}</a></h3><p class="search-extract" lang="{{ edition.language }}">
{{ edition.content.parts.0.html|striptags|truncatechars:240 }}</p><p class="card-meta">
{% for contributor in edition.contributors.all %}<span class="card-byline">{{ contributor.author.name }}</span>
{% endfor %}<time datetime="{{ edition.first_published_at|machine_time }}">
{{ edition.first_published_at|date:"DATE_FORMAT" }}</time>
</p></div></article></li>{% endfor %}</ol>{% endblock %}"""


@dataclass(frozen=True)
class Took:
    """Milliseconds of an answer: the median, the fastest, and what of the processor's time was ours in that one."""

    median: float
    fastest: float
    ours: float
    queries: int


class Floor:
    """What a page of found stories cannot do without, as a plain view: the index is asked as the search asks it, the
    stories with sections and authors come by the ORM, and a template prints as much of them.
    """

    def __init__(self, asked: dict[str, str]) -> None:
        self.asked_of_index: list[tuple[str, Any]] = []
        with connection.execute_wrapper(self._note):
            found = search.search(parse_query(asked["q"]), at=timezone.now())
        self.ids = [hit.card.edition.pk for hit in found.hits]
        self.template = engines["django"].from_string(_TEMPLATE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, parameters in self.asked_of_index:
                cursor.execute(sql, parameters)
                cursor.fetchall()
        by_id = (
            Edition.objects.listed_at(timezone.now())
            .select_related("section")
            .prefetch_related("contributors__author")
            .in_bulk(self.ids)
        )
        names = {
            "editions": [by_id[pk] for pk in self.ids],
            "navigation": list(Section.objects.filter(in_navigation=True)),
        }
        return HttpResponse(self.template.render(names, request))

    def _note(self, execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if "articles_search" in sql or "set_config" in sql:
            self.asked_of_index.append((sql, parameters))
        return execute(sql, parameters, many, context)


def run(options: argparse.Namespace) -> int:
    """Fill the database where it is not kept, measure, print; 1 when something is over its limit."""
    articles = kept_articles() if options.keep else filled(options.articles)
    if search.check(now=timezone.now()).missing:
        call_command("rebuild_search", verbosity=0)
    client = Client()
    print(f"{articles:,} articles on {connection.display_name}\n")
    print("| search | stories | queries | ms (median) | ms (fastest) | of that ours |\n|---|---:|---:|---:|---:|---:|")
    took = []
    for asked in [one for one in searches() if options.only in one.get("q", "")]:
        address = f"/search/?{urlencode(asked)}"
        stories = client.get(address).content.decode().count("<article")
        one = _took(partial(client.get, address), options.runs)
        took.append(one)
        shown = ", ".join(f"{value}" if key == "q" else f"{key} {value}" for key, value in asked.items())
        print(f"| {shown} | {stories} | {one.queries} | {one.median:.1f} | {one.fastest:.1f} | {one.ours:.1f} |")
    half = statistics.median(one.fastest for one in took)
    print(
        f"\nHalf of the answers are there within {half:.1f} ms, all within {max(one.fastest for one in took):.0f} ms."
    )
    faults = [] if half <= HALF_WITHIN else [f"Half of the answers take more than {HALF_WITHIN} ms."]
    for name, word in (("rare", Vocabulary().words[15_000]), ("common", "minister")):
        ratio = _times_the_floor({"q": word}, options.runs)
        print(f"A {name} word takes {ratio:.2f} of the floor.")
        if ratio > TIMES_THE_FLOOR:
            faults.append(f"A {name} word takes more than {TIMES_THE_FLOOR} of the floor.")
    print("\n".join(faults) or "Within the limits.")
    return 1 if faults else 0


def searches() -> list[dict[str, str]]:
    """Rare, middling and common words, phrases, filters, by relevance and by date."""
    words = Vocabulary().words
    common = words[120], words[130], words[60], "minister", "the"
    middling = words[300], words[700], words[1_500], words[150]
    rare = words[8_000], words[15_000], words[19_000], "nowhere"
    found = [{"q": word} for word in (*rare, *middling, *common)]
    found += [
        {"q": f"{common[0]} {common[1]}"},
        {"q": f"{middling[3]} {middling[0]}"},
        {"q": f"{rare[0]} {common[3]}"},
        {"q": f"{middling[3]} -{common[0]}"},
        {"q": '"of the"'},
        {"q": f'"{common[0]} {common[1]}"'},
        {"q": f'"{words[140]} {words[143]} {middling[3]}"'},
        {"q": '"the of to"'},
        {"q": '"of in to and on"'},
        {"q": middling[3], "section": "world"},
        {"q": middling[0], "topic": "topic-3"},
        {"q": "the", "author": "author-3"},
        {"q": common[0], "from": "2026-06"},
        {"q": middling[2], "until": "2026-05"},
        {"q": common[0], "sort": "date"},
        {"q": middling[2], "sort": "date"},
        {"q": "the", "section": "climate", "sort": "date"},
        {"q": "", "section": "world"},
    ]
    return found


def _times_the_floor(asked: dict[str, str], runs: int) -> float:
    """How much longer a search takes than its floor, the two asked for in turn."""
    floor = Floor(asked)
    urls = type("urls", (), {"urlpatterns": [path(_FLOOR[1:], floor), path("", include("newsroom.urls"))]})
    client = Client()
    with override_settings(ROOT_URLCONF=urls):
        times: dict[str, list[float]] = {_FLOOR: [], f"/search/?{urlencode(asked)}": []}
        for address in [*times] * (runs * 3):
            begun = time.perf_counter()
            client.get(address)
            times[address].append(time.perf_counter() - begun)
    least, ours = (min(one) * 1000 for one in times.values())
    print(f"{ours:.1f} ms, the floor {least:.1f} ms.", end=" ")
    return ours / least


def _took(ask: Callable[[], Any], runs: int) -> Took:
    for _ in range(3):
        ask()
    times = []
    for _ in range(runs):
        begun, at_work = time.perf_counter(), time.process_time()
        ask()
        times.append(((time.perf_counter() - begun) * 1000, (time.process_time() - at_work) * 1000))
    with CaptureQueriesContext(connection) as captured:
        ask()
    fastest, ours = min(times)
    return Took(statistics.median(one for one, _ in times), fastest, ours, len(captured))
