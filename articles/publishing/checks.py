"""Checks before publishing: one engine for the button, the schedule, the command and the import."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ..models import Article, Edition, Image, Redirect
from ..text import (
    LONGEST_PARAGRAPH,
    PLACEHOLDER,
    FigurePart,
    Place,
    body_parts,
    first_placeholder,
    image_keys,
    is_blank,
    notes_of,
    place_of_link,
    place_of_picture,
    place_of_words,
    plain_text,
    without_notes,
)

LONGEST_HEADLINE = 110
SAME_HEADLINE_WITHIN = timedelta(days=30)

_LINK = re.compile(r'<a href="([^"]+)"')


@dataclass(frozen=True)
class Finding:
    """One thing that a check found. A blocking one keeps the article in; `field` is where to mend it."""

    code: str
    message: str
    field: str
    blocking: bool = True
    # Whether a permitted person may publish all the same, giving a reason.
    can_be_overridden: bool = True
    # Where in the body, if it is about a place there.
    place: Place | None = None


@dataclass(frozen=True)
class Subject:
    """What is checked: a snapshot of an article, as it would go out at `at`."""

    article: Article
    data: dict[str, Any]
    images: dict[str, Image]
    at: datetime

    @property
    def text(self) -> str:
        return plain_text(self.data["body"])

    def place_of_picture(self, key: str, field: str) -> Place | None:
        return place_of_picture(self.data["body"], key) if field == "body" else None


def findings(
    article: Article, data: dict[str, Any], *, at: datetime, images: dict[str, Image] | None = None
) -> list[Finding]:
    """All that the checks find in the snapshot `data` of `article`, blocking ones first. Three or four queries.

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


def _pictures(subject: Subject) -> Iterator[Finding]:
    """Alt text, credit and rights of every picture; a picture that is gone. One without a file is not shown at all."""
    for key, alt_here, field in _uses(subject.data):
        image = subject.images.get(key)
        if image is None:
            message = f"The picture “{key}” that this article refers to no longer exists."
            place = subject.place_of_picture(key, field)
            yield Finding("picture_gone", message, field, can_be_overridden=False, place=place)
        elif image.file:
            yield from _picture(image, alt_here, field, subject)


def _picture(image: Image, alt_here: str, field: str, subject: Subject) -> Iterator[Finding]:
    place = subject.place_of_picture(image.key, field)
    if is_blank(alt_here or image.alt_text) and not image.is_decorative:
        message = f"Say for those who cannot see it what the picture “{image}” shows, or mark it as decorative."
        yield Finding("alt_text", message, field, place=place)
    if is_blank(image.credit_line):
        yield Finding("credit", f"The picture “{image}” has no credit.", field, place=place)
    if image.usable_until and image.usable_until <= subject.at:
        until = timezone.localtime(image.usable_until)
        message = f"The right to show the picture “{image}” ended on {until:%d %B %Y, %H:%M %Z}."
        yield Finding("rights", message, field, place=place)


def _uses(data: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Key, alt text as used here and field of every picture of a snapshot."""
    if data["lead_image"]:
        yield data["lead_image"], data["lead_alt_text"], "lead_image"
    for picture in _pictures_in(data["body"]):
        yield picture["image"], picture["alt"], "body"


def _pictures_in(body: str) -> Iterator[FigurePart]:
    for part in body_parts(body):
        if part["type"] == "figure":
            yield part
        elif part["type"] == "gallery":
            yield from part["pictures"]


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


CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    _headline,
    _section,
    _body,
    _byline,
    _pictures,
    _placeholders,
    _notes,
    _embargo,
    _topics,
    _links,
    _same_headline,
)
