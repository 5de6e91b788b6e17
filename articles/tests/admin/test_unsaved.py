"""Going on with unsaved text: it is offered, looked at, shown in the form, or discarded. Without scripts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from articles import publishing
from articles.models import Article, Draft

from ..factories import NOON, make_article, make_author, make_image, make_live_article, make_topic
from .forms import filled_in, said
from .test_autosave import autosave, door
from .test_compare import words
from .test_save_article import byline, edit, names_of


def page(article: Article, name: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def text_of(response: Any) -> str:
    return words(lxml_html.fromstring(response.content.decode()))


def test_unsaved_text_is_offered_with_its_time(desk: Client, frozen: Callable[..., None]) -> None:
    article = make_live_article(headline="Stored")
    frozen(NOON + timedelta(minutes=5))
    autosave(desk, article, headline="Typed")
    opened = desk.get(edit(article))
    assert "You have unsaved text of 12:05:00" in text_of(opened)
    assert filled_in(opened)["headline"] == ["Stored"]
    assert "1 Jan" not in text_of(opened)


def test_nothing_is_offered_where_there_is_nothing(desk: Client) -> None:
    assert "unsaved text" not in text_of(desk.get(edit(make_article())))


def test_the_form_goes_on_with_everything_that_was_typed(desk: Client) -> None:
    one, two = make_author(), make_author()
    topics, image = [make_topic(), make_topic()], make_image(title="The bridge")
    article = make_live_article(headline="Stored", authors=[one], topics=topics[:1])
    typed = filled_in(desk.get(edit(article))) | {
        "headline": [""],
        "standfirst": ["Typed"],
        "body": ["<p>Typed.</p>"],
        "topics": [str(topics[1].pk), str(topics[0].pk)],
        "lead_image": [str(image.pk)],
        "embargo_0": ["not a day"],
        "embargo_1": ["25:99"],
        "note": ["Why"],
    }
    rows = byline((two, "edited", "1"), (one, "by", "2"), initial=1)
    typed |= {name: [str(value)] for name, value in rows.items()}
    desk.post(door(article), typed)
    shown = desk.get(f"{edit(article)}?draft=1")
    sent = filled_in(shown)
    same = set(typed) - {"desk-page", "desk-knows-of", "csrfmiddlewaretoken", "_save"}
    assert {name: sent.get(name, [""]) for name in same} == {name: typed[name] for name in same}
    assert sent["desk-knows-of"] == [Draft.objects.get().saved_at.isoformat()]
    assert "This is your unsaved text" in text_of(shown)
    assert "This field is required" not in text_of(shown)


def test_what_is_gone_on_with_is_saved_and_no_longer_offered(desk: Client) -> None:
    one, two = make_author(name="One"), make_author(name="Two")
    article = make_live_article(authors=[one])
    autosave(desk, article, headline="Typed", **byline((two, "by", "1"), (one, "by", "2"), initial=1))
    sent = filled_in(desk.get(f"{edit(article)}?draft=1"))
    saved = desk.post(edit(article), sent, follow=True)
    article.refresh_from_db()
    assert (article.headline, names_of(article)) == ("Typed", [("Two", "by"), ("One", "by")])
    assert "unsaved text" not in text_of(saved)


def test_what_was_begun_from_an_older_version_is_merged(desk: Client, publisher: User) -> None:
    article = make_live_article(headline="Stored", standfirst="Stored")
    autosave(desk, article, standfirst="Mine")
    data = publishing.snapshot(article) | {"headline": "Hers"}
    publishing.save_snapshot(article, data, by=publisher, version=1)
    assert "when you save, both are merged" in text_of(desk.get(edit(article)))
    conflict = desk.post(edit(article), filled_in(desk.get(f"{edit(article)}?draft=1")))
    assert "Nothing to decide" in text_of(conflict)
    assert Draft.objects.exists()
    desk.post(page(article, "conflict"), filled_in(conflict))
    article.refresh_from_db()
    assert (article.headline, article.standfirst, article.version) == ("Hers", "Mine", 3)
    assert not Draft.objects.exists()


def test_the_question_about_pictures_is_asked_anew(desk: Client) -> None:
    image = make_image()
    article = make_live_article(body=f'<figure data-image="{image.key}"></figure><p>Words.</p>')
    autosave(desk, article, body="<p>Words.</p>", confirm_picture_loss="on")
    refused = desk.post(edit(article), filled_in(desk.get(f"{edit(article)}?draft=1")))
    assert "take the only picture out of the body" in text_of(refused)


def test_asking_for_unsaved_text_where_there_is_none_shows_what_is_stored(desk: Client) -> None:
    article = make_article(headline="Stored")
    shown = desk.get(f"{edit(article)}?draft=1")
    assert filled_in(shown)["headline"] == ["Stored"]
    assert said(shown) == ["There is no unsaved text of yours: it was saved or discarded."]


def test_what_is_different_is_shown_word_for_word(desk: Client) -> None:
    article = make_live_article(headline="Stored headline", body="<p>It rained.</p>")
    autosave(desk, article, headline="Typed headline", body="<p>It snowed.</p>")
    shown = desk.get(page(article, "draft"))
    assert {change.label for change in shown.context["differences"]} == {"Headline", "Body"}
    assert "snowed" in text_of(shown)


def test_it_is_discarded_when_that_is_confirmed(desk: Client) -> None:
    article = make_live_article()
    autosave(desk, article, headline="Typed")
    asked = desk.get(page(article, "discard_draft"))
    assert "What goes: Headline." in text_of(asked)
    assert Draft.objects.exists()
    done = desk.post(page(article, "discard_draft"), filled_in(asked), follow=True)
    assert said(done) == ["Your unsaved text is discarded. The article is as it was saved."]
    assert not Draft.objects.exists()


@pytest.mark.parametrize("name", ["draft", "discard_draft"])
def test_without_unsaved_text_its_pages_lead_to_the_article(desk: Client, name: str) -> None:
    article = make_article()
    assert desk.get(page(article, name)).url == edit(article)


# A draft is its writer's alone


@pytest.mark.parametrize("address", ["{edit}?draft=1", "{edit}", "{draft}", "{discard}"])
def test_nobody_else_gets_to_see_it(
    signed_in: Callable[[User], Client], chief: User, editor: User, address: str
) -> None:
    article = make_live_article()
    autosave(signed_in(chief), article, headline="A secret thought")
    other = signed_in(editor)
    place = address.format(edit=edit(article), draft=page(article, "draft"), discard=page(article, "discard_draft"))
    assert "A secret thought" not in other.get(place, follow=True).content.decode()
    other.post(page(article, "discard_draft"))
    assert Draft.objects.get().by == chief


def test_a_writer_who_may_no_longer_change_the_article_still_reads_and_discards_it(
    signed_in: Callable[[User], Client], reporter: User
) -> None:
    article = make_article(created_by=reporter, headline="Stored")
    client = signed_in(reporter)
    autosave(client, article, headline="Typed", standfirst="A late thought")
    Article.objects.filter(pk=article.pk).update(status="in_review")
    opened = client.get(f"{edit(article)}?draft=1")
    assert "You may not change this article any more" in text_of(opened)
    assert "A late thought" not in opened.content.decode()
    assert "A late thought" in text_of(client.get(page(article, "draft")))
    client.post(page(article, "discard_draft"))
    assert not Draft.objects.exists()


# Text that the browser kept is posted to be shown


def test_posted_text_is_shown_in_the_form_and_not_saved(desk: Client) -> None:
    article = make_live_article(headline="Stored")
    typed = filled_in(desk.get(edit(article)), headline="From the browser", standfirst="")
    shown = desk.post(f"{edit(article)}?show=1", typed)
    assert filled_in(shown)["headline"] == ["From the browser"]
    assert filled_in(shown)["desk-page"] == typed["desk-page"]
    article.refresh_from_db()
    assert (article.headline, article.revisions.count()) == ("Stored", 1)
    assert "newsroom_saved_page" not in shown.cookies


def test_posted_text_is_shown_on_the_page_for_a_new_article(desk: Client) -> None:
    address = reverse("admin:articles_article_add")
    author = make_author()
    rows = byline((author, "by", "1"), initial=0)
    shown = desk.post(f"{address}?show=1", filled_in(desk.get(address), headline="New", **rows))
    assert filled_in(shown)["headline"] == ["New"]
    assert filled_in(shown)["contributors-0-author"] == [str(author.pk)]
    assert not Article.objects.exists()


def test_posted_text_that_no_form_may_show_is_still_on_the_page(
    signed_in: Callable[[User], Client], reporter: User
) -> None:
    article = make_article(created_by=reporter)
    client = signed_in(reporter)
    typed = filled_in(client.get(edit(article)), headline="From the browser")
    Article.objects.filter(pk=article.pk).update(status="in_review")
    answer = client.post(f"{edit(article)}?show=1", typed)
    assert answer.status_code == 403
    assert "From the browser" in answer.content.decode()


# The browser is told what is saved


def test_the_answer_to_a_save_names_the_page_that_was_saved(desk: Client) -> None:
    article = make_article()
    typed = filled_in(desk.get(edit(article)), headline="Saved")
    assert desk.post(edit(article), typed).cookies["newsroom_saved_page"].value == typed["desk-page"][0]


@pytest.mark.parametrize("typed", [{"headline": ""}, {"version": "7"}, {"desk-page": "no\r\nname"}])
def test_the_answer_to_anything_else_names_none(desk: Client, typed: dict[str, str]) -> None:
    article = make_article()
    answer = desk.post(edit(article), filled_in(desk.get(edit(article)), **typed))
    assert "newsroom_saved_page" not in answer.cookies


def test_the_edit_page_asks_for_one_query_more(desk: Client, django_assert_num_queries: Any, chief: User) -> None:
    article = make_live_article()
    publishing.save_draft(article, {"form": {}, "snapshot": {}}, by=chief, base_version=1)
    with django_assert_num_queries(1):
        assert publishing.draft_without_text(article, by=chief) is not None
