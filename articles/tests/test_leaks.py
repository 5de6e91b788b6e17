"""Nothing of a hidden article reaches anybody at a public address: the answer is that for a path that never existed."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver

from articles import publishing, search
from articles.models import Image, Section
from articles.tests.crawl import crawl, every_address
from articles.tests.factories import (
    NOON,
    arrange,
    make_author,
    make_front_edition,
    make_live_article,
    make_live_house_page,
    make_section,
    make_topic,
)
from articles.tests.hidden import Hidden, make_hidden
from articles.tests.public.pictures import address_of, every_address_of, make_stored_image

pytestmark = pytest.mark.django_db

NEVER = "/2026/03/08/never-was/"


def embed_of(path: str) -> str:
    return f"/oembed/?{urlencode({'url': f'http://127.0.0.1:8000{path}'})}"


# What a public address would be for a hidden article, by the name of the URL; and the same address for an
# article that never existed. An address that shows no single thing (the front page, a feed) has none of its
# own: the crawl below looks for traces in it. A new URL has to be put into one of the two.
ADDRESSES: dict[str, Callable[[Hidden], tuple[str, str]]] = {
    "article": lambda hidden: (hidden.path, NEVER),
    "history": lambda hidden: (f"{hidden.path}history/", f"{NEVER}history/"),
    "edition": lambda hidden: (f"{hidden.path}history/1/", f"{NEVER}history/1/"),
    "changes": lambda hidden: (f"{hidden.path}history/1/changes/", f"{NEVER}history/1/changes/"),
    "ninjs": lambda hidden: (f"{hidden.path}ninjs.json", f"{NEVER}ninjs.json"),
    "oembed": lambda hidden: (embed_of(hidden.path), embed_of(NEVER)),
    "topic": lambda hidden: (f"/topic/{hidden.topic.slug}/", "/topic/never-was/"),
    "topic_feed": lambda hidden: (f"/topic/{hidden.topic.slug}/feed/rss/", "/topic/never-was/feed/rss/"),
    "author_feed": lambda hidden: (f"/author/{hidden.author.slug}/feed/json/", "/author/never-was/feed/json/"),
    "author": lambda hidden: (f"/author/{hidden.author.slug}/", "/author/never-was/"),
    "preview": lambda hidden: (f"/preview/{hidden.dead_token}/", "/preview/never-was/"),
    "preview_picture": lambda hidden: (
        f"/preview/{hidden.dead_token}{address_of(hidden.image)}",
        f"/preview/never-was/media/{'0' * 32}/{'0' * 12}/w320.jpg",
    ),
    "house_page": lambda hidden: (f"/about/{hidden.house_page.slug}/", "/about/never-was/"),
    "picture": lambda hidden: (address_of(hidden.image), f"/media/{'0' * 32}/{'0' * 12}/w320.jpg"),
}
WITHOUT_ONE_ARTICLE = {
    "front",
    "about",
    "section",
    "archive",
    "month",
    "day",
    "corrections",
    "corrections_feed",
    "corrections_feed_in",
    "site_feed",
    "section_feed",
    "sitemap",
    "sitemap_pages",
    "sitemap_month",
    "sitemap_day",
    "sitemap_news",
    "robots",
    "search",
    "opensearch",
    "card",
}

STRANGER, ROLES = "stranger", ["outsider", "reporter", "editor", "photo_editor", "publisher", "administrator"]


@pytest.fixture
def hidden(frozen: Callable[[datetime], None]) -> list[Hidden]:
    section = make_section(name="World")
    make_live_article(
        headline="Seen by all", section=section, topics=[make_topic(name="NATO")], authors=[make_author(name="Ana")]
    )
    make_live_house_page(title="Contact", kind="contact")
    found = make_hidden()
    pin_to_fronts(found, section)
    search.rebuild(now=NOON)
    frozen(NOON)
    return found


def pin_to_fronts(hidden: list[Hidden], section: Section) -> None:
    """Put one of each state into a place of the home page, and into one of the section's, as far as they have places."""
    one_of_each = list({article.state: article.article for article in hidden}.values())
    slots = ["lead", *(f"beside-{number}" for number in range(1, 5)), *(f"rail-world-{n}" for n in range(1, 10))]
    on_home = arrange(dict(zip(slots, one_of_each, strict=False)), [(section, 9)])
    assert len(on_home.pins) == len(one_of_each)
    make_front_edition(on_home, at=NOON - timedelta(hours=1))
    for pins in (one_of_each[:5], one_of_each[5:]):
        make_front_edition(arrange(dict(zip(slots[:5], pins, strict=True))), section=make_section())
    make_front_edition(arrange(dict(zip(slots[:5], one_of_each[:5], strict=True))), section=section, at=NOON)


@pytest.fixture(params=[STRANGER, *ROLES])
def somebody(request: Any, client: Client, db: None) -> Client:
    """The client of a stranger, or of somebody in each role."""
    if request.param != STRANGER:
        person: User = request.getfixturevalue(request.param)
        client.force_login(person)
    return client


def answer(client: Client, address: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """All that a reader gets, but for the time."""
    response = client.get(address, **headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body, {name: value for name, value in response.items() if name != "Date"}


def pairs(hidden: list[Hidden]) -> Iterator[tuple[str, Hidden, str, str]]:
    for name, address in ADDRESSES.items():
        for article in hidden:
            yield name, article, *address(article)


def test_the_test_knows_every_public_address() -> None:
    patterns = get_resolver("articles.public.urls").url_patterns
    names = {pattern.name for pattern in patterns if isinstance(pattern, URLPattern)}
    assert names == set(ADDRESSES) | WITHOUT_ONE_ARTICLE


def test_there_are_sixty_hidden_articles_in_ten_states(hidden: list[Hidden]) -> None:
    assert (len(hidden), len({article.state for article in hidden})) == (60, 10)


def test_a_hidden_article_answers_like_one_that_never_was(hidden: list[Hidden], somebody: Client) -> None:
    sees_pictures = somebody.get("/admin/articles/image/chooser/").status_code == 200
    different = [
        (name, article.state, address)
        for name, article, address, never in pairs(hidden)
        if not (name == "picture" and sees_pictures) and answer(somebody, address) != answer(somebody, never)
    ]
    assert different == []


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_IF_NONE_MATCH": '"anything"'},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_MODIFIED_SINCE": "Sun, 08 Mar 2099 12:00:00 GMT"},
        {"HTTP_IF_MODIFIED_SINCE": "Sun, 08 Mar 1970 12:00:00 GMT"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_PURPOSE": "prefetch"},
    ],
    ids=str,
)
def test_no_conditional_request_tells_them_apart(hidden: list[Hidden], client: Client, headers: dict[str, str]) -> None:
    different = [
        (name, article.state)
        for name, article, address, never in pairs(hidden)
        if answer(client, address, **headers) != answer(client, never, **headers)
    ]
    assert different == []


@pytest.mark.parametrize("method", ["head", "options", "post", "put", "delete", "patch", "trace"])
def test_no_method_tells_them_apart(hidden: list[Hidden], client: Client, method: str) -> None:
    ask = getattr(client, method)
    different = []
    for name, article, address, never in pairs(hidden):
        one, other = ask(address), ask(never)
        if (one.status_code, dict(one.items())) != (other.status_code, dict(other.items())):
            different.append((name, article.state))
    assert different == []


def test_no_public_answer_holds_a_trace_of_them(hidden: list[Hidden]) -> None:
    for address, (status, location, body) in crawl(every_address()).items():
        assert b"zq" not in body.lower(), address
        assert "zq" not in location.lower(), address
        assert status != 500, address


def guessed(image: Image) -> list[str]:
    """Each file that there is or could be, in other versions too, and what somebody may try who knows the row."""
    issued = every_address_of(image)
    others = [address.replace(image.version, version) for address in issued[::6] for version in ("0" * 12, "latest")]
    tried = [f"/media/{image.token}/{image.version}/{name}" for name in ("w99999.jpg", "original.jpg", "w320.gif", "")]
    names = [image.file.name, f"renditions/{image.token[:2]}/{image.token}/{image.version}/w320.jpg", image.token]
    return [*issued, *others, *tried, image.file.url, *(f"/media/{name}" for name in names)]


@pytest.mark.parametrize("headers", [{}, {"HTTP_IF_NONE_MATCH": "*"}, {"HTTP_RANGE": "bytes=0-10"}], ids=str)
def test_no_file_of_a_hidden_picture_answers_otherwise_than_a_path_that_never_was(
    hidden: list[Hidden], client: Client, headers: dict[str, str]
) -> None:
    one_of_each = {article.state: article for article in hidden}.values()
    never = answer(client, "/never/was/", **headers)
    different = [
        (article.state, address)
        for article in one_of_each
        for address in guessed(article.image)
        if answer(client, address, **headers) != never
    ]
    assert different == []
    assert never[0] == 404


def test_what_was_seen_once_is_gone_with_its_story(client: Client, frozen: Callable[[datetime], None]) -> None:
    image = make_stored_image()
    article = make_live_article(lead_image=image)
    frozen(NOON)
    issued = [address_of(image, name) for name in ("w320.avif", "w320.webp", "w320.jpg", "4x3.jpg", "1x1-240.webp")]
    assert {answer(client, address)[0] for address in issued} == {200}
    later = NOON + timedelta(hours=1)
    publishing.withdraw(article, by=None, now=later)
    frozen(later)
    never = answer(client, "/never/was/")
    assert [address for address in guessed(image) if answer(client, address) != never] == []


@pytest.mark.parametrize(
    "asked",
    [
        "q={}",
        "q={}&sort=date",
        # Misspelt by a letter, and as a phrase.
        "q={}x",
        'q="{} headline"',
        "q={} body -nothing",
        "q=&author={} author",
        "q=&topic={} topic",
        "q=author:{}-author",
        "q=seen -{}",
    ],
)
def test_a_search_for_a_hidden_article_answers_as_for_one_that_never_was(
    hidden: list[Hidden], client: Client, asked: str
) -> None:
    words = {article.state: article.article.headline.split()[0].lower() for article in hidden}
    different = []
    for state, word in words.items():
        # As long, and of nobody.
        never = word.replace("zq", "jq")
        one, other = (client.get(f"/search/?{asked.format(word)}") for word in (word, never))
        if one.content.replace(word.encode(), never.encode()) != other.content or dict(one.items()) != dict(
            other.items()
        ):
            different.append(state)
    assert different == []
