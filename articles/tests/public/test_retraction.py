"""What stands at the address of an article that was retracted, and of one that was removed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article, Image, Redirect
from articles.tests.factories import (
    NOON,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)
from articles.tests.public.pictures import address_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
PATH = "/2026/03/08/one/"
LISTINGS = ["/", "/section/world/", "/topic/nato/", "/author/ana/", "/archive/", "/2026/03/", "/2026/03/08/"]


@pytest.fixture(autouse=True)
def at_two(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + 2 * HOUR)


def a_retracted_article(**overrides) -> Article:
    article = make_live_article(
        headline="One",
        standfirst="False standfirst.",
        search_description="False description.",
        search_title="False title.",
        dateline="FALSETOWN",
        source_line="False source",
        body='<p>False body.</p><figure data-image="inside"><figcaption>False caption.</figcaption></figure>',
        section=make_section(name="World"),
        topics=[make_topic(name="NATO")],
        authors=[make_author(name="Ana")],
        lead_image=make_image(key="lead"),
        **overrides,
    )
    publishing.add_correction(article, kind="editors_note", text="We look into it.", by=None, now=NOON)
    publishing.add_correction(article, kind="correction", text="It was Riga.", by=None, now=NOON)
    publishing.add_correction(article, kind="retraction", text="It was not so.", by=None, now=NOON + HOUR)
    publishing.publish(article, by=None, now=NOON + HOUR)
    return article


@pytest.fixture
def inside() -> None:
    make_image(key="inside")


@pytest.mark.usefixtures("inside")
def test_a_retracted_article_says_why_and_shows_no_text(client: Client, django_assert_num_queries) -> None:
    a_retracted_article()
    with django_assert_num_queries(2):
        response = client.get(PATH)
    text = response.content.decode()
    assert response.status_code == 200
    assert '<span class="retracted-mark" lang="en">Retracted:</span> One</h1>' in text
    assert "<title>Retracted: One | " in text
    shown = text.partition("</head>")[2]
    assert shown.index("It was not so.") < shown.index("It was Riga.") < shown.index("have been withdrawn")
    assert "false" not in text.lower()
    assert "/media/" not in text
    assert "noindex" not in text


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("path", LISTINGS)
def test_a_retracted_article_is_in_no_list(path: str, client: Client) -> None:
    a_retracted_article()
    assert b"/one/" not in client.get(path).content


@pytest.mark.usefixtures("inside")
def test_a_retracted_article_leads_nowhere_that_is_not_there(client: Client) -> None:
    a_retracted_article()
    text = client.get(PATH).content.decode()
    assert "/topic/nato/" not in text
    assert "/author/ana/" not in text
    assert "By\n" in text


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("name", ["lead", "inside"])
def test_pictures_of_a_retracted_article_are_private_again(name: str, client: Client) -> None:
    article = a_retracted_article()
    address = address_of(Image.objects.get(key=name))
    assert client.get(address).status_code == 404
    make_live_article(lead_image=article.lead_image, body='<figure data-image="inside"></figure>')
    assert client.get(address).status_code == 200


def removed(article: Article, *, at: datetime = NOON + HOUR, note: str = "A court has ordered it.") -> Article:
    publishing.remove(article, by=None, reason="Secret reason", public_note=note, now=at)
    return article


def test_a_removed_article_is_gone_and_readers_are_told(client: Client) -> None:
    removed(make_live_article(headline="Secret headline", slug="one", body="<p>Secret body.</p>"))
    response = client.get(PATH)
    text = response.content.decode()
    assert response.status_code == 410
    assert "A court has ordered it." in text
    assert "Secret" not in text
    assert PATH not in text
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_removal_may_say_nothing(client: Client) -> None:
    removed(make_live_article(slug="one"), note="")
    response = client.get(PATH)
    assert response.status_code == 410
    assert b"cannot say more" in response.content


def test_the_note_is_text_and_no_markup(client: Client) -> None:
    removed(make_live_article(slug="one"), note="<script>alert(1)</script>\n\nSecond.")
    text = client.get(PATH).content.decode()
    assert "<script>" not in text
    assert "<p>Second.</p>" in text


def test_an_old_address_of_a_removed_article_is_gone_too(client: Client) -> None:
    article = make_live_article(slug="one")
    article.slug = "two"
    article.save()
    publishing.publish(article, by=None, now=NOON + HOUR / 2)
    Redirect.objects.create(path="/old/one.html", article=article)
    removed(article)
    answers = {
        (answer.status_code, answer.content) for answer in map(client.get, [PATH, "/2026/03/08/two/", "/old/one.html"])
    }
    assert {status for status, _ in answers} == {410}
    assert len(answers) == 1


def test_nothing_changes_before_the_removal(client: Client, frozen: Callable[[datetime], None]) -> None:
    removed(make_live_article(slug="one"))
    frozen(NOON + HOUR - timedelta(microseconds=1))
    assert client.get(PATH).status_code == 200
    frozen(NOON + HOUR)
    assert client.get(PATH).status_code == 410


def test_what_readers_had_never_seen_is_not_said_to_be_removed(client: Client) -> None:
    scheduled = make_article(slug="one")
    publishing.publish(scheduled, by=None, at=NOON + 5 * HOUR, now=NOON)
    Redirect.objects.create(path="/old/one.html", article=scheduled)
    removed(scheduled)
    expected = client.get("/never/was/").content
    for path in (PATH, "/old/one.html"):
        response = client.get(path)
        assert (response.status_code, response.content) == (404, expected)


def test_a_slug_that_was_only_scheduled_is_not_said_to_be_removed(client: Client) -> None:
    article = make_live_article(slug="one")
    article.slug = "secret"
    article.save()
    publishing.publish(article, by=None, at=NOON + 5 * HOUR, now=NOON + HOUR / 2)
    removed(article)
    assert client.get(PATH).status_code == 410
    assert client.get("/2026/03/08/secret/").status_code == 404


def test_everybody_gets_the_same_bytes(client: Client, administrator: User) -> None:
    removed(make_live_article(slug="one"))
    stranger = client.get(PATH).content
    client.force_login(administrator)
    assert client.get(PATH).content == stranger


@pytest.mark.parametrize("path", [PATH, "/nothing/"])
def test_the_not_found_road_takes_two_queries(path: str, client: Client, django_assert_num_queries) -> None:
    for number in range(3):
        removed(make_live_article(slug=f"removed-{number}"))
    with django_assert_num_queries(2 if path == "/nothing/" else 3):
        assert client.get(path).status_code == 404
