"""Feeds as they are written: RSS 2.0, Atom and JSON Feed 1.1. The same bytes until something changes."""

import json
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc2822_date, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator, UnserializableContentError

from .entries import Entry, Feed, Picture
from .organisation import logo

MEDIA = "http://search.yahoo.com/mrss/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_UNSAYABLE = re.compile(r"[\x00-\x08\x0B-\x0C\x0E-\x1F]")


class RssFeed(Rss201rev2Feed):
    """With the whole text, a name for each author, and the lead picture: https://www.rssboard.org/rss-profile."""

    def rss_attributes(self) -> dict[str, str]:
        ours = {"xmlns:content": CONTENT, "xmlns:dc": DUBLIN_CORE, "xmlns:media": MEDIA}
        return super().rss_attributes() | ours

    def latest_post_date(self) -> Any:
        # Django's own would be the clock's in a feed without entries, and a feed that nothing happened to would change.
        return self.feed["written"].updated

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        _hub(handler, "atom:link")

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        # As text: thirty whole stories, element by element, took a third of all that a feed takes.
        for entry in self.feed["written"].entries:
            handler.ignorableWhitespace(_rss_item(entry))


class StoriesInAtom(Atom1Feed):
    """With the whole text, and a tombstone for each story that is gone: RFC 4287, RFC 6721."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:at": TOMBSTONES}

    def latest_post_date(self) -> Any:
        return self.feed["written"].updated

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        _hub(handler, "link")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for name, address in entry.authors or [(settings.NEWSROOM_NAME, settings.SITE_URL + "/")]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", address)
            handler.endElement("author")
        handler.addQuickElement("content", entry.html, {"type": "html"})

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        super().write_items(handler)
        for gone in self.feed["written"].gone:
            handler.addQuickElement("at:deleted-entry", "", {"ref": gone.identity, "when": rfc3339_date(gone.at)})


def as_rss(feed: Feed) -> str:
    return _written(RssFeed, feed, f"{feed.base}rss/")


def as_atom(feed: Feed, address: str = "") -> str:
    return _written(StoriesInAtom, feed, address or f"{feed.base}atom/")


def as_json(feed: Feed) -> str:
    """https://www.jsonfeed.org/version/1.1/"""
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": f"{feed.base}json/",
        "language": settings.LANGUAGE_CODE,
        "icon": logo(),
        "authors": [{"name": settings.NEWSROOM_NAME, "url": settings.SITE_URL + "/"}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    if settings.NEWSROOM_WEBSUB_HUB:
        told["hubs"] = [{"type": "WebSub", "url": settings.NEWSROOM_WEBSUB_HUB}]
    return json.dumps(told, ensure_ascii=False)


def _json_item(entry: Entry) -> dict[str, Any]:
    authors = entry.authors or [(settings.NEWSROOM_NAME, settings.SITE_URL + "/")]
    told = {
        "id": entry.identity,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "image": entry.picture.address if entry.picture else "",
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "authors": [{"name": name, "url": address} for name, address in authors],
        "tags": list(entry.tags),
        "language": entry.language,
    }
    return {name: value for name, value in told.items() if value or name == "content_html"}


def _written(kind: type[SyndicationFeed], feed: Feed, address: str) -> str:
    generator = kind(
        title=feed.title,
        link=feed.home,
        description=feed.description,
        subtitle=feed.description,
        language=settings.LANGUAGE_CODE,
        author_name=settings.NEWSROOM_NAME,
        feed_url=address,
        # What names the feed stays; corrections have been called so since they had a feed.
        feed_guid=feed.base,
        written=feed,
    )
    for entry in feed.entries if kind is StoriesInAtom else ():
        generator.add_item(
            title=entry.title,
            link=entry.address,
            description=entry.summary or None,
            unique_id=entry.identity,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.tags,
            entry=entry,
        )
    return generator.writeString("utf-8")


def _hub(handler: SimplerXMLGenerator, element: str) -> None:
    if settings.NEWSROOM_WEBSUB_HUB:
        handler.addQuickElement(element, "", {"rel": "hub", "href": settings.NEWSROOM_WEBSUB_HUB})


def _rss_item(entry: Entry) -> str:
    authors = [name for name, _ in entry.authors] or [settings.NEWSROOM_NAME]
    told = [
        _element("title", entry.title),
        _element("link", entry.address),
        _element("description", entry.summary or entry.html),
        _element("pubDate", rfc2822_date(entry.published)),
        f'<guid isPermaLink="false">{_text(entry.identity)}</guid>',
        *(_element("category", tag) for tag in entry.tags),
        *(_element("dc:creator", name) for name in authors),
        _element("content:encoded", entry.html),
        _media(entry.picture) if entry.picture else "",
    ]
    return f"<item>{''.join(told)}</item>"


def _media(picture: Picture) -> str:
    told = [
        f"<media:content url={quoteattr(picture.address)}"
        f' width="{picture.width}" height="{picture.height}" type="{picture.media_type}" medium="image">'
    ]
    if picture.alt:
        told.append(f'<media:description type="plain">{_text(picture.alt)}</media:description>')
    if picture.credit:
        told.append(_element("media:credit", picture.credit))
    return f"{''.join(told)}</media:content>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    """`text` in XML, as Django writes it. Raises UnserializableContentError for what no XML can say."""
    if _UNSAYABLE.search(text):
        raise UnserializableContentError("Control characters are not supported in XML 1.0")
    return escape(text)


# How each format is written, and its media type.
FORMATS: dict[str, tuple[Callable[[Feed], str], str]] = {
    "rss": (as_rss, "application/rss+xml; charset=utf-8"),
    "atom": (as_atom, "application/atom+xml; charset=utf-8"),
    "json": (as_json, "application/feed+json; charset=utf-8"),
}
