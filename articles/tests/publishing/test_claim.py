"""Claiming an article: what a save that had to wait for another one gets to see."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from articles import publishing
from articles.models import Article

from ..factories import make_article, make_section

pytestmark = pytest.mark.django_db(transaction=True)


def claim_elsewhere(article: Article) -> Article:
    """Claim on a connection of its own, which waits for the lock."""
    try:
        with transaction.atomic():
            return publishing.claim(article)
    finally:
        connection.close()


def until_somebody_waits() -> None:
    """For the transaction of this connection."""
    waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        cursor.execute(waits)
        while cursor.fetchone() is None:
            cursor.execute(waits)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_a_claim_that_had_to_wait_names_what_the_article_names_now() -> None:
    article, there = make_article(section=make_section()), make_section()
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            publishing.claim(article)
            waiting = pool.submit(claim_elsewhere, article)
            until_somebody_waits()
            Article.objects.filter(pk=article.pk).update(section=there, version=7)
        claimed = waiting.result(timeout=20)
    assert (claimed.version, claimed.section) == (7, there)


def test_a_version_that_moved_on_is_stale() -> None:
    article = make_article()
    with pytest.raises(publishing.StaleVersion, match="began from version 3"), transaction.atomic():
        publishing.claim(article, version=3)
