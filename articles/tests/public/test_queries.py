"""What a page costs, in queries: the same with 10 and with 10,000 stories in the archive."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from articles.reading import Cursor
from articles.tests.factories import (
    NOON,
    make_archive,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

PAGES = {
    "/2026/03/08/newest/": 3,
    "/": 2,
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
    deep = Cursor(NOON - timedelta(minutes=stories - 5), 10**9)
    for path in ("/section/world/", "/topic/nato/"):
        with django_assert_num_queries(3):
            assert client.get(path, {"before": str(deep)}).status_code == 200
