"""Acting on many articles: what is said before, what is done, what is refused and why."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from articles import publishing
from articles.models import Article, SectionAccess

from ..factories import NOON, make_article, make_live_article, make_section, make_topic
from .forms import filled_in, said

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
LIST = "/admin/articles/article/"
ACTS = ["submit", "approve", "request_changes", "take_back", "assign", "publish", "schedule", "withdraw", "section", "topics"]  # fmt: skip


@pytest.fixture(autouse=True)
def noon(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON)


def ticked(*articles: Article, **versions: Any) -> dict[str, Any]:
    """What the list sends for `articles`, with the versions that it showed."""
    shown = {f"version_{article.pk}": str(article.version) for article in articles}
    return {"_selected_action": [str(article.pk) for article in articles], **shown, **versions}


def ask(client: Client, act: str, *articles: Article, **sent: Any) -> HttpResponse:
    """Press the list's button, as it stands beside a search."""
    return client.post(f"{LIST}?q=story", ticked(*articles, **sent) | {"action": f"bulk_{act}", "index": "0"})


def carry_out(client: Client, act: str, *articles: Article, **choice: Any) -> HttpResponse:
    """Press the list's button, then the one of the page that asks."""
    asked = ask(client, act, *articles)
    assert asked.status_code == 200
    return client.post(f"{LIST}bulk/{act}/", filled_in(asked, **choice))


def report(response: HttpResponse) -> tuple[dict[str, str], dict[str, str]]:
    """What was done and what refused, in words by headline."""
    going, refused = response.context["going"], response.context["refused"]
    return (
        {line.article.headline: " ".join(line.words) for line in going},
        {line.article.headline: " ".join(line.words) for line in refused},
    )


def status(article: Article) -> str:
    article.refresh_from_db()
    return article.status


# The page that asks


def test_the_page_says_what_will_happen_to_each(publisher: User, signed_in: SignIn) -> None:
    fit, unfit = make_article(headline="Fit"), make_article(headline="Unfit", body="<p>TK</p>")
    response = ask(signed_in(publisher), "publish", fit, unfit)
    going, refused = report(response)
    assert going["Fit"].startswith("Revision 1, the latest, goes out.")
    assert refused == {"Unfit": "Placeholder text is left: “TK”."}
    assert Article.objects.filter(version__gt=0).count() == 0


def test_what_left_the_search_meanwhile_is_named_and_not_dropped(editor: User, signed_in: SignIn) -> None:
    article = make_article(headline="Already approved", status="approved")
    sent = ticked(article) | {"action": "bulk_approve", "index": "0"}
    response = signed_in(editor).post(f"{LIST}?q=state:review", sent)
    assert report(response) == ({}, {"Already approved": "It is “Approved”: this is not the next step."})


def test_a_form_that_says_too_little_is_asked_again(editor: User, signed_in: SignIn) -> None:
    article = make_article(status="in_review")
    response = carry_out(signed_in(editor), "request_changes", article, comment="")
    assert response.context["form"].errors == {"comment": ["Say what has to change."]}
    assert status(article) == "in_review"


def test_the_way_back_is_the_list_as_it_was_searched(editor: User, signed_in: SignIn) -> None:
    asked = ask(signed_in(editor), "submit", make_article())
    assert asked.context["list_address"] == f"{LIST}?q=story"


def test_the_way_back_is_never_another_address(editor: User, signed_in: SignIn) -> None:
    sent = ticked(make_article()) | {"back": "https://evil.example/?a=b"}
    response = signed_in(editor).post(f"{LIST}bulk/submit/", sent)
    assert response.context["list_address"].startswith(f"{LIST}?")


# Carrying out


def test_each_step_is_taken_and_reported(editor: User, signed_in: SignIn) -> None:
    first, second = make_article(headline="First"), make_article(headline="Second")
    wrong = make_article(headline="Wrong", status="approved")
    done, refused = report(carry_out(signed_in(editor), "submit", first, second, wrong, comment="Please look"))
    assert done == {"First": "Now “In review”.", "Second": "Now “In review”."}
    assert refused == {"Wrong": "The article is “Approved” now: submit for review is not the next step."}
    assert [status(article) for article in (first, second, wrong)] == ["in_review", "in_review", "approved"]


@pytest.mark.parametrize(
    ("act", "begins", "ends"),
    [
        ("submit", "draft", "in_review"),
        ("approve", "in_review", "approved"),
        ("request_changes", "in_review", "changes_requested"),
        ("take_back", "in_review", "draft"),
    ],
)
def test_every_step_of_the_workflow(editor: User, signed_in: SignIn, act: str, begins: str, ends: str) -> None:
    article = make_article(status=begins)
    carry_out(signed_in(editor), act, article, comment="Because.")
    assert status(article) == ends


def test_a_stale_article_is_refused_by_name_and_the_others_go_through(editor: User, signed_in: SignIn) -> None:
    client = signed_in(editor)
    seen, changed = make_article(headline="Seen"), make_article(headline="Changed since")
    form = filled_in(ask(client, "submit", seen, changed))
    publishing.save_revision(changed, by=None)
    done, refused = report(client.post(f"{LIST}bulk/submit/", form))
    assert done.keys() == {"Seen"}
    assert refused["Changed since"].startswith("The article was saved by somebody else since you opened it")
    assert status(changed) == "draft"


def test_a_stale_article_is_foretold(editor: User, signed_in: SignIn) -> None:
    article = make_article(headline="Stale")
    publishing.save_revision(article, by=None)
    response = ask(signed_in(editor), "submit", article, **{f"version_{article.pk}": "0"})
    assert report(response)[1]["Stale"].startswith("The article was saved by somebody else")


def test_an_article_without_a_version_is_refused(editor: User, signed_in: SignIn) -> None:
    article = make_article(headline="Unseen")
    sent = {"_selected_action": [article.pk], "confirmed": "1", "comment": ""}
    response = signed_in(editor).post(f"{LIST}bulk/submit/", sent)
    assert report(response)[1] == {
        "Unseen": "The list did not say which version you saw. Look at it again, then decide."
    }
    assert status(article) == "draft"


def test_publish_now(publisher: User, signed_in: SignIn) -> None:
    fit, unfit = make_article(headline="Fit"), make_article(headline="Unfit", section=None)
    done, refused = report(carry_out(signed_in(publisher), "publish", fit, unfit))
    assert done == {"Fit": "Readers see revision 1 of it."}
    assert refused == {"Unfit": "Choose a section."}
    assert fit.editions.visible_at(NOON).exists()


def test_schedule(publisher: User, signed_in: SignIn) -> None:
    article = make_article(headline="Later", embargo=NOON + timedelta(hours=1))
    held = make_article(headline="Too early", embargo=NOON + timedelta(days=9))
    done, refused = report(carry_out(signed_in(publisher), "schedule", article, held, at="2026-03-09T08:00"))
    assert done == {"Later": "Readers see it from 9 Mar 2026, 08:00 UTC on."}
    assert refused["Too early"].startswith("The article is under embargo until")
    assert article.editions.get().visible_from == NOON + timedelta(hours=20)


@pytest.mark.parametrize(
    ("at", "error"), [("", "Say when."), ("2020-01-01T00:00", "That moment has passed. Choose one ahead.")]
)
def test_a_moment_that_cannot_be_is_asked_again(publisher: User, signed_in: SignIn, at: str, error: str) -> None:
    article = make_article()
    response = carry_out(signed_in(publisher), "schedule", article, at=at)
    assert response.context["form"].errors == {"at": [error]}
    assert article.editions.count() == 0


def test_withdraw(publisher: User, signed_in: SignIn) -> None:
    live = make_live_article(headline="Live", at=NOON - timedelta(days=1))
    unseen = make_article(headline="Unseen")
    done, refused = report(carry_out(signed_in(publisher), "withdraw", live, unseen))
    assert done.keys() == {"Live"}
    assert refused.keys() == {"Unseen"}
    assert not live.editions.visible_at(NOON).exists()


def test_assign(editor: User, reporter: User, signed_in: SignIn) -> None:
    SectionAccess.objects.create(user=reporter, section=make_section(name="Home"))
    here = make_article(headline="Here", section=reporter.section_access.get().section)
    away = make_article(headline="Away", section=make_section(name="Away"))
    done, refused = report(carry_out(signed_in(editor), "assign", here, away, to=reporter.pk, due="2026-03-09T08:00"))
    here.refresh_from_db()
    assert (here.assigned_to, here.due_at) == (reporter, NOON + timedelta(hours=20))
    assert done == {"Here": "Assigned to reporter, due 9 Mar 2026, 08:00 UTC."}
    assert refused == {"Away": "reporter does not work for this article’s section."}


def test_move_to_a_section(editor: User, signed_in: SignIn) -> None:
    old, new = make_section(name="Old"), make_section(name="New")
    moved, there = make_article(headline="Moved", section=old), make_article(headline="There", section=new)
    done, _ = report(carry_out(signed_in(editor), "section", moved, there, section=new.pk))
    moved.refresh_from_db()
    assert moved.section == new
    assert done == {"Moved": "Saved as revision 1.", "There": "Nothing had to change."}
    assert moved.revisions.get().by == editor


@pytest.mark.parametrize(("how", "expected"), [("add", ["Riga", "NATO"]), ("replace", ["NATO"])])
def test_topics(editor: User, signed_in: SignIn, how: str, expected: list[str]) -> None:
    article = make_article(topics=[make_topic(name="Riga")])
    make_topic(name="NATO")
    carry_out(signed_in(editor), "topics", article, topics=" nato ,", how=how)
    names = [tagged.tag.name for tagged in article.tagged_articles.order_by("id")]
    assert names == expected


@pytest.mark.parametrize(
    ("typed", "error"),
    [("", "Name a topic."), (", ,", "Name a topic."), ("moon", "There is no topic “moon”. Add it under Topics first.")],
)
def test_a_topic_that_is_none_is_asked_again(editor: User, signed_in: SignIn, typed: str, error: str) -> None:
    response = carry_out(signed_in(editor), "topics", make_article(), topics=typed)
    assert response.context["form"].errors == {"topics": [error]}


def test_a_live_article_shows_readers_nothing_of_a_new_section(publisher: User, signed_in: SignIn) -> None:
    article, new = make_live_article(section=make_section(name="Old")), make_section(name="New")
    carry_out(signed_in(publisher), "section", article, section=new.pk)
    assert article.editions.get().section.name == "Old"


# Who may


@pytest.mark.parametrize(
    ("person", "acts"),
    [
        ("photo_editor", set()),
        ("reporter", {"submit", "take_back", "section", "topics"}),
        ("editor", set(ACTS) - {"publish", "schedule", "withdraw"}),
        ("publisher", set(ACTS)),
    ],
)
def test_only_what_a_person_may_do_is_offered(request: Any, signed_in: SignIn, person: str, acts: set[str]) -> None:
    client = signed_in(request.getfixturevalue(person))
    make_article()
    form = client.get(LIST).context["action_form"]
    names = {name for name, _ in form.fields["action"].choices} if form else set()
    assert {name.removeprefix("bulk_") for name in names if name.startswith("bulk_")} == acts


@pytest.mark.parametrize("act", ACTS)
def test_the_wrong_right_is_refused(photo_editor: User, signed_in: SignIn, act: str) -> None:
    article = make_article()
    response = signed_in(photo_editor).post(f"{LIST}bulk/{act}/", ticked(article) | {"confirmed": "1"})
    assert response.status_code == 403


def test_a_reporter_takes_no_step_with_the_article_of_another(reporter: User, signed_in: SignIn) -> None:
    mine = make_article(headline="Mine", created_by=reporter)
    theirs = make_article(headline="Theirs")
    done, refused = report(carry_out(signed_in(reporter), "submit", mine, theirs))
    assert done.keys() == {"Mine"}
    assert refused == {"Theirs": "You may not do this: submit for review."}


def test_four_eyes_are_asked_for(editor: User, signed_in: SignIn, settings: Any) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = make_article(headline="Own", status="in_review")
    publishing.save_revision(article, by=editor)
    client = signed_in(editor)
    foretold = report(ask(client, "approve", article))[1]
    sent = ticked(article) | {"confirmed": "1", "comment": ""}
    refused = report(client.post(f"{LIST}bulk/approve/", sent))[1]
    assert foretold == refused
    assert status(article) == "in_review"


def test_an_article_of_another_section_is_counted_and_not_shown(editor: User, signed_in: SignIn) -> None:
    SectionAccess.objects.create(user=editor, section=make_section(name="Home"))
    here = make_article(section=editor.section_access.get().section)
    away = make_article(headline="Secret", section=make_section(name="Away"))
    response = ask(signed_in(editor), "submit", here, away)
    assert response.context["missing"] == 1
    assert "Secret" not in response.content.decode()


# What is sent by nobody's browser


@pytest.mark.parametrize("sent", [{}, {"_selected_action": ["x", "-1", "9" * 30]}, {"_selected_action": "999999"}])
def test_nothing_that_is_there_leads_back_to_the_list(editor: User, signed_in: SignIn, sent: dict[str, Any]) -> None:
    client = signed_in(editor)
    response = client.post(f"{LIST}bulk/submit/", sent)
    assert response["Location"] == LIST
    assert said(client.get(LIST)) == ["None of these articles is there any more, or yours to see. Nothing was done."]


def test_too_many_are_refused_at_once(editor: User, signed_in: SignIn) -> None:
    client = signed_in(editor)
    client.post(f"{LIST}bulk/submit/", {"_selected_action": [str(number) for number in range(1, 300)]})
    assert said(client.get(LIST)) == ["Choose at most 200 articles. Nothing was done."]


def test_an_unknown_act_is_not_found(editor: User, signed_in: SignIn) -> None:
    assert signed_in(editor).post(f"{LIST}bulk/promote/").status_code == 404


def test_nobody_else_than_a_form_gets_in(editor: User, signed_in: SignIn, client: Client) -> None:
    assert signed_in(editor).get(f"{LIST}bulk/submit/").status_code == 405


def test_deleting_stays_as_it_is(desk: Client) -> None:
    article = make_article()
    asked = desk.post(LIST, ticked(article) | {"action": "delete_selected", "index": "0"})
    assert asked.status_code == 200
    desk.post(LIST, ticked(article) | {"action": "delete_selected", "post": "yes"})
    assert not Article.objects.exists()
