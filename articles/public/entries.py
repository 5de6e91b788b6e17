"""Entries of feeds: what all three formats say of a story or a notice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.template.defaultfilters import linebreaks

from ..interchange.portable import body_html, picture_of
from ..reading import ArticlePage, Gone, PublicNotice, StoryFeed
from .addresses import absolute, of_page
from .article_data import address, authors, headline
from .cards import cards

# What is dated where nothing has happened yet, so that an empty feed stays the same.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Picture:
    """A picture that may leave our pages."""

    address: str
    width: int
    height: int
    alt: str
    credit: str
    media_type: str = "image/jpeg"


@dataclass(frozen=True)
class Entry:
    """`identity` stays whatever becomes of the rest; `authors` are names with the addresses of their pages."""

    identity: str
    address: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    language: str
    authors: Sequence[tuple[str, str]] = ()
    tags: Sequence[str] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Feed:
    """A feed whatever its format; `base` is its address without the format, `home` the page that shows the same."""

    title: str
    description: str
    home: str
    base: str
    entries: list[Entry]
    gone: list[Gone] = field(default_factory=list)

    @property
    def updated(self) -> datetime:
        moments = [*(entry.updated for entry in self.entries), *(gone.at for gone in self.gone)]
        return max(moments, default=NEVER)


def of_stories(found: StoryFeed) -> Feed:
    about = found.about
    home = absolute(about.get_absolute_url()) if about else of_page("front")
    return Feed(
        title=f"{settings.NEWSROOM_NAME}: {about.name}" if about else settings.NEWSROOM_NAME,
        description=_about(about) or settings.NEWSROOM_TAGLINE,
        home=home,
        base=f"{home}feed/",
        entries=[_of_story(page) for page in found.pages],
        gone=found.gone,
    )


def of_notices(notices: list[PublicNotice]) -> Feed:
    return Feed(
        title=f"{settings.NEWSROOM_NAME}: corrections",
        description="What we got wrong, made clearer or took back.",
        home=of_page("corrections"),
        base=of_page("corrections_feed"),
        entries=[_of_notice(notice) for notice in notices],
    )


def _about(about: object) -> str:
    return getattr(about, "description", "") or getattr(about, "biography", "")


def _of_story(page: ArticlePage) -> Entry:
    edition = page.edition
    return Entry(
        identity=page.identity,
        address=address(page),
        title=headline(page),
        summary=edition.standfirst,
        html=body_html(page),
        published=edition.first_published_at,
        updated=edition.modified_at,
        language=edition.language,
        authors=[(one.name, of_page("author", one.slug)) for one in authors(page)],
        tags=[edition.section.name, *(topic.name for topic in page.topics)],
        picture=_picture(page),
    )


def _picture(page: ArticlePage) -> Picture:
    """The lead, else the newspaper's name, as where a story is shared."""
    if page.lead and (found := picture_of(page.lead)):
        return Picture(*found, page.lead.alt, page.lead.image.credit_line)
    return Picture(*cards()[0], alt=settings.NEWSROOM_NAME, credit="", media_type="image/png")


def _of_notice(item: PublicNotice) -> Entry:
    return Entry(
        identity=f"urn:uuid:{item.notice.uuid}",
        address=f"{absolute(item.path)}#notice-{item.notice.uuid}",
        title=f"{item.notice.label}: {item.headline}",
        summary="",
        html=linebreaks(item.notice.text, autoescape=True),
        published=item.notice.at,
        updated=item.notice.at,
        language=item.language,
    )
