"""History: every save that changed something is a revision, and no other."""

import pytest
from django.db import transaction

from articles import publishing
from articles.models import Contributor, Revision
from articles.tests.factories import NOON, make_article, make_author, make_image, make_section, make_topic

pytestmark = pytest.mark.django_db


def test_a_save_makes_a_revision_and_moves_the_version() -> None:
    article = make_article(headline="First")
    revision = publishing.save_revision(article, by=None, note="Begun", now=NOON)
    article.refresh_from_db()
    assert (revision.number, revision.note, revision.data["headline"]) == (1, "Begun", "First")
    assert (article.version, article.updated_at) == (1, NOON)


def test_a_save_that_changed_nothing_makes_none() -> None:
    article = make_article()
    first = publishing.save_revision(article, by=None)
    assert publishing.save_revision(article, by=None) == first
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Other"},
        {"body": "<p>Other.</p>"},
        {"dateline": "RIGA"},
        {"source_line": "Elsewhere"},
        {"kind": "opinion"},
        {"lead_caption": "Other."},
    ],
)
def test_every_field_that_readers_may_see_counts_as_a_change(change: dict[str, str]) -> None:
    article = make_article()
    publishing.save_revision(article, by=None)
    for name, value in change.items():
        setattr(article, name, value)
    article.save()
    assert publishing.save_revision(article, by=None).number == 2


def test_the_byline_and_the_topics_count_as_a_change() -> None:
    ana, ben = make_author(name="Ana"), make_author(name="Ben")
    article = make_article(authors=[ana])
    publishing.save_revision(article, by=None)
    Contributor.objects.create(article=article, author=ben, role="photographs", position=1)
    assert publishing.save_revision(article, by=None).data["contributors"] == [
        {"author": "ana", "role": "by"},
        {"author": "ben", "role": "photographs"},
    ]
    article.topics.add(make_topic(name="NATO"))
    assert publishing.save_revision(article, by=None).data["topics"] == ["nato"]


def test_a_revision_refers_by_natural_keys() -> None:
    article = make_article(section=make_section(name="World"), lead_image=make_image(key="bridge"))
    data = publishing.save_revision(article, by=None).data
    assert (data["section"], data["lead_image"]) == ("world", "bridge")


def test_the_hash_is_the_same_whatever_the_order() -> None:
    assert publishing.content_hash({"a": 1, "b": "é"}) == publishing.content_hash({"b": "é", "a": 1})


def test_a_stale_version_is_refused() -> None:
    article = make_article()
    publishing.save_revision(article, by=None)
    with pytest.raises(publishing.StaleVersion, match="saved by somebody else"), transaction.atomic():
        publishing.claim(article, version=0)


def test_the_version_that_is_stored_is_accepted() -> None:
    article = make_article()
    publishing.save_revision(article, by=None)
    with transaction.atomic():
        assert publishing.claim(article, version=1) == article
