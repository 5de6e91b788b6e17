"""A note of the desk inside a text goes nowhere: no public address, no preview, no count has a trace of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.tests.crawl import crawl, every_address
from articles.tests.factories import (
    NOON,
    live_edition,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)
from articles.text import Place, place_of_words, word_count

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SECRET = "Zqsecret"
NOTE = (
    f'<aside data-type="note"><p>{SECRET} words, <a href="https://{SECRET}.example/">a source</a></p>'
    f'<figure data-image="{SECRET}-picture"><figcaption>{SECRET}</figcaption></figure></aside>'
)
BODIES = {
    "between": f"<p>One.</p>{NOTE}<p>Two.</p>",
    "first": f"{NOTE}<p>One.</p><p>Two.</p>",
    "in a box": f'<p>One.</p><aside data-type="factbox"><p>Two.</p>{NOTE}</aside>',
    "in a quotation": f"<p>One.</p><blockquote><p>Two.</p>{NOTE}</blockquote>",
    "in a cell": f"<p>One.</p><table><tbody><tr><td><p>Two.</p>{NOTE}</td></tr></tbody></table>",
    "in a note": f'<p>One.</p><aside data-type="note">{NOTE}<p>{SECRET}</p></aside><p>Two.</p>',
}


@pytest.mark.parametrize("place", BODIES)
def test_a_note_leaves_no_trace_on_any_public_address(place: str, frozen: Callable[[datetime], None]) -> None:
    make_image(key=f"{SECRET}-picture", file=f"images/{SECRET}.jpg", title=SECRET)
    article = make_live_article(
        headline="One",
        body=BODIES[place],
        section=make_section(name="World"),
        topics=[make_topic(name="NATO")],
        authors=[make_author(name="Ana")],
    )
    # A second version, so that there is something to compare in public.
    article.body = f"{BODIES[place]}<p>Three.</p>{NOTE.replace('words', 'others')}"
    article.save()
    publishing.publish(article, by=None, now=NOON + HOUR)
    frozen(NOON + 2 * HOUR)
    answers = crawl(every_address())
    assert b"Three." in answers["/2026/03/08/one/history/2/changes/"][2]
    for address, (status, location, body) in answers.items():
        assert SECRET.lower().encode() not in body.lower(), address
        assert SECRET.lower() not in location.lower(), address
        assert SECRET.lower() not in address.lower() or status == 404, address


@pytest.mark.parametrize("place", BODIES)
def test_an_edition_holds_nothing_of_a_note(place: str) -> None:
    make_image(key=f"{SECRET}-picture")
    edition = live_edition(make_live_article(body=BODIES[place]))
    assert SECRET not in str(edition.content)
    assert edition.content["words"] == 2
    assert edition.content["minutes"] == 1
    assert not edition.edition_images.exists()


def test_a_note_whose_picture_is_gone_keeps_nothing_in() -> None:
    make_live_article(body=BODIES["between"])


def test_the_desk_does_not_count_a_note() -> None:
    assert word_count(BODIES["between"]) == 2


def test_the_desk_is_told_that_there_are_notes() -> None:
    article = make_article(body=f"{BODIES['between']}{NOTE}")
    revision = publishing.save_revision(article, by=None)
    found = [each for each in publishing.findings(article, revision.data, at=NOON) if each.code == "note_left"]
    assert [(each.message, each.field, each.blocking) for each in found] == [
        ("There are 2 notes for the desk in the text. Readers never see them.", "body", False)
    ]


def test_a_placeholder_in_a_note_holds_nothing_up() -> None:
    article = make_article(body='<p>One.</p><aside data-type="note"><p>TK</p></aside>')
    revision = publishing.save_revision(article, by=None)
    codes = {each.code for each in publishing.findings(article, revision.data, at=NOON)}
    assert "placeholder" not in codes


def test_what_is_to_be_mended_is_looked_for_outside_of_notes() -> None:
    body = '<aside data-type="note"><p>TK here</p></aside><p>TK</p>'
    assert place_of_words(body, "TK") == Place(1, "TK")


def test_the_desk_reads_notes_in_its_history(signed_in: Callable[[User], Client], editor: User) -> None:
    article = make_article(body=BODIES["between"])
    revision = publishing.save_revision(article, by=None)
    page = signed_in(editor).get(reverse("admin:articles_revision_change", args=[revision.pk])).content.decode()
    assert f"<em>For the desk:</em> {SECRET} words, a source" in page
