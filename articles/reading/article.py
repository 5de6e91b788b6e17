"""One article as readers see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import escape

from ..models import Edition, Image, Redirect
from .bylines import Byline
from .references import Name, references


@dataclass(frozen=True)
class Figure:
    """A picture in its place: the image of the day, the caption (inline HTML) and alt text as used there."""

    image: Image
    caption: str
    alt: str
    size: str


@dataclass(frozen=True)
class Notice:
    """A public notice as it stands on the article."""

    kind: str
    text: str
    at: datetime


@dataclass(frozen=True)
class ArticlePage:
    """An edition with all that its page names. `parts` are strings of ready HTML and figures, in order."""

    edition: Edition
    lead: Figure | None
    parts: list[str | Figure]
    bylines: tuple[Byline, ...]
    topics: list[Name]
    notices: list[Notice]
    navigation: list[Name]


def article_page(path: str, *, at: datetime) -> ArticlePage | None:
    """What readers see at `path`, None where they see nothing. Three queries, two where no picture is shown."""
    edition = Edition.objects.visible_at(at).filter(path=path).select_related("section").first()
    return assemble(edition, at=at) if edition else None


def assemble(edition: Edition, *, at: datetime) -> ArticlePage:
    """The page of `edition`, with the reference data of the day."""
    refer = references([edition])
    images = _images_of(edition, at)
    content = edition.content
    return ArticlePage(
        edition,
        _lead(images, content["lead"], edition.lead_image_id),
        [part for part in (_part(part, images) for part in content["parts"]) if part],
        refer.bylines.get(edition.pk, ()),
        refer.topics.get(edition.pk, []),
        [_notice(notice) for notice in content["corrections"]],
        refer.navigation,
    )


def destination(path: str, *, at: datetime) -> str | None:
    """Where the old address `path` leads readers; None where it leads nowhere that they can see."""
    if "\x00" in path:
        # PostgreSQL would refuse the question.
        return None
    redirect = Redirect.objects.filter(path=path).first()
    if redirect is None:
        return None
    if redirect.article_id is None:
        return redirect.target
    paths = Edition.objects.visible_at(at).filter(article=redirect.article_id).values_list("path", flat=True)
    return paths.first()


def _images_of(edition: Edition, at: datetime) -> dict[str, Image]:
    shows_none = edition.lead_image_id is None and all(part["type"] != "figure" for part in edition.content["parts"])
    if shows_none:
        return {}
    images = Image.objects.filter(edition_images__edition=edition).defer("file_metadata")
    return {image.key: image for image in images if image.is_usable_at(at)}


def _lead(images: dict[str, Image], words: dict[str, str], lead_image_id: int | None) -> Figure | None:
    image = next((image for image in images.values() if image.pk == lead_image_id), None)
    if image is None:
        return None
    return Figure(image, escape(words["caption"] or image.caption), words["alt"] or image.alt_text, "lead")


def _part(part: dict[str, Any], images: dict[str, Image]) -> str | Figure | None:
    """A part to print; None for a figure whose picture may not, or no longer, be shown."""
    if part["type"] == "html":
        return str(part["html"])
    image = images.get(part["image"])
    if image is None:
        return None
    return Figure(image, part["caption"] or escape(image.caption), part["alt"] or image.alt_text, part["size"])


def _notice(notice: dict[str, str]) -> Notice:
    return Notice(notice["kind"], notice["text"], datetime.fromisoformat(notice["at"]))
