"""The preview: the article as readers would see it, from unsaved text, what is saved, or a revision."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article, Author, Draft, SectionAccess, Topic

from ..factories import (
    NOON,
    live_edition,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def address(article: Article, name: str = "preview", **query: Any) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk], query=query)


def type_on(article: Article, *, by: User, **typed: Any) -> Draft:
    """What autosave keeps of somebody who typed this."""
    data = {"form": {}, "snapshot": publishing.snapshot(article) | typed}
    return Draft.objects.create(article=article, by=by, data=data, base_version=article.version, saved_at=NOON)


def a_full_article(**overrides: Any) -> Article:
    image = make_image()
    defaults = {
        "headline": "The bridge",
        "section": make_section(name="World"),
        "authors": [make_author(name="Ana"), make_author(name="Ben")],
        "topics": [make_topic(name="NATO")],
        "lead_image": make_image(),
        "dateline": "RIGA",
        "body": f'<p>It stood.</p><figure data-image="{image.key}"></figure><p>It fell.</p>',
    }
    return make_article(**defaults | overrides)


def story_of(html: str) -> str:
    """The article's own HTML."""
    return html[html.index("<article") : html.index("</article>")]


def test_the_preview_is_what_readers_will_get(editor: User, signed_in: Any, frozen: Any, client: Client) -> None:
    frozen(NOON)
    article = a_full_article()
    publishing.add_correction(article, kind="correction", text="Ana is Anna.", by=None, now=NOON)
    shown = signed_in(editor).get(address(article)).content.decode()
    publishing.publish(article, by=None, now=NOON)
    assert "Ana is Anna." in story_of(shown)
    assert story_of(shown) == story_of(Client().get(article.path).content.decode())


def test_a_change_of_a_live_article_is_shown_and_readers_see_none_of_it(
    editor: User, signed_in: Any, frozen: Any
) -> None:
    article = make_live_article(headline="Seen")
    article.headline = "Changed"
    article.save()
    publishing.save_revision(article, by=None, now=NOON + HOUR)
    frozen(NOON + 2 * HOUR)
    shown = signed_in(editor).get(address(article)).content.decode()
    assert "<h1>Changed</h1>" in shown
    assert "Readers see an earlier text until it is published." in shown
    assert "Updated" in story_of(shown)
    assert "Changed" not in Client().get(article.path).content.decode()


def test_what_readers_see_already_is_not_said_to_be_new(editor: User, signed_in: Any, frozen: Any) -> None:
    article = make_live_article(headline="Seen")
    frozen(NOON + HOUR)
    shown = signed_in(editor).get(address(article)).content.decode()
    assert "Readers see this text." in shown
    assert "Updated" not in story_of(shown)
    assert "Earlier versions" in story_of(shown)
    publishing.add_correction(article, kind="update", text="News.", by=None, now=NOON + HOUR)
    assert "Updated" in story_of(signed_in(editor).get(address(article)).content.decode())


def test_one_s_own_unsaved_text_is_shown_and_nobody_else_s(
    editor: User, reporter: User, signed_in: Any, frozen: Any
) -> None:
    frozen(NOON)
    article = make_article(headline="Saved", created_by=reporter)
    publishing.save_revision(article, by=None, now=NOON)
    type_on(article, by=reporter, headline="Typed", body="<p>Half a sent</p>")
    own = signed_in(reporter).get(address(article)).content.decode()
    assert ("<h1>Typed</h1>" in own, "Your unsaved text" in own) == (True, True)
    other = signed_in(editor).get(address(article)).content.decode()
    assert ("<h1>Saved</h1>" in other, "Typed" in other) == (True, False)


def test_a_draft_without_a_snapshot_shows_what_is_saved(editor: User, signed_in: Any) -> None:
    article = make_article(headline="Saved")
    Draft.objects.create(
        article=article,
        by=editor,
        data={"form": {"headline": "Typed"}, "snapshot": None},
        base_version=0,
        saved_at=NOON,
    )
    assert "<h1>Saved</h1>" in signed_in(editor).get(address(article)).content.decode()


def test_it_is_said_that_somebody_has_saved_since(editor: User, signed_in: Any) -> None:
    article = make_article(headline="One")
    publishing.save_revision(article, by=None)
    type_on(article, by=editor, headline="Mine")
    article.headline = "Two"
    article.save()
    publishing.save_revision(article, by=None)
    shown = signed_in(editor).get(address(article)).content.decode()
    assert "You began from revision 1; revision 2 was saved since." in shown


def test_what_is_typed_is_sanitised_before_it_is_shown(editor: User, signed_in: Any) -> None:
    article = make_article()
    type_on(article, by=editor, body="<p>Safe.</p><script>alert(1)</script><p onclick='x()'>Too.</p>")
    shown = signed_in(editor).get(address(article)).content.decode()
    assert ("<script>alert" in shown, "onclick" in shown, "Safe." in shown) == (False, False, True)


def test_a_revision_is_shown(editor: User, signed_in: Any) -> None:
    article = make_article(headline="First")
    publishing.save_revision(article, by=None)
    article.headline = "Second"
    article.save()
    publishing.save_revision(article, by=None)
    type_on(article, by=editor, headline="Typed")
    assert "<h1>First</h1>" in signed_in(editor).get(address(article, revision=1)).content.decode()


@pytest.mark.parametrize("number", ["0", "3", "x", "-1", "٣", "9" * 40])
def test_a_revision_that_there_is_not_is_not_found(editor: User, signed_in: Any, number: str) -> None:
    article = make_article()
    publishing.save_revision(article, by=None)
    assert signed_in(editor).get(address(article, revision=number)).status_code == 404


def test_an_article_with_next_to_nothing_is_shown(editor: User, signed_in: Any) -> None:
    article = make_article(section=None, standfirst="", body="")
    type_on(article, by=editor, headline="", body="")
    response = signed_in(editor).get(address(article))
    shown = response.content.decode()
    assert response.status_code == 200
    assert "<h1>No headline yet</h1>" in shown
    assert "No section yet" in shown
    for said in ["Write a headline.", "Choose a section.", "Write the story: the body is empty."]:
        assert said in shown


def test_what_is_gone_is_left_out_and_said(editor: User, signed_in: Any) -> None:
    article = a_full_article(lead_image=None)
    gone = {
        "section": "gone-section",
        "lead_image": "gone-lead",
        "topics": ["gone-topic", "nato"],
        "contributors": [{"author": "gone-author", "role": "by"}, {"author": "ana", "role": "by"}],
        "body": '<p>Text.</p><figure data-image="gone-inside"></figure>',
    }
    type_on(article, by=editor, **gone)
    response = signed_in(editor).get(address(article))
    shown = response.content.decode()
    assert response.status_code == 200
    assert ">Ana</a>" in shown
    assert ">NATO</a>" in shown
    for noun, key in [
        ("section", "gone-section"), ("picture", "gone-lead"), ("picture", "gone-inside"), ("topic", "gone-topic"), ("author", "gone-author"),
    ]:  # fmt: skip
        assert f"The {noun} “{key}” that this article refers to no longer exists." in shown


def test_an_older_layout_of_a_revision_is_shown(editor: User, signed_in: Any) -> None:
    article = make_article()
    article.revisions.create(number=1, data={"headline": "Old", "body": "<p>Old.</p>"}, content_hash="x", at=NOON)
    response = signed_in(editor).get(address(article, revision=1))
    assert (response.status_code, "<h1>Old</h1>" in response.content.decode()) == (200, True)


@pytest.mark.parametrize("name", ["preview", "preview_checks"])
def test_nobody_keeps_or_finds_a_preview(editor: User, signed_in: Any, name: str) -> None:
    response = signed_in(editor).get(address(make_article(), name))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_the_preview_alone_may_be_framed_and_by_the_desk_alone(editor: User, signed_in: Any) -> None:
    article = make_article()
    preview = signed_in(editor).get(address(article))
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    policy = preview["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'none'" in policy
    assert "form-action 'none'" in policy
    for other in [address(article, "preview_checks"), reverse("admin:articles_article_change", args=[article.pk])]:
        response = signed_in(editor).get(other)
        assert response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_the_page_has_neither_forms_nor_addresses_for_others(editor: User, signed_in: Any) -> None:
    shown = signed_in(editor).get(address(a_full_article())).content.decode()
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in shown
    assert '<base target="_blank">' in shown
    assert re.findall(r"<form|<script|og:|rel=\"canonical\"", shown) == []


@pytest.mark.parametrize(
    ("query", "mark"),
    [
        ({"scheme": "dark"}, ' data-scheme="dark">'),
        ({"scheme": "light"}, ' data-scheme="light">'),
        ({"medium": "print"}, ' data-medium="print">'),
        ({"medium": "print", "scheme": "dark"}, ' data-medium="print">'),
        ({"scheme": '"><script>'}, '<html lang="en">'),
    ],
)
def test_it_is_shown_as_other_devices_show_it(editor: User, signed_in: Any, query: dict[str, str], mark: str) -> None:
    shown = signed_in(editor).get(address(make_article(), **query)).content.decode()
    assert mark in shown
    is_printed = query.get("medium") == "print"
    assert ('css/print.css" media="all"' in shown, 'css/print.css" media="print"' in shown) == (
        is_printed,
        not is_printed,
    )


def test_beside_the_form_there_is_the_page_alone(editor: User, signed_in: Any) -> None:
    shown = signed_in(editor).get(address(make_article(), framed=1)).content.decode()
    assert "preview-bar" not in shown


def test_who_may_not_see_the_article_sees_no_preview(
    client: Client, outsider: User, reporter: User, viewer: User, signed_in: Any
) -> None:
    article = make_article(section=make_section(name="World"))
    SectionAccess.objects.create(user=reporter, section=make_section(name="Sport"))
    assert client.get(address(article)).status_code == 302
    assert signed_in(outsider).get(address(article)).status_code == 302
    assert signed_in(reporter).get(address(article)).status_code == 403
    assert signed_in(reporter).get(address(article, "preview_checks")).status_code == 403
    assert signed_in(viewer).get(address(article)).status_code == 200


def test_who_may_only_look_is_offered_no_link_to_make(viewer: User, editor: User, signed_in: Any) -> None:
    article = make_article()
    assert address(article, "links") not in signed_in(viewer).get(address(article)).content.decode()
    assert address(article, "links") in signed_in(editor).get(address(article)).content.decode()


def test_a_removed_article_is_said_to_be_removed(editor: User, signed_in: Any) -> None:
    article = make_live_article()
    publishing.remove(article, by=None, reason="A court said so.")
    assert "removed for legal reasons" in signed_in(editor).get(address(article)).content.decode()


def grow(article: Article) -> None:
    """A byline, topics, pictures, notices and revisions by the dozen."""
    images = [make_image() for _ in range(12)]
    for number in range(12):
        publishing.add_correction(article, kind="update", text=f"Notice {number}.", by=None, now=NOON)
        author, topic = make_author(), make_topic()
        article.contributors.create(author=author, position=number + 10)
        article.topics.add(topic)
    article.body += "".join(f'<figure data-image="{image.key}"></figure><p>{image.key}</p>' for image in images)
    article.save()
    publishing.publish(article, by=None, now=NOON + HOUR)


@pytest.mark.parametrize(("name", "queries"), [("preview", 20), ("preview_checks", 20)])
@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("is_typed", [False, True])
def test_a_preview_costs_as_many_queries_whatever_is_in_the_article(
    editor: User,
    signed_in: Callable[[User], Client],
    frozen: Callable[[datetime], None],
    django_assert_max_num_queries: Any,
    name: str,
    queries: int,
    is_large: bool,
    is_typed: bool,
) -> None:
    article = a_full_article()
    publishing.publish(article, by=None, now=NOON)
    if is_large:
        grow(article)
    if is_typed:
        type_on(article, by=editor, headline="Typed")
    frozen(NOON + 2 * HOUR)
    client = signed_in(editor)
    with django_assert_max_num_queries(queries) as counted:
        assert client.get(address(article, name)).status_code == 200
    assert len(counted) == {False: queries, True: queries - 5}[is_typed]


def test_nothing_is_written_by_looking(editor: User, signed_in: Any) -> None:
    article = make_live_article()
    type_on(article, by=editor, headline="Typed")
    before = live_edition(article, at=NOON + HOUR).pk, Author.objects.count(), Topic.objects.count()
    signed_in(editor).get(address(article))
    article.refresh_from_db()
    assert article.editions.get().pk == before[0]
    assert (article.version, article.path) == (1, article.editions.get().path)
