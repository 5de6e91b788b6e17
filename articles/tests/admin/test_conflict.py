"""A save that comes second: nothing typed is lost, most is merged, and a person decides the rest."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from articles import publishing
from articles.models import Article, AuditEntry

from ..factories import NOON, make_article, make_author, make_image, make_live_article, make_topic
from .forms import filled_in, said
from .test_compare import parts, revise, words
from .test_save_article import byline, edit, names_of

ONE, TWO, THREE = (f"<p>The {word} paragraph has some words of its own.</p>" for word in ["first", "second", "third"])


def page(article: Article) -> str:
    return reverse("admin:articles_article_conflict", args=[article.pk])


@pytest.fixture
def ana(db: None) -> User:
    return User.objects.create_user("ana", first_name="Ana", last_name="Silva")


def clash(client: Client, article: Article, by: User, theirs: dict[str, Any], **mine: Any) -> Any:
    """Type `mine` on the edit page, let `by` store `theirs`, press Save: the page that comes."""
    typed = filled_in(client.get(edit(article)), **mine)
    revise(article, by=by, **theirs)
    return client.post(edit(article), typed)


def answer(client: Client, response: Any, **typed: Any) -> Any:
    """Press the button of the conflict page, with every question answered as in `typed`."""
    sent = filled_in(response)
    form = response.context["form"]
    names = {question.conflict.field: question for question in form.questions}
    for field, choice in typed.items():
        question = names[field]
        sent[question.name] = choice if choice in ("mine", "theirs") else "anew"
        if sent[question.name] == "anew":
            sent[question.text_name] = choice
    return client.post(page(response.context["article"]), sent, follow=True)


def text_of(response: Any) -> str:
    return words(lxml_html.fromstring(response.content.decode()))


# What is merged already


def test_changes_to_different_things_are_merged(desk: Client, chief: User, ana: User) -> None:
    article = make_live_article(headline="Old headline", standfirst="Old standfirst", body=ONE + TWO + THREE)
    response = clash(
        desk, article, ana,
        {"headline": "Her headline", "body": ONE.replace("some", "her") + TWO + THREE},
        standfirst="My standfirst", body=ONE + TWO + THREE.replace("some", "my"),
    )  # fmt: skip
    assert article.revisions.count() == 2
    said_there = text_of(response)
    assert "it was saved by Ana Silva" in said_there
    assert "Nothing to decide" in said_there
    assert "You changed: Standfirst, Body (1 changed)" in said_there
    assert "Ana Silva changed: Headline, Body (1 changed)" in said_there
    answered = answer(desk, response)
    revision = article.revisions.latest("number")
    assert said(answered) == ["Saved as revision 3: your text and what was stored while you worked, merged."]
    assert (revision.number, revision.by) == (3, chief)
    assert (revision.data["headline"], revision.data["standfirst"]) == ("Her headline", "My standfirst")
    assert revision.data["body"] == ONE.replace("some", "her") + TWO + THREE.replace("some", "my")


def test_a_byline_that_both_changed_is_merged(desk: Client, ana: User) -> None:
    old, mine, hers = (make_author(name=name) for name in ["Old", "Mine", "Hers"])
    article = make_live_article(authors=[old])
    sent = filled_in(desk.get(edit(article))) | byline((old, "by", "1"), (mine, "by", "2"), initial=1)
    data = article.revisions.get().data
    contributors = [*data["contributors"], {"author": hers.slug, "role": "edited"}]
    publishing.save_snapshot(article, data | {"contributors": contributors}, by=_may_edit(ana), version=1)
    answer(desk, desk.post(edit(article), sent))
    assert set(names_of(article)) == {("Old", "by"), ("Mine", "by"), ("Hers", "edited")}


def _may_edit(user: User) -> User:
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    return User.objects.get(pk=user.pk)


def test_topics_typed_and_a_note_come_with_it(desk: Client, ana: User) -> None:
    topic = make_topic()
    article = make_live_article()
    response = clash(desk, article, ana, {"headline": "Hers"}, topics=[topic.pk], note="Added a topic")
    answer(desk, response)
    revision = article.revisions.latest("number")
    assert (revision.data["topics"], revision.data["headline"]) == ([topic.slug], "Hers")
    assert revision.note == "Added a topic"


# What is asked


def test_a_paragraph_that_both_changed_is_asked_about_with_both_texts(desk: Client, ana: User) -> None:
    article = make_live_article(body=ONE + TWO)
    mine, hers = "The first paragraph has my words.", "The first paragraph has her words."
    response = clash(desk, article, ana, {"body": f"<p>{hers}</p>" + TWO}, body=f"<p>{mine}</p>" + TWO)
    sides = [words(side) for side in parts(lxml_html.fromstring(response.content.decode()), "desk-side-of")]
    assert "my" in sides[0]
    assert "her" in sides[1]
    unanswered = answer(desk, response)
    assert "Choose one." in text_of(unanswered)
    assert article.revisions.count() == 2


@pytest.mark.parametrize(
    ("choice", "stored"),
    [("mine", "Mine"), ("theirs", "Hers"), ("Both of us", "Both of us")],
)
def test_the_answer_is_stored(desk: Client, ana: User, choice: str, stored: str) -> None:
    article = make_live_article(headline="Old")
    response = clash(desk, article, ana, {"headline": "Hers"}, headline="Mine", standfirst="Also mine")
    answer(desk, response, headline=choice)
    article.refresh_from_db()
    assert (article.headline, article.standfirst, article.version) == (stored, "Also mine", 3)


@pytest.mark.parametrize("anew", ["<p>Both<script>x()</script></p>", "Both"])
def test_a_paragraph_written_anew_is_sanitised(desk: Client, ana: User, anew: str) -> None:
    article = make_live_article(body=ONE + TWO)
    mine, hers = ONE.replace("some", "my"), ONE.replace("some", "her")
    response = clash(desk, article, ana, {"body": hers + TWO}, body=mine + TWO)
    answer(desk, response, body=anew)
    article.refresh_from_db()
    assert article.body == "<p>Both</p>" + TWO


def test_a_headline_written_anew_may_not_be_empty(desk: Client, ana: User) -> None:
    article = make_live_article(headline="Old")
    response = answer(desk, clash(desk, article, ana, {"headline": "Hers"}, headline="Mine"), headline=" ")
    assert response.status_code == 200
    assert article.revisions.count() == 2
    assert "This field cannot be blank" in text_of(response)


def test_without_the_common_revision_everything_that_differs_is_asked(desk: Client, ana: User) -> None:
    article = make_article(headline="Old", standfirst="Old", body=ONE)
    response = clash(desk, article, ana, {"headline": "Hers"}, standfirst="Mine")
    asked = [question.conflict.field for question in response.context["form"].questions]
    assert asked == ["headline", "standfirst"]
    answer(desk, response, headline="theirs", standfirst="mine")
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Hers", "Mine")


def test_a_picture_parted_from_its_caption_is_pointed_out(desk: Client, ana: User) -> None:
    article = make_live_article(lead_image=make_image(), lead_caption="Old caption")
    response = clash(desk, article, ana, {"lead_image": make_image()}, lead_caption="My caption")
    assert "The lead picture and its caption were changed by different people." in text_of(response)


def test_the_desks_business_is_shown_and_stored_with_the_merged_text(desk: Client, ana: User) -> None:
    article = make_live_article()
    typed = {"hold_reason": "Lawyers read it.", "embargo_0": "2026-03-09", "embargo_1": "08:00"}
    response = clash(desk, article, ana, {"headline": "Hers"}, **typed)
    assert "Hold reason: Lawyers read it." in text_of(response)
    assert "Embargo: 9 Mar 2026, 08:00" in text_of(response)
    answer(desk, response)
    article.refresh_from_db()
    assert (article.hold_reason, article.embargo) == ("Lawyers read it.", NOON + timedelta(hours=20))
    told = AuditEntry.objects.filter(article_uuid=article.uuid).first()
    assert told.detail == {"hold_reason": "Lawyers read it.", "embargo": article.embargo.isoformat()}
    assert article.headline == "Hers"


def test_the_desks_business_of_others_is_kept(desk: Client, ana: User) -> None:
    article = make_live_article()
    response = clash(desk, article, ana, {"hold_reason": "Hers", "headline": "Hers"}, standfirst="Mine")
    answer(desk, response)
    article.refresh_from_db()
    assert (article.hold_reason, article.standfirst) == ("Hers", "Mine")


def test_other_errors_are_shown_in_the_form_first(desk: Client, ana: User) -> None:
    article = make_live_article()
    response = clash(desk, article, ana, {"headline": "Hers"}, headline="", standfirst="My standfirst")
    assert response.templates[0].name == "admin/articles/article/change_form.html"
    assert "My standfirst" in response.content.decode()
    assert "saved by somebody else" in response.content.decode()


# Nothing is lost


def test_a_body_of_three_megabytes_survives(desk: Client, ana: User) -> None:
    long = "".join(f"<p>Paragraph {number} says {'word ' * 40}{number}.</p>" for number in range(13_000))
    assert len(long) > 3_000_000
    article = make_live_article(body=ONE)
    response = clash(desk, article, ana, {"headline": "Hers"}, body=ONE + long)
    answer(desk, response)
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Hers", ONE + long)


def test_a_second_save_during_the_merge_asks_again_and_keeps_the_answers(desk: Client, ana: User) -> None:
    article = make_live_article(headline="Old")
    response = clash(desk, article, ana, {"headline": "Hers"}, headline="Mine")
    revise(article, by=ana, standfirst="Hers again")
    again = answer(desk, response, headline="Both of us")
    assert article.revisions.count() == 3
    assert "While you decided, the article was saved again: it is now at revision 3." in text_of(again)
    assert "Both of us" in again.content.decode()
    desk.post(page(article), filled_in(again))
    article.refresh_from_db()
    assert (article.headline, article.standfirst, article.version) == ("Both of us", "Hers again", 4)


def test_an_answer_without_a_question_any_more_is_still_shown(desk: Client, ana: User) -> None:
    article = make_live_article(headline="Old")
    response = clash(desk, article, ana, {"headline": "Hers"}, headline="Mine")
    revise(article, by=ana, headline="Old")
    again = answer(desk, response, headline="Written with care")
    assert "Written with care" in again.content.decode()
    assert article.revisions.count() == 3


def test_typed_text_of_another_article_or_person_is_refused(
    desk: Client, ana: User, editor: User, signed_in: Callable[[User], Client]
) -> None:
    article, other = make_live_article(headline="Old"), make_live_article(headline="Other")
    sent = filled_in(clash(desk, article, ana, {"headline": "Hers"}, standfirst="Mine"))
    assert desk.post(page(other), sent | {"version": 1}).status_code == 400
    assert desk.post(page(article), sent | {"typed": "forged"}).status_code == 400
    assert desk.post(page(article), sent | {"version": "9" * 40}).status_code == 400
    refused = signed_in(editor).post(page(article), sent)
    assert refused.status_code == 400
    assert "typed by somebody else" in refused.content.decode()
    assert "Nothing was stored" in refused.content.decode()
    assert article.revisions.count() == 2
    assert other.revisions.count() == 1


# Who may


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("person", "status"), [("outsider", 302), ("viewer", 403), ("reporter", 403)])
def test_the_wrong_right_is_refused(
    request: Any, db: None, signed_in: Callable[[User], Client], person: str, status: int, method: str
) -> None:
    article = make_live_article()
    assert getattr(signed_in(request.getfixturevalue(person)), method)(page(article)).status_code == status


def test_nobody_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.post(page(make_live_article()))["Location"].startswith(reverse("admin:login"))


def test_without_a_conflict_the_page_leads_to_the_article(desk: Client) -> None:
    article = make_live_article()
    assert desk.get(page(article))["Location"] == edit(article)


def test_an_editor_gets_the_page(editor: User, ana: User, signed_in: Callable[[User], Client]) -> None:
    article = make_live_article()
    response = clash(signed_in(editor), article, ana, {"headline": "Hers"}, standfirst="Mine")
    assert response.status_code == 200
    assert response.context["merging"].number == 2
