"""What writing, saving and publishing ask of the database: a fixed number of statements, whoever does it, however
long the byline. Statements that only mark where a transaction begins and ends are not counted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.models import Article

from ..factories import make_article, make_author, make_image, make_live_article, make_topic
from .forms import filled_in

SignIn = Callable[[User], Client]
Asked = tuple[HttpResponse, list[str]]

_MARKS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")

# What somebody has been given, by their groups too, is read with them.
PEOPLE = ["chief", "publisher"]
LENGTHS = [(2, 2), (5, 10)]


def asked(send: Callable[..., HttpResponse], *args: Any) -> Asked:
    """The answer, and what it asked of the database."""
    with CaptureQueriesContext(connection) as captured:
        response = send(*args)
    return response, [one["sql"] for one in captured.captured_queries if not one["sql"].startswith(_MARKS)]


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def publish(article: Article) -> str:
    return reverse("admin:articles_article_publish", args=[article.pk])


@pytest.fixture(params=LENGTHS, ids=["short", "long"])
def story(request: Any, db: None) -> Article:
    """Live, with a lead picture, names and topics; saved since by somebody, and not approved again."""
    names, topics = request.param
    article = make_live_article(
        authors=[make_author() for _ in range(names)],
        topics=[make_topic() for _ in range(topics)],
        lead_image=make_image(),
    )
    Article.objects.filter(pk=article.pk).update(headline="Changed")
    publishing.save_revision(article, by=None)
    return article


@pytest.fixture(params=PEOPLE)
def client(request: Any, signed_in: SignIn) -> Client:
    return signed_in(request.getfixturevalue(request.param))


def test_the_edit_page_takes_twelve(story: Article, client: Client) -> None:
    response, statements = asked(client.get, edit(story))
    assert (response.status_code, len(statements)) == (200, 12)


def test_the_edit_page_of_what_was_never_out_takes_ten(client: Client) -> None:
    article = make_article(authors=[make_author()], topics=[make_topic()], lead_image=make_image())
    publishing.save_revision(article, by=None)
    response, statements = asked(client.get, edit(article))
    assert (response.status_code, len(statements)) == (200, 10)


def test_a_save_takes_ten(story: Article, client: Client) -> None:
    typed = filled_in(client.get(edit(story)), headline="Other", body="<p>Other words.</p>")
    response, statements = asked(client.post, edit(story), typed)
    assert story.revisions.count() == 3
    assert (response.status_code, len(statements)) == (302, 10)


def test_the_publish_page_takes_ten(story: Article, client: Client) -> None:
    response, statements = asked(client.get, publish(story))
    assert (response.status_code, len(statements)) == (200, 10)


def test_publishing_takes_twenty(story: Article, client: Client) -> None:
    typed = filled_in(client.get(publish(story)))
    response, statements = asked(client.post, publish(story), typed)
    assert story.editions.count() == 2
    assert (response.status_code, len(statements)) == (302, 20)


def test_a_first_publication_takes_twenty(client: Client) -> None:
    article = make_article(authors=[make_author()], topics=[make_topic(), make_topic()], lead_image=make_image())
    publishing.save_revision(article, by=None)
    response, statements = asked(client.post, publish(article), filled_in(client.get(publish(article))))
    assert article.editions.count() == 1
    assert (response.status_code, len(statements)) == (302, 20)


def test_pictures_in_the_body_are_one_statement_more_however_many(desk: Client) -> None:
    article = make_live_article(lead_image=make_image())
    body = "".join(f'<figure data-image="{make_image().key}"></figure>' for _ in range(7))
    Article.objects.filter(pk=article.pk).update(body=body)
    publishing.save_revision(article, by=None)
    page, statements = asked(desk.get, publish(article))
    assert len(statements) == 10 + 1
    _, statements = asked(desk.post, publish(article), filled_in(page))
    # No byline and no topics: nothing of those is written.
    assert len(statements) == 20 - 2 + 1


def test_a_byline_in_another_order_asks_for_no_author(desk: Client) -> None:
    ana, ben = make_author(), make_author()
    article = make_live_article(authors=[ana, ben])
    places = {"contributors-0-position": "2", "contributors-1-position": "1"}
    _, statements = asked(desk.post, edit(article), filled_in(desk.get(edit(article)), **places))
    assert list(article.contributors.values_list("author", flat=True)) == [ben.pk, ana.pk]
    assert [sql for sql in statements if 'FROM "articles_author"' in sql] == []


def test_a_save_reads_the_article_once_and_claims_it_with_that(desk: Client) -> None:
    article = make_live_article()
    _, statements = asked(desk.post, edit(article), filled_in(desk.get(edit(article)), headline="Other"))
    reads = [sql for sql in statements if sql.startswith("SELECT") and 'FROM "articles_article"' in sql]
    assert len(reads) == 1
    assert ("FOR UPDATE" in reads[0]) is connection.features.has_select_for_update
