"""Pages that are kept: never older than a second, never beyond the moment at which something begins or ends."""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import brotli
import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing
from articles.models import Article, Author, Edition, Image, Pin, ReadersMark, Redaction, Removal, Section, Topic
from articles.models.marking import MARKED
from articles.public.caching import forget, making, store
from articles.tests.crawl import crawl, every_address
from articles.tests.factories import (
    NOON,
    arrange,
    live_edition,
    make_article,
    make_author,
    make_front_edition,
    make_image,
    make_live_article,
    make_live_house_page,
    make_section,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]

HOUR, SECOND, INSTANT = timedelta(hours=1), timedelta(seconds=1), timedelta(microseconds=1)

# Tables that readers' pages ask and that need no mark: what they take from them never changes once an edition is
# there, or is the search's, whose answers are not kept.
UNMARKED = {
    "articles_article",
    "articles_revision",
    "articles_readersmark",
    "articles_searchentry",
    "articles_searchword",
    "articles_searchtext",
    # Which section a front is of; what readers see of it are its editions.
    "articles_front",
    # Files of pictures, which are kept by their address.
    "articles_rendition",
    # Who opened a preview link, whose pages are not kept.
    "articles_previewlink",
}


@pytest.fixture
def story() -> Article:
    return make_live_article(
        headline="Seen",
        section=make_section(name="World"),
        topics=[make_topic(name="NATO")],
        authors=[make_author(name="Ana")],
        lead_image=make_image(key="lead", credit_line="Ana Silva"),
        body="<p>Text of the story.</p>" * 40,
        at=NOON - HOUR,
    )


def get(path: str, client: Client | None = None, **headers: Any) -> Any:
    return (client or Client()).get(path, headers=headers)


def shown(path: str, client: Client | None = None) -> str:
    return get(path, client).content.decode()


def test_a_page_is_made_once_and_then_served_without_a_query(
    story: Article, frozen: Callable[[datetime], None], django_assert_num_queries: Any
) -> None:
    frozen(NOON)
    pages = {path: get(path).content for path in ("/2026/03/08/seen/", "/", "/section/world/", "/feed/rss/")}
    with django_assert_num_queries(0):
        for path, content in pages.items():
            assert get(path).content == content
    frozen(NOON + SECOND)
    # A second later the state is asked for, once for all.
    with django_assert_num_queries(2):
        for path, content in pages.items():
            assert get(path).content == content


def test_what_was_published_is_seen_after_a_second_by_all_and_at_once_by_who_is_signed_in(
    story: Article, frozen: Callable[[datetime], None], editor: User
) -> None:
    frozen(NOON)
    assert "Later" not in shown("/")
    signed_in = Client()
    signed_in.force_login(editor)
    make_live_article(headline="Later", section=Section.objects.get(), at=NOON)
    assert "Later" not in shown("/")
    assert "Later" in shown("/", signed_in)
    frozen(NOON + SECOND)
    assert "Later" in shown("/")


def test_another_process_never_serves_what_was_withdrawn_more_than_a_second_ago(
    story: Article, frozen: Callable[[datetime], None]
) -> None:
    frozen(NOON)
    assert get("/2026/03/08/seen/").status_code == 200
    publishing.withdraw(story, by=None, now=NOON + INSTANT)
    frozen(NOON + SECOND)
    assert get("/2026/03/08/seen/").status_code == 404
    assert "Seen" not in shown("/")


PLACES = ["/", "/section/world/", "/topic/nato/", "/author/ana/", "/archive/", "/2026/03/", "/feed/atom/"]


@pytest.mark.parametrize("path", PLACES)
def test_a_scheduled_publication_appears_at_its_moment_on_pages_that_are_kept(
    path: str, story: Article, frozen: Callable[[datetime], None]
) -> None:
    coming = make_article(
        headline="Coming", section=story.section, topics=list(Topic.objects.all()), authors=list(Author.objects.all())
    )
    publishing.publish(coming, by=None, at=NOON, now=NOON - HOUR / 2)
    frozen(NOON - INSTANT)
    assert [("Coming" in shown(path)) for _ in range(3)] == [False] * 3
    frozen(NOON)
    assert [("Coming" in shown(path)) for _ in range(3)] == [True] * 3


@pytest.mark.parametrize("path", PLACES)
def test_a_planned_withdrawal_happens_at_its_moment_on_pages_that_are_kept(
    path: str, story: Article, frozen: Callable[[datetime], None]
) -> None:
    make_live_article(headline="Stays", section=story.section, topics=list(Topic.objects.all()), at=NOON - HOUR)
    Edition.objects.filter(article=story).update(visible_until=NOON)
    frozen(NOON - INSTANT)
    assert (get(path).status_code, get("/2026/03/08/seen/").status_code) == (200, 200)
    frozen(NOON)
    assert "Seen" not in shown(path).replace("tombstone", "")
    assert get("/2026/03/08/seen/").status_code == 404


@pytest.mark.parametrize(
    ("rights", "before", "after"),
    [({"usable_until": NOON}, True, False), ({"usable_from": NOON}, False, True), ({"embargo": NOON}, False, True)],
)
def test_a_right_to_a_picture_begins_and_ends_at_its_moment_on_pages_that_are_kept(
    rights: dict[str, datetime], before: bool, after: bool, story: Article, frozen: Callable[[datetime], None]
) -> None:
    Image.objects.update(**rights)
    frozen(NOON - INSTANT)
    assert [("Ana Silva" in shown("/2026/03/08/seen/")) for _ in range(2)] == [before] * 2
    frozen(NOON)
    assert ("Ana Silva" in shown("/2026/03/08/seen/")) is after


def test_a_front_and_a_pin_end_at_their_moment_on_pages_that_are_kept(
    story: Article, frozen: Callable[[datetime], None]
) -> None:
    make_live_article(headline="Newest", section=story.section, lead_image=make_image(), at=NOON - HOUR / 2)
    make_front_edition(arrange({"lead": Pin(story.uuid, NOON)}), at=NOON - HOUR)

    def lead() -> str:
        return "Seen" if shown("/").index("Seen") < shown("/").index("Newest") else "Newest"

    frozen(NOON - INSTANT)
    assert lead() == "Seen"
    frozen(NOON)
    assert lead() == "Newest"


def test_a_page_that_took_longer_than_the_state_it_was_asked_in_is_not_kept(
    story: Article, frozen: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    coming = make_article(headline="Coming", section=story.section)
    publishing.publish(coming, by=None, at=NOON, now=NOON - HOUR)
    ask = store.get

    def slowly(key: str) -> Any:
        frozen(NOON)
        return ask(key)

    frozen(NOON - INSTANT)
    monkeypatch.setattr(store, "get", slowly)
    assert "Coming" in shown("/")
    monkeypatch.undo()
    frozen(NOON - INSTANT)
    forget()
    assert "Coming" not in shown("/")


CHANGES: dict[str, Callable[[Article], Any]] = {
    "an author's name": lambda story: Author.objects.update(name="Renamed"),
    "an author's link": lambda story: Author.objects.get().profiles.create(url="https://ana.example/", position=1),
    "a section's name": lambda story: Section.objects.update(name="Renamed"),
    "a new section": lambda story: make_section(name="Renamed"),
    "a topic's name": lambda story: Topic.objects.update(name="Renamed"),
    "a credit": lambda story: Image.objects.update(credit_line="Renamed"),
    "a killed picture": lambda story: Image.objects.update(killed_at=NOON, kill_reason="Renamed"),
    "an edition's end": lambda story: Edition.objects.update(visible_until=NOON),
    "a first publication": lambda story: make_live_article(headline="Later", section=story.section),
    "an arranged front": lambda story: make_front_edition(arrange({"lead": story})),
    "a removal": lambda story: Removal.objects.create(article=story, reason="Court", at=NOON),
    "a redaction": lambda story: Redaction.objects.create(edition=live_edition(story), reason="Court", at=NOON),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_writes_leaves_a_mark(change: Callable[[Article], Any], story: Article) -> None:
    before = set(ReadersMark.objects.values_list("token", flat=True))
    change(story)
    assert set(ReadersMark.objects.values_list("token", flat=True)) - before


def test_old_marks_are_swept_and_the_newest_stay(story: Article) -> None:
    """Where the database keeps one for each transaction."""
    ReadersMark.objects.update(at=timezone.now() - HOUR)
    before = set(ReadersMark.objects.values_list("token", flat=True))
    Section.objects.update(name="Renamed")
    after = set(ReadersMark.objects.values_list("token", flat=True))
    assert after - before
    assert len(after) <= 2


def test_a_change_of_the_working_copy_leaves_none(story: Article) -> None:
    before = set(ReadersMark.objects.values_list("token", flat=True))
    story.headline = "Other"
    story.save()
    publishing.save_revision(story, by=None)
    make_image(key="new")
    assert set(ReadersMark.objects.values_list("token", flat=True)) == before


def test_every_table_that_kept_pages_are_made_of_is_marked(story: Article, frozen: Callable[[datetime], None]) -> None:
    make_front_edition(arrange({"lead": story}), at=NOON - HOUR)
    make_live_house_page(at=NOON - HOUR)
    make_live_article(language="de", translation_of=story, at=NOON - HOUR)
    frozen(NOON)
    with CaptureQueriesContext(connection) as asked:
        crawl(every_address())
    tables = {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "?(articles_\w+)', query["sql"])}
    assert tables - UNMARKED <= set(MARKED)
    assert set(MARKED) <= set(connection.introspection.table_names())


def test_a_page_that_shows_the_same_is_not_made_again(
    story: Article, frozen: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    render = making.render
    monkeypatch.setattr(making, "render", lambda *given: made.append(given[1]) or render(*given))
    sports = make_section(name="Sports")
    frozen(NOON)
    page = shown("/2026/03/08/seen/")
    shown("/")
    made.clear()
    # Another story, so another state: the front shows something else, the story does not.
    make_live_article(headline="Elsewhere", section=sports, at=NOON)
    frozen(NOON + SECOND)
    assert shown("/2026/03/08/seen/") == page
    shown("/")
    assert made == ["articles/front.html"]


def test_a_corrected_credit_is_on_a_page_that_is_otherwise_the_same(
    story: Article, frozen: Callable[[datetime], None]
) -> None:
    frozen(NOON)
    assert "Ana Silva" in shown("/2026/03/08/seen/")
    Image.objects.update(credit_line="Bo Larsen")
    frozen(NOON + SECOND)
    assert ("Bo Larsen" in shown("/2026/03/08/seen/"), "Ana Silva" in shown("/2026/03/08/seen/")) == (True, False)


def test_what_is_kept_for_one_is_right_for_all(
    story: Article, frozen: Callable[[datetime], None], administrator: User
) -> None:
    """Who is signed in gets what strangers get, and leaves nothing in it."""
    make_article(headline="Hidden")
    frozen(NOON)
    signed_in = Client()
    signed_in.force_login(administrator)
    addresses = {address for address in every_address() if not address.startswith(("/media/", "/search/"))}
    theirs = crawl(addresses, client=signed_in)
    strangers = crawl(addresses)
    caches["pages"].clear()
    anew = crawl(addresses)
    pages = {address for address in anew if not address.startswith("/media/")}
    assert {address: theirs[address] for address in pages} == {address: strangers[address] for address in pages}
    assert {address: strangers[address] for address in pages} == {address: anew[address] for address in pages}


def test_nothing_of_a_session_is_in_a_kept_answer(
    story: Article, frozen: Callable[[datetime], None], administrator: User
) -> None:
    frozen(NOON)
    signed_in = Client()
    signed_in.force_login(administrator)
    for address in every_address():
        response = get(address, signed_in)
        if "ETag" in response and response.status_code == 200:
            assert "Set-Cookie" not in response, address
            assert "cookie" not in response.get("Vary", "").lower(), address


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("gzip;q=0.5, br;q=0.4", "gzip"),
        ("gzip;q=nonsense", ""),
    ],
)
def test_a_page_is_compressed_as_the_browser_asks(
    accepted: str, encoding: str, story: Article, frozen: Callable[[datetime], None]
) -> None:
    frozen(NOON)
    plain = get("/2026/03/08/seen/").content
    for _ in range(2):
        response = get("/2026/03/08/seen/", accept_encoding=accepted)
        assert response.get("Content-Encoding", "") == encoding
        assert response["Vary"] == "Accept-Encoding"
        assert len(response.content) < len(plain) / 2 or not encoding
        if encoding == "br":
            assert brotli.decompress(response.content) == plain


def test_who_has_a_page_is_told_in_a_few_bytes_that_it_is_unchanged(
    story: Article, frozen: Callable[[datetime], None], django_assert_num_queries: Any
) -> None:
    frozen(NOON)
    tags = {get("/2026/03/08/seen/", accept_encoding=accepted)["ETag"] for accepted in ("", "br", "gzip")}
    assert len(tags) == 3
    with django_assert_num_queries(0):
        response = get("/2026/03/08/seen/", accept_encoding="br", if_none_match=", ".join(tags))
    assert (response.status_code, response.content) == (304, b"")
    publishing.withdraw(story, by=None, now=NOON)
    frozen(NOON + SECOND)
    assert get("/2026/03/08/seen/", accept_encoding="br", if_none_match=", ".join(tags)).status_code == 404


def test_parameters_that_a_page_does_not_know_make_no_other_page(
    story: Article, frozen: Callable[[datetime], None], django_assert_num_queries: Any
) -> None:
    frozen(NOON)
    assert get("/").status_code == get("/section/world/").status_code == 200
    with django_assert_num_queries(0):
        assert get("/?utm_source=letter&before=x").status_code == get("/section/world/?page=2").status_code == 200


class Broken:
    """A store that is down."""

    asked = 0

    def get(self, key: str) -> None:
        self.asked += 1
        raise ConnectionError("refused")

    def set(self, key: str, value: object, timeout: int) -> None:
        self.get(key)


def test_a_store_that_does_not_answer_costs_speed_alone_and_is_left_alone(
    story: Article,
    frozen: Callable[[datetime], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    frozen(NOON)
    broken, clock = Broken(), [0.0]
    monkeypatch.setattr(store, "caches", {"pages": broken})
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(store, "_left_alone_until", 0.0)
    assert [get(path).status_code for path in ("/", "/2026/03/08/seen/", "/feed/rss/")] == [200] * 3
    assert broken.asked == 1
    assert "does not answer" in caplog.text
    clock[0] = store.LEFT_ALONE_FOR
    assert get("/").status_code == 200
    assert broken.asked == 2


def test_nothing_is_kept_before_anything_was_ever_marked(frozen: Callable[[datetime], None]) -> None:
    ReadersMark.objects.all().delete()
    frozen(NOON)
    assert get("/").status_code == 200
    assert get("/")["Cache-Control"] == "no-cache"


def test_browsers_are_told_to_ask_each_time(story: Article, frozen: Callable[[datetime], None]) -> None:
    frozen(NOON)
    response = get("/2026/03/08/seen/")
    assert response["Cache-Control"] == "no-cache"
    assert "Surrogate-Key" not in response


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (HOUR, "public, max-age=0, s-maxage=300, must-revalidate"),
        (timedelta(seconds=9.9), "public, max-age=0, s-maxage=9, must-revalidate"),
        (timedelta(seconds=0.9), "no-cache"),
    ],
)
def test_a_cache_in_front_never_keeps_a_page_beyond_the_next_moment(
    away: timedelta, said: str, story: Article, frozen: Callable[[datetime], None], settings: Any
) -> None:
    settings.NEWSROOM_SHARED_SECONDS = 300
    publishing.publish(make_article(headline="Coming"), by=None, at=NOON + away, now=NOON)
    frozen(NOON)
    for path in ("/", "/2026/03/08/seen/", "/feed/rss/"):
        assert get(path)["Cache-Control"] == said, path


def test_a_cache_in_front_can_drop_a_page_by_what_is_on_it(
    story: Article, frozen: Callable[[datetime], None], settings: Any
) -> None:
    settings.NEWSROOM_SHARED_SECONDS = 300
    frozen(NOON)
    assert get("/2026/03/08/seen/")["Surrogate-Key"] == f"newsroom story-{story.pk}"
    assert get("/")["Surrogate-Key"] == f"newsroom lists story-{story.pk}"
    assert get("/feed/rss/")["Cache-Tag"] == "newsroom,lists"


def test_an_article_can_be_dropped_by_the_stories_that_it_leads_to(
    story: Article, frozen: Callable[[datetime], None], settings: Any
) -> None:
    settings.NEWSROOM_SHARED_SECONDS = 300
    other = make_live_article(headline="Other", section=story.section, at=NOON - HOUR)
    frozen(NOON)
    assert get("/2026/03/08/seen/")["Surrogate-Key"] == f"newsroom story-{story.pk} story-{other.pk}"
    publishing.withdraw(other, by=None, now=NOON)
    frozen(NOON + timedelta(seconds=1))
    assert b"Other" not in get("/2026/03/08/seen/").content
