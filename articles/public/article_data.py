"""What machines are told on an article's page: its structured data, and where its other forms are."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from .. import renditions
from ..imaging import CROPS
from ..reading import ArticlePage, NamedAuthor, Notice, Translation, machine_time
from ..renditions import Wanted
from .addresses import absolute, of_page
from .cards import cards
from .organisation import identity, newspaper
from .structured_data import as_script, graph, pictures_of, rights

# https://schema.org/NewsArticle and its subtypes. What is paid for is an Article, and no news.
TYPES = {
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "review": "ReviewNewsArticle",
    "sponsored": "AdvertiserContentArticle",
}
# Whose work the reader reads; who took the pictures and who edited is on the page.
AUTHORS = ("by", "reporting", "additional_reporting")
# What says that something was wrong. An update is told by the date alone, so that it never hides a correction.
CORRECTING = frozenset({"correction", "clarification", "retraction"})
# Google takes no picture of fewer pixels.
FEWEST_PIXELS = 50_000


def names(page: ArticlePage) -> dict[str, Any]:
    """What the template of a public article prints for machines, beside what it prints for readers."""
    nodes = [news_article(page), breadcrumbs(page)]
    return {
        "structured_data": SafeString(f"{pictures_of(page)}{as_script(graph(nodes))}"),
        "authors": [] if page.edition.is_retracted else [absolute(f"/author/{one.slug}/") for one in authors(page)],
        "links": SafeString(_links(page)),
    }


def address(page: ArticlePage) -> str:
    return absolute(page.edition.path)


def headline(page: ArticlePage) -> str:
    """The headline as it stands on the page."""
    return f"Retracted: {page.edition.headline}" if page.edition.is_retracted else page.edition.headline


def description(page: ArticlePage) -> str:
    if page.edition.is_retracted:
        return "This article has been retracted."
    return page.edition.content.get("search_description") or page.edition.standfirst


def authors(page: ArticlePage) -> list[NamedAuthor]:
    """Whose work it is, each once, in their order."""
    named = [author for line in page.bylines if line.role in AUTHORS for author in line.authors]
    return list({author.slug: author for author in named}.values())


def news_article(page: ArticlePage) -> dict[str, Any]:
    """The article as a node. A retracted one says that it is, why, and nothing of its text and pictures."""
    edition = page.edition
    node: dict[str, Any] = {
        "@type": type_of(page),
        "@id": f"{address(page)}#article",
        "identifier": page.identity,
        "url": address(page),
        "mainEntityOfPage": {"@type": "WebPage", "@id": address(page)},
        "headline": headline(page),
        "description": description(page),
        "datePublished": machine_time(edition.first_published_at),
        "dateModified": machine_time(edition.modified_at),
        "author": [_author(one, linked=not edition.is_retracted) for one in authors(page)]
        or [{"@type": "NewsMediaOrganization", "name": settings.NEWSROOM_NAME, "url": of_page("front")}],
        "publisher": newspaper(page.navigation),
        "articleSection": edition.section.name,
        "inLanguage": edition.language,
        **_translations(page),
        "isAccessibleForFree": True,
        "correction": [_correction(notice) for notice in page.notices if notice.kind in CORRECTING],
    }
    node["image"] = list(images(page)) or [
        {"@type": "ImageObject", "url": card.address, "width": card.width, "height": card.height} for card in cards()
    ]
    if edition.is_retracted:
        node["creativeWorkStatus"] = "Retracted"
    else:
        node |= {
            "dateline": "" if edition.kind == "sponsored" else edition.content.get("dateline", "").rstrip(" -–—"),
            "wordCount": edition.content.get("words"),
            "keywords": [topic.name for topic in page.topics],
        }
    return {name: value for name, value in node.items() if value not in ("", [], None)}


def _translations(page: ArticlePage) -> dict[str, Any]:
    """The same story in other languages: of an original its translations, of a translation the original."""
    original = next((one for one in page.translations if one.is_original), None)
    if original is None:
        return {}
    if original.path != page.edition.path:
        return {"translationOfWork": _work(original)}
    return {"workTranslation": [_work(one) for one in page.translations if one is not original]}


def _work(one: Translation) -> dict[str, str]:
    url = absolute(one.path)
    return {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "headline": one.headline,
        "inLanguage": one.language,
    }


def type_of(page: ArticlePage) -> str:
    """A story that was filed from a place is reportage: https://schema.org/ReportageNewsArticle."""
    found = TYPES.get(page.edition.kind)
    is_filed = page.edition.kind == "news" and page.edition.content.get("dateline")
    return found or ("ReportageNewsArticle" if is_filed else "NewsArticle")


def images(page: ArticlePage) -> Iterator[dict[str, Any]]:
    """The lead in Google's three ratios, with its rights; nothing where it may not leave our pages or is too small."""
    image = page.lead.image if page.lead else None
    if image is None or not image.may_leave_the_site:
        return
    for spec in CROPS:
        size = renditions.size_of(image, spec)
        if size and size[0] * size[1] >= FEWEST_PIXELS:
            url = absolute(renditions.address(image, Wanted(spec, "jpeg")))
            yield {"@type": "ImageObject", "url": url, "width": size[0], "height": size[1], **rights(image)}


def breadcrumbs(page: ArticlePage) -> dict[str, Any]:
    """The way to the article: the newspaper, the section, the story."""
    section = page.edition.section
    return trail(
        (settings.NEWSROOM_NAME, of_page("front")),
        (section.name, of_page("section", section.slug)),
        (headline(page), address(page)),
    )


def trail(*steps: tuple[str, str]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _author(author: NamedAuthor, *, linked: bool) -> dict[str, Any]:
    node = {"@type": "Organization" if author.is_desk else "Person", "name": author.name}
    # An author whose only story is retracted has no page.
    return node | ({"url": of_page("author", author.slug)} if linked else {})


def _correction(notice: Notice) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "text": notice.text if notice.kind == "correction" else f"{notice.label}: {notice.text}",
        "datePublished": machine_time(notice.at),
        "publisher": {"@id": identity()},
    }


def _links(page: ArticlePage) -> str:
    """Where the article's other forms are, in <link> elements."""
    asked = {format: f"{of_page('oembed')}?{urlencode({'url': address(page), 'format': format})}" for format in _OEMBED}
    forms = [("application/ninjs+json", f"{address(page)}ninjs.json", "ninjs")]
    forms += [(media_type, asked[format], "oEmbed") for format, media_type in _OEMBED.items()]
    return format_html_join("\n", '<link rel="alternate" type="{}" href="{}" title="{}">', forms)


_OEMBED = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
