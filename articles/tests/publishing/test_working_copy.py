"""Restoring, merging back, autosaves."""

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import AuditEntry, Draft
from articles.tests.factories import NOON, make_article, make_author, make_image, make_section, make_topic

pytestmark = pytest.mark.django_db


def test_restoring_makes_a_new_revision_on_top(editor: User) -> None:
    article = make_article(
        headline="First",
        section=make_section(name="World"),
        authors=[make_author(name="Ana"), make_author(name="Ben")],
        topics=[make_topic(name="Zebra"), make_topic(name="Ape")],
        lead_image=make_image(key="lead"),
    )
    first = publishing.save_revision(article, by=editor, now=NOON)
    article.headline, article.section, article.lead_image = "Second", make_section(name="City"), None
    article.save()
    article.contributors.all().delete()
    article.topics.clear()
    publishing.save_revision(article, by=editor, now=NOON)
    restored, missing = publishing.restore(article, first, by=editor, now=NOON)
    assert (restored.number, restored.data, missing) == (3, first.data, [])
    assert article.headline == "First"
    assert AuditEntry.objects.filter(action="restored", detail={"restored": 1}).exists()


def test_restoring_names_what_has_gone_since(editor: User) -> None:
    section, author, topic, image = (
        make_section(slug="old"),
        make_author(slug="gone"),
        make_topic(slug="past"),
        make_image(key="lost"),
    )
    article = make_article(
        section=section,
        authors=[author],
        topics=[topic],
        body='<p>a</p><figure data-image="lost"></figure>',
        lead_image=image,
    )
    first = publishing.save_revision(article, by=editor, now=NOON)
    article.section, article.lead_image = make_section(), None
    article.save()
    article.contributors.all().delete()
    article.topics.clear()
    for row in (section, author, topic, image):
        row.delete()
    _, missing = publishing.restore(article, first, by=editor, now=NOON)
    assert missing == [
        "The section “old” no longer exists.",
        "The lead picture “lost” no longer exists.",
        "The author “gone” no longer exists.",
        "The topic “past” no longer exists.",
        "The picture “lost” no longer exists.",
    ]


def test_a_stale_restore_is_refused(editor: User) -> None:
    article = make_article()
    first = publishing.save_revision(article, by=editor, now=NOON)
    with pytest.raises(publishing.StaleVersion):
        publishing.restore(article, first, by=editor, version=7, now=NOON)


def test_who_may_not_edit_does_not_restore(reporter: User, editor: User) -> None:
    article = make_article()
    first = publishing.save_revision(article, by=editor, now=NOON)
    with pytest.raises(publishing.NotAllowed):
        publishing.restore(article, first, by=reporter, now=NOON)


def test_a_merged_text_is_stored_only_over_the_version_it_was_merged_against(editor: User) -> None:
    article = make_article(headline="One")
    data = publishing.save_revision(article, by=editor, now=NOON).data
    made, _ = publishing.save_snapshot(article, data | {"headline": "Two"}, by=editor, version=1, now=NOON)
    assert (made.number, article.headline) == (2, "Two")
    with pytest.raises(publishing.StaleVersion):
        publishing.save_snapshot(article, data, by=editor, version=1, now=NOON)


def test_an_autosave_is_one_row_for_each_person_and_no_revision(editor: User, publisher: User) -> None:
    article = make_article()
    for text in ("a", "ab", "abc"):
        publishing.save_draft(article, {"headline": text}, by=editor, base_version=0, now=NOON)
    publishing.save_draft(article, {"headline": "mine"}, by=publisher, base_version=0, now=NOON)
    assert Draft.objects.count() == 2
    assert not article.revisions.exists()
    kept = publishing.draft_of(article, by=editor)
    assert kept is not None
    assert kept.data == {"headline": "abc"}
    publishing.discard_draft(article, by=editor)
    assert publishing.draft_of(article, by=editor) is None
    assert publishing.draft_of(article, by=publisher) is not None
