"""The long lists of the desk: no count, no offset, the last page for the price of the first."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.admin.keyset import KeysetList
from articles.models import AuditEntry

from ..factories import NOON, make_article, make_image, make_live_article

pytestmark = pytest.mark.django_db

MODELS = ["auditentry", "correction", "edition", "image", "revision"]
SHOWN = 3


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three rows, so that seven are three pages."""
    get_results = KeysetList.get_results

    def get_short_results(self: KeysetList, request: Any) -> None:
        self.list_per_page = SHOWN
        get_results(self, request)

    monkeypatch.setattr(KeysetList, "get_results", get_short_results)


@pytest.fixture
def rows(db: None) -> None:
    """Seven rows of each, two of them from the same moment."""
    for number in range(7):
        at = NOON + timedelta(hours=number // 2)
        make_image(created_at=at, title=f"Row {number}")
        article = make_live_article(headline=f"Row {number}", at=at)
        publishing.add_correction(article, kind="update", text=f"Row {number}", by=None, now=at)


def address(model: str) -> str:
    return reverse(f"admin:articles_{model}_changelist")


def walk(client: Client, model: str, relation: str, place: str = "") -> list[list[int]]:
    """The ids of every page, by the links of one relation."""
    pages = []
    while place is not None:
        changes = client.get(address(model) + place).context["cl"]
        pages.append([row.pk for row in changes.result_list])
        place = next((link for _, link, found in changes.links if found == relation), None)
    return pages


@pytest.mark.parametrize("model", MODELS)
def test_every_row_is_on_one_page(desk: Client, rows: None, model: str) -> None:
    pages = walk(desk, model, "next")
    ids = [pk for page in pages for pk in page]
    assert len(ids) == len(set(ids)) >= 7
    assert [len(page) for page in pages[:-1]] == [SHOWN] * (len(pages) - 1)
    assert walk(desk, model, "prev", "?end=1")[0] == ids[-SHOWN:]


@pytest.mark.parametrize("place", ["", "?end=1", "?q=row"])
@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_counted_or_skipped(desk: Client, rows: None, model: str, place: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(address(model) + place).status_code == 200
    asked = [query["sql"] for query in captured]
    assert [sql for sql in asked if "COUNT(" in sql] == []
    # But for the one of fixed length that tells where a search stops.
    assert [sql for sql in asked if "OFFSET" in sql and "OFFSET 19999" not in sql] == []


@pytest.mark.parametrize("model", ["correction", "edition", "image", "revision"])
def test_the_long_texts_stay_where_they_are(desk: Client, rows: None, model: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        desk.get(address(model))
    long = ('"data"', '"content"', '"body"', '"file_metadata"')
    assert [query["sql"] for query in captured if any(name in query["sql"] for name in long)] == []


@pytest.mark.parametrize("model", ["auditentry", "correction", "edition", "revision"])
def test_a_search_reads_the_newest_and_says_so(
    desk: Client, rows: None, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = desk.get(address(model), {"q": "row"})
    monkeypatch.setattr(KeysetList, "reads_at_most", 2)
    part = desk.get(address(model), {"q": "row"})
    assert whole.context["cl"].search_note == ""
    assert part.context["cl"].search_note == "Only the newest 2 were looked through for “row”."
    assert "Only the newest 2 were looked through" in part.content.decode()


@pytest.mark.parametrize("place", ["after=x", "before=9", "p=99", "all=", "o=1.-2"])
@pytest.mark.parametrize("model", MODELS)
def test_a_place_that_is_none_is_the_first_page(desk: Client, rows: None, model: str, place: str) -> None:
    first = desk.get(address(model)).context["cl"].result_list
    assert desk.get(f"{address(model)}?{place}").context["cl"].result_list == first


def test_a_filter_begins_at_the_first_page(desk: Client, rows: None) -> None:
    links = desk.get(address("auditentry"), {"action__exact": "published"}).context["cl"].links
    onwards = desk.get(address("auditentry") + links[0][1])
    assert "after=" in links[0][1]
    assert "after=" not in onwards.context["cl"].get_query_string({"action__exact": "saved"})


def test_people_of_the_trail_are_found_without_reading_it(desk: Client, publisher: User) -> None:
    publishing.save_revision(make_article(), by=publisher)
    response = desk.get(address("auditentry"))
    people = next(spec for spec in response.context["cl"].filter_specs if spec.title == "person")
    assert [name for _, name in people.lookup_choices] == ["publisher"]
    assert AuditEntry.objects.filter(by=publisher).exists()


def test_who_is_narrowed_sees_their_pages_whole(editor: User, rows: None, signed_in: Callable[[User], Client]) -> None:
    pages = walk(signed_in(editor), "revision", "next")
    assert len([pk for page in pages for pk in page]) == 7
