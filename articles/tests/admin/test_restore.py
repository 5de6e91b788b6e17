"""Going back to an earlier revision."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article

from ..factories import NOON, live_edition, make_article, make_image, make_live_article, make_section, make_topic
from .forms import filled_in, said
from .test_compare import revise


def page(article: Article, number: int = 1) -> str:
    return reverse("admin:articles_article_restore", args=[article.pk, number])


def test_the_page_says_what_would_change_and_changes_nothing(desk: Client) -> None:
    article = make_live_article(headline="First")
    revise(article, headline="Second")
    response = desk.get(page(article)).content.decode()
    assert "What would change: Headline." in response
    assert article.revisions.count() == 2


def test_restoring_makes_a_revision_on_top(desk: Client, chief: User) -> None:
    article = make_live_article(headline="First", body="<p>First.</p>")
    revise(article, headline="Second", body="<p>Second.</p>")
    response = desk.post(page(article), filled_in(desk.get(page(article))), follow=True)
    article.refresh_from_db()
    made = article.revisions.latest("number")
    assert said(response) == ["Revision 1 is restored, as revision 3. Readers see it when it is published."]
    assert (article.headline, article.body) == ("First", "<p>First.</p>")
    assert (made.number, made.by, made.note) == (3, chief, "Restored revision 1")
    assert live_edition(article).revision.number == 1


def test_what_has_gone_since_is_named_before_and_after(desk: Client) -> None:
    section, topic = make_section(name="World"), make_topic(name="Old topic")
    image = make_image(key="gone-picture")
    article = make_article(
        section=section, topics=[topic], body='<p>Words.</p><figure data-image="gone-picture"></figure>'
    )
    revise(article)
    article.topics.clear()
    revise(article, section=make_section(name="Culture"), body="<p>Words.</p>")
    for row in (section, topic, image):
        row.delete()
    response = desk.get(page(article))
    sentences = [
        "The section “world” no longer exists.",
        "The topic “old-topic” no longer exists.",
        "The picture “gone-picture” no longer exists.",
    ]
    for sentence in sentences:
        assert sentence in response.content.decode()
    messages = said(desk.post(page(article), filled_in(response), follow=True))
    assert messages[:3] == [f"{sentence} It could not be brought back." for sentence in sentences]
    assert messages[3].startswith("Revision 1 is restored")


def test_restoring_what_is_there_already_changes_nothing(desk: Client) -> None:
    article = make_live_article()
    response = desk.get(page(article))
    assert "nothing would change" in response.content.decode()
    assert "nothing had to change" in said(desk.post(page(article), filled_in(response), follow=True))[0]
    assert article.revisions.count() == 1


def test_an_article_that_moved_on_is_looked_at_again(desk: Client) -> None:
    article = make_live_article(headline="First")
    revise(article, headline="Second")
    seen = filled_in(desk.get(page(article)))
    revise(article, headline="Third")
    response = desk.post(page(article), seen, follow=True)
    article.refresh_from_db()
    assert "you saw version 2, it is now at version 3. Nothing was restored." in said(response)[0]
    assert (article.headline, article.version) == ("Third", 3)


def test_a_request_that_names_no_version_does_nothing(desk: Client) -> None:
    article = make_live_article(headline="First")
    revise(article, headline="Second")
    response = desk.post(page(article), {}, follow=True)
    assert "did not say which version" in said(response)[0]
    assert article.revisions.count() == 2


@pytest.mark.parametrize("number", [0, 7, 10**30])
def test_an_unknown_revision_is_not_found(desk: Client, number: int) -> None:
    article = make_live_article()
    assert desk.get(page(article, number)).status_code == 404
    assert desk.post(page(article, number), {"version": 1}).status_code == 404


def test_the_revision_of_another_article_is_not_found(desk: Client) -> None:
    other = make_live_article()
    revise(other, headline="Second")
    assert desk.get(page(make_live_article(), 2)).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("person", "status"), [("viewer", 403), ("reporter", 403), ("outsider", 302)])
def test_the_wrong_right_is_refused(
    request: Any, db: None, signed_in: Callable[[User], Client], person: str, status: int, method: str
) -> None:
    article = make_live_article(headline="First")
    revise(article, headline="Second")
    client = signed_in(request.getfixturevalue(person))
    assert getattr(client, method)(page(article), {"version": 2}).status_code == status
    assert article.revisions.count() == 2


def test_nobody_is_asked_to_sign_in(client: Client, db: None) -> None:
    response = client.get(page(make_live_article()))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


def test_an_editor_may_restore(editor: User, signed_in: Callable[[User], Client]) -> None:
    article = make_live_article(headline="First")
    revise(article, headline="Second")
    client = signed_in(editor)
    client.post(page(article), filled_in(client.get(page(article))))
    article.refresh_from_db()
    assert article.headline == "First"


def test_the_restored_is_the_same_content(desk: Client) -> None:
    article = make_live_article(topics=[make_topic()])
    before = article.revisions.get()
    revise(article, headline="Second")
    desk.post(page(article), filled_in(desk.get(page(article))))
    assert article.revisions.latest("number").content_hash == before.content_hash
    assert publishing.snapshot(Article.objects.get(pk=article.pk)) == before.data
    assert before.at == NOON
