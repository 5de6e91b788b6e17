"""The audit trail at the desk: read by who may, filtered, taken out as a file, and changed by nobody."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.admin.trail_words import facts_of
from articles.models import Article, AuditEntry

from ..factories import NOON, make_article, make_live_article
from .forms import filled_in

SignIn = Callable[[User], Client]
LIST = "/admin/articles/auditentry/"
EXPORT = f"{LIST}export/"


def entry(**overrides: Any) -> AuditEntry:
    article = overrides.pop("article", None)
    defaults = {
        "at": NOON,
        "action": "saved",
        "headline": "Headline",
        "article_uuid": article.uuid if article else None,
    }
    if article is None:
        defaults["article_uuid"] = "00000000-0000-0000-0000-000000000001"
    return AuditEntry.objects.create(**defaults | overrides)


def exported(client: Client, **query: str) -> list[list[str]]:
    response = client.get(EXPORT, query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))


def trail(article: Article) -> str:
    return reverse("admin:articles_article_audit", args=[article.pk])


# Of the newsroom


def test_the_list_says_who_did_what_and_why(editor: User, signed_in: SignIn) -> None:
    entry(by=editor, action="four_eyes_overridden", headline="Storm", revision_number=3, reason="Alone at night.")
    seen = signed_in(editor).get(LIST).content.decode()
    for words in ["editor", "Passed over four eyes", "Storm", "Alone at night."]:
        assert words in seen


def test_the_report_of_overrides(editor: User, signed_in: SignIn) -> None:
    entry()
    overrides = [entry(action="checks_overridden", reason="a"), entry(action="four_eyes_overridden", reason="b")]
    response = signed_in(editor).get(LIST, {"overrides": "yes"})
    assert set(response.context["cl"].queryset) == set(overrides)


@pytest.mark.parametrize("query", [{"action": "saved"}, {"q": "Storm"}, {"at__gte": "2026-03-08 00:00:00+00:00"}])
def test_the_list_is_filtered(editor: User, signed_in: SignIn, query: dict[str, str]) -> None:
    wanted = entry(headline="Storm")
    entry(headline="Calm", action="published", at=NOON - timedelta(days=3))
    assert list(signed_in(editor).get(LIST, query).context["cl"].queryset) == [wanted]


def test_the_list_is_filtered_by_person(editor: User, publisher: User, signed_in: SignIn) -> None:
    wanted = entry(by=publisher)
    entry(by=editor)
    response = signed_in(editor).get(LIST, {"by__id__exact": publisher.pk})
    assert list(response.context["cl"].queryset) == [wanted]


def test_the_list_takes_as_many_queries_for_fifty_rows_as_for_five(editor: User, signed_in: SignIn) -> None:
    client = signed_in(editor)
    for _ in range(5):
        entry(by=editor)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(45):
        entry(by=editor)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_an_entry_leads_to_its_article(editor: User, signed_in: SignIn) -> None:
    article = make_article()
    address = reverse("admin:articles_auditentry_change", args=[entry(article=article, detail={"path": "/x/"}).pk])
    seen = signed_in(editor).get(address).content.decode()
    assert reverse("admin:articles_article_change", args=[article.pk]) in seen
    assert "/x/" in seen


@pytest.mark.parametrize("address", [LIST, EXPORT])
@pytest.mark.parametrize(("person", "status"), [("outsider", 302), ("reporter", 403), ("editor", 200)])
def test_who_reads_the_whole_trail(
    request: Any, db: None, signed_in: SignIn, person: str, status: int, address: str
) -> None:
    assert signed_in(request.getfixturevalue(person)).get(address).status_code == status


def test_nobody_is_asked_to_sign_in(client: Client, db: None) -> None:
    for address in [LIST, EXPORT, trail(make_article())]:
        assert client.get(address)["Location"].startswith(reverse("admin:login"))


def test_nobody_changes_an_entry(desk: Client) -> None:
    kept = entry()
    change, delete = (reverse(f"admin:articles_auditentry_{name}", args=[kept.pk]) for name in ("change", "delete"))
    assert desk.get(reverse("admin:articles_auditentry_add")).status_code == 403
    assert desk.post(change, {"reason": "Other"}).status_code == 403
    assert desk.post(delete, {"post": "yes"}).status_code == 403
    desk.post(LIST, {"action": "delete_selected", "_selected_action": kept.pk, "post": "yes"})
    assert AuditEntry.objects.get().reason == ""


# As a file


def test_the_file_has_a_line_for_each_entry(editor: User, signed_in: SignIn) -> None:
    stored = entry(by=editor, headline="Storm, again", revision_number=3, reason="Two\nlines")
    assert exported(signed_in(editor)) == [
        ["at", "by", "action", "article", "headline", "revision", "details", "reason"],
        [
            "2026-03-08T12:00:00+00:00",
            "editor",
            "saved",
            str(stored.article_uuid),
            "Storm, again",
            "3",
            "",
            "Two\nlines",
        ],
    ]


def test_the_file_is_filtered_as_the_list_is(editor: User, signed_in: SignIn) -> None:
    entry()
    entry(action="checks_overridden", reason="Known.")
    lines = exported(signed_in(editor), overrides="yes")
    assert [line[-1] for line in lines[1:]] == ["Known."]


def test_the_file_has_more_than_a_page_of_the_list(editor: User, signed_in: SignIn) -> None:
    for _ in range(120):
        entry()
    assert len(exported(signed_in(editor))) == 121


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '=HYPERLINK("http://x")'])
def test_no_cell_is_a_formula(editor: User, signed_in: SignIn, typed: str) -> None:
    entry(reason=typed)
    assert exported(signed_in(editor))[1][-1].startswith("'")


def test_a_filter_that_makes_no_sense_leads_to_the_list(editor: User, publisher: User, signed_in: SignIn) -> None:
    entry(by=editor)
    entry(by=publisher)
    assert signed_in(editor).get(EXPORT, {"by__id__exact": "x"})["Location"] == LIST


# Of one article


def test_the_trail_of_an_article_has_its_own_acts_newest_first(publisher: User, signed_in: SignIn) -> None:
    article = make_live_article()
    make_live_article(headline="Another")
    publishing.withdraw(article, by=publisher, now=NOON + timedelta(hours=1))
    entries = signed_in(publisher).get(trail(article)).context["entries"]
    assert entries[0].action == "withdrawn"
    assert {one.article_uuid for one in entries} == {article.uuid}


def test_a_long_trail_leads_further_back(reporter: User, signed_in: SignIn) -> None:
    article, client = make_article(), signed_in(reporter)
    kept = [entry(article=article, at=NOON + timedelta(minutes=number)) for number in range(130)]
    first = client.get(trail(article)).context
    second = client.get(trail(article), {"before": first["older"]}).context
    assert [*first["entries"], *second["entries"]] == kept[::-1]
    assert second["older"] is None


def test_the_trail_takes_a_constant_number_of_queries(reporter: User, signed_in: SignIn) -> None:
    article, client = make_article(), signed_in(reporter)
    entry(article=article, by=reporter)
    client.get(trail(article))
    with CaptureQueriesContext(connection) as few:
        client.get(trail(article))
    for _ in range(30):
        entry(article=article, by=reporter)
    with CaptureQueriesContext(connection) as many:
        client.get(trail(article))
    assert len(many) == len(few)


@pytest.mark.parametrize(("person", "status"), [("outsider", 302), ("colleague", 403), ("viewer", 200)])
def test_who_sees_the_article_reads_its_trail(
    request: Any, db: None, signed_in: SignIn, person: str, status: int
) -> None:
    assert signed_in(request.getfixturevalue(person)).get(trail(make_article())).status_code == status


@pytest.fixture
def colleague(db: None) -> User:
    """Signs in at the desk, and sees no article."""
    return User.objects.create_user("colleague", is_staff=True)


# What an entry tells beside its action

AT, WAS = "2026-03-09T06:00:00+00:00", "2026-03-08T12:00:00+00:00"


@pytest.mark.parametrize(
    ("action", "detail", "facts"),
    [
        ("scheduled", {"at": AT, "path": "/x/", "minor": True}, ["for 9 Mar 2026, 08:00 EET", "minor edit"]),
        ("published", {"at": AT, "path": "/x/", "minor": False}, []),
        ("schedule_moved", {"at": AT, "was": WAS}, ["for 9 Mar 2026, 08:00 EET", "was 8 Mar 2026, 14:00 EET"]),
        ("withdrawal_scheduled", {"at": AT}, ["for 9 Mar 2026, 08:00 EET"]),
        ("withdrawal_cancelled", {"was": WAS}, ["was 8 Mar 2026, 14:00 EET"]),
        ("assigned", {"to": "ilze", "due": AT}, ["to ilze", "due 9 Mar 2026, 08:00 EET"]),
        ("assigned", {"to": None, "due": None}, ["to nobody"]),
        ("restored", {"restored": 3}, ["what revision 3 said"]),
        ("restored", {"restored": WAS, "pins": ["lead: Storm"]}, ["as of 8 Mar 2026, 14:00 EET", "lead: Storm"]),
        ("link_made", {"link": 7, "for": "Ana", "until": AT}, ["for Ana", "until 9 Mar 2026, 08:00 EET"]),
        ("notice_added", {"kind": "editors_note", "supersedes": "x"}, ["editor’s note", "in the place of an earlier one"]),
        ("redacted", {"visible_from": WAS}, ["of 8 Mar 2026, 14:00 EET"]),
        ("checks_overridden", {"checks": [["credit", "It has no credit."]]}, ["It has no credit."]),
        ("scheduled", {"at": "soon"}, ["for soon"]),
        ("saved", {}, []),
        ("saved", {"embargo": AT, "hold_reason": "Lawyers."}, ["embargo: 9 Mar 2026, 08:00 EET", "hold reason: Lawyers."]),
        ("saved", {"hold_reason": "", "embargo": None}, ["hold reason: emptied", "embargo: emptied"]),
        ("saved", {"without_byline": True}, ["deliberately without a byline: yes"]),
    ],
)  # fmt: skip
def test_an_entry_tells_what_was_decided(settings: Any, action: str, detail: dict[str, Any], facts: list[str]) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    assert facts_of(AuditEntry(action=action, detail=detail)) == facts


def test_a_save_of_a_page_about_us_tells_which_fields_it_changed() -> None:
    detail = {"version": 2, "changed": ["summary", "in_footer"]}
    assert facts_of(AuditEntry(action="saved", house_page="ethics", detail=detail)) == ["summary, in the footer"]


def test_the_list_the_trail_and_the_file_tell_it(publisher: User, signed_in: SignIn) -> None:
    article = make_article()
    entry(article=article, action="scheduled", detail={"at": AT})
    client = signed_in(publisher)
    for address in [LIST, trail(article)]:
        assert "for 9 Mar 2026, 06:00 UTC" in client.get(address).content.decode()
    assert exported(client)[1][-2] == "for 9 Mar 2026, 06:00 UTC"


# Instead of Django's log


def test_djangos_address_for_the_history_shows_the_trail(reporter: User, signed_in: SignIn) -> None:
    article = make_live_article()
    response = signed_in(reporter).get(reverse("admin:articles_article_history", args=[article.pk]))
    assert [one.action for one in response.context["entries"]] == ["published", "saved"]


@pytest.mark.parametrize("key", ["0", "word"])
def test_there_is_no_history_of_what_there_is_not(desk: Client, key: str) -> None:
    assert desk.get(reverse("admin:articles_article_history", args=[key])).status_code == 404


def test_a_save_writes_no_second_log(desk: Client) -> None:
    article = make_live_article()
    save(desk, article, headline="Other")
    assert [one.action for one in trail_of(article)] == ["saved", "published", "saved"]
    assert not LogEntry.objects.exists()


def test_a_deleted_draft_is_in_djangos_log(desk: Client, chief: User) -> None:
    article = make_article(headline="Never out")
    desk.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert LogEntry.objects.get().object_repr == "Never out"


# The desk's business


def test_who_held_an_article_is_told(desk: Client, chief: User) -> None:
    article = make_live_article()
    save(desk, article, hold_reason="Lawyers read it.", embargo_0="2026-03-09", embargo_1="08:00")
    told = trail_of(article)[0]
    assert (told.by, told.action, told.revision_number) == (chief, "saved", None)
    assert told.detail == {"hold_reason": "Lawyers read it.", "embargo": "2026-03-09T08:00:00+00:00"}
    page = desk.get(trail(article)).content.decode()
    assert "embargo: 9 Mar 2026, 08:00 UTC; hold reason: Lawyers read it." in page


def test_who_released_an_article_is_told_with_the_revision_of_the_same_save(desk: Client) -> None:
    article = make_live_article()
    Article.objects.filter(pk=article.pk).update(hold_reason="Lawyers read it.")
    save(desk, article, hold_reason="", headline="Other")
    told = trail_of(article)[0]
    assert (told.revision_number, told.detail) == (2, {"hold_reason": ""})


def trail_of(article: Article) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(article_uuid=article.uuid))


def save(client: Client, article: Article, **typed: str) -> None:
    address = reverse("admin:articles_article_change", args=[article.pk])
    client.post(address, filled_in(client.get(address), **typed))
