"""Pictures before publishing: each check at its boundary moment, and what may be passed over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.models import AllowedUse, Article, AuditEntry, Image, Licence, SourceType
from articles.tests.factories import (
    NOON,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)
FIGURE = '<p>a</p><figure data-image="bridge"><figcaption></figcaption></figure>'


def sound(**overrides: Any) -> Article:
    return make_article(authors=[make_author()], topics=[make_topic()], **overrides)


def codes(article: Article, *, blocking: bool = True, at: Any = NOON) -> set[str]:
    found = publishing.findings(article, publishing.snapshot(article), at=at)
    return {finding.code for finding in found if finding.blocking is blocking}


@pytest.mark.parametrize("place", ["lead", "body"])
@pytest.mark.parametrize(
    ("image", "code", "first_wrong", "last_right"),
    [
        ({"embargo": NOON}, "picture_embargo", NOON - TICK, NOON),
        ({"usable_from": NOON}, "rights_begin", NOON - TICK, NOON),
        ({"usable_until": NOON}, "rights", NOON, NOON - TICK),
    ],
)
def test_a_right_counts_to_the_microsecond(image: dict[str, Any], code: str, first_wrong, last_right, place) -> None:
    picture = make_image(key="bridge", licence=Licence.OWN, **image)
    article = sound(lead_image=picture) if place == "lead" else sound(body=FIGURE)
    assert codes(article, at=first_wrong) == {code}
    assert codes(article, at=last_right) == set()
    assert (picture.is_usable_at(first_wrong), picture.is_usable_at(last_right)) == (False, True)


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ({"killed_at": NOON, "kill_reason": "Not what it says."}, "killed"),
        ({"allowed_use": AllowedUse.PRINT}, "print_only"),
    ],
)
def test_a_picture_that_is_never_shown_is_found_at_any_moment(image: dict[str, Any], code: str) -> None:
    article = sound(lead_image=make_image(**image))
    assert codes(article, at=NOON - HOUR) == codes(article, at=NOON + HOUR) == {code}


def test_the_end_of_a_right_is_announced_for_fourteen_days() -> None:
    ends = NOON + publishing.RIGHTS_END_WITHIN
    article = sound(lead_image=make_image(usable_until=ends, licence=Licence.OWN))
    assert codes(article, blocking=False, at=NOON) == {"rights_end"}
    assert codes(article, blocking=False, at=NOON - TICK) == set()
    assert codes(article, blocking=False, at=ends - TICK) == {"rights_end"}
    assert codes(article, blocking=False, at=ends) == set()


def test_a_picture_stays_in_its_sections() -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    image = make_image(key="bridge")
    image.limited_to_sections.set([sport])
    assert codes(sound(section=world, body=FIGURE)) == {"other_sections"}
    assert codes(sound(section=sport, body=FIGURE)) == set()


def test_a_picture_stays_with_its_articles() -> None:
    image = make_image(key="bridge")
    own, other = sound(headline="Own", body=FIGURE), sound(body=FIGURE)
    image.limited_to_articles.set([own])
    assert (codes(own), codes(other)) == (set(), {"other_articles"})


def test_uses_are_counted_by_article_and_those_of_the_past_too() -> None:
    image = make_image(maximum_uses=2)
    first = make_live_article(lead_image=image, at=NOON - 3 * HOUR)
    publishing.withdraw(first, by=None, now=NOON - 2 * HOUR)
    second = sound(lead_image=image)
    assert codes(second) == set()
    publishing.publish(second, by=None, at=NOON + HOUR, now=NOON)
    assert codes(sound(lead_image=image)) == {"used_up"}
    assert codes(first) == codes(second) == set(), "An article is no other article to itself."


def test_the_last_use_is_not_given_twice_at_once() -> None:
    """The picture's row is held while its uses are counted; on SQLite nobody else writes meanwhile anyway."""
    image = make_image(maximum_uses=1)
    with CaptureQueriesContext(connection) as asked:
        publishing.publish(sound(lead_image=image), by=None, now=NOON)
    statements = [query["sql"] for query in asked]
    held = next(n for n, sql in enumerate(statements) if sql.startswith('SELECT "articles_image"."id"'))
    counted = next(n for n, sql in enumerate(statements) if "COUNT(DISTINCT" in sql)
    assert held < counted
    assert ("FOR UPDATE" in statements[held]) is connection.features.has_select_for_update


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ({"licence": Licence.UNKNOWN}, "licence"),
        ({"licence": Licence.OWN, "digital_source_type": SourceType.AI_MADE}, "ai"),
        ({"licence": Licence.OWN, "instructions": "NOT FOR WEB"}, "not_for_web"),
        ({"licence": Licence.OWN, "instructions": "Embargo until Tuesday 9:00"}, "says_embargo"),
    ],
)
def test_what_is_known_is_said_and_does_not_block(image: dict[str, Any], code: str) -> None:
    article = sound(lead_image=make_image(**image))
    assert (codes(article), codes(article, blocking=False)) == (set(), {code})


def test_instructions_that_were_followed_are_not_mentioned() -> None:
    image = make_image(licence=Licence.OWN, instructions="Print only. Embargo.", embargo=NOON, allowed_use="print")
    assert codes(sound(lead_image=image), blocking=False) == set()


@pytest.mark.parametrize(
    ("image", "words"),
    [
        ({"credit_line": ""}, "has no credit"),
        ({"alt_text": ""}, "cannot see it"),
        ({"killed_at": NOON, "kill_reason": "Staged"}, "was killed: Staged. Choose another one."),
    ],
)
def test_nobody_passes_over_words_that_are_missing_or_a_killed_picture(
    image: dict[str, Any], words: str, publisher: User
) -> None:
    article = sound(lead_image=make_image(**image))
    for by in (publisher, None):
        with pytest.raises(publishing.NotReady, match=words):
            publishing.publish(article, by=by, override="It must go out.", now=NOON)
    assert not article.editions.exists()


LETS_PASS: list[Callable[[Image], Any]] = [
    lambda image: setattr(image, "usable_until", NOON),
    lambda image: setattr(image, "usable_from", NOON + 9 * HOUR),
    lambda image: setattr(image, "embargo", NOON + 9 * HOUR),
    lambda image: setattr(image, "allowed_use", AllowedUse.PRINT),
    lambda image: image.limited_to_sections.set([make_section()]),
    lambda image: image.limited_to_articles.set([make_article()]),
]


@pytest.mark.parametrize("at", [NOON, NOON + HOUR], ids=["now", "scheduled"])
@pytest.mark.parametrize("limit", LETS_PASS)
def test_the_other_rights_are_passed_over_with_a_reason_by_who_may(
    limit: Callable[[Image], Any], at: Any, publisher: User
) -> None:
    image = make_image()
    article = sound(lead_image=image, section=make_section(name="World"))
    limit(image)
    image.save()
    with pytest.raises(publishing.NotReady):
        publishing.publish(article, by=publisher, at=at, now=NOON)
    publishing.publish(article, by=publisher, at=at, override="Agreed on the phone.", now=NOON)
    entry = AuditEntry.objects.get(action=AuditEntry.Action.CHECKS_OVERRIDDEN)
    assert (entry.reason, len(entry.detail["checks"])) == ("Agreed on the phone.", 1)


def test_a_schedule_is_checked_for_the_moment_it_goes_out() -> None:
    article = sound(lead_image=make_image(usable_from=NOON + HOUR, usable_until=NOON + 2 * HOUR))
    for at in (NOON + HOUR - TICK, NOON + 2 * HOUR):
        with pytest.raises(publishing.NotReady):
            publishing.publish(article, by=None, at=at, now=NOON)
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)


def test_a_schedule_is_not_moved_past_the_end_of_a_right() -> None:
    article = sound(lead_image=make_image(usable_until=NOON + 2 * HOUR))
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    with pytest.raises(publishing.NotReady, match="ended on"):
        publishing.move_schedule(article, by=None, at=NOON + 2 * HOUR, now=NOON)
    publishing.move_schedule(article, by=None, at=NOON + 2 * HOUR - TICK, now=NOON)
    assert article.editions.get().visible_from == NOON + 2 * HOUR - TICK


def test_a_schedule_is_not_moved_before_the_embargo_of_a_picture() -> None:
    article = sound(lead_image=make_image(embargo=NOON + HOUR))
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    with pytest.raises(publishing.NotReady, match="under embargo until"):
        publishing.move_schedule(article, by=None, at=NOON + HOUR - TICK, now=NOON)


def test_what_was_passed_over_when_scheduling_stays_so_when_moved(publisher: User) -> None:
    article = sound(lead_image=make_image(usable_until=NOON))
    publishing.publish(article, by=publisher, at=NOON + HOUR, override="They agreed.", now=NOON)
    publishing.move_schedule(article, by=publisher, at=NOON + 2 * HOUR, now=NOON)


def test_many_limited_pictures_take_the_queries_of_one(django_assert_num_queries: Any) -> None:
    world, figures = make_section(name="World"), ""
    for number in range(12):
        image = make_image(key=f"p{number}", maximum_uses=3)
        image.limited_to_sections.set([make_section()])
        image.limited_to_articles.set([make_article()])
        figures += f'<figure data-image="p{number}"><figcaption></figcaption></figure>'
    article = sound(headline="Many", section=world, body=f"<p>a</p>{figures}")
    data = publishing.snapshot(article)
    images = publishing.images_of(data)
    with django_assert_num_queries(3):
        # Of the pictures two; of the headline one.
        found = publishing.findings(article, data, at=NOON, images=images)
    assert len([finding for finding in found if finding.code == "other_sections"]) == 12
