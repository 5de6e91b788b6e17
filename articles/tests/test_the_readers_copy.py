"""The one idea: the desk's copy and the readers' copy are different rows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver

from articles import publishing
from articles.models import Article, Contributor
from articles.tests.crawl import crawl, every_address
from articles.tests.factories import (
    NOON,
    arrange,
    make_article,
    make_author,
    make_front_edition,
    make_house_page,
    make_image,
    make_live_article,
    make_live_house_page,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
CANARY = "Zqxcanary"

# Fields of the working copy that are the desk's business and never shown.
NOT_TEXT = {
    "id",
    "uuid",
    "version",
    "path",
    "created_at",
    "created_by",
    "updated_at",
    "approved_revision",
    "tagged_articles",
    "found_by",
    "visible_until",
}


def a_live_article() -> Article:
    image = make_image(key="bridge")
    world = make_section(name="World")
    make_live_article(headline="An original", section=world, at=NOON - HOUR)
    return make_live_article(
        headline="Seen headline",
        section=world,
        topics=[make_topic(name="NATO")],
        authors=[make_author(name="Ana")],
        lead_image=make_image(key="lead"),
        body=f'<p>Seen body.</p><figure data-image="{image.key}"><figcaption>Seen caption.</figcaption></figure>',
    )


def changed_in_every_field(article: Article) -> None:
    """Change all of the working copy, byline, topics and pictures included, and keep it as a revision."""
    changes: dict[str, Any] = {
        "headline": f"{CANARY} headline",
        "short_headline": f"{CANARY} short",
        "slug": f"{CANARY.lower()}-slug",
        "standfirst": f"{CANARY} standfirst",
        "dateline": f"{CANARY} dateline",
        "body": f'<p>{CANARY} body</p><figure data-image="{CANARY}-inside"><figcaption>{CANARY}</figcaption></figure>',
        "lead_image": make_image(key=f"{CANARY}-lead", file=f"images/{CANARY}.jpg", title=CANARY),
        "lead_caption": f"{CANARY} caption",
        "lead_alt_text": f"{CANARY} alt",
        "section": make_section(name="Elsewhere", in_navigation=False),
        "kind": "opinion",
        "language": "ar",
        "translation_of": Article.objects.get(headline="An original"),
        "source_line": f"{CANARY} source",
        "source_url": f"https://{CANARY}.example/",
        "search_title": f"{CANARY} title",
        "search_description": f"{CANARY} description",
        "canonical_url": f"https://{CANARY}.example/canonical",
        "status": "approved",
        "embargo": NOON + 100 * HOUR,
        "hold_reason": f"{CANARY} hold",
        "without_byline": True,
        "assigned_to": User.objects.create_user(f"{CANARY}-person"),
        "due_at": NOON + 50 * HOUR,
    }
    editable = {field.name for field in Article._meta.get_fields() if not field.auto_created} - NOT_TEXT - {"topics"}
    assert set(changes) == editable, "a field of Article is not covered by this test"
    make_image(key=f"{CANARY}-inside", file=f"images/{CANARY}-inside.jpg")
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()
    article.contributors.all().delete()
    Contributor.objects.create(article=article, author=make_author(name=f"{CANARY} author"), role="photographs")
    article.topics.set([make_topic(name=f"{CANARY} topic")])
    publishing.save_revision(article, by=None, note=f"{CANARY} note")


def test_a_change_of_the_working_copy_leaves_no_trace_on_any_public_address(
    frozen: Callable[[datetime], None],
) -> None:
    frozen(NOON + HOUR)
    article = a_live_article()
    # The rows that the change will need are there before and after, so that every address is asked for both times.
    before = crawl(every_address())
    changed_in_every_field(article)
    after = crawl(every_address() | set(before))
    assert {address: after[address] for address in before} == before
    for address, (status, location, body) in after.items():
        assert CANARY.lower().encode() not in body.lower(), address
        assert CANARY.lower() not in location.lower(), address
        assert CANARY.lower() not in address.lower() or status == 404, address


LISTINGS = ["/", "/section/world/", "/topic/nato/", "/author/ana/", "/archive/", "/2026/03/", "/2026/03/08/"]


def listed(path: str, words: str) -> bool:
    return words.encode() in Client().get(path).content


@pytest.mark.parametrize("path", LISTINGS)
def test_a_scheduled_first_publication_appears_at_its_second(path: str, frozen: Callable[[datetime], None]) -> None:
    section, topic, author = make_section(name="World"), make_topic(name="NATO"), make_author(name="Ana")
    make_live_article(headline="There before", section=section, topics=[topic], authors=[author], at=NOON - HOUR)
    article = make_article(headline="Scheduled story", section=section, topics=[topic], authors=[author])
    publishing.publish(article, by=None, at=NOON, now=NOON - HOUR)
    frozen(NOON - timedelta(microseconds=1))
    assert not listed(path, "Scheduled story")
    assert Client().get("/2026/03/08/scheduled-story/").status_code == 404
    frozen(NOON)
    assert listed(path, "Scheduled story")
    assert Client().get("/2026/03/08/scheduled-story/").status_code == 200


@pytest.mark.parametrize("path", [*LISTINGS, "/2026/03/08/first-version/"])
def test_a_scheduled_update_appears_at_its_second(path: str, frozen: Callable[[datetime], None]) -> None:
    section, topic, author = make_section(name="World"), make_topic(name="NATO"), make_author(name="Ana")
    article = make_live_article(
        headline="First version", section=section, topics=[topic], authors=[author], at=NOON - HOUR
    )
    article.headline = "Second version"
    article.save()
    publishing.publish(article, by=None, at=NOON, now=NOON - HOUR)
    frozen(NOON - timedelta(microseconds=1))
    assert (listed(path, "First version"), listed(path, "Second version")) == (True, False)
    frozen(NOON)
    assert (listed(path, "First version"), listed(path, "Second version")) == (False, True)


FRONTS = ["/", "/section/world/"]


@pytest.mark.parametrize("path", FRONTS)
def test_a_change_of_a_pinned_story_leaves_no_trace(path: str, frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + HOUR)
    article = a_live_article()
    make_front_edition(arrange({"lead": article}))
    make_front_edition(arrange({"lead": article}), section=article.section)
    before = Client().get(path).content
    changed_in_every_field(article)
    assert Client().get(path).content == before


@pytest.mark.parametrize("path", FRONTS)
def test_a_front_and_the_story_that_leads_it_appear_at_their_second(
    path: str, frozen: Callable[[datetime], None]
) -> None:
    section = make_section(name="World")
    make_live_article(headline="There before", section=section, at=NOON - HOUR)
    other = make_live_article(headline="Older", section=section, at=NOON - 2 * HOUR)
    article = make_article(headline="Scheduled story", section=section)
    publishing.publish(article, by=None, at=NOON, now=NOON - HOUR)
    of = section if path != "/" else None
    make_front_edition(arrange({"lead": article, "beside-1": other}), section=of, at=NOON - HOUR)
    make_front_edition(arrange({"lead": other}), section=of, at=NOON + HOUR, now=NOON - HOUR)
    # The story and the page appear in the order of the page: who leads comes first.
    for moment, order in [
        (NOON - timedelta(microseconds=1), ["There before", "Older"]),
        (NOON, ["Scheduled story", "Older", "There before"]),
        (NOON + HOUR - timedelta(microseconds=1), ["Scheduled story", "Older", "There before"]),
        (NOON + HOUR, ["Older", "Scheduled story", "There before"]),
    ]:
        frozen(moment)
        page = Client().get(path).content.decode()
        seen = [headline for headline in ("There before", "Older", "Scheduled story") if f">{headline}</a>" in page]
        assert sorted(seen, key=lambda headline: page.index(f">{headline}</a>")) == order
        assert all(page.count(f">{headline}</a>") == 1 for headline in seen)


def test_a_change_of_a_page_about_us_leaves_no_trace(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + HOUR)
    a_live_article()
    page = make_live_house_page(title="About this paper", kind="about", position=1)
    make_live_house_page(title="Ethics", kind="ethicsPolicy")
    before = crawl(every_address())
    page.title, page.summary = f"{CANARY} title", f"{CANARY} summary"
    page.body = f"<p>{CANARY}</p>"
    publishing.save_house_page(page, by=None, version=page.version)
    make_house_page(title=f"{CANARY} new", slug=CANARY.lower(), kind="masthead")
    assert crawl(before) == before
    frozen(NOON + 2 * HOUR)
    publishing.publish_house_page(page, by=None, now=NOON + 2 * HOUR)
    assert f"{CANARY} title" in Client().get("/").content.decode()
    assert CANARY in Client().get("/about/").content.decode()


def test_the_crawler_knows_every_public_address() -> None:
    """A new address of the readers' site belongs into crawl.every_address, and then here."""
    patterns = get_resolver("articles.public.urls").url_patterns
    assert {pattern.name for pattern in patterns if isinstance(pattern, URLPattern)} == {
        "front",
        "about",
        "house_page",
        "section",
        "topic",
        "author",
        "archive",
        "month",
        "day",
        "article",
        "picture",
        "history",
        "edition",
        "changes",
        "corrections",
        "corrections_feed",
        "corrections_feed_in",
        "site_feed",
        "section_feed",
        "topic_feed",
        "author_feed",
        "ninjs",
        "oembed",
        "robots",
        "search",
        "opensearch",
        "card",
        "sitemap",
        "sitemap_pages",
        "sitemap_news",
        "sitemap_month",
        "sitemap_day",
        "preview",
        "preview_picture",
    }
