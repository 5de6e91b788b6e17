"""Saving on the edit page: one revision of everything, nothing public, and nobody's words overwritten."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Contributor

from ..factories import NOON, live_edition, make_article, make_author, make_image, make_live_article, make_topic
from .forms import filled_in, said


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def save(client: Client, article: Article, **typed: Any) -> Any:
    """Open the edit page, type, and press Save."""
    return client.post(edit(article), filled_in(client.get(edit(article)), **typed), follow=True)


def test_a_save_makes_a_revision_by_the_person_with_the_note(desk: Client, chief: User) -> None:
    article = make_live_article()
    response = save(desk, article, headline="A better headline", note="Shorter")
    revision = article.revisions.latest("number")
    assert said(response) == ["Saved as revision 2. Readers see it when it is published."]
    assert (revision.number, revision.by, revision.note) == (2, chief, "Shorter")
    assert revision.data["headline"] == "A better headline"


def test_a_save_changes_nothing_that_readers_see(desk: Client) -> None:
    article = make_live_article(headline="As published")
    save(desk, article, headline="As edited", body="<p>As edited.</p>")
    edition = live_edition(article)
    assert article.editions.count() == 1
    assert edition.headline == "As published"


def test_a_save_of_nothing_new_makes_no_revision(desk: Client) -> None:
    article = make_live_article(body="<p>One.</p>\n<p>Two.</p>", authors=[make_author()], topics=[make_topic()])
    before = Article.objects.get(pk=article.pk).updated_at
    response = save(desk, article)
    assert said(response) == ["Nothing had changed."]
    assert article.revisions.count() == 1
    assert Article.objects.get(pk=article.pk).updated_at == before


def test_the_desks_business_is_saved_without_a_revision(desk: Client) -> None:
    article = make_live_article()
    response = save(desk, article, hold_reason="Lawyers read it.")
    article.refresh_from_db()
    assert said(response) == ["Saved. What readers may see is as in revision 1."]
    assert article.hold_reason == "Lawyers read it."


def test_a_new_article_is_dated_and_is_revision_one(desk: Client) -> None:
    address = reverse("admin:articles_article_add")
    response = desk.post(address, filled_in(desk.get(address), headline="New", body="<p>Words.</p>"), follow=True)
    article = Article.objects.get(headline="New")
    assert response.redirect_chain[-1][0] == edit(article)
    assert article.created_at is not None
    assert article.revisions.get().number == 1


def test_a_body_is_stored_sanitised(desk: Client) -> None:
    article = make_article()
    save(desk, article, body="<p onclick=x()>Words<script>x()</script></p>")
    article.refresh_from_db()
    assert article.body == "<p>Words</p>"


# Somebody else


def test_a_stale_save_stores_nothing_and_keeps_what_was_typed(desk: Client) -> None:
    article = make_live_article()
    mine = filled_in(desk.get(edit(article)), headline="Mine", standfirst="My standfirst", body="<p>My words.</p>")
    save(desk, article, headline="Theirs")
    response = desk.post(edit(article), mine)
    page = response.content.decode()
    article.refresh_from_db()
    assert response.status_code == 200
    assert "Nothing you typed is lost, and nothing is stored yet." in page
    for typed in ["Mine", "My standfirst", "My words."]:
        assert typed in page
    assert (article.headline, article.revisions.count()) == ("Theirs", 2)


def test_a_save_that_does_not_say_its_version_stores_nothing(desk: Client) -> None:
    article = make_live_article(headline="Stored")
    typed = filled_in(desk.get(edit(article)), headline="Mine")
    del typed["version"]
    response = desk.post(edit(article), typed)
    article.refresh_from_db()
    assert "which version you worked on" in response.content.decode()
    assert article.headline == "Stored"


def test_an_embargo_that_was_set_meanwhile_is_kept(desk: Client) -> None:
    article = make_live_article()
    mine = filled_in(desk.get(edit(article)), headline="Mine")
    Article.objects.filter(pk=article.pk).update(embargo=NOON, status="approved")
    desk.post(edit(article), mine)
    article.refresh_from_db()
    assert (article.headline, article.embargo, article.status) == ("Mine", NOON, "in_review")


def test_an_address_that_was_given_meanwhile_is_kept(desk: Client) -> None:
    article = make_live_article()
    mine = filled_in(desk.get(edit(article)), headline="Mine")
    Article.objects.filter(pk=article.pk).update(path="/2026/03/08/given-meanwhile/")
    desk.post(edit(article), mine)
    article.refresh_from_db()
    assert (article.headline, article.path) == ("Mine", "/2026/03/08/given-meanwhile/")


# The rows around


def test_topics_are_kept_in_the_order_chosen(desk: Client) -> None:
    first, second, third = (make_topic(name=name) for name in ["Zebra", "Ape", "Mole"])
    article = make_live_article(topics=[second, first])
    response = save(desk, article, topics=[third.pk, first.pk, second.pk])
    assert article.revisions.latest("number").data["topics"] == ["mole", "zebra", "ape"]
    assert filled_in(desk.get(edit(article)))["topics"] == [str(topic.pk) for topic in (third, first, second)]
    assert response.status_code == 200


def byline(*names: tuple[Any, str, str], initial: int = 0) -> dict[str, Any]:
    """What the byline's rows send: author, role and place of each."""
    sent: dict[str, Any] = {"contributors-TOTAL_FORMS": len(names), "contributors-INITIAL_FORMS": initial}
    for number, (author, role, place) in enumerate(names):
        sent |= {
            f"contributors-{number}-author": author.pk,
            f"contributors-{number}-role": role,
            f"contributors-{number}-position": place,
        }
    return sent


def names_of(article: Article) -> list[tuple[str, str]]:
    return [(row.author.name, row.role) for row in article.contributors.all()]


def test_the_byline_is_stored_in_its_order_and_in_one_revision(desk: Client) -> None:
    ana, ben, cleo = (make_author(name=name) for name in ["Ana", "Ben", "Cleo"])
    article = make_live_article()
    save(desk, article, headline="New", **byline((ana, "by", ""), (ben, "edited", "2"), (cleo, "by", "1")))
    assert names_of(article) == [("Cleo", "by"), ("Ben", "edited"), ("Ana", "by")]
    assert list(article.contributors.values_list("position", flat=True)) == [1, 2, 3]
    assert article.revisions.count() == 2


def test_two_authors_change_places_in_one_save(desk: Client) -> None:
    ana, ben = make_author(name="Ana"), make_author(name="Ben")
    article = make_live_article(authors=[ana, ben])
    rows = {"contributors-0-author": ben.pk, "contributors-1-author": ana.pk}
    save(desk, article, **rows)
    assert names_of(article) == [("Ben", "by"), ("Ana", "by")]


def test_an_author_stands_once_in_a_role(desk: Client) -> None:
    ana = make_author(name="Ana")
    article = make_live_article()
    response = save(desk, article, **byline((ana, "by", "1"), (ana, "by", "2")))
    assert "Please correct the duplicate" in response.content.decode()
    assert not Contributor.objects.exists()


def test_a_name_is_taken_out_of_the_byline(desk: Client) -> None:
    ana, ben = make_author(name="Ana"), make_author(name="Ben")
    article = make_live_article(authors=[ana, ben])
    save(desk, article, **{"contributors-0-DELETE": "on"})
    assert names_of(article) == [("Ben", "by")]


def test_who_may_change_the_article_may_change_its_byline(editor: User, signed_in: Callable[[User], Client]) -> None:
    ana = make_author(name="Ana")
    article = make_live_article()
    save(signed_in(editor), article, **byline((ana, "by", "")))
    assert names_of(article) == [("Ana", "by")]


# Pictures in the body


def test_taking_every_picture_out_is_asked_about_and_stores_nothing(desk: Client) -> None:
    image = make_image()
    article = make_live_article(body=f'<figure data-image="{image.key}"></figure><p>Words.</p>')
    response = save(desk, article, body="<p>Words.</p>")
    article.refresh_from_db()
    page = response.content.decode()
    assert "take the only picture out of the body" in page
    assert 'type="checkbox" name="confirm_picture_loss"' in page
    assert "data-image" in article.body


def test_taking_every_picture_out_is_done_when_confirmed(desk: Client) -> None:
    image = make_image()
    article = make_live_article(body=f'<figure data-image="{image.key}"></figure><p>Words.</p>')
    save(desk, article, body="<p>Words.</p>", confirm_picture_loss="on")
    article.refresh_from_db()
    assert article.body == "<p>Words.</p>"


# Deleting


def test_an_article_that_was_never_published_can_be_deleted(desk: Client) -> None:
    article = make_article()
    save(desk, article, headline="Saved once")
    desk.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert not Article.objects.exists()


def test_an_article_that_was_published_cannot_be_deleted(desk: Client) -> None:
    article = make_live_article()
    desk.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert Article.objects.filter(pk=article.pk).exists()


# Who may


@pytest.mark.parametrize(("person", "status"), [("outsider", 403), ("viewer", 403), ("reporter", 403), ("editor", 302)])
def test_only_those_who_may_edit_save(
    request: Any, db: None, signed_in: Callable[[User], Client], person: str, status: int
) -> None:
    article = make_live_article(headline="Stored")
    client = signed_in(request.getfixturevalue("chief"))
    typed = filled_in(client.get(edit(article)), headline="Typed")
    client = signed_in(request.getfixturevalue(person))
    assert client.post(edit(article), typed).status_code == status
    article.refresh_from_db()
    assert (article.headline == "Typed") is (person == "editor")
