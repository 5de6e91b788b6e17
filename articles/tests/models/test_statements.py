"""A statement that is put together once reads what its query would, for every key."""

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.models.statements import Statement

from ..factories import make_article, make_image, make_section

pytestmark = pytest.mark.django_db


def named(key: int) -> QuerySet[Article]:
    return Article.objects.select_related("section", "lead_image").defer("body", "lead_image__caption").filter(pk=key)


@pytest.fixture
def statement() -> Statement[Article]:
    return Statement(named)


def test_it_reads_what_the_query_reads(statement: Statement[Article]) -> None:
    for article in (make_article(lead_image=make_image()), make_article(section=make_section(), embargo=None)):
        read, expected = statement.one(article.pk), named(article.pk).get()
        assert vars(read).keys() == vars(expected).keys()
        assert {name: vars(read)[name] for name in vars(read) if name != "_state"} == {
            name: vars(expected)[name] for name in vars(expected) if name != "_state"
        }
        assert (read.section, read.lead_image) == (expected.section, expected.lead_image)
        assert read.get_deferred_fields() == {"body"}
        assert read._state.adding is False


def test_it_is_put_together_once() -> None:
    asked = []

    def rows(key: int) -> QuerySet[Article]:
        asked.append(key)
        return named(key)

    statement = Statement(rows)
    for article in (make_article(), make_article()):
        with CaptureQueriesContext(connection) as captured:
            assert statement.of(article.pk) == [article]
        assert len(captured) == 1
    assert len(asked) == 1


@pytest.mark.parametrize("key", [0, -1, 10**30, -(10**30)])
def test_there_is_nothing_for_a_key_that_no_row_has(statement: Statement[Article], key: int) -> None:
    make_article()
    assert statement.of(key) == []
    with pytest.raises(Article.DoesNotExist):
        statement.one(key)


@pytest.mark.django_db(transaction=True)
def test_a_row_is_not_locked_without_a_transaction() -> None:
    statement = Statement(lambda key: Article.objects.select_for_update().filter(pk=key))
    article = make_article()
    with transaction.atomic():
        assert statement.one(article.pk) == article
    if connection.features.has_select_for_update:
        with pytest.raises(transaction.TransactionManagementError, match="begin one"):
            statement.one(article.pk)
