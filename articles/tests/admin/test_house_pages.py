"""Pages about the newspaper at the desk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import AuditEntry, HousePage
from articles.tests.factories import NOON, make_house_page, make_live_house_page

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)
DESK = "/admin/articles/housepage/"


@pytest.fixture(autouse=True)
def at_one(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + HOUR)


def typed(page: HousePage | None = None, **changes: Any) -> dict[str, Any]:
    """What the form sends."""
    page = page or HousePage(title="Ethics", slug="ethics", body="<p>Text.</p>")
    sent = {name: getattr(page, name) for name in ("title", "slug", "summary", "body", "kind", "position")}
    return sent | {"in_footer": "on", "seen_version": page.version} | changes


def test_a_page_is_written_and_then_published(publisher: User, signed_in: SignIn) -> None:
    client = signed_in(publisher)
    client.post(f"{DESK}add/", typed(body="<p>We pay nobody.</p><script>1</script>"))
    page = HousePage.objects.get(slug="ethics")
    assert (page.body, page.version, page.updated_by) == ("<p>We pay nobody.</p>", 1, publisher)
    assert client.get("/about/ethics/").status_code == 404
    response = client.post(f"{DESK}{page.pk}/publish/", {"version": 1, "when": "now"}, follow=True)
    assert "See it as readers do." in response.content.decode()
    assert client.get("/about/ethics/").status_code == 200


def test_a_text_waits_for_its_day(publisher: User, signed_in: SignIn) -> None:
    page = make_house_page(slug="privacy")
    client = signed_in(publisher)
    client.post(f"{DESK}{page.pk}/publish/", {"version": 1, "when": "later", "at": "2026-03-09T08:00"})
    assert page.editions.get().visible_from > NOON + HOUR
    form = client.get(f"{DESK}{page.pk}/change/").content.decode()
    assert "Another is scheduled for 9 Mar 2026, 08:00." in form
    history = client.get(f"{DESK}{page.pk}/history/").content.decode()
    assert f"{DESK}{page.pk}/cancel/{page.editions.get().pk}/" in history
    client.post(f"{DESK}{page.pk}/cancel/{page.editions.get().pk}/", {"version": 1})
    assert not page.editions.exists()


def test_a_change_shows_readers_nothing_until_it_is_published(publisher: User, signed_in: SignIn) -> None:
    page = make_live_house_page(slug="ethics", body="<p>Old.</p>")
    client = signed_in(publisher)
    client.post(f"{DESK}{page.pk}/change/", typed(page, body="<p>New.</p>"))
    assert HousePage.objects.get().body == "<p>New.</p>"
    assert "Old." in client.get("/about/ethics/").content.decode()
    assert "not yet what was saved since" in client.get(f"{DESK}{page.pk}/change/").content.decode()


def test_a_stale_form_stores_nothing(publisher: User, signed_in: SignIn) -> None:
    page = make_house_page(body="<p>Theirs.</p>")
    page.summary = "Saved meanwhile."
    publishing.save_house_page(page, by=None, version=1)
    response = signed_in(publisher).post(f"{DESK}{page.pk}/change/", typed(page, body="<p>Mine.</p>", seen_version=1))
    assert "saved by somebody else" in response.content.decode()
    assert "Mine." in response.content.decode()
    assert HousePage.objects.get().body == "<p>Theirs.</p>"


def test_the_address_cannot_be_typed_anew(publisher: User, signed_in: SignIn) -> None:
    page = make_house_page(slug="ethics")
    signed_in(publisher).post(f"{DESK}{page.pk}/change/", typed(page, slug="morals", title="Morals"))
    assert HousePage.objects.get().slug == "ethics"
    assert HousePage.objects.get().title == "Morals"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body": '<figure data-image="key"></figure>'}, "words alone"),
        ({"kind": "masthead"}, "There is a page of this kind already"),
        ({"slug": "a/b"}, "Use letters, digits"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_stored_is_said(publisher: User, signed_in: SignIn, changes: dict[str, str], said: str) -> None:
    make_house_page(kind="masthead")
    response = signed_in(publisher).post(f"{DESK}add/", typed(**changes))
    assert said in response.content.decode()
    assert HousePage.objects.count() == 1


def test_the_preview_is_the_readers_page_for_the_desk_alone(editor: User, signed_in: SignIn, client: Client) -> None:
    page = make_house_page(title="Masthead", body="<p>Three people.</p>", kind="masthead")
    assert client.get(f"{DESK}{page.pk}/preview/").status_code == 302
    response = signed_in(editor).get(f"{DESK}{page.pk}/preview/")
    assert "<p>Three people.</p>" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "ld+json" not in response.content.decode()


def test_an_earlier_text_can_be_seen_and_brought_back(publisher: User, signed_in: SignIn) -> None:
    page = make_live_house_page(body="<p>Old.</p>")
    page.body = "<p>New.</p>"
    publishing.save_house_page(page, by=None, version=1, now=NOON)
    edition = page.editions.get()
    client = signed_in(publisher)
    assert "Old." in client.get(f"{DESK}{page.pk}/preview/?edition={edition.pk}").content.decode()
    client.post(f"{DESK}{page.pk}/restore/{edition.pk}/", {"version": 2})
    assert HousePage.objects.get().body == "<p>Old.</p>"


def test_withdrawing_asks_and_does(publisher: User, signed_in: SignIn) -> None:
    page = make_live_house_page(slug="ethics")
    client = signed_in(publisher)
    assert "no longer find this page" in client.get(f"{DESK}{page.pk}/withdraw/").content.decode()
    client.post(f"{DESK}{page.pk}/withdraw/", {"version": 1})
    assert client.get("/about/ethics/").status_code == 404


def test_view_on_site_is_offered_where_there_is_something_to_see(publisher: User, signed_in: SignIn) -> None:
    hidden, live = make_house_page(), make_live_house_page(slug="ethics")
    client = signed_in(publisher)
    assert "View on site" not in client.get(f"{DESK}{hidden.pk}/change/").content.decode()
    assert 'href="/about/ethics/"' in client.get(f"{DESK}{live.pk}/change/").content.decode()


def test_an_editor_reads_and_does_not_write(editor: User, signed_in: SignIn) -> None:
    page = make_live_house_page(body="<p>Old.</p>")
    client = signed_in(editor)
    assert client.get(f"{DESK}{page.pk}/change/").status_code == 200
    assert client.post(f"{DESK}{page.pk}/change/", typed(page, body="<p>New.</p>")).status_code == 403
    for name in ("publish", "withdraw", f"restore/{page.editions.get().pk}"):
        assert client.post(f"{DESK}{page.pk}/{name}/", {"version": 1}).status_code == 403
    assert client.get(f"{DESK}{page.pk}/history/").status_code == 200
    assert client.get(f"{DESK}add/").status_code == 403


def test_nobody_deletes_one(administrator: User, signed_in: SignIn) -> None:
    page = make_house_page()
    assert signed_in(administrator).post(f"{DESK}{page.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_list_takes_as_many_queries_however_many_there_are(
    publisher: User, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        make_live_house_page()
    client = signed_in(publisher)
    with django_assert_max_num_queries(6):
        page = client.get(DESK).content.decode()
    assert page.count("The text published on 8 Mar 2026") == 8


def test_the_audit_trail_leads_to_it(publisher: User, signed_in: SignIn) -> None:
    page = make_live_house_page(title="Our ethics")
    client = signed_in(publisher)
    trail = client.get("/admin/articles/auditentry/").content.decode()
    assert trail.count("Our ethics") >= 2
    entry = AuditEntry.objects.filter(house_page=page.slug).first()
    shown = client.get(f"/admin/articles/auditentry/{entry.pk}/change/").content.decode()
    assert f'href="{DESK}{page.pk}/change/"' in shown
