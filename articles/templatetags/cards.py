"""Stories in lists: `{% load cards %}{% card card level=2 pictured=True layout="river" %}`.

Put together here and not by a template: a list has two dozen of them, and each would be forty nodes.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..reading import machine_time
from .addresses import address_of
from .newsroom import direction, kind_label, seconds
from .pictures import picture

register = template.Library()


@register.simple_tag
def card(
    card: Any,
    level: int,
    pictured: bool = False,
    with_section: bool = False,
    with_standfirst: bool = False,
    is_lead: bool = False,
    layout: str = "",
) -> SafeString:
    """A story in a list, with a headline of that `level`; `layout` is the place of its picture, see `picture`."""
    edition = card.edition
    kind, address, language = escape(edition.kind), escape(iri_to_uri(edition.path)), escape(edition.language)
    shown = picture(edition.lead_image, layout, is_first=is_lead) if pictured and card.shows_picture else None
    parts = [
        f'<article class="card kind-{kind}{"" if shown is None else " card-pictured"}"'
        f' dir="{direction(edition.language)}" data-modified="{seconds(edition.modified_at)}">'
    ]
    if shown is not None:
        parts.append(f'<a class="card-picture" href="{address}" tabindex="-1" aria-hidden="true">{shown}</a>')
    parts.append(f'<div class="card-text">{_kicker(edition, with_section=with_section)}')
    headline = escape(edition.list_headline)
    parts.append(f'<h{level} class="card-headline" lang="{language}"><a href="{address}">{headline}</a></h{level}>')
    if with_standfirst and edition.standfirst:
        parts.append(f'<p class="card-standfirst" lang="{language}">{escape(edition.standfirst)}</p>')
    parts.append(f'<p class="card-meta">{_byline(card)}{_day(edition.first_published_at)}</p></div></article>')
    return SafeString("\n".join(parts))


def _kicker(edition: Any, *, with_section: bool) -> str:
    """Section and kind above the headline, as _kicker.html has them."""
    label, name = kind_label(edition.kind), edition.section.name
    section = ""
    if with_section:
        address = escape(address_of("articles:section", edition.section.slug))
        section = f'<a class="kicker-section" href="{address}">{escape(name)}</a>'
        label = label if label != name else ""
    kind = f'<span class="kicker-kind">{escape(label)}</span>' if label else ""
    return f'<p class="kicker">{section} {kind}</p>\n' if section or kind else ""


def _byline(card: Any) -> str:
    for byline in card.bylines[:1]:
        *others, last = [escape(author.name) for author in byline.authors]
        names = f"{', '.join(others)} and {last}" if others else last
        return f'<span class="card-byline">{escape(byline.lead)} {names}</span>\n'
    return ""


def _day(moment: datetime) -> str:
    words = _in_words(timezone.localtime(moment).date(), get_language())
    return f'<time datetime="{machine_time(moment)}">{escape(words)}</time>'


@lru_cache(maxsize=512)
def _in_words(day: date, language: str | None) -> str:
    return date_format(day, "DATE_FORMAT")
