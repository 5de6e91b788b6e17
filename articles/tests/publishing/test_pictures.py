"""Killing a picture, releasing it, changing its rights; where it is used and where it leaves a hole."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import AllowedUse, Article, AuditEntry, Image, Section
from articles.publishing.picture_uses import articles_with_hole
from articles.signals import image_released, image_withdrawn
from articles.tests.crawl import crawl, every_address
from articles.tests.factories import (
    NOON,
    arrange,
    make_article,
    make_author,
    make_front_edition,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)
from articles.tests.public.pictures import address_of, make_stored_image

pytestmark = pytest.mark.django_db

HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)
Action = AuditEntry.Action


def figure(key: str) -> str:
    return f'<p>a</p><figure data-image="{key}"><figcaption></figcaption></figure>'


@pytest.fixture
def heard() -> Any:
    """What was announced: the name of the signal and the key of the image."""
    said: list[tuple[str, str]] = []

    def withdrawn(image: Image, **_: Any) -> None:
        said.append(("withdrawn", image.key))

    def released(image: Image, **_: Any) -> None:
        said.append(("released", image.key))

    image_withdrawn.connect(withdrawn)
    image_released.connect(released)
    yield said
    image_withdrawn.disconnect(withdrawn)
    image_released.disconnect(released)


def entries() -> list[tuple[str, str, str, User | None]]:
    return [(one.action, one.image_key, one.reason, one.by) for one in AuditEntry.objects.exclude(image_key="")]


def test_a_killed_picture_is_gone_from_every_public_page_in_the_same_moment(
    frozen: Callable[[datetime], None], publisher: User
) -> None:
    image = make_stored_image(key="bridge", credit_line="Named nowhere else")
    section, topic = make_section(name="World", picture=image), make_topic(name="NATO", picture=image)
    names: dict[str, Any] = {"section": section, "topics": [topic], "authors": [make_author(picture=image)]}
    make_live_article(lead_image=image, body=figure("bridge"), at=NOON - HOUR, **names)
    changed = make_live_article(body=figure("bridge"), at=NOON - HOUR, **names)
    changed.standfirst = "Changed."
    changed.save()
    publishing.publish(changed, by=None, now=NOON - HOUR / 2)
    frozen(NOON)
    # A page names the picture by its token or its credit; every file says its credit.
    traces = (image.token.encode(), b"Named nowhere else")

    def found() -> set[str]:
        answers = crawl(every_address())
        return {address for address, (_, _, body) in answers.items() if any(trace in body for trace in traces)}

    assert len(found()) > 8
    publishing.kill_picture(image, by=publisher, reason="Staged.", now=NOON)
    assert found() == set()
    assert Client().get(address_of(image)).status_code == 404
    publishing.release_picture(image, by=publisher, now=NOON)
    assert len(found()) > 8


def test_killing_tells_which_articles_have_a_hole(publisher: User) -> None:
    image, other = make_image(key="bridge"), make_image()
    lead = make_live_article(lead_image=image)
    inside = make_article(body=figure("bridge"))
    publishing.publish(inside, by=None, at=NOON + HOUR, now=NOON)
    make_live_article(lead_image=other)
    gone = make_live_article(lead_image=image, at=NOON - HOUR)
    publishing.withdraw(gone, by=None, now=NOON)
    holes = publishing.kill_picture(image, by=publisher, reason="Staged.", now=NOON)
    assert {hole.edition.article for hole in holes} == {lead, inside}


def test_killing_is_told_and_written_down(
    publisher: User, heard: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    image = make_image(key="bridge")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.kill_picture(image, by=publisher, reason=" Staged \n by us ", now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.release_picture(image, by=publisher, reason="A mistake.", now=NOON + HOUR)
    assert heard == [("withdrawn", "bridge"), ("released", "bridge")]
    assert entries() == [
        (Action.PICTURE_RELEASED, "bridge", "A mistake.", publisher),
        (Action.PICTURE_KILLED, "bridge", "Staged by us", publisher),
    ]
    image.refresh_from_db()
    assert (image.killed_at, image.kill_reason) == (None, "")


def test_a_picture_that_nobody_saw_is_killed_without_an_announcement(
    heard: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    image = make_image(usable_until=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.kill_picture(image, by=None, reason="Staged.", now=NOON)
        publishing.release_picture(image, by=None, now=NOON)
    assert heard == []


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_who_may_not_kill_does_not(role: str, request: Any) -> None:
    image, person = make_image(), request.getfixturevalue(role)
    with pytest.raises(publishing.NotAllowed):
        publishing.kill_picture(image, by=person, reason="Staged.", now=NOON)
    publishing.kill_picture(image, by=None, reason="Staged.", now=NOON)
    with pytest.raises(publishing.NotAllowed):
        publishing.release_picture(image, by=person, now=NOON)


def test_what_makes_no_sense_is_refused_in_words(publisher: User) -> None:
    image = make_image()
    for reason, words in ((" \u200b", "Say why"), ("x" * 256, "at most 255 characters")):
        with pytest.raises(publishing.NotReady, match=words):
            publishing.kill_picture(image, by=publisher, reason=reason, now=NOON)
    with pytest.raises(publishing.NotReady, match="is not killed"):
        publishing.release_picture(image, by=publisher, now=NOON)
    publishing.kill_picture(image, by=publisher, reason="x", now=NOON)
    with pytest.raises(publishing.NotReady, match="already"):
        publishing.kill_picture(image, by=publisher, reason="x", now=NOON)
    assert len(entries()) == 1


def test_what_changed_of_the_rights_is_written_down_with_what_was_said_before(
    photo_editor: User, heard: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    image, world = make_image(key="bridge", credit_line="Ana"), make_section(name="World")
    image.credit_line, image.usable_until = "Ana Silva", NOON
    with django_capture_on_commit_callbacks(execute=True):
        publishing.save_picture_rights(image, by=photo_editor, sections=[world], now=NOON)
    assert heard == [("withdrawn", "bridge")]
    assert AuditEntry.objects.get().detail == {
        "rights": [
            ["credit_line", "Ana", "Ana Silva"],
            ["usable_until", "", NOON.isoformat()],
            ["limited_to_sections", [], ["World"]],
        ]
    }


def test_saving_what_is_the_same_writes_nothing_down(photo_editor: User) -> None:
    publishing.save_picture_rights(make_image(), by=photo_editor, sections=[], articles=[], now=NOON)
    assert not AuditEntry.objects.exists()


def test_a_form_that_was_opened_before_the_killing_does_not_release(photo_editor: User) -> None:
    image = make_image()
    opened = Image.objects.get(pk=image.pk)
    publishing.kill_picture(image, by=photo_editor, reason="Staged.", now=NOON)
    opened.credit_line = "Ana"
    publishing.save_picture_rights(opened, by=photo_editor, now=NOON + HOUR)
    image.refresh_from_db()
    assert (image.killed_at, image.kill_reason, image.credit_line) == (NOON, "Staged.", "Ana")


def test_who_may_not_look_after_pictures_changes_no_rights(reporter: User) -> None:
    image = make_image()
    image.credit_line = "Me"
    with pytest.raises(publishing.NotAllowed):
        publishing.save_picture_rights(image, by=reporter, now=NOON)


@pytest.mark.parametrize(
    ("image", "last_hole", "first_whole"),
    [
        ({"embargo": NOON}, NOON - TICK, NOON),
        ({"usable_from": NOON}, NOON - TICK, NOON),
        ({"usable_until": NOON}, NOON, NOON - TICK),
    ],
)
def test_a_hole_is_there_to_the_microsecond(image: dict[str, Any], last_hole: datetime, first_whole: datetime) -> None:
    picture = make_image()
    article = make_live_article(lead_image=picture, at=NOON - HOUR)
    Image.objects.update(**image)
    assert list(articles_with_hole(at=last_hole)) == [article]
    assert articles_with_hole(at=first_whole) == {}


@pytest.mark.parametrize(
    ("image", "has_hole"),
    [
        ({"usable_until": NOON + HOUR}, True),
        ({"usable_until": NOON + HOUR + TICK}, False),
        ({"usable_from": NOON + HOUR}, False),
        ({"usable_from": NOON + HOUR + TICK}, True),
        ({"embargo": NOON + HOUR}, False),
        ({"embargo": NOON + HOUR + TICK}, True),
        ({"killed_at": NOON, "kill_reason": "x"}, True),
        ({"allowed_use": AllowedUse.PRINT}, True),
    ],
)
def test_what_is_scheduled_has_a_hole_as_of_its_own_moment(image: dict[str, Any], has_hole: bool) -> None:
    article = make_article(lead_image=make_image())
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    Image.objects.update(**image)
    assert list(articles_with_hole(at=NOON)) == ([article] if has_hole else [])


def test_a_retracted_article_and_a_picture_without_a_file_make_no_hole() -> None:
    article = make_live_article(lead_image=make_image(usable_until=NOON), at=NOON - HOUR)
    publishing.add_correction(article, kind="retraction", text="Wrong.", by=None, now=NOON - HOUR / 2)
    publishing.publish(article, by=None, override="It is retracted.", now=NOON)
    no_file = {"file": "", "width": None, "height": None, "content_hash": ""}
    make_live_article(lead_image=make_image(usable_until=NOON, **no_file), at=NOON)
    assert articles_with_hole(at=NOON) == {}


def test_holes_of_long_ago_can_be_left_out() -> None:
    make_live_article(lead_image=make_image(usable_until=NOON), at=NOON - HOUR)
    assert len(publishing.holes_at(NOON + HOUR, since=NOON)) == 1
    assert len(publishing.holes_at(NOON + HOUR, since=NOON + TICK)) == 0


def test_holes_take_one_query(django_assert_num_queries: Any) -> None:
    for _ in range(5):
        make_live_article(lead_image=make_image(usable_until=NOON), at=NOON - HOUR)
    with django_assert_num_queries(1):
        found = articles_with_hole(at=NOON)
        said = [(article.headline, hole.image.title, hole.edition.section.name) for article, (hole,) in found.items()]
    assert len(said) == 5


def test_where_a_picture_is_used(django_assert_max_num_queries: Any, section: Section) -> None:
    image = make_image(key="bridge")
    live = make_live_article(headline="Live", lead_image=image)
    scheduled = make_article(headline="Scheduled", body=figure("bridge"))
    publishing.publish(scheduled, by=None, at=NOON + HOUR, now=NOON)
    past = make_live_article(headline="Past", lead_image=image, at=NOON - HOUR)
    past.lead_image = None
    past.save()
    publishing.publish(past, by=None, now=NOON)
    draft = make_article(headline="Draft", body=figure("bridge"))
    make_article(headline="Another picture", body=figure("bridge-2"))
    make_front_edition(arrange({"lead": live}))
    world = make_section(name="World", picture=image)
    with django_assert_max_num_queries(9):
        uses = publishing.uses_of(image, at=NOON)
    assert [edition.article_id for edition in uses.live] == [live.pk]
    assert [edition.article_id for edition in uses.scheduled] == [scheduled.pk]
    assert [edition.article_id for edition in uses.past] == [past.pk]
    assert set(uses.working) == {live, scheduled, draft}
    assert ([str(front) for front in uses.fronts], uses.stands_for) == (["Home page"], [world])
    assert (uses.is_unused, uses.has_more) == (False, False)


def test_a_picture_that_stands_nowhere_is_unused(section: Section) -> None:
    assert publishing.uses_of(make_image(), at=NOON).is_unused


@pytest.fixture
def section(db: None) -> Section:
    return make_section(name="A section without a picture")


def test_the_same_is_said_when_a_picture_is_chosen(django_assert_num_queries: Any) -> None:
    bad = make_image(credit_line="", usable_until=NOON, maximum_uses=1)
    make_live_article(lead_image=Image.objects.create(key="x", title="x", created_at=NOON))
    used = make_image(maximum_uses=1, licence="own")
    make_live_article(lead_image=used)
    with django_assert_num_queries(2):
        said = publishing.picture_problems([bad, used], at=NOON)
    assert [finding.code for finding in said[bad.pk]] == ["credit", "rights", "licence"]
    assert [finding.code for finding in said[used.pk]] == ["used_up"]


def test_articles_are_told_by_article() -> None:
    first, second = make_image(key="one"), make_image(key="two")
    article: Article = make_live_article(lead_image=first, body=figure("two"), at=NOON - HOUR)
    Image.objects.update(usable_until=NOON)
    assert {hole.image for hole in articles_with_hole(at=NOON)[article]} == {first, second}
