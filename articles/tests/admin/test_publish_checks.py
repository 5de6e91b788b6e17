"""The publish page: what goes out, what the checks say of it, and passing over them with a reason."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article, AuditEntry

from ..factories import NOON, live_edition, make_article, make_image, make_live_article
from .forms import filled_in, said

SignIn = Callable[[User], Client]


def page(article: Article) -> str:
    return reverse("admin:articles_article_publish", args=[article.pk])


def send(client: Client, article: Article, **choice: Any) -> Any:
    return client.post(page(article), filled_in(client.get(page(article)), **choice), follow=True)


def words(client: Client, article: Article) -> str:
    return client.get(page(article)).context["outgoing"].words


@pytest.fixture(autouse=True)
def at_noon(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON)


# What the checks find


def test_all_findings_are_shown_blocking_ones_first(publisher: User, signed_in: SignIn) -> None:
    article = make_article(headline="Storm TK", standfirst="", body="", section=None)
    found = signed_in(publisher).get(page(article)).context["outgoing"]
    assert [one.finding.code for one in found.blocking] == ["section", "body", "placeholder"]
    assert [one.finding.code for one in found.advisory] == ["standfirst", "topics"]


@pytest.mark.parametrize(
    ("overrides", "place"),
    [
        ({"headline": "Storm TK"}, "id_headline"),
        ({"section": None}, "id_section"),
        ({"without_byline": False}, "contributors-group"),
        ({"embargo": datetime.fromisoformat("2999-01-01T00:00+00:00")}, "id_embargo_0"),
        ({"hold_reason": "Lawyers"}, "id_hold_reason"),
    ],
)
def test_a_finding_leads_to_the_field_to_mend(
    publisher: User, signed_in: SignIn, overrides: dict[str, Any], place: str
) -> None:
    article = make_article(**overrides)
    client, edit = signed_in(publisher), reverse("admin:articles_article_change", args=[article.pk])
    assert f'href="{edit}#{place}"' in client.get(page(article)).content.decode()
    assert f'id="{place}"' in client.get(edit).content.decode()


def test_a_check_is_passed_over_with_a_reason(publisher: User, signed_in: SignIn) -> None:
    article = make_article(headline="The TK-80, a computer")
    send(signed_in(publisher), article, override="TK is its name.")
    entry = AuditEntry.objects.get(action="checks_overridden")
    assert live_edition(article).headline == "The TK-80, a computer"
    assert (entry.by, entry.reason) == (publisher, "TK is its name.")
    assert entry.detail["checks"][0][0] == "placeholder"


def test_without_a_reason_it_stays_and_what_was_typed_is_kept(publisher: User, signed_in: SignIn) -> None:
    article = make_article(headline="Storm TK")
    response = send(signed_in(publisher), article, change_note="Adds the wind.")
    assert said(response) == ["Placeholder text is left: “Storm TK”."]
    assert response.context["form"]["change_note"].value() == "Adds the wind."
    assert not article.editions.exists()


def test_what_only_stands_against_a_later_moment_is_asked_for_then(publisher: User, signed_in: SignIn) -> None:
    article, client = make_article(lead_image=make_image(usable_until=NOON + timedelta(days=1))), signed_in(publisher)
    later = {"when": "later", "at": "2026-03-11T12:00"}
    refused = send(client, article, **later)
    client.post(page(article), filled_in(refused, override="The agency agreed."))
    assert "ended on 09 March 2026" in said(refused)[0]
    assert AuditEntry.objects.get(action="checks_overridden").reason == "The agency agreed."
    assert article.editions.get().visible_from == NOON + timedelta(days=3)


def test_a_reason_does_not_help_where_nothing_can_be_passed_over(publisher: User, signed_in: SignIn) -> None:
    article = make_article(section=None)
    client = signed_in(publisher)
    seen = client.get(page(article)).content.decode()
    client.post(page(article), {"version": 0, "when": "now", "override": "Please."})
    assert 'name="override"' not in seen
    assert not article.editions.exists()


def test_who_may_not_pass_over_checks_is_not_asked_for_a_reason(desk: Client, publisher: User) -> None:
    group = publisher.groups.get()
    group.permissions.remove(group.permissions.get(codename="override_checks"))
    article = make_article(headline="Storm TK")
    client = Client()
    client.force_login(publisher)
    client.post(page(article), {"version": 0, "when": "now", "override": "Please."})
    assert 'name="override"' not in client.get(page(article)).content.decode()
    assert not article.editions.exists()


def test_four_eyes_are_passed_over_with_a_reason(administrator: User, signed_in: SignIn, settings: Any) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = make_article()
    publishing.save_revision(article, by=administrator, now=NOON)
    send(signed_in(administrator), article, override="Alone at night.")
    assert AuditEntry.objects.get(action="four_eyes_overridden").reason == "Alone at night."
    assert live_edition(article).revision.number == 1


def test_four_eyes_hold_for_a_publisher(publisher: User, signed_in: SignIn, settings: Any) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = make_article()
    publishing.save_revision(article, by=publisher, now=NOON)
    response = send(signed_in(publisher), article)
    assert "Somebody else has to approve it." in said(response)[0]
    assert not article.editions.exists()


# Which revision


def test_the_latest_goes_out_and_is_approved_by_that(publisher: User, signed_in: SignIn) -> None:
    article = make_article()
    publishing.save_revision(article, by=None, now=NOON)
    assert words(signed_in(publisher), article) == "Revision 1, the latest, goes out. Publishing approves it."


def test_the_approved_one_is_named_with_who_approved_it(publisher: User, editor: User, signed_in: SignIn) -> None:
    article = make_article(status="in_review")
    publishing.take_step(article, "approve", by=editor, now=NOON)
    assert words(signed_in(publisher), article) == "Revision 1 goes out, approved by editor."


def test_who_cannot_approve_sends_out_the_approved_one(publisher: User, editor: User, signed_in: SignIn) -> None:
    group = publisher.groups.get()
    group.permissions.remove(group.permissions.get(codename="review_article"))
    article = make_article(status="in_review", headline="As approved")
    publishing.take_step(article, "approve", by=editor, now=NOON)
    Article.objects.filter(pk=article.pk).update(headline="Storm TK")
    publishing.save_revision(article, by=editor, now=NOON)
    client = signed_in(publisher)
    assert words(client, article).startswith("Revision 1 goes out, approved by editor. What was saved since")
    assert client.get(page(article)).context["outgoing"].blocking == []
    send(client, article)
    assert live_edition(article).headline == "As approved"


def test_what_nobody_approved_is_not_sent_out(publisher: User, signed_in: SignIn) -> None:
    group = publisher.groups.get()
    group.permissions.remove(group.permissions.get(codename="review_article"))
    response = signed_in(publisher).get(page(make_article()))
    assert "submit it for review" in response.content.decode()


# What readers are told


def test_readers_are_told_what_changed(publisher: User, signed_in: SignIn, frozen: Callable[[datetime], None]) -> None:
    article = make_live_article(at=NOON.replace(hour=9))
    Article.objects.filter(pk=article.pk).update(headline="Storm")
    send(signed_in(publisher), article, change_note="Adds the wind.", minor="on")
    edition = live_edition(article)
    assert (edition.change_note, edition.is_minor) == ("Adds the wind.", True)


def test_a_reason_is_not_asked_for_where_it_would_not_help(publisher: User, signed_in: SignIn) -> None:
    article = make_article(headline="Storm TK", section=None)
    assert 'name="override"' not in signed_in(publisher).get(page(article)).content.decode()


def test_what_becomes_of_a_scheduled_version_is_said(publisher: User, signed_in: SignIn) -> None:
    article, client = make_article(), signed_in(publisher)
    publishing.publish(article, by=None, at=NOON + timedelta(days=1), now=NOON)
    assert "it does not appear a second time" in client.get(page(article)).content.decode()
    Article.objects.filter(pk=article.pk).update(headline="Another")
    assert "Another version, revision 1, is scheduled for" in client.get(page(article)).content.decode()
