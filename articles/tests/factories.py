"""Rows for tests. Each `make_…` fills what a test does not care about; what it cares about it says."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from articles import publishing
from articles.models import (
    Arrangement,
    Article,
    Author,
    Contributor,
    Edition,
    EditionContributor,
    EditionTopic,
    FrontEdition,
    HousePage,
    Image,
    Pin,
    PreviewLink,
    Rail,
    Revision,
    Section,
    Topic,
)
from articles.text import slug_from

# The moment at which a test's story begins, unless it says another one.
NOON = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)

_numbers = itertools.count(1)


def make_section(**overrides: Any) -> Section:
    name = overrides.pop("name", f"Section {next(_numbers)}")
    return Section.objects.create(**{"name": name, "slug": slug_from(name)} | overrides)


def make_author(**overrides: Any) -> Author:
    name = overrides.pop("name", f"Author {next(_numbers)}")
    return Author.objects.create(**{"name": name, "slug": slug_from(name)} | overrides)


def make_topic(**overrides: Any) -> Topic:
    name = overrides.pop("name", f"Topic {next(_numbers)}")
    return Topic.objects.create(**{"name": name, "slug": slug_from(name)} | overrides)


def make_image(**overrides: Any) -> Image:
    """An image whose row says that there is a file; the file itself is not made."""
    number = next(_numbers)
    defaults = {
        "key": f"picture-{number}",
        "title": f"Picture {number}",
        "caption": f"Caption of picture {number}.",
        "alt_text": f"What picture {number} shows.",
        "credit_line": f"Photographer {number}",
        "file": f"originals/00/{number}.jpg",
        "width": 1600,
        "height": 1067,
        "content_hash": f"{number:064d}",
        "created_at": NOON,
    }
    return Image.objects.create(**defaults | overrides)


def make_article(
    *, authors: list[Author] | None = None, topics: list[Topic] | None = None, **overrides: Any
) -> Article:
    """A stored working copy with everything that publishing asks for; not yet a revision."""
    number = next(_numbers)
    defaults = {
        "headline": f"Headline {number}",
        "standfirst": f"Standfirst {number}.",
        "body": f"<p>Body {number}.</p>",
        "created_at": NOON,
        "updated_at": NOON,
        "without_byline": not authors,
    }
    if "section" not in overrides:
        overrides["section"] = Section.objects.first() or make_section()
    article = Article.objects.create(**defaults | overrides)
    for position, author in enumerate(authors or []):
        Contributor.objects.create(article=article, author=author, position=position)
    article.topics.set(topics or [])
    return article


def make_live_article(*, at: datetime = NOON, **overrides: Any) -> Article:
    """An article that readers see from `at` on."""
    article = make_article(**overrides)
    publishing.publish(article, by=None, now=at)
    return article


def live_edition(article: Article, *, at: datetime = NOON) -> Edition:
    return article.editions.visible_at(at).get()


def arrange(pins: Mapping[str, Article | Pin] | None = None, rails: Sequence[tuple[Section, int]] = ()) -> Arrangement:
    """An arrangement of stories by the names of their places, and of rails with their sizes."""
    pinned = {slot: pin if isinstance(pin, Pin) else Pin(pin.uuid) for slot, pin in (pins or {}).items()}
    return Arrangement(pinned, tuple(Rail(section.slug, size) for section, size in rails))


def make_front_edition(
    arrangement: Arrangement, *, section: Section | None = None, at: datetime = NOON, now: datetime | None = None
) -> FrontEdition:
    """A front that readers see from `at` on."""
    front = publishing.working_front(section)
    front = publishing.save_front(front, arrangement, by=None, version=front.version, now=now or at)
    return publishing.publish_front(front, by=None, at=at, now=now or at)


def make_house_page(*, now: datetime = NOON, **overrides: Any) -> HousePage:
    """What the desk has written of the newspaper, and readers do not see."""
    number = next(_numbers)
    defaults = {
        "title": f"Page {number}",
        "slug": f"page-{number}",
        "summary": f"Summary {number}.",
        "body": f"<p>Text {number}.</p>",
    }
    return publishing.save_house_page(HousePage(**defaults | overrides), by=None, version=0, now=now)


def make_live_house_page(*, at: datetime = NOON, **overrides: Any) -> HousePage:
    """A page about the newspaper that readers see from `at` on."""
    page = make_house_page(now=at, **overrides)
    publishing.publish_house_page(page, by=None, now=at)
    return page


def make_link(article: Article, *, now: datetime = NOON, **overrides: Any) -> tuple[PreviewLink, str]:
    """A preview link that lasts for a day, with its token. Whoever may do everything has made it."""
    chief, _ = User.objects.get_or_create(username="link-maker", is_superuser=True)
    defaults: dict[str, Any] = {"label": "Ana Silva, lawyer", "lasts": timedelta(days=1), "by": chief}
    return publishing.make_preview_link(article, **defaults | overrides, now=now)


def make_archive(count: int, *, section: Section, author: Author, topic: Topic, at: datetime = NOON) -> None:
    """`count` live articles of one section, author and topic, one a minute before `at`; written in bulk."""
    first = next(_numbers)
    moments = [at - timedelta(minutes=number) for number in range(count)]
    articles = Article.objects.bulk_create(
        Article(
            headline=f"Archived {number}",
            section=section,
            version=1,
            created_at=moment,
            updated_at=moment,
            path=f"/archive/{first}-{number}/",
        )
        for number, moment in enumerate(moments)
    )
    revisions = Revision.objects.bulk_create(
        Revision(article=article, number=1, data={}, content_hash="", at=article.created_at) for article in articles
    )
    content = {"parts": [], "corrections": [], "lead": {"caption": "", "alt": ""}, "words": 0, "minutes": 1}
    editions = Edition.objects.bulk_create(
        Edition(
            article=article, revision=revision, visible_from=article.created_at, path=article.path, slug="archived",
            headline=article.headline, kind="news", language="en", section=section,
            first_published_at=article.created_at, modified_at=article.created_at, content=content,
        )
        for article, revision in zip(articles, revisions, strict=True)
    )  # fmt: skip
    shared = [
        {
            "edition": edition,
            "article": edition.article,
            "first_published_at": edition.first_published_at,
            "position": 0,
        }
        for edition in editions
    ]
    EditionContributor.objects.bulk_create(
        EditionContributor(author=author, role="by", is_first=True, **row) for row in shared
    )
    EditionTopic.objects.bulk_create(EditionTopic(topic=topic, **row) for row in shared)
