"""The history of an article as `reading` gives it: times, kinds of change, and what may be compared."""

from datetime import timedelta

import pytest

from articles import publishing, reading
from articles.models import Article
from articles.tests.factories import NOON, make_live_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
PATH = "/2026/03/08/one/"


@pytest.fixture
def article() -> Article:
    """Seen from noon, changed at one, withdrawn from two to three."""
    article = make_live_article(slug="one", headline="First")
    article.headline = "Second"
    article.save()
    publishing.publish(article, by=None, now=NOON + HOUR)
    publishing.withdraw(article, by=None, now=NOON + 2 * HOUR)
    publishing.publish(article, by=None, now=NOON + 3 * HOUR)
    return article


@pytest.mark.usefixtures("article")
def test_versions_carry_their_times() -> None:
    page = reading.history_page(PATH, at=NOON + 4 * HOUR)
    assert page is not None
    assert [(version.number, version.until, version.withdrawn_at) for version in page.versions] == [
        (3, None, None),
        (2, NOON + 2 * HOUR, NOON + 2 * HOUR),
        (1, NOON + HOUR, None),
    ]
    assert [version.changes for version in page.versions] == [("again",), ("update",), ("first",)]


@pytest.mark.usefixtures("article")
def test_the_past_is_told_as_it_was_then() -> None:
    page = reading.history_page(PATH, at=NOON + HOUR / 2)
    assert page is not None
    assert [(version.number, version.until) for version in page.versions] == [(1, None)]
    assert reading.history_page(PATH, at=NOON + 2 * HOUR) is None
    assert reading.version_page(PATH, 1, at=NOON + 2 * HOUR) is None
    assert reading.changes_page(PATH, 2, at=NOON + 2 * HOUR) is None


def test_only_what_readers_saw_may_be_compared(article: Article) -> None:
    publishing.redact(article.editions.get(headline="First"), by=None, reason="A court order.", now=NOON + 4 * HOUR)
    page = reading.history_page(PATH, at=NOON + 4 * HOUR)
    assert page is not None
    assert [(version.is_readable, version.is_comparable) for version in page.versions] == [
        (True, True),
        (True, False),
        (False, False),
    ]
    changes = reading.changes_page(PATH, 2, at=NOON + 4 * HOUR)
    assert changes is not None
    assert (changes.before, changes.after) == (None, None)
