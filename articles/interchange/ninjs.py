"""An edition as a ninjs 3.x item, IPTC's JSON for news: https://iptc.org/std/ninjs/."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html

from .. import renditions
from ..imaging import CROPS, WIDTHS
from ..reading import ArticlePage, Figure, Gallery, machine_time
from ..renditions import Wanted
from .portable import body_html

VERSION = "3.2"
SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_3.2.json"
# https://cv.iptc.org/newscodes/genre/; news goes without saying.
GENRES = {"analysis": "Analysis", "opinion": "Opinion", "explainer": "Background", "sponsored": "Advertiser Supplied"}


def item(page: ArticlePage) -> dict[str, Any]:
    """The article as an item that says what readers see of it, and no more.

    One that is retracted is canceled and has neither text nor pictures, but what it was retracted for. Pictures
    that may not leave our pages are left out.
    """
    edition, content = page.edition, page.edition.content
    retracted = edition.is_retracted
    section = {"name": edition.section.name, "rel": "section", "uri": _whole(f"/section/{edition.section.slug}/")}
    told: dict[str, Any] = {
        "uri": page.identity,
        "standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
        "type": "text",
        "representationType": "partial" if retracted else "full",
        "profile": "article",
        "pubStatus": "canceled" if retracted else "usable",
        "version": machine_time(edition.visible_from),
        "firstCreated": machine_time(edition.first_published_at),
        "versionCreated": machine_time(edition.modified_at),
        "language": edition.language,
        "copyrightHolder": settings.NEWSROOM_NAME,
        "headlines": list(_headlines(page)),
        "by": _by(page),
        "subjects": [section],
        "altIds": [{"role": "permalink", "value": _whole(edition.path)}],
        "edNote": " ".join(f"{notice.label}: {notice.text}" for notice in page.notices),
        "trustIndicators": [{"title": "Corrections", "href": _whole("/corrections/")}],
    }
    if edition.kind in GENRES:
        told["genres"] = [{"name": GENRES[edition.kind], "literal": edition.kind}]
    if retracted:
        told["bodies"] = list(_why_retracted(page))
    else:
        told |= _words(page)
        told["people"] = [named for named, is_desk in _authors(page) if not is_desk]
        told["organisations"] = [named for named, is_desk in _authors(page) if is_desk]
        told["subjects"] += [
            {"name": one.name, "rel": "topic", "uri": _whole(f"/topic/{one.slug}/")} for one in page.topics
        ]
        told["located"] = content.get("dateline", "").rstrip(" -–—")
        told["associations"] = list(_pictures(page))
        if content.get("source_line"):
            source = {"name": content["source_line"], "uri": content.get("source_url")}
            told["infoSources"] = [{name: value for name, value in source.items() if value}]
    return {name: value for name, value in told.items() if value not in ("", [], None)}


def _whole(path: str) -> str:
    return iri_to_uri(f"{settings.SITE_URL}{path}") or ""


def _headlines(page: ArticlePage) -> Iterator[dict[str, str]]:
    edition = page.edition
    main = f"Retracted: {edition.headline}" if edition.is_retracted else edition.headline
    yield {"role": "main", "contentType": "text/plain", "value": main}
    if edition.short_headline and not edition.is_retracted:
        yield {"role": "short", "contentType": "text/plain", "value": edition.short_headline}


def _why_retracted(page: ArticlePage) -> Iterator[dict[str, Any]]:
    """What stands where the text was."""
    for notice in page.notices:
        if notice.kind == "retraction":
            html = format_html("<p>{}</p>", notice.text)
            yield {"role": "main", "contentType": "text/html", "charCount": len(html), "value": html}


def _words(page: ArticlePage) -> dict[str, Any]:
    html = body_html(page, with_lead=False)
    body = {"role": "main", "contentType": "text/html", "charCount": len(html), "value": html}
    words = page.edition.content.get("words")
    summary = {"role": "summary", "contentType": "text/plain", "value": page.edition.standfirst}
    return {
        "bodies": [body | ({"wordCount": words} if words is not None else {})] if html else [],
        "descriptions": [summary] if page.edition.standfirst else [],
    }


def _by(page: ArticlePage) -> str:
    return "; ".join(f"{line.lead} {', '.join(author.name for author in line.authors)}" for line in page.bylines)


def _authors(page: ArticlePage) -> list[tuple[dict[str, str], bool]]:
    return [
        ({"name": author.name, "rel": line.role, "uri": _whole(f"/author/{author.slug}/")}, author.is_desk)
        for line in page.bylines
        for author in line.authors
    ]


def _pictures(page: ArticlePage) -> Iterator[dict[str, Any]]:
    """Each picture once, the lead first; a name is asked for each."""
    seen: set[int] = set()
    for part in (page.lead, *page.parts):
        for figure in part.pictures if isinstance(part, Gallery) else [part]:
            if isinstance(figure, Figure) and figure.image.pk not in seen and figure.image.may_leave_the_site:
                seen.add(figure.image.pk)
                if told := _picture(figure, "lead" if part is page.lead else f"picture-{len(seen)}"):
                    yield told


def _picture(figure: Figure, name: str) -> dict[str, Any] | None:
    image = figure.image
    files = list(_renditions(image))
    if not files:
        return None
    told = {
        "uri": files[-1]["href"],
        "name": name,
        "type": "picture",
        "pubStatus": "usable",
        "by": image.creator or image.credit_line,
        "copyrightNotice": image.copyright_notice,
        "copyrightHolder": image.licensor_name,
        "usageTerms": image.usage_terms,
        "descriptions": [
            {"role": role, "contentType": kind, "value": words}
            for role, kind, words in (
                ("caption", "text/html", figure.caption),
                ("alt", "text/plain", figure.alt),
                ("credit", "text/plain", image.credit_line),
            )
            if words
        ],
        "renditions": files,
    }
    if source := renditions.rights_of(image).digital_source_type:
        told["digitalSourceType"] = {"uri": source, "name": image.digital_source_type}
    return {name: value for name, value in told.items() if value not in ("", [], None)}


def _renditions(image: Any) -> Iterator[dict[str, Any]]:
    for spec in (*CROPS, *WIDTHS):
        if size := renditions.size_of(image, spec):
            wanted = Wanted(spec, "jpeg")
            yield {
                "name": spec.name,
                "href": f"{settings.SITE_URL}{renditions.address(image, wanted)}",
                "contentType": wanted.media_type,
                "width": size[0],
                "height": size[1],
            }
