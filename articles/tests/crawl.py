"""Walking the readers' site as a stranger does: every address that the resolver knows and every link that is found."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

from django.test import Client

from articles.models import Author, Edition, HousePage, Image, PreviewLink, Redirect, Section, Topic

_SETS = re.compile(r'\bsrcset="([^"]+)"')
_LINKS = re.compile(r'\b(?:href|src|content)="((?:https?:/)?/[^"]+)"')


def every_address() -> set[str]:
    """An address for every row that could have one, visible or not, and for every page without one."""
    rows = [*Section.objects.all(), *Topic.objects.all(), *Author.objects.all()]
    house_pages = {f"/about/{slug}/" for slug in HousePage.objects.values_list("slug", flat=True)} | {"/about/"}
    paths = {row.get_absolute_url() for row in rows} | {"/", "/archive/", "/corrections/", "/corrections/feed/"}
    feeds = {f"{path}feed/{format}/" for path in {*paths} for format in ("rss", "atom", "json") if path != "/archive/"}
    paths |= {path for path in feeds if not path.startswith("/corrections/feed/feed")}
    paths |= {"/robots.txt", "/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/news-1.xml", "/sitemaps/2026-03.xml"}
    paths.add("/sitemaps/2026-03-08.xml")
    paths |= {"/card/16x9.png", "/card/9x9.png"}
    paths |= house_pages | {"/search/opensearch.xml", "/search/", *_searches()}
    for path in Edition.objects.values_list("path", flat=True):
        _, year, month, day, *_ = path.split("/")
        paths |= {path, f"/{year}/{month}/", f"/{year}/{month}/{day}/", f"{path}history/", f"{path}ninjs.json"}
        paths.add(f"/oembed/?{urlencode({'url': f'http://127.0.0.1:8000{path}'})}")
        paths |= {f"{path}history/{number}/{part}" for number in (1, 2, 3) for part in ("", "changes/")}
    paths |= set(Redirect.objects.values_list("path", flat=True))
    # What is kept of a preview link opens nothing.
    paths |= {f"/preview/{link.token_hash}/" for link in PreviewLink.objects.all()}
    for image in Image.objects.exclude(file=""):
        # A file of each format, the original as its row calls it, and where a storage would say that it is.
        paths |= {f"/media/{image.token}/{image.version}/{name}" for name in ("w320.avif", "w320.webp", "4x3.jpg")}
        paths |= {f"/media/{image.file.name}", image.file.url}
    return paths


def _searches() -> set[str]:
    """Searches that find all there is to find, and such as almost name something that is hidden."""
    words = ["language:en", "-nothing", "headline", "body", "standfirst", "author", "topic", "z", "qz", "author:z"]
    return {f"/search/?q={word}&sort={sort}" for word in words for sort in ("", "date")}


def crawl(start: Iterable[str], *, client: Client | None = None) -> dict[str, tuple[int, str, bytes]]:
    """What a stranger gets at each address of `start` and at all that links lead to: status, location, body."""
    client = client or Client()
    answers: dict[str, tuple[int, str, bytes]] = {}
    waiting = list(start)
    while waiting:
        address = waiting.pop()
        if address in answers:
            continue
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        answers[address] = (response.status_code, response.get("Location", ""), body)
        if response.get("Content-Type", "").startswith("text/html"):
            waiting += _links(body.decode(), address)
    return answers


def _links(html: str, base: str) -> list[str]:
    listed = (one.split()[0] for srcset in _SETS.findall(html) for one in srcset.split(","))
    links = (urlsplit(urljoin(f"http://testserver{base}", unescape(link))) for link in [*_LINKS.findall(html), *listed])
    return [
        link._replace(scheme="", netloc="", fragment="").geturl()
        for link in links
        if link.netloc == "testserver" and not link.path.startswith(("/static/", "/admin/")) and link.path
    ]
