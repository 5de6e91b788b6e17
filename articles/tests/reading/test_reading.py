"""What readers are given: only what is visible at the moment, in a constant number of queries."""

from datetime import timedelta
from itertools import chain

import pytest

from articles import publishing, reading
from articles.models import TaggedArticle
from articles.reading import Cursor
from articles.reading.lists import whole_day, whole_month
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

HOUR = timedelta(hours=1)


def headlines(listing: reading.Listing) -> list[str]:
    return [card.edition.headline for card in listing.cards]


def test_an_article_is_read_with_everything_that_it_names(django_assert_num_queries) -> None:
    section, topic = make_section(name="World"), make_topic(name="NATO")
    author, lead, inside = make_author(name="Ana"), make_image(key="lead"), make_image(key="bridge", alt_text="Planks")
    make_live_article(
        headline="One",
        section=section,
        topics=[topic],
        authors=[author],
        lead_image=lead,
        lead_caption="Here.",
        body='<p>a</p><figure data-image="bridge"><figcaption>There.</figcaption></figure><p>b</p>',
    )
    with django_assert_num_queries(3):
        page = reading.article_page("/2026/03/08/one/", at=NOON)
    assert page is not None
    assert page.lead == reading.Figure(lead, "Here.", lead.alt_text, "lead")
    assert page.parts == ["<p>a</p>", reading.Figure(inside, "There.", "Planks", ""), "<p>b</p>"]
    assert [(byline.lead, byline.authors[0].name) for byline in page.bylines] == [("By", "Ana")]
    assert page.topics == [("NATO", "nato")]
    assert page.navigation.sections == [("World", "world")]


def test_nothing_is_read_before_its_moment_or_after_its_end() -> None:
    article = make_article(headline="One")
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    publishing.withdraw(article, by=None, at=NOON + 2 * HOUR, now=NOON + HOUR)
    path = "/2026/03/08/one/"
    assert reading.article_page(path, at=NOON + HOUR - timedelta(microseconds=1)) is None
    assert reading.article_page(path, at=NOON + HOUR) is not None
    assert reading.article_page(path, at=NOON + 2 * HOUR) is None


def test_names_and_credits_are_read_live() -> None:
    author, image = make_author(name="Ana"), make_image()
    make_live_article(headline="One", authors=[author], lead_image=image)
    author.name = "Ana Silva"
    author.save()
    image.credit_line = "Fixed"
    image.save()
    page = reading.article_page("/2026/03/08/one/", at=NOON)
    assert page is not None
    assert page.bylines[0].authors[0].name == "Ana Silva"
    assert page.lead is not None
    assert page.lead.image.credit_line == "Fixed"


def test_a_picture_is_gone_when_its_right_ends() -> None:
    image = make_image(key="bridge", usable_until=NOON + HOUR)
    make_live_article(headline="One", lead_image=image, body='<p>a</p><figure data-image="bridge"></figure>')
    before = reading.article_page("/2026/03/08/one/", at=NOON)
    after = reading.article_page("/2026/03/08/one/", at=NOON + HOUR)
    assert before is not None
    assert after is not None
    assert before.lead is not None
    assert (after.lead, after.parts) == (None, ["<p>a</p>"])


def test_a_picture_without_a_file_is_not_shown() -> None:
    image = make_image(file="", content_hash="", width=None, height=None)
    make_live_article(headline="One", lead_image=image)
    page = reading.article_page("/2026/03/08/one/", at=NOON)
    assert page is not None
    assert page.lead is None


def test_names_with_one_role_share_a_line() -> None:
    ana, ben, chi = make_author(name="Ana"), make_author(name="Ben"), make_author(name="Chi")
    article = make_article(headline="One", authors=[ana, ben])
    article.contributors.create(author=chi, role="photographs", position=5)
    publishing.publish(article, by=None, now=NOON)
    page = reading.article_page("/2026/03/08/one/", at=NOON)
    assert page is not None
    lines = [(byline.lead, [author.name for author in byline.authors]) for byline in page.bylines]
    assert lines == [("By", ["Ana", "Ben"]), ("Photographs by", ["Chi"])]


@pytest.mark.parametrize("stories", [10, 60])
def test_lists_take_the_same_queries_whatever_their_length(stories: int, django_assert_num_queries) -> None:
    section, topic, author = make_section(), make_topic(), make_author()
    for number in range(stories):
        make_live_article(
            section=section, topics=[topic], authors=[author], lead_image=make_image(), at=NOON + number * HOUR
        )
    late = NOON + 100 * HOUR
    day, month = whole_day(2026, 3, 9), whole_month(2026, 3)
    with django_assert_num_queries(3):
        reading.front_page(at=late)
    with django_assert_num_queries(3):
        assert reading.section_page(section.slug, at=late)
    with django_assert_num_queries(3):
        assert reading.topic_page(topic.slug, at=late)
    with django_assert_num_queries(4):
        assert reading.author_page(author.slug, at=late)
    with django_assert_num_queries(3):
        reading.archive_page(*day, month, at=late)


def test_lists_are_newest_first_and_page_by_keyset() -> None:
    section = make_section()
    for number in range(45):
        make_live_article(headline=f"Story {number}", section=section, at=NOON + (number // 2) * HOUR)
    late, before, seen = NOON + 100 * HOUR, None, []
    while True:
        page = reading.section_page(section.slug, at=late, before=before)
        assert page is not None
        seen.append(headlines(page.listing))
        if page.listing.older is None:
            break
        before = Cursor.parse(str(page.listing.older))
    assert [len(page) for page in seen] == [20, 20, 5]
    assert list(chain(*seen)) == [f"Story {number}" for number in reversed(range(45))]


@pytest.mark.parametrize("written", ["", "x", "1", "_", "1_x", "9" * 18 + "_1", "1_" + "9" * 30, "１_２"])
def test_a_cursor_that_means_nothing_is_none(written: str) -> None:
    assert Cursor.parse(written) is None


def test_an_update_keeps_the_place_in_a_list() -> None:
    older = make_live_article(headline="Older", at=NOON)
    make_live_article(headline="Newer", at=NOON + HOUR)
    older.headline = "Older, updated"
    older.save()
    publishing.publish(older, by=None, now=NOON + 2 * HOUR)
    assert headlines(reading.front_page(at=NOON + 3 * HOUR)) == ["Newer", "Older, updated"]


def test_an_author_with_two_roles_is_listed_once() -> None:
    author = make_author(name="Ana")
    article = make_article(headline="One", authors=[author])
    article.contributors.create(author=author, role="photographs", position=1)
    publishing.publish(article, by=None, now=NOON)
    page = reading.author_page("ana", at=NOON)
    assert page is not None
    assert headlines(page.listing) == ["One"]


def test_a_topic_and_an_author_without_a_visible_story_have_no_page() -> None:
    article = make_article(topics=[make_topic(name="NATO")], authors=[make_author(name="Ana")])
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    assert reading.topic_page("nato", at=NOON) is None
    assert reading.author_page("ana", at=NOON) is None
    late = Cursor(NOON + 100 * HOUR, 1)
    assert reading.topic_page("nato", at=NOON, before=late) is None
    assert reading.author_page("ana", at=NOON, before=late) is None
    assert reading.topic_page("nato", at=NOON + HOUR) is not None
    assert reading.author_page("ana", at=NOON + HOUR) is not None


def test_a_topic_that_the_working_copy_lost_stays_until_published() -> None:
    article = make_live_article(headline="One", topics=[make_topic(name="NATO")])
    TaggedArticle.objects.filter(content_object=article).delete()
    page = reading.topic_page("nato", at=NOON)
    assert page is not None
    assert headlines(page.listing) == ["One"]


def test_an_address_that_was_left_leads_to_the_new_one() -> None:
    article = make_live_article(headline="One", at=NOON)
    article.slug = "two"
    article.save()
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    assert reading.article_page("/2026/03/08/one/", at=NOON) is not None
    assert reading.destination("/2026/03/08/two/", at=NOON) is None
    assert reading.article_page("/2026/03/08/one/", at=NOON + HOUR) is None
    assert reading.destination("/2026/03/08/one/", at=NOON + HOUR) == "/2026/03/08/two/"


def test_the_old_address_of_a_withdrawn_article_leads_nowhere() -> None:
    article = make_live_article(headline="One", at=NOON)
    article.slug = "two"
    article.save()
    publishing.publish(article, by=None, now=NOON + HOUR)
    publishing.withdraw(article, by=None, now=NOON + 2 * HOUR)
    assert reading.destination("/2026/03/08/one/", at=NOON + 2 * HOUR) is None


def test_a_picture_is_public_while_an_edition_shows_it() -> None:
    image = make_image(token="a" * 32)
    article = make_article(lead_image=image)
    assert reading.public_picture("a" * 32, at=NOON) is None
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    assert reading.public_picture("a" * 32, at=NOON) is None
    assert reading.public_picture("a" * 32, at=NOON + HOUR) == image
    publishing.withdraw(article, by=None, now=NOON + 2 * HOUR)
    assert reading.public_picture("a" * 32, at=NOON + 2 * HOUR) is None


def test_a_picture_of_an_author_is_public() -> None:
    make_author(picture=make_image(token="a" * 32))
    assert reading.public_picture("a" * 32, at=NOON) is not None
    assert reading.public_picture("", at=NOON) is None
