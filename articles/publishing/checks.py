"""Checks before publishing: one engine for the button, the schedule, the command and the import."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ..models import Article, Edition, Image, Redirect
from ..text import (
    LONGEST_PARAGRAPH,
    PLACEHOLDER,
    first_placeholder,
    image_keys,
    is_blank,
    notes_of,
    place_of_link,
    place_of_words,
    without_notes,
)
from .findings import Finding, Subject
from .picture_checks import picture_findings

LONGEST_HEADLINE = 110
SAME_HEADLINE_WITHIN = timedelta(days=30)

_LINK = re.compile(r'<a href="([^"]+)"')


def findings(
    article: Article, data: dict[str, Any], *, at: datetime, images: dict[str, Image] | None = None
) -> list[Finding]:
    """All that the checks find in the snapshot `data` of `article`, blocking ones first. Seven queries at most.

    `images` are those of `images_of`, where the caller has them.
    """
    images = images_of(data) if images is None else images
    subject = Subject(article, data, images, at)
    found = [finding for check in CHECKS for finding in check(subject)]
    return sorted(found, key=lambda finding: not finding.blocking)


def images_of(data: dict[str, Any], *, known: Image | None = None) -> dict[str, Image]:
    """The images that the snapshot `data` shows, by their keys; one that is `known` need not be read."""
    keys = {key for key in [data["lead_image"], *image_keys(data["body"])] if key}
    found = {known.key: known} if known and known.key in keys else {}
    if unread := keys - found.keys():
        found |= {image.key: image for image in Image.objects.defer("file_metadata").filter(key__in=unread)}
    return found


def reasons_not_to_publish(article: Article, data: dict[str, Any], *, at: datetime) -> list[str]:
    """A sentence for each thing to mend before the snapshot may be shown to readers from `at` on."""
    return [finding.message for finding in findings(article, data, at=at) if finding.blocking]


def _headline(subject: Subject) -> Iterator[Finding]:
    headline = subject.data["headline"]
    if is_blank(headline):
        yield Finding("headline", "Write a headline.", "headline", can_be_overridden=False)
    elif len(headline) > LONGEST_HEADLINE:
        yield Finding("headline_long", f"The headline has {len(headline)} characters.", "headline", blocking=False)


def _section(subject: Subject) -> Iterator[Finding]:
    if subject.data["section"] is None:
        yield Finding("section", "Choose a section.", "section", can_be_overridden=False)


def _body(subject: Subject) -> Iterator[Finding]:
    if is_blank(subject.text) and not subject.images:
        yield Finding("body", "Write the story: the body is empty.", "body", can_be_overridden=False)
    if is_blank(subject.data["standfirst"]):
        yield Finding("standfirst", "There is no standfirst.", "standfirst", blocking=False)
    longest = max((len(line.split()) for line in subject.text.splitlines()), default=0)
    if longest > LONGEST_PARAGRAPH:
        yield Finding("paragraph_long", f"A paragraph has {longest} words.", "body", blocking=False)


def _byline(subject: Subject) -> Iterator[Finding]:
    if not subject.data["contributors"] and not subject.article.without_byline:
        message = "Name who wrote this, or say that it is deliberately without a byline."
        yield Finding("byline", message, "contributors")


def _topics(subject: Subject) -> Iterator[Finding]:
    if not subject.data["topics"]:
        yield Finding("topics", "There are no topics.", "topics", blocking=False)


def _placeholders(subject: Subject) -> Iterator[Finding]:
    for field, text in (
        ("headline", subject.data["headline"]),
        ("standfirst", subject.data["standfirst"]),
        ("body", subject.text),
    ):
        if found := first_placeholder(text):
            place = place_of_words(subject.data["body"], _placeholder_in(text)) if field == "body" else None
            yield Finding("placeholder", f"Placeholder text is left: “{found}”.", field, place=place)


def _placeholder_in(text: str) -> str:
    match = re.search(PLACEHOLDER, text)
    return match[0] if match else ""


def _notes(subject: Subject) -> Iterator[Finding]:
    """Notes in the text are never published; whoever publishes may want to know that a question is open."""
    if notes := notes_of(subject.data["body"]):
        number = "is a note" if len(notes) == 1 else f"are {len(notes)} notes"
        message = f"There {number} for the desk in the text. Readers never see them."
        yield Finding("note_left", message, "body", blocking=False)


def _embargo(subject: Subject) -> Iterator[Finding]:
    article = subject.article
    if article.embargo and subject.at < article.embargo:
        until = timezone.localtime(article.embargo)
        message = f"The article is under embargo until {until:%d %B %Y, %H:%M %Z}. Schedule it for then or later."
        yield Finding("embargo", message, "embargo", can_be_overridden=False)
    if article.hold_reason:
        message = f"The article is on hold: {article.hold_reason}"
        yield Finding("hold", message, "hold_reason", can_be_overridden=False)


def _links(subject: Subject) -> Iterator[Finding]:
    """Links to articles of this site that readers will not find."""
    host = urlsplit(settings.SITE_URL).netloc
    links = [urlsplit(link) for link in _LINK.findall(without_notes(subject.data["body"]))]
    ours = [link for link in links if link.netloc in {"", host} and re.match(r"/\d{4}/\d\d/\d\d/.", link.path)]
    paths = {link.path for link in ours}
    if not paths:
        return
    seen = Edition.objects.filter(path__in=paths, visible_from__lte=subject.at)
    visible = Edition.objects.visible_at(subject.at).filter(article=OuterRef("article"))
    known = set(seen.filter(Exists(visible)).values_list("path", flat=True))
    known |= set(Redirect.objects.filter(path__in=paths).values_list("path", flat=True))
    for path in sorted(paths - known):
        address = next(link.geturl() for link in ours if link.path == path)
        place = place_of_link(subject.data["body"], address)
        yield Finding("link", f"The link to {path} leads nowhere on this site.", "body", blocking=False, place=place)


def _same_headline(subject: Subject) -> Iterator[Finding]:
    recent = Edition.objects.filter(
        headline=subject.data["headline"], first_published_at__gt=subject.at - SAME_HEADLINE_WITHIN
    )
    if recent.exclude(article=subject.article).exists():
        yield Finding(
            "same_headline",
            "Another story of these weeks, or one to come, has the same headline.",
            "headline",
            blocking=False,
        )


def _translation(subject: Subject) -> Iterator[Finding]:
    """Of a story there is one version in each language; readers would be offered two under one name."""
    original = subject.data.get("translation_of")
    if not original:
        return
    group = Article.objects.filter(Q(uuid=original) | Q(translation_of=original)).exclude(pk=subject.article.pk)
    languages = {language.lower() for language in group.values_list("language", flat=True)}
    if subject.data["language"].lower() in languages:
        message = "The original, or another translation of it, is in the same language."
        yield Finding("translation", message, "translation_of", blocking=False)


CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    _headline,
    _section,
    _body,
    _byline,
    picture_findings,
    _placeholders,
    _notes,
    _embargo,
    _topics,
    _links,
    _same_headline,
    _translation,
)
