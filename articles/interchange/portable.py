"""The body of a story as one piece of HTML that stands alone: in a feed reader, in another newsroom's system."""

import re

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from .. import renditions
from ..imaging import WIDTHS
from ..reading import ArticlePage, Elsewhere, Figure, Gallery, PagePart, story
from ..renditions import Wanted

# Wide enough for a column, small enough for a reader that loads thirty stories.
WIDEST = 1280
_WIDEST_FIRST = [spec for spec in reversed(WIDTHS) if spec.width <= WIDEST]

_LINK = re.compile(r"""(<a\b[^<>]*?\bhref=")([/#])(?!/)""")


def body_html(page: ArticlePage, *, with_lead: bool = True) -> str:
    """The lead, the text and its pictures, every address whole. Pictures that may not leave our pages are left out."""
    address = iri_to_uri(f"{settings.SITE_URL}{page.edition.path}") or ""
    lead = [page.lead] if page.lead and with_lead else []
    return "\n".join(html for part in (*lead, *story.parts(page)) if (html := _html(part, address)))


def picture_of(figure: Figure | None) -> tuple[str, int, int] | None:
    """Address, width and height of the JPEG that stands for the picture elsewhere; None where none may."""
    if figure is None or not figure.image.may_leave_the_site:
        return None
    for spec in _WIDEST_FIRST:
        if size := renditions.size_of(figure.image, spec):
            return f"{settings.SITE_URL}{renditions.address(figure.image, Wanted(spec, 'jpeg'))}", *size
    return None


def _html(part: PagePart, address: str) -> str:
    match part:
        case Figure():
            return _figure(part)
        case Gallery():
            return "\n".join(html for figure in part.pictures if (html := _figure(figure)))
        case Elsewhere():
            return format_html('<p><a href="{}">{}</a></p>', part.address, part.title or part.service)
    return _LINK.sub(lambda link: f"{link[1]}{settings.SITE_URL if link[2] == '/' else address}{link[2]}", part)


def _figure(figure: Figure) -> SafeString:
    found = picture_of(figure)
    if found is None:
        return SafeString("")
    source, width, height = found
    image = f'<img src="{escape(source)}" width="{width}" height="{height}" alt="{escape(figure.alt)}">'
    # The caption was sanitised, or escaped, before it was frozen.
    said = [figure.caption, escape(figure.image.ai_label), escape(figure.image.credit_line)]
    caption = " ".join(words for words in said if words)
    return SafeString(f"<figure>{image}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>")
