"""Words and small facts for templates of the readers' pages: `{% load newsroom %}`."""

from typing import Protocol

from django import template

register = template.Library()

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

RIGHT_TO_LEFT_LANGUAGES = frozenset(
    ["ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"]
)
RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})


class Focused(Protocol):
    focal_x: float
    focal_y: float


@register.filter
def kind_label(kind: str) -> str:
    """What readers are told about a story's kind; "" for news."""
    return KINDS.get(kind, "")


@register.filter
def notice_label(kind: str) -> str:
    """The word that a public notice begins with."""
    return NOTICES.get(kind, "Note")


@register.filter
def direction(language: str) -> str:
    """The way `language` (a tag such as ar or az-Arab) is written, as a `dir` attribute says it: ltr or rtl."""
    subtags = language.lower().replace("_", "-").split("-")
    script = next((subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()), None)
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else subtags[0] in RIGHT_TO_LEFT_LANGUAGES
    return "rtl" if is_rtl else "ltr"


@register.filter
def focus(image: Focused) -> str:
    """The classes that keep the picture's focal point in sight where CSS crops it; a style attribute is not allowed."""
    return f"focus-x{round(image.focal_x * 10)} focus-y{round(image.focal_y * 10)}"
