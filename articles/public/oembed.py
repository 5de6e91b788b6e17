"""oEmbed 1.0: what other sites show where somebody put a link to a story. https://oembed.com/"""

from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import reading, renditions
from ..imaging import CARD_CROPS, CROPS
from ..reading import ArticlePage
from ..renditions import Wanted
from .addresses import of_page
from .article_data import authors, headline


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The story at the address `url` as a link with its title. What readers do not see answers as what never was."""
    path = _path_of(request.GET.get("url", ""))
    page = reading.article_page(path, at=timezone.now()) if path else None
    if page is None:
        raise Http404
    format = request.GET.get("format", "json")
    if format not in ("json", "xml"):
        return HttpResponse("There is json and xml.\n", status=501, content_type="text/plain; charset=utf-8")
    told = _told(page, _limit(request, "maxwidth"), _limit(request, "maxheight"))
    response = _as_xml(told) if format == "xml" else JsonResponse(told)
    response["Cache-Control"] = "no-cache"
    # Sites ask for it from scripts of theirs; it says what everybody can read.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _path_of(url: str) -> str:
    """The path of an address on this site; "" for any other."""
    try:
        asked, own = urlsplit(url), urlsplit(settings.SITE_URL)
    except ValueError:
        return ""
    path = unquote(asked.path)
    is_ours = asked.scheme in ("http", "https") and asked.netloc == own.netloc
    return path if is_ours and path.startswith("/") and "\x00" not in path else ""


def _limit(request: HttpRequest, name: str) -> int | None:
    """A size in pixels, None where none is asked for; nonsense asks for none."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else None


def _told(page: ArticlePage, width: int | None, height: int | None) -> dict[str, Any]:
    named = authors(page)
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "link",
        "title": headline(page),
        "provider_name": settings.NEWSROOM_NAME,
        "provider_url": of_page("front"),
    }
    if named:
        told["author_name"] = ", ".join(author.name for author in named)
    if len(named) == 1 and not page.edition.is_retracted:
        told["author_url"] = of_page("author", named[0].slug)
    return told | _thumbnail(page, width, height)


def _thumbnail(page: ArticlePage, width: int | None, height: int | None) -> dict[str, Any]:
    """The largest wide crop within the limits; nothing where there is none."""
    image = page.lead.image if page.lead else None
    if image is None or not image.may_leave_the_site:
        return {}
    for spec in (one for one in (*CROPS, *CARD_CROPS) if one.shape == "16x9"):
        size = renditions.size_of(image, spec)
        if size and (width is None or size[0] <= width) and (height is None or size[1] <= height):
            url = f"{settings.SITE_URL}{renditions.address(image, Wanted(spec, 'jpeg'))}"
            return {"thumbnail_url": url, "thumbnail_width": size[0], "thumbnail_height": size[1]}
    return {}


def _as_xml(told: dict[str, Any]) -> HttpResponse:
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    xml = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(xml, content_type="text/xml; charset=utf-8")
