"""The readers' search: a form that is a link, so that a search can be kept, shared and gone back to."""

from dataclasses import dataclass, replace
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from .. import reading
from .. import search as searches
from ..text import Query, Token, parse_query

# What may be asked for beside words, as the form and a term in the words call it.
FILTERS = ("section", "topic", "author", "from", "until", "language")
_LAST_PAGE = 20
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"


@dataclass(frozen=True)
class Form:
    """What was filled in; words and values as they are shown again."""

    words: str
    filters: dict[str, str]
    by_date: bool
    before: int | None = None
    page: int = 1

    @classmethod
    def of(cls, request: HttpRequest) -> "Form":
        """Whatever stands in the address; what cannot be is left."""
        written = {name: _line(request.GET.get(name, "")) for name in ("q", "before", "page", *FILTERS)}
        page = int(written["page"]) if written["page"].isdecimal() and len(written["page"]) < 4 else 1
        before = written["before"].removeprefix("-")
        return cls(
            words=written["q"],
            filters={name: written[name] for name in FILTERS if written[name]},
            by_date=request.GET.get("sort") == "date",
            before=int(written["before"]) if before.isdecimal() and len(before) < 18 else None,
            page=min(max(page, 1), _LAST_PAGE),
        )

    @property
    def query(self) -> Query:
        """Words and filters as one search. A filter that says what the words say too is asked for once."""
        query = parse_query(self.words)
        terms = tuple(Token(value, name) for name, value in self.filters.items())
        return Query(tuple(dict.fromkeys([*query.tokens, *terms])))

    @property
    def is_first(self) -> bool:
        return self.before is None and self.page == 1

    def address(self, **place: int) -> str:
        """Where this search is found, at another place of its list."""
        asked = {"q": self.words, **self.filters, **({"sort": "date"} if self.by_date else {}), **place}
        return f"{reverse('articles:search')}?{urlencode(asked)}"


def _line(value: str) -> str:
    """What was typed in one line, without what no database takes."""
    text = value.encode("utf-8", "ignore").decode().replace("\x00", "")
    return " ".join(text[: searches.LONGEST_QUERY].split())


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and what is found. Whatever is asked gives a page."""
    at, form = timezone.now(), Form.of(request)
    query = form.query
    names = {"form": form, "is_asked": bool(query.tokens), "opens_filters": bool(form.filters)}
    if not query.tokens:
        return _page(request, names | {"navigation": reading.navigation(at=timezone.now())})
    found = searches.search(query, at=at, by_date=form.by_date, before=form.before, page=form.page)
    names |= {"found": found, "navigation": found.navigation, "other_order": replace(form, by_date=not form.by_date)}
    if form.by_date and found.older is not None:
        names["next"] = form.address(before=found.older)
    elif found.next_page is not None and found.next_page <= _LAST_PAGE:
        names["next"] = form.address(page=found.next_page)
    if found.looked_back_to is not None and found.older is not None:
        names["further_back"] = replace(form, by_date=True).address(before=found.older)
    elif not found.hits and form.is_first and (meant := searches.suggested(query, at=at)):
        words = " ".join(str(token) for token in meant.tokens if token.key not in form.filters)
        names["meant"] = replace(form, words=words)
    return _page(request, names)


def _page(request: HttpRequest, names: dict[str, object]) -> HttpResponse:
    response = render(request, "articles/search.html", names)
    # A search is somebody's own question: whoever wants our stories finds them in our lists.
    response["X-Robots-Tag"] = "noindex, follow"
    return response


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """What a browser is told to search the site from its own line. No query."""
    root = ElementTree.Element("OpenSearchDescription", xmlns=_NAMESPACE)
    ElementTree.SubElement(root, "ShortName").text = settings.NEWSROOM_NAME[:16]
    ElementTree.SubElement(root, "LongName").text = f"{settings.NEWSROOM_NAME[:40]}: search"
    ElementTree.SubElement(root, "Description").text = f"Search the stories of {settings.NEWSROOM_NAME}"[:1024]
    ElementTree.SubElement(root, "InputEncoding").text = "UTF-8"
    template = f"{settings.SITE_URL}{reverse('articles:search')}?q={{searchTerms}}"
    ElementTree.SubElement(root, "Url", type="text/html", method="get", template=template)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="application/opensearchdescription+xml")
