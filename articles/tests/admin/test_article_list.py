"""The list of articles: what a row says, how the list is searched and paged, and what it costs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.admin import words
from articles.models import Article, SectionAccess, TopicAlias

from ..factories import (
    NOON,
    make_archive,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)
from .forms import said

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Freeze = Callable[[datetime], None]
LIST = "/admin/articles/article/"
DAY = timedelta(days=1)


def headlines(client: Client, query: str = "", **asked: str) -> list[str]:
    return [row.headline for row in client.get(LIST, {"q": query, **asked}).context["cl"].rows]


def warning(client: Client, query: str) -> list[str]:
    return client.get(LIST, {"q": query}).context["cl"].said


# What it costs


def archive_of(count: int) -> dict[str, Any]:
    section, author, topic = make_section(name="World"), make_author(name="Ana"), make_topic(name="NATO")
    make_archive(count, section=section, author=author, topic=topic, at=NOON - DAY)
    Article.objects.filter(headline="Archived 3").update(status="in_review", due_at=NOON, kind="opinion")
    for number in range(3):
        make_article(headline=f"New {number}", section=section, lead_image=make_image(), topics=[topic])
    return {"section": section}


SEARCHES = {
    "": 8,
    "state:review": 8,
    "state:live": 8,
    "state:scheduled": 8,
    "state:withdrawn": 8,
    "section:world": 8,
    "by:me": 8,
    "by:publisher": 8,
    "assigned:nobody": 8,
    "due:late": 8,
    "kind:opinion": 8,
    "updated:month": 8,
    "archived": 8,
    # The topic is looked up by its name.
    "topic:nato": 9,
}


@pytest.mark.parametrize("stories", [10, 2_000])
def test_any_search_costs_the_same_whatever_the_archive(
    stories: int, publisher: User, signed_in: SignIn, frozen: Freeze
) -> None:
    archive_of(stories)
    frozen(NOON)
    client = signed_in(publisher)
    # What is asked of the database once per process.
    client.get(LIST, {"q": "word"})
    costs = {}
    for query in SEARCHES:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(LIST, {"q": query})
        costs[query] = len(captured)
        assert len(response.content) < 80 * 1024
    # Words that no index holds: how many articles are read is asked first.
    allowed = SEARCHES | ({"archived": 9} if connection.vendor == "sqlite" else {})
    assert {query: cost for query, cost in costs.items() if cost > allowed[query]} == {}


@pytest.mark.parametrize("stories", [120, 2_000])
@pytest.mark.parametrize("place", [{"end": "1"}, {"o": "due"}])
def test_the_last_page_costs_what_the_first_one_costs(
    stories: int, place: dict[str, str], publisher: User, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    archive_of(stories)
    client = signed_in(publisher)
    with django_assert_max_num_queries(8):
        assert client.get(LIST, place).status_code == 200


def test_no_query_counts_or_skips_the_archive(publisher: User, signed_in: SignIn) -> None:
    archive_of(200)
    with CaptureQueriesContext(connection) as captured:
        signed_in(publisher).get(LIST, {"end": "1"})
    asked = [query["sql"] for query in captured]
    assert not [sql for sql in asked if "OFFSET" in sql]
    assert [sql for sql in asked if "COUNT(" in sql and "LIMIT 1001" not in sql] == []


def test_the_body_stays_where_it_is(desk: Client) -> None:
    make_article(body="<p>Long.</p>")
    with CaptureQueriesContext(connection) as captured:
        desk.get(LIST)
    assert not [query["sql"] for query in captured if '"body"' in query["sql"]]


# Paging


def walk(client: Client, relation: str, address: str = LIST) -> list[list[str]]:
    """The headlines of every page from `address` on, by the links of one relation."""
    pages = []
    while address:
        changes = client.get(address).context["cl"]
        pages.append([row.headline for row in changes.rows])
        address = next((f"{LIST}{link}" for _, link, rel in changes.links if rel == relation), "")
    return pages


@pytest.fixture
def many(db: None) -> list[str]:
    """The headlines of 120 articles, newest first; some changed at the same moment."""
    section = make_section()
    made = [
        make_article(headline=f"Story {number}", section=section, updated_at=NOON - timedelta(minutes=number // 3))
        for number in range(120)
    ]
    made.sort(key=lambda article: (article.updated_at, article.pk), reverse=True)
    return [article.headline for article in made]


def test_older_pages_have_every_article_once(desk: Client, many: list[str]) -> None:
    pages = walk(desk, "next")
    assert [len(page) for page in pages] == [50, 50, 20]
    assert [headline for page in pages for headline in page] == many


def test_newer_pages_lead_back_from_the_oldest(desk: Client, many: list[str]) -> None:
    pages = walk(desk, "prev", f"{LIST}?end=1")
    assert pages[0] == many[-50:]
    assert pages[1] == many[-100:-50]
    # The first page is a full one.
    assert pages[2] == many[:50]


def test_a_page_says_where_it_leads(desk: Client, many: list[str]) -> None:
    def labels(address: str) -> list[str]:
        return [label for label, _, _ in desk.get(address).context["cl"].links]

    assert labels(LIST) == ["Older", "Oldest"]
    assert labels(f"{LIST}?end=1") == ["Newest", "Newer"]
    assert labels(f"{LIST}?q=story&end=1") == ["Newest", "Newer"]
    assert labels(f"{LIST}?o=due") == []


def test_a_page_keeps_the_search(desk: Client, many: list[str]) -> None:
    links = desk.get(LIST, {"q": "story state:draft"}).context["cl"].links
    assert links[1][1] == "?end=1&q=story+state%3Adraft"


@pytest.mark.parametrize("place", ["after=nonsense", "before=", "after=9" * 9, "p=7"])
def test_a_place_that_is_none_is_the_first_page(desk: Client, many: list[str], place: str) -> None:
    response = desk.get(f"{LIST}?{place}")
    assert response.status_code == 200
    assert response.context["cl"].rows[0].headline == many[0]


def test_by_due_time_the_soonest_comes_first(desk: Client) -> None:
    for number in (3, 1, 2):
        make_article(headline=f"Due {number}", due_at=NOON + number * DAY)
    make_article(headline="No hurry")
    assert headlines(desk, o="due") == ["Due 1", "Due 2", "Due 3"]


# Searching


@pytest.fixture
def newsroom(publisher: User, reporter: User, frozen: Freeze) -> dict[str, Article]:
    """Articles in every state, by their headlines."""
    frozen(NOON)
    world, city = make_section(name="World"), make_section(name="Home affairs", slug="city")
    nato = make_topic(name="NATO")
    TopicAlias.objects.create(topic=nato, name="North Atlantic Treaty Organization")
    reporter.first_name, reporter.last_name = "Ilze", "Bērziņa"
    reporter.save()
    made = [
        make_article(headline="Draft on bridges", section=world, created_by=reporter, topics=[nato]),
        make_article(headline="Review of Bērziņa", section=city, status="in_review", assigned_to=publisher, due_at=NOON),
        make_article(headline="Changes", section=city, status="changes_requested", due_at=NOON - DAY, kind="opinion"),
        make_live_article(headline="Свобода слова", section=world, at=NOON - DAY),
        make_live_article(headline="Withdrawn bridge", section=world, at=NOON - 2 * DAY),
        make_article(headline="Scheduled 北京", section=world, slug="beijing-100%"),
    ]  # fmt: skip
    publishing.withdraw(made[4], by=None, now=NOON - DAY)
    publishing.publish(made[5], by=None, at=NOON + DAY, now=NOON - timedelta(hours=1))
    return {article.headline: article for article in made}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state:draft", {"Draft on bridges"}),
        ("state:review", {"Review of Bērziņa"}),
        ("state:Changes", {"Changes"}),
        ("state:changes_requested", {"Changes"}),
        ("state:approved", {"Свобода слова", "Withdrawn bridge", "Scheduled 北京"}),
        ("state:live", {"Свобода слова"}),
        ("state:scheduled", {"Scheduled 北京"}),
        ("state:withdrawn", {"Withdrawn bridge"}),
        ("state:unpublished", {"Draft on bridges", "Review of Bērziņa", "Changes"}),
        ("state:draft state:review", {"Draft on bridges", "Review of Bērziņa"}),
        ("state:approved state:live", {"Свобода слова"}),
        ("-state:approved", {"Draft on bridges", "Review of Bērziņa", "Changes"}),
        ("by:me", {"Review of Bērziņa"}),
        ("by:reporter", {"Draft on bridges"}),
        ("by:berzi", {"Draft on bridges"}),
        ('by:"ilze bērziņa"', {"Draft on bridges"}),
        ("assigned:me", {"Review of Bērziņa"}),
        ("-assigned:nobody", {"Review of Bērziņa"}),
        ("section:city", {"Review of Bērziņa", "Changes"}),
        ('section:"home affairs"', {"Review of Bērziņa", "Changes"}),
        ("-section:world", {"Review of Bērziņa", "Changes"}),
        ("section:none", set()),
        ("kind:opinion", {"Changes"}),
        ("topic:nato", {"Draft on bridges"}),
        ('topic:"north atlantic treaty organization"', {"Draft on bridges"}),
        ("due:today", {"Review of Bērziņa"}),
        ("due:late", {"Changes"}),
        ("due:week", {"Review of Bērziņa"}),
        ("due:2026-03-07", {"Changes"}),
        ("due:2026", {"Review of Bērziņa", "Changes"}),
        ("before:2026-03-08 state:withdrawn", {"Withdrawn bridge"}),
        ("after:2026-03-08 state:withdrawn", set()),
        ("updated:today state:draft", {"Draft on bridges"}),
        ("updated:yesterday", {"Свобода слова"}),
        ("updated:2026-03 state:draft", {"Draft on bridges"}),
        ("bridge", {"Draft on bridges", "Withdrawn bridge"}),
        ("BRIDGE -draft", {"Withdrawn bridge"}),
        ('"on bridges"', {"Draft on bridges"}),
        ("bridges on", {"Draft on bridges"}),
        ("berzina", {"Review of Bērziņa"}),
        ("СВОБОДА", {"Свобода слова"}),
        ("北京", {"Scheduled 北京"}),
        ("100%", {"Scheduled 北京"}),
        ("beijing_100", set()),
        ("section:world state:scheduled 北京", {"Scheduled 北京"}),
    ],
)
def test_a_search_finds(
    newsroom: dict[str, Article], publisher: User, signed_in: SignIn, query: str, expected: set[str]
) -> None:
    assert set(headlines(signed_in(publisher), query)) == expected


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("state:lost", "“lost” is no state. The states are draft, review,"),
        ("section:moon", "There is no section “moon”."),
        ("by:zzz", "Nobody at the desk is called “zzz”."),
        ("kind:poem", "“poem” is no kind of article."),
        ("topic:moon", "There is no topic “moon”."),
        ("due:someday", "“someday” is no day."),
        ("before:2026-13-45", "“2026-13-45” is no day."),
        ("after:9999", "“9999” is no day."),
        ("updated:0000", "“0000” is no day."),
    ],
)
def test_what_is_not_understood_is_said_and_finds_nothing(desk: Client, query: str, sentence: str) -> None:
    make_article()
    assert warning(desk, query)[0].startswith(sentence)
    assert headlines(desk, query) == []


def test_an_unknown_term_is_looked_for_as_it_stands(desk: Client) -> None:
    make_article(headline="What foo:bar means")
    make_article(headline="Another")
    assert headlines(desk, "foo:bar") == ["What foo:bar means"]
    assert warning(desk, "foo:bar") == ["“foo:” is nothing to search by, so “foo:bar” was looked for as it stands."]


@pytest.mark.parametrize("query", ["\x00", "'; DROP TABLE", "%", "_", "\\", "::", "-", "state:", '"', "🙂", "a" * 5000])
def test_nothing_that_is_typed_is_a_fault(desk: Client, query: str) -> None:
    make_article()
    assert desk.get(LIST, {"q": query}).status_code == 200


def test_a_changed_headline_is_found_at_once(desk: Client) -> None:
    article = make_article(headline="Before")
    Article.objects.filter(pk=article.pk).update(headline="Afterwards")
    publishing.save_revision(article, by=None)
    assert headlines(desk, "afterwards") == ["Afterwards"]
    assert headlines(desk, "before") == []


def test_words_that_no_index_holds_are_looked_for_in_the_newest(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "READ_AT_MOST", 3)
    for number in range(5):
        make_article(headline=f"北京 {number}", updated_at=NOON - number * DAY)
    assert headlines(desk, "北京") == ["北京 0", "北京 1", "北京 2"]
    assert warning(desk, "北京") == ["Only the newest 3 articles were looked through for “北京”."]


@pytest.mark.parametrize("looked_through", [1, 55, 1_000])
@pytest.mark.parametrize(
    ("query", "belongs"),
    [
        ("story", lambda headline: True),
        ('"story 4"', lambda headline: headline.startswith("Story 4")),
        ('story -"story 4"', lambda headline: not headline.startswith("Story 4")),
        ("nowhere", lambda headline: False),
    ],
)
def test_a_search_has_every_article_once_however_it_is_looked_for(
    desk: Client, many: list[str], monkeypatch: pytest.MonkeyPatch, query: str, belongs: Any, looked_through: int
) -> None:
    monkeypatch.setattr(words, "LOOKED_THROUGH", looked_through)
    expected = list(filter(belongs, many))
    older = walk(desk, "next", f"{LIST}?{urlencode({'q': query})}")
    newer = walk(desk, "prev", f"{LIST}?{urlencode({'q': query, 'end': '1'})}")
    assert [headline for page in older for headline in page] == expected
    assert list(dict.fromkeys(headline for page in newer[::-1] for headline in page)) == expected


@pytest.mark.parametrize(("word", "statements"), [("story", 1), ("nowhere", 2)])
def test_the_index_is_asked_for_a_word_that_is_rare_among_the_newest(
    desk: Client, many: list[str], word: str, statements: int
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no index of words.")
    with CaptureQueriesContext(connection) as captured:
        desk.get(LIST, {"q": word})
    asked = [query["sql"] for query in captured if word in query["sql"] and "LIMIT 51" in query["sql"]]
    assert len(asked) == statements
    assert [" LIKE " in sql for sql in asked] == [False, True][:statements]


def test_a_search_shows_no_more_than_a_person_may_see(editor: User, signed_in: SignIn) -> None:
    home = make_section(name="Home")
    SectionAccess.objects.create(user=editor, section=home)
    make_article(headline="Here", section=home)
    make_article(headline="Elsewhere", section=make_section())
    client = signed_in(editor)
    assert headlines(client, "-nothing") == ["Here"]
    assert headlines(client, "elsewhere") == []
    assert client.get(LIST).context["cl"].counts["state:draft"] == "1"


# The menus beside the search


def test_the_menus_write_a_search(desk: Client) -> None:
    asked = {"rest": "nato", "state": "review", "readers": "live", "section": "world", "by": "me", "o": "due"}
    response = desk.get(LIST, asked)
    assert response["Location"] == f"{LIST}?q=nato+state%3Areview+state%3Alive+section%3Aworld+by%3Ame&o=due"


def test_the_menus_show_what_is_asked_and_keep_the_rest(desk: Client) -> None:
    changes = desk.get(LIST, {"q": "nato -state:live state:review topic:nato"}).context["cl"]
    chosen = {one.key: one.chosen for one in changes.filters if one.chosen}
    assert chosen == {"state": "review"}
    assert changes.rest == "nato -state:live topic:nato"


def test_empty_menus_lead_to_the_whole_list(desk: Client) -> None:
    assert desk.get(LIST, {"rest": "", "state": ""})["Location"] == f"{LIST}?"


def test_counts_stand_beside_the_states(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.list_counts.COUNTED", 2)
    for _ in range(3):
        make_article()
    make_article(status="in_review")
    counts = desk.get(LIST).context["cl"].counts
    assert (counts["state:draft"], counts["state:review"], counts["state:live"]) == ("2+", "1", "0")


# The rows


def test_a_row_says_where_an_article_stands(newsroom: dict[str, Article], publisher: User, signed_in: SignIn) -> None:
    rows = {row.headline: row for row in signed_in(publisher).get(LIST).context["cl"].rows}
    late, review, soon = rows["Changes"], rows["Review of Bērziņa"], rows["Scheduled 北京"]
    assert (late.kicker, late.due, late.is_late) == ("Home affairs · Opinion", "7 Mar 2026, 12:00", True)
    assert (review.status_words, review.assigned, review.is_late) == ("In review", "publisher", False)
    assert (soon.readers, soon.readers_words) == ("scheduled", "Scheduled for 9 Mar 2026, 12:00")
    assert rows["Withdrawn bridge"].readers_words == "Withdrawn"
    assert rows["Свобода слова"].readers_words == "Live"


def test_what_stands_in_a_headline_is_text(desk: Client) -> None:
    make_article(headline="<script>alert(1)</script>", hold_reason="<b>wait</b>")
    page = desk.get(LIST).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>wait" not in page


@pytest.mark.parametrize(
    ("person", "status", "labels"),
    [
        ("reporter", "draft", []),
        ("editor", "draft", ["Submit"]),
        ("editor", "in_review", ["Approve", "Request changes …"]),
        ("editor", "approved", []),
        ("publisher", "approved", ["Publish …"]),
        ("photo_editor", "in_review", []),
    ],
)
def test_a_row_offers_the_next_step_to_who_may_take_it(
    request: Any, signed_in: SignIn, person: str, status: str, labels: list[str]
) -> None:
    client = signed_in(request.getfixturevalue(person))
    make_article(status=status)
    (row,) = client.get(LIST).context["cl"].rows
    assert [act.label for act in row.acts] == labels


# A step from a row


def press(client: Client, article: Article, name: str, **sent: Any) -> Any:
    return client.post(f"{LIST}?q=bridge", {"step": f"{article.pk} {name}", f"version_{article.pk}": 0} | sent)


def test_a_step_is_taken_from_the_row(editor: User, signed_in: SignIn) -> None:
    article, client = make_article(headline="Bridge"), signed_in(editor)
    response = press(client, article, "submit")
    article.refresh_from_db()
    assert article.status == "in_review"
    assert response["Location"] == f"{LIST}?q=bridge"
    assert said(client.get(response["Location"])) == ["“Bridge”: Submitted for review."]


def test_a_stale_step_is_refused_in_words(editor: User, signed_in: SignIn) -> None:
    article, client = make_article(headline="Bridge"), signed_in(editor)
    publishing.save_revision(article, by=None)
    response = press(client, article, "submit")
    article.refresh_from_db()
    assert article.status == "draft"
    assert said(client.get(response["Location"]))[0].startswith("“Bridge”: The article was saved by somebody else")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"step": "nonsense"}, "That article is no longer there"),
        ({"step": "999999 submit"}, "That article is no longer there"),
        ({"step": "99999999999999999999 submit"}, "That article is no longer there"),
        ({"version": ""}, "The list did not say which version you saw."),
    ],
)
def test_a_step_that_says_too_little_does_nothing(
    editor: User, signed_in: SignIn, sent: dict[str, str], words: str
) -> None:
    article, client = make_article(), signed_in(editor)
    sent = {f"version_{article.pk}" if name == "version" else name: value for name, value in sent.items()}
    response = press(client, article, "submit", **sent)
    article.refresh_from_db()
    assert article.status == "draft"
    assert said(client.get(response["Location"]))[0].startswith(words)


def test_a_step_is_refused_to_who_may_not_take_it(reporter: User, signed_in: SignIn) -> None:
    article, client = make_article(headline="Bridge"), signed_in(reporter)
    response = press(client, article, "approve")
    article.refresh_from_db()
    assert article.status == "draft"
    assert said(client.get(response["Location"])) == ["“Bridge”: You may not do this: approve."]


def test_the_article_of_another_section_is_not_there(editor: User, signed_in: SignIn) -> None:
    SectionAccess.objects.create(user=editor, section=make_section(name="Home"))
    article, client = make_article(section=make_section(name="Away")), signed_in(editor)
    press(client, article, "submit")
    article.refresh_from_db()
    assert article.status == "draft"


def test_who_may_not_see_the_list_takes_no_step(outsider: User, signed_in: SignIn) -> None:
    outsider.is_staff = True
    outsider.save()
    assert press(signed_in(outsider), make_article(), "submit").status_code == 403


# Other pages that choose an article


def test_an_article_is_chosen_by_its_words_without_a_count(desk: Client) -> None:
    make_article(headline="Bērziņa speaks")
    make_article(headline="Another")
    asked = {"app_label": "articles", "model_name": "redirect", "field_name": "article", "term": "berzina"}
    found = desk.get(reverse("admin:autocomplete"), asked).json()
    assert [one["text"] for one in found["results"]] == ["Bērziņa speaks"]
