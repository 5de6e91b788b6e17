"""Words and small facts for templates of the readers' pages: `{% load newsroom %}`."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from ..reading import machine_time

register = template.Library()
register.filter("machine_time", machine_time)

# News goes without saying.
KINDS = {
    "analysis": "Analysis",
    "opinion": "Opinion",
    "explainer": "Explainer",
    "editors_note": "Editor’s note",
    "sponsored": "Sponsored",
}
NOTICES = {
    "correction": "Correction",
    "clarification": "Clarification",
    "update": "Update",
    "editors_note": "Editor’s note",
    "retraction": "Retraction",
}
CHANGES = {
    "first": "First published",
    "again": "Published again",
    "minor": "Minor edit",
    "update": "Updated",
    "retraction": "Retracted",
}

RIGHT_TO_LEFT_LANGUAGES = frozenset(
    ["ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"]
)
RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})


@register.filter
def kind_label(kind: str) -> str:
    """What readers are told about a story's kind; "" for news."""
    return KINDS.get(kind, "")


@register.filter
def notice_label(kind: str) -> str:
    """The word that a public notice begins with."""
    return NOTICES.get(kind, "Note")


@register.filter
def change_labels(changes: Iterable[str]) -> str:
    """What a version of an article brought, as one phrase; most kinds of notices are called what they are."""
    return ", ".join(CHANGES.get(change) or notice_label(change) for change in changes).capitalize()


@register.filter
def exact_time(moment: datetime) -> SafeString:
    """The moment to the minute, with its zone, and to the second for machines."""
    local = timezone.localtime(moment)
    words = f"{date_format(local, 'DATE_FORMAT')}, {date_format(local, 'TIME_FORMAT')} {date_format(local, 'T')}"
    return format_html('<time datetime="{}">{}</time>', machine_time(moment), words)


@register.filter
def seconds(moment: datetime) -> str:
    """The moment as scripts compare it: whole seconds since 1970."""
    return str(int(moment.timestamp()))


@register.filter
def marked(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """Text in pieces, with those marked that are to be."""
    return SafeString("".join(f"<mark>{escape(text)}</mark>" if is_it else escape(text) for text, is_it in pieces))


@register.filter
def direction(language: str) -> str:
    """The way `language` (a tag such as ar or az-Arab) is written, as a `dir` attribute says it: ltr or rtl."""
    subtags = language.lower().replace("_", "-").split("-")
    script = next((subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()), None)
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else subtags[0] in RIGHT_TO_LEFT_LANGUAGES
    return "rtl" if is_rtl else "ltr"


@register.filter
def language_name(language: str) -> str:
    """What `language` (a tag such as ar or en-US) calls itself; the tag where that is not known."""
    tag = language.lower().replace("_", "-")
    known = LANG_INFO.get(tag) or LANG_INFO.get(tag.split("-")[0]) or {}
    return str(known.get("name_local", language))


# Networks know a language with a country alone: the one that most of its readers are in.
_COUNTRIES = {
    "ar": "AR", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "GB", "es": "ES", "et": "EE", "fa": "IR",
    "fi": "FI", "fr": "FR", "he": "IL", "hu": "HU", "it": "IT", "ja": "JP", "ko": "KR", "lt": "LT", "lv": "LV",
    "nb": "NO", "nl": "NL", "pl": "PL", "pt": "PT", "ro": "RO", "ru": "RU", "sv": "SE", "tr": "TR", "uk": "UA",
    "ur": "PK", "zh": "CN",
}  # fmt: skip


@register.filter
def locale(language: str) -> str:
    """`language` as Open Graph says it (en_GB); "" where no country is known for it. Arabic is ar_AR there."""
    first, *others = language.replace("_", "-").split("-")
    country = next((other.upper() for other in others if len(other) == 2), _COUNTRIES.get(first.lower(), ""))
    return f"{first.lower()}_{country}" if country else ""
