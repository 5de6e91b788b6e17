"""An archive that readers' pages are made from, and what to ask for: `python -m benchmarks.readers.archived SIZE`.

A process of its own, since it needs the settings of the database and what measures serves several. It prints JSON.
"""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import django

django.setup()

# Only now, since these import the models, which need the settings.
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Edition, SearchWord, Section  # noqa: E402
from articles.reading import Cursor, mapped_pages  # noqa: E402
from articles.reading.paging import PAGE_SIZE  # noqa: E402
from benchmarks.archive import fill  # noqa: E402
from benchmarks.report import heading  # noqa: E402

# How many articles are asked for in turn, and how many addresses of any kind.
ARTICLES, MANY = 50, 20_000
FAR = 500
# Nearly every tenth article has it, and so few have the other.
COMMON, FEW = "minister", 10


def main(size: int) -> None:
    """Write the archive where there is none yet; print what there is to ask for."""
    call_command("migrate", verbosity=0)
    if not User.objects.exists():
        fill(size)
        sys.stderr.write("The index of readers' searches …\n")
        call_command("rebuild_search", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(json.dumps(found(size, at=timezone.now())))


def found(size: int, *, at: datetime) -> dict[str, Any]:
    section = Section.objects.order_by("position").first()
    assert section is not None
    in_section = reverse("articles:section", args=[section.slug])
    page, cursor = _far_page(section, at)
    articles = list(Edition.objects.listed_at(at).newest_first().values_list("path", flat=True)[:ARTICLES])
    return {
        "heading": heading(size),
        "articles": articles,
        "front": reverse("articles:front"),
        "section": in_section,
        "far": f"{in_section}?before={cursor}",
        "far_page": page,
        "rare": f"{reverse('articles:search')}?q={_rare_word()}",
        "common": f"{reverse('articles:search')}?q={COMMON}",
        "feed": reverse("articles:site_feed", args=["rss"]),
        "sitemap": reverse("articles:sitemap"),
        "many": list(islice(_many(at), MANY)),
    }


def _far_page(section: Section, at: datetime) -> tuple[int, Cursor]:
    """Page 500 of the section, or the last full one where it has fewer."""
    stories = Edition.objects.listed_at(at).filter(section=section).newest_first()
    page = max(2, min(FAR, stories.count() // PAGE_SIZE))
    moment, number = stories.values_list("first_published_at", "article_id")[(page - 1) * PAGE_SIZE - 1]
    return page, Cursor(moment, number)


def _rare_word() -> str:
    words = SearchWord.objects.filter(token__regex=r"^[a-z]{5,}$", documents__lte=FEW)
    return words.order_by("-documents", "token").values_list("token", flat=True)[0]


def _many(at: datetime) -> Iterator[str]:
    """Pages of every kind; those of articles to the last one, and again from the first with what nobody reads."""
    yield from mapped_pages(at=at)
    paths = list(Edition.objects.listed_at(at).newest_first().values_list("path", flat=True)[:MANY])
    for time in range(MANY):
        yield from (f"{path}?again={time}" if time else path for path in paths)


if __name__ == "__main__":
    main(int(sys.argv[1]))
