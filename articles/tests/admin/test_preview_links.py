"""Preview links at the desk: made, listed, revoked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article, AuditEntry, PreviewLink

from ..factories import NOON, make_article, make_link
from .forms import filled_in, said

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def article(frozen: Any) -> Article:
    frozen(NOON)
    found = make_article(headline="Unseen")
    publishing.save_revision(found, by=None, now=NOON)
    return found


def address(article: Article) -> str:
    return reverse("admin:articles_article_links", args=[article.pk])


def post(client: Client, article: Article, **typed: Any) -> Any:
    form = {"label": "Ana Silva, lawyer", "lasts": "1d", "shows": "this", "number": "1"} | typed
    return client.post(address(article), form)


def address_in(response: Any) -> str:
    found = re.search(r'readonly value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def test_a_link_is_made_told_once_and_opens(
    editor: User, signed_in: Any, article: Article, settings: Any, client: Client
) -> None:
    settings.SITE_URL = "https://news.example"
    made = post(signed_in(editor), article)
    assert "no-store" in made["Cache-Control"]
    whole = address_in(made)
    assert whole.startswith("https://news.example/preview/")
    path = whole.removeprefix("https://news.example")
    assert b"Unseen" in Client().get(path).content
    link = PreviewLink.objects.get()
    assert (link.label, link.by, link.expires_at) == ("Ana Silva, lawyer", editor, NOON + 24 * HOUR)
    # Neither the page nor the database says it again.
    token = path.split("/")[2]
    assert len(token) == 22
    assert token not in signed_in(editor).get(address(article)).content.decode()
    assert token not in str(PreviewLink.objects.values().get())
    assert token not in str(list(AuditEntry.objects.values()))


def test_the_form_as_a_browser_sends_it(editor: User, signed_in: Any, article: Article) -> None:
    page = signed_in(editor).get(address(article))
    response = signed_in(editor).post(address(article), filled_in(page, label="Ben"))
    assert address_in(response)
    link = PreviewLink.objects.get()
    assert (link.revision.number, link.expires_at - link.created_at) == (1, timedelta(days=1))


@pytest.mark.parametrize(("lasts", "hours"), [("1h", 1), ("1d", 24), ("3d", 72), ("7d", 168)])
def test_it_lasts_as_long_as_was_chosen(editor: User, signed_in: Any, article: Article, lasts: str, hours: int) -> None:
    post(signed_in(editor), article, lasts=lasts)
    assert PreviewLink.objects.get().expires_at == NOON + hours * HOUR


def test_no_longer_than_the_newsroom_allows(editor: User, signed_in: Any, article: Article, settings: Any) -> None:
    settings.NEWSROOM_PREVIEW_LINK_DAYS = 2
    page = signed_in(editor).get(address(article)).content.decode()
    assert ("One day" in page, "Three days" in page) == (True, False)
    assert "Select a valid choice" in post(signed_in(editor), article, lasts="3d").content.decode()
    with pytest.raises(publishing.NotReady, match="may last 2 days at most"):
        publishing.make_preview_link(article, label="x", lasts=timedelta(days=3), by=editor)
    assert not PreviewLink.objects.exists()


def test_a_newsroom_may_have_none(editor: User, signed_in: Any, article: Article, settings: Any) -> None:
    settings.NEWSROOM_PREVIEW_LINK_DAYS = 0
    assert "Preview links are turned off here." in signed_in(editor).get(address(article)).content.decode()
    assert post(signed_in(editor), article).status_code == 200
    assert not PreviewLink.objects.exists()


def test_latest_is_what_was_saved_last(editor: User, signed_in: Any, article: Article) -> None:
    post(signed_in(editor), article, shows="latest")
    assert PreviewLink.objects.get().revision is None


def test_the_revision_is_the_one_that_was_looked_at(editor: User, signed_in: Any, article: Article) -> None:
    page = signed_in(editor).get(address(article))
    article.headline = "Saved meanwhile"
    article.save()
    publishing.save_revision(article, by=None, now=NOON)
    signed_in(editor).post(address(article), filled_in(page, label="Ben"))
    assert PreviewLink.objects.get().revision.number == 1


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"label": ""}, "Say for whom the link is."),
        ({"label": "\u200b \u2800"}, "Say for whom the link is."),
        ({"label": "a" * 121}, "at most 120 characters"),
        ({"label": "a\x00b"}, "Null characters are not allowed."),
        ({"lasts": "9d"}, "Select a valid choice"),
        ({"shows": "x"}, "Select a valid choice"),
        ({"number": "7"}, "There is no such revision."),
        ({"number": "x"}, "Enter a whole number."),
        ({"number": "9" * 30}, "Ensure this value is less than"),
        ({"number": ""}, "There is no such revision."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    editor: User, signed_in: Any, article: Article, typed: dict[str, str], complaint: str
) -> None:
    response = post(signed_in(editor), article, **{"label": "Kept"} | typed)
    page = response.content.decode()
    assert complaint in page
    assert "label" in typed or 'value="Kept"' in page
    assert not PreviewLink.objects.exists()


def test_an_article_that_was_never_saved_has_nothing_to_show(editor: User, signed_in: Any) -> None:
    article = make_article()
    assert "Save the article first" in signed_in(editor).get(address(article)).content.decode()
    assert "Save the article first" in post(signed_in(editor), article, shows="latest").content.decode()


def test_a_removed_article_gets_no_link(editor: User, signed_in: Any, article: Article) -> None:
    publishing.remove(article, by=None, reason="A court said so.")
    assert "removed for legal reasons" in post(signed_in(editor), article).content.decode()
    assert not PreviewLink.objects.exists()


def test_it_is_said_that_a_link_goes_before_an_embargo(editor: User, signed_in: Any, article: Article) -> None:
    Article.objects.update(embargo=NOON + HOUR)
    assert "The article is under embargo" in signed_in(editor).get(address(article)).content.decode()


def test_the_list_says_for_whom_by_whom_and_how_often(
    editor: User, signed_in: Any, article: Article, frozen: Any, client: Client
) -> None:
    link, token = make_link(article, label="Ben", by=editor)
    frozen(NOON + HOUR)
    Client().get(f"/preview/{token}/")
    Client().get(f"/preview/{token}/")
    Client().head(f"/preview/{token}/")
    page = " ".join(signed_in(editor).get(address(article)).content.decode().split())
    assert "made by editor on 8 Mar 2026, 12:00; opened 2 times, last on 8 Mar 2026, 13:00" in page
    frozen(link.expires_at)
    assert "Expired on 9 Mar 2026, 12:00" in signed_in(editor).get(address(article)).content.decode()


def test_the_list_takes_as_many_queries_for_many_links(
    editor: User, signed_in: Any, article: Article, django_assert_num_queries: Any
) -> None:
    client = signed_in(editor)
    for many in (1, 20):
        for _ in range(many):
            make_link(article)
        with django_assert_num_queries(4):
            client.get(address(article))


def test_a_link_is_revoked(editor: User, signed_in: Any, article: Article, client: Client) -> None:
    link, token = make_link(article, label="Ben")
    assert Client().get(f"/preview/{token}/").status_code == 200
    revoke = reverse("admin:articles_article_revoke_link", args=[article.pk, link.pk])
    response = signed_in(editor).post(revoke, follow=True)
    assert said(response) == ["The link for Ben is revoked, as of 8 Mar 2026, 12:00."]
    assert Client().get(f"/preview/{token}/").status_code == 404
    assert signed_in(editor).get(revoke).status_code == 405


def test_making_and_revoking_are_in_the_audit_trail_once_each(editor: User, article: Article) -> None:
    link, _ = make_link(article, label="Ben", by=editor, revision=article.revisions.get())
    publishing.revoke_preview_link(link, by=editor, now=NOON + HOUR)
    publishing.revoke_preview_link(link, by=editor, now=NOON + 2 * HOUR)
    entries = AuditEntry.objects.filter(action__startswith="link_").order_by("at")
    found = [(entry.action, entry.by, entry.at, entry.revision_number, entry.detail["for"]) for entry in entries]
    assert found == [
        ("link_made", editor, NOON, 1, "Ben"),
        ("link_revoked", editor, NOON + HOUR, 1, "Ben"),
    ]
    assert link.revoked_at == NOON + HOUR


def test_a_link_of_another_article_is_not_revoked_from_here(editor: User, signed_in: Any, article: Article) -> None:
    other = make_article()
    publishing.save_revision(other, by=None)
    link, _ = make_link(other)
    revoke = reverse("admin:articles_article_revoke_link", args=[article.pk, link.pk])
    assert signed_in(editor).post(revoke).status_code == 404
    assert PreviewLink.objects.get().revoked_at is None


def test_a_revision_of_another_article_cannot_be_shown(editor: User, article: Article) -> None:
    other = make_article()
    with pytest.raises(publishing.NotReady, match="another article"):
        make_link(article, revision=publishing.save_revision(other, by=None))


def test_only_who_may_edit_makes_and_revokes(
    client: Client, outsider: User, reporter: User, viewer: User, signed_in: Any, article: Article
) -> None:
    link, _ = make_link(article)
    revoke = reverse("admin:articles_article_revoke_link", args=[article.pk, link.pk])
    assert (client.get(address(article)).status_code, client.post(revoke).status_code) == (302, 302)
    assert signed_in(outsider).get(address(article)).status_code == 302
    for person in (reporter, viewer):
        assert signed_in(person).get(address(article)).status_code == 403
        assert post(signed_in(person), article).status_code == 403
        assert signed_in(person).post(revoke).status_code == 403
        with pytest.raises(publishing.NotAllowed):
            make_link(article, by=person)
        with pytest.raises(publishing.NotAllowed):
            publishing.revoke_preview_link(link, by=person)
    assert PreviewLink.objects.get().revoked_at is None


def test_a_draft_is_deleted_with_its_links(article: Article) -> None:
    make_link(article, revision=article.revisions.get())
    article.delete()
    assert not PreviewLink.objects.exists()
