"""What a page costs, in queries: the same with 10 and with 10,000 stories in the archive."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from articles import search
from articles.models import Article
from articles.reading import Cursor
from articles.tests.factories import (
    NOON,
    arrange,
    make_archive,
    make_author,
    make_front_edition,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

PAGES = {
    "/2026/03/08/newest/": 3,
    "/": 3,
    "/section/world/": 3,
    "/topic/nato/": 3,
    "/author/ana/": 4,
    "/archive/": 4,
    "/2026/03/": 3,
    "/2026/03/08/": 3,
}


@pytest.mark.parametrize("stories", [10, 10_000])
def test_a_page_takes_at_most_four_queries_whatever_the_archive(
    stories: int, client: Client, django_assert_num_queries, frozen: Callable[[datetime], None]
) -> None:
    section, topic, author = make_section(name="World"), make_topic(name="NATO"), make_author(name="Ana")
    make_archive(stories, section=section, topic=topic, author=author, at=NOON - timedelta(minutes=1))
    image = make_image(key="bridge")
    make_live_article(
        headline="Newest",
        section=section,
        topics=[topic],
        authors=[author],
        lead_image=make_image(),
        body=f'<p>Text.</p><figure data-image="{image.key}"></figure>',
    )
    frozen(NOON)
    for path, queries in PAGES.items():
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
    search.rebuild(now=NOON)
    # Words, candidates, stories, names; and the ids of names that are asked for. PostgreSQL is told how long it may
    # take in a transaction of its own (in a test a savepoint, after which all is as ever), and for what is common
    # how far to look.
    for words, queries in {"newest": 4, "archived": 4, "archived section:world -nothing": 5, '"archived 5"': 4}.items():
        for sort in ("", "date"):
            stretch = 1 if stories > 1_000 and words.startswith("archived") else 0
            with django_assert_num_queries(queries + (5 + stretch if connection.vendor == "postgresql" else 0)):
                assert "<mark>" in client.get("/search/", {"q": words, "sort": sort}).content.decode()
    deep = Cursor(NOON - timedelta(minutes=stories - 5), 10**9)
    for path in ("/section/world/", "/topic/nato/"):
        with django_assert_num_queries(3):
            assert client.get(path, {"before": str(deep)}).status_code == 200


@pytest.mark.parametrize("stories", [10, 10_000])
def test_an_arranged_front_takes_at_most_four_queries_whatever_the_archive(
    stories: int, client: Client, django_assert_num_queries, frozen: Callable[[datetime], None]
) -> None:
    world, others = make_section(name="World"), [make_section() for _ in range(7)]
    make_archive(stories, section=world, topic=make_topic(), author=make_author(), at=NOON - timedelta(minutes=1))
    for section in others:
        make_archive(10, section=section, topic=make_topic(), author=make_author(), at=NOON - timedelta(hours=1))
    oldest = list(Article.objects.filter(section=world).order_by("created_at")[:4])
    pins = dict(zip(["lead", "beside-2"], oldest, strict=False))
    rails = [(section, 9) for section in [world, *others]]
    make_front_edition(arrange(pins | {f"rail-{world.slug}-3": oldest[3]}, rails))
    make_front_edition(arrange(pins), section=world)
    frozen(NOON)
    for path, queries in {"/": 4, f"/section/{world.slug}/": 3}.items():
        with django_assert_num_queries(queries):
            page = client.get(path)
        assert oldest[0].headline in page.content.decode()
