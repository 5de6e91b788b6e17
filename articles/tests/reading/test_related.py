"""What an article leads on to: stories about the same, seen at the moment, chosen from a few rows of each topic."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from articles import publishing, reading
from articles.models import Article
from articles.reading.related import around
from articles.tests.factories import NOON, make_archive, make_author, make_live_article, make_section, make_topic

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PATH = "/2026/03/08/one/"


def related(path: str = PATH, **at: Any) -> reading.Related:
    page = reading.article_page(path, with_context=True, **({"at": NOON} | at))
    assert page is not None
    return page.related


def headlines(stories: list[reading.Story]) -> list[str]:
    return [story.headline for story in stories]


def make_earlier(headline: str, *, days: int = 1, **overrides: Any) -> Article:
    return make_live_article(headline=headline, at=NOON - days * DAY, **overrides)


def retract(article: Article, *, now: datetime) -> None:
    publishing.add_correction(article, kind="retraction", text="It was not so.", by=None, now=now)
    publishing.publish(article, by=None, now=now)


def test_related_stories_share_a_topic() -> None:
    nato, weather = make_topic(name="NATO"), make_topic(name="Weather")
    make_live_article(headline="One", topics=[nato])
    make_earlier("About NATO", topics=[weather, nato], section=make_section(name="World"), kind="analysis")
    make_earlier("About the weather", topics=[weather])
    found = related()
    assert found.share_topics is True
    assert [(one.headline, one.path, one.kind, one.section) for one in found.stories] == [
        ("About NATO", "/2026/03/07/about-nato/", "analysis", ("World", "world"))
    ]
    assert found.stories[0].first_published_at == NOON - DAY


def test_nobody_asks_for_related_stories_elsewhere() -> None:
    make_live_article(headline="One")
    make_earlier("Two")
    page = reading.article_page(PATH, at=NOON)
    assert page is not None
    assert page.related == reading.Related()


def test_a_rare_topic_tells_more_than_a_common_one() -> None:
    common, rare = make_topic(name="Politics"), make_topic(name="Lighthouses")
    make_archive(30, section=make_section(), author=make_author(), topic=common, at=NOON - HOUR)
    make_live_article(headline="One", topics=[common, rare])
    make_earlier("Lighthouse", days=90, topics=[rare])
    assert headlines(related().stories)[:2] == ["Lighthouse", "Archived 0"]


def test_more_topics_in_common_come_before_fewer() -> None:
    topics = [make_topic() for _ in range(2)]
    make_live_article(headline="One", topics=topics)
    make_earlier("Both", days=3, topics=topics)
    make_earlier("First alone", topics=topics[:1])
    make_earlier("Second alone", topics=topics[1:])
    assert headlines(related().stories)[0] == "Both"


def test_newer_stories_come_before_older_ones_and_four_are_enough() -> None:
    topic = make_topic()
    make_live_article(headline="One", topics=[topic])
    for days in range(1, 7):
        make_earlier(f"{days} days ago", days=days, topics=[topic])
    assert headlines(related().stories) == ["1 days ago", "2 days ago", "3 days ago", "4 days ago"]


def test_the_article_s_language_comes_first() -> None:
    topic = make_topic()
    make_live_article(headline="One", topics=[topic], language="en-GB")
    make_earlier("По-русски", topics=[topic], language="ru", slug="po-russki")
    make_earlier("In English", days=9, topics=[topic])
    assert headlines(related().stories) == ["In English", "По-русски"]


def test_what_is_paid_for_is_not_among_the_newsroom_s_stories() -> None:
    topic = make_topic()
    make_live_article(headline="One", topics=[topic])
    make_earlier("Advertisement", topics=[topic], kind="sponsored")
    assert related() == reading.Related()


def test_only_what_readers_see_is_related() -> None:
    topic = make_topic()
    make_live_article(headline="One", topics=[topic], at=NOON - HOUR)
    withdrawn, retracted = make_earlier("Withdrawn", topics=[topic]), make_earlier("Retracted", topics=[topic])
    publishing.withdraw(withdrawn, by=None, now=NOON - HOUR)
    retract(retracted, now=NOON - HOUR)
    ahead = make_earlier("Now", topics=[topic])
    ahead.headline = "Later"
    ahead.save()
    publishing.publish(ahead, by=None, at=NOON, now=NOON - HOUR)
    assert headlines(related(at=NOON - timedelta(microseconds=1)).stories) == ["Now"]
    assert headlines(related(at=NOON).stories) == ["Later"]


def test_a_story_that_was_updated_often_is_related_once() -> None:
    topic = make_topic()
    make_live_article(headline="One", topics=[topic])
    article = make_earlier("Two", topics=[topic])
    for hour in range(1, 5):
        article.standfirst = f"After {hour}"
        article.save()
        publishing.publish(article, by=None, now=NOON - DAY + hour * HOUR)
    assert headlines(related().stories) == ["Two"]


def test_without_shared_topics_the_newest_of_the_section_follow() -> None:
    section = make_section(name="World")
    make_live_article(headline="One", section=section, topics=[make_topic()])
    for days in range(1, 7):
        make_earlier(f"{days} days ago", days=days, section=section)
    make_earlier("Elsewhere", section=make_section())
    found = related()
    assert (found.share_topics, found.earlier) == (False, [])
    assert headlines(found.stories) == ["1 days ago", "2 days ago", "3 days ago", "4 days ago"]


def test_previous_coverage_is_what_came_before_on_the_most_telling_topic_and_not_related() -> None:
    topic = make_topic(name="Lighthouses")
    for days in range(-3, 13):
        make_earlier(f"Story {days}", days=days, topics=[topic]) if days else make_live_article(
            headline="One", topics=[topic]
        )
    found = related(at=NOON + 3 * DAY)
    assert headlines(found.stories) == ["Story -3", "Story -2", "Story -1", "Story 1"]
    assert headlines(found.earlier) == ["Story 2", "Story 3", "Story 4", "Story 5", "Story 6"]
    assert found.topic == ("Lighthouses", "lighthouses")


def test_one_earlier_story_is_no_coverage() -> None:
    topic = make_topic()
    make_live_article(headline="One", topics=[topic])
    for days in range(1, 6):
        make_earlier(f"{days} days ago", days=days, topics=[topic])
    assert related().earlier == []


def test_what_a_retracted_article_was_about_is_not_told(django_assert_num_queries: Any) -> None:
    section, topic = make_section(), make_topic()
    article = make_live_article(headline="One", section=section, topics=[topic], at=NOON - HOUR)
    make_earlier("Same topic", section=make_section(), topics=[topic])
    make_earlier("Same section", section=section)
    retract(article, now=NOON)
    with django_assert_num_queries(2):
        found = related()
    assert (found.share_topics, headlines(found.stories)) == (False, ["Same section"])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole")
def test_topics_and_sections_are_walked_along_an_index() -> None:
    edition = make_live_article(headline="One", topics=[make_topic()]).editions.get()
    select = around(edition, at=NOON)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {select.sql}", select.parameters)
        steps = [row[3] for row in cursor.fetchall()]
    assert [step for step in steps if step.startswith("SCAN")] == ["SCAN mine", "SCAN mine"]
    assert "SEARCH other USING INDEX edition_of_topic (topic_id=?)" in steps
    # What is sorted is what the article is about, no more.
    assert steps.count("USE TEMP B-TREE FOR ORDER BY") == 2


def test_the_same_story_in_another_language_is_not_related() -> None:
    topic = make_topic()
    original = make_live_article(headline="One", topics=[topic])
    make_live_article(headline="Eins", topics=[topic], language="de", translation_of=original)
    make_earlier("Other", topics=[topic])
    assert headlines(related().stories) == ["Other"]
    assert headlines(related("/2026/03/08/eins/").stories) == ["Other"]
