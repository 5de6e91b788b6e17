"""What stands where there is no page, and where a page could not be made."""

import pytest
from django.test import Client

from articles import publishing
from articles.models import Redirect
from articles.tests.factories import make_article, make_live_article


@pytest.fixture
def brave_client() -> Client:
    """Gets the page that a reader gets, where the test client would raise."""
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_nothing_tells_one_missing_page_from_another(client: Client) -> None:
    withdrawn = make_live_article(headline="Withdrawn", slug="withdrawn")
    publishing.withdraw(withdrawn, by=None)
    make_article(headline="Draft", slug="draft")
    paths = [
        withdrawn.path,
        "/2026/03/08/draft/",
        "/2026/03/08/never-was/",
        "/section/none/",
        "/topic/none/",
        "/author/none/",
        "/2022/13/",
        "/media/none.jpg",
        "/section/none/?before=x",
        "/<script>/",
        "/2026/03/08/\x00/",
    ]
    answers = {(response.status_code, response.content) for response in map(client.get, paths)}
    assert len(answers) == 1
    ((status, content),) = answers
    assert status == 404
    assert b"There is no page at this address" in content


@pytest.mark.django_db
def test_a_missing_page_asks_only_whether_something_stood_there(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        response = client.get("/nothing/at/all/")
    assert response.status_code == 404
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
    assert b"csrf" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("old", ["/old/page.html", "/archiv/12", "/столтенберг"])
def test_an_address_of_another_time_leads_on(client: Client, old: str) -> None:
    Redirect.objects.create(path=old, target="/section/world/")
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, "/section/world/")


def test_an_error_page_is_made_without_a_database(brave_client: Client) -> None:
    # This test asks for no database, so every query fails.
    response = brave_client.get("/")
    assert response.status_code == 500
    assert b"Something went wrong on our side" in response.content


def test_an_error_page_is_made_without_context_processors(brave_client: Client, settings) -> None:
    settings.TEMPLATES[0]["OPTIONS"]["context_processors"] = ["articles.public.context.no_such_thing"]
    assert b"Something went wrong on our side" in brave_client.get("/").content
