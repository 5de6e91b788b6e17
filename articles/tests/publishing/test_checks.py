"""Checks before publishing: what blocks, what is only said, and what may be passed over."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import Article, AuditEntry, Edition
from articles.publishing.checks import findings
from articles.tests.factories import NOON, make_article, make_author, make_image, make_live_article, make_topic

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
FIGURE = '<p>a</p><figure data-image="bridge"><figcaption></figcaption></figure>'


def found(article: Article, *, blocking: bool) -> set[str]:
    data = publishing.snapshot(article)
    return {finding.code for finding in findings(article, data, at=NOON) if finding.blocking is blocking}


def sound(**overrides: Any) -> Article:
    return make_article(authors=[make_author()], topics=[make_topic()], **overrides)


def test_a_sound_article_gives_no_finding() -> None:
    article = sound()
    assert found(article, blocking=True) == found(article, blocking=False) == set()


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({"headline": "\u200b"}, "headline"),
        ({"section": None}, "section"),
        ({"body": ""}, "body"),
        ({"embargo": NOON + HOUR}, "embargo"),
        ({"hold_reason": "Lawyers"}, "hold"),
        ({"body": "<p>The mayor said TK on Monday.</p>"}, "placeholder"),
        ({"headline": "Mayor TKTK says"}, "placeholder"),
        ({"standfirst": "XXXX people"}, "placeholder"),
        ({"body": FIGURE}, "picture_gone"),
    ],
)
def test_what_must_be_mended_blocks(overrides: dict[str, Any], code: str) -> None:
    assert found(sound(**overrides), blocking=True) == {code}


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ({"alt_text": ""}, "alt_text"),
        ({"credit_line": ""}, "credit"),
        ({"usable_until": NOON}, "rights"),
        ({"usable_until": NOON - HOUR}, "rights"),
    ],
)
@pytest.mark.parametrize("place", ["lead", "body"])
def test_every_picture_needs_its_words_and_its_rights(image: dict[str, Any], code: str, place: str) -> None:
    picture = make_image(key="bridge", **image)
    article = sound(lead_image=picture) if place == "lead" else sound(body=FIGURE)
    assert found(article, blocking=True) == {code}


@pytest.mark.parametrize(
    ("image", "article"),
    [
        ({"alt_text": "", "is_decorative": True}, {}),
        ({"alt_text": ""}, {"lead_alt_text": "As used here."}),
        ({"usable_until": NOON + HOUR}, {}),
        ({"file": "", "content_hash": "", "width": None, "height": None, "credit_line": "", "alt_text": ""}, {}),
    ],
    ids=["decorative on purpose", "alt text as used here", "right not over", "no file, so not shown"],
)
def test_a_picture_in_order_passes(image: dict[str, Any], article: dict[str, Any]) -> None:
    assert found(sound(lead_image=make_image(**image), **article), blocking=True) == set()


def test_a_byline_is_needed_or_its_absence_meant() -> None:
    assert found(make_article(topics=[make_topic()], without_byline=False), blocking=True) == {"byline"}
    assert found(make_article(topics=[make_topic()], without_byline=True), blocking=True) == set()


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({"headline": "x" * 111}, "headline_long"),
        ({"standfirst": ""}, "standfirst"),
        ({"body": f"<p>{'word ' * 121}</p>"}, "paragraph_long"),
        ({"body": '<p><a href="/2020/01/01/nothing/">old</a></p>'}, "link"),
        ({"body": '<p><a href="http://127.0.0.1:8000/2020/01/01/nothing/">old</a></p>'}, "link"),
    ],
)
def test_what_could_be_better_is_said_and_does_not_block(overrides: dict[str, Any], code: str, settings) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"
    article = sound(**overrides)
    assert (found(article, blocking=True), found(article, blocking=False)) == (set(), {code})


def test_links_that_lead_somewhere_are_not_mentioned() -> None:
    make_live_article(headline="Old", at=NOON - HOUR)
    body = '<p><a href="/2026/03/08/old/">a</a> <a href="https://example.org/2020/01/01/x/">b</a> <a href="/archive/">c</a></p>'
    assert found(sound(body=body), blocking=False) == set()


def test_a_recent_story_with_the_same_headline_is_mentioned() -> None:
    make_live_article(headline="Twins", at=NOON - HOUR)
    assert found(sound(headline="Twins"), blocking=False) == {"same_headline"}


def test_the_words_stk_and_attack_are_no_placeholders() -> None:
    assert found(sound(body="<p>The STK attacked a tk ATK.</p>"), blocking=True) == set()


def test_a_permitted_person_may_publish_against_a_check_with_a_reason(publisher: User) -> None:
    article = sound(body="<p>TK</p>")
    with pytest.raises(publishing.NotReady, match="Placeholder"):
        publishing.publish(article, by=publisher, now=NOON)
    publishing.publish(article, by=publisher, override="TK is a name here", now=NOON)
    entry = AuditEntry.objects.get(action="checks_overridden")
    assert (entry.by, entry.reason, entry.detail["checks"][0][0]) == (publisher, "TK is a name here", "placeholder")


def test_who_is_not_permitted_may_not(publisher: User) -> None:
    publisher.groups.get().permissions.remove(publisher.groups.get().permissions.get(codename="override_checks"))
    with pytest.raises(publishing.NotReady, match="Placeholder"):
        publishing.publish(sound(body="<p>TK</p>"), by=publisher, override="TK is a name here", now=NOON)
    assert not AuditEntry.objects.filter(action="checks_overridden").exists()


@pytest.mark.parametrize("overrides", [{"section": None}, {"embargo": NOON + HOUR}, {"body": ""}])
def test_some_checks_are_passed_over_by_nobody(overrides: dict[str, Any], administrator: User) -> None:
    with pytest.raises(publishing.NotReady):
        publishing.publish(sound(**overrides), by=administrator, override="I insist", now=NOON)
    assert not Edition.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("pictures", [1, 12])
def test_the_checks_take_the_same_queries_whatever_the_story(pictures: int, django_assert_num_queries) -> None:
    body = "".join(f'<figure data-image="{make_image().key}"></figure>' for _ in range(pictures))
    article = sound(body=f'<p>a <a href="/2020/01/01/x/">b</a></p>{body}')
    data = publishing.snapshot(article)
    with django_assert_num_queries(5):
        findings(article, data, at=NOON)
