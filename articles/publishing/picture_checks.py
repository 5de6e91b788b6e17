"""Checks of the pictures of an article: their words and their rights, at the moment at which it will go out.

A missing description or credit, and a picture that was killed, are mended, never passed over. For other
rights somebody may answer with a reason. Where readers could not see the picture anyway, they then see
the article without it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast
from django.utils import timezone

from ..imaging import instruction_flags
from ..models import AllowedUse, Article, EditionImage, Image, Licence
from ..text import FigurePart, body_parts, is_blank
from .findings import Finding, Subject

# How long before the right to show a picture ends the desk is told.
RIGHTS_END_WITHIN = timedelta(days=14)

# What `instruction_flags` names.
NOT_FOR_WEB, EMBARGO = "not_for_web", "embargo"


@dataclass
class Limits:
    """What limits some pictures beside their own columns; the words are for sentences. By the picture's id."""

    # The names of the only sections, by slug; the headlines of the only articles, by id.
    sections: dict[int, dict[str, str]] = field(default_factory=dict)
    articles: dict[int, dict[int, str]] = field(default_factory=dict)
    # In how many other articles a picture was or will be shown; only of those that have a maximum.
    uses: dict[int, int] = field(default_factory=dict)


def picture_findings(subject: Subject) -> Iterator[Finding]:
    """What is wrong with every picture, where it stands. One without a file is not shown at all.

    One query where there are pictures, and one more where the number of uses of one is limited.
    """
    limits = limits_of(subject.images.values(), article=subject.article)
    for key, alt_here, where in _uses(subject.data):
        image = subject.images.get(key)
        place = subject.place_of_picture(key, where)
        if image is None:
            message = f"The picture “{key}” that this article refers to no longer exists."
            yield Finding("picture_gone", message, where, can_be_overridden=False, place=place)
        elif image.file:
            found = [
                *words_missing(image, alt_here=alt_here),
                *rights_missing(image, at=subject.at),
                *_limits_passed(image, subject, limits),
                *advice(image, at=subject.at),
            ]
            yield from (replace(finding, field=where, place=place) for finding in found)


def words_missing(image: Image, *, alt_here: str = "") -> Iterator[Finding]:
    """Description and credit, which readers cannot do without: nobody passes over these."""
    if is_blank(alt_here or image.alt_text) and not image.is_decorative:
        message = f"Say for those who cannot see it what the picture “{image}” shows, or mark it as decorative."
        yield Finding("alt_text", message, "", can_be_overridden=False)
    if is_blank(image.credit_line):
        yield Finding("credit", f"The picture “{image}” has no credit.", "", can_be_overridden=False)


def rights_missing(image: Image, *, at: datetime) -> Iterator[Finding]:
    """Each reason for which readers would not see `image` at `at`: what `may_be_shown_at` asks, in sentences.

    The sentences do not name `at`, so that what was let pass for one moment is known at another.
    """
    if image.killed_at is not None:
        message = f"The picture “{image}” was killed: {image.kill_reason.rstrip('.')}. Choose another one."
        yield Finding("killed", message, "", can_be_overridden=False)
    if image.allowed_use == AllowedUse.PRINT:
        yield Finding("print_only", f"The picture “{image}” may appear in print only.", "")
    if image.embargo and at < image.embargo:
        message = f"The picture “{image}” is under embargo until {_moment(image.embargo)}."
        yield Finding("picture_embargo", message, "")
    if image.usable_from and at < image.usable_from:
        message = f"The right to show the picture “{image}” begins on {_moment(image.usable_from)}."
        yield Finding("rights_begin", message, "")
    if image.usable_until and at >= image.usable_until:
        message = f"The right to show the picture “{image}” ended on {_moment(image.usable_until)}."
        yield Finding("rights", message, "")


def advice(image: Image, *, at: datetime) -> Iterator[Finding]:
    """What whoever chooses or publishes `image` should know, and may go on all the same."""
    if image.usable_until and at < image.usable_until <= at + RIGHTS_END_WITHIN:
        message = (
            f"The right to show the picture “{image}” ends on {_moment(image.usable_until)}:"
            " readers see the article without it from then on."
        )
        yield Finding("rights_end", message, "", blocking=False)
    if image.licence == Licence.UNKNOWN:
        message = f"Nobody has said on what licence the picture “{image}” is shown."
        yield Finding("licence", message, "", blocking=False)
    flags = instruction_flags(image.instructions) if image.instructions else set()
    if NOT_FOR_WEB in flags and image.allowed_use != AllowedUse.PRINT:
        message = f"The instructions with the picture “{image}” read as if it were not for the web. Look at them."
        yield Finding("not_for_web", message, "", blocking=False)
    if EMBARGO in flags and image.embargo is None:
        message = f"The instructions with the picture “{image}” speak of an embargo, and none is set. Look at them."
        yield Finding("says_embargo", message, "", blocking=False)
    if image.ai_label:
        message = f"The picture “{image}” is labelled “{image.ai_label}”: readers are told."
        yield Finding("ai", message, "", blocking=False)


def limits_of(images: Iterable[Image], *, article: Article | None = None) -> Limits:
    """The limits of `images`; uses in `article` are not counted. No query without images, two at most."""
    limits = Limits()
    keys = [image.pk for image in images]
    if not keys:
        return limits
    for image, kind, value, words in _only_in(keys):
        if kind == "section":
            limits.sections.setdefault(image, {})[value] = words
        else:
            limits.articles.setdefault(image, {})[int(value)] = words
    if counted := [image.pk for image in images if image.maximum_uses is not None]:
        shown = EditionImage.objects.filter(image__in=counted)
        if article is not None and article.pk:
            shown = shown.exclude(edition__article=article.pk)
        number = Count("edition__article", distinct=True)
        limits.uses = dict(shown.order_by().values("image").annotate(number=number).values_list("image", "number"))
    return limits


def hold_limited(images: Iterable[Image]) -> None:
    """Let others who count the uses of the same limited pictures wait for the end of the transaction.

    One query where the number of uses of one is limited; none else.
    """
    if limited := [image.pk for image in images if image.maximum_uses is not None]:
        list(Image.objects.select_for_update().filter(pk__in=limited).order_by("pk").values_list("pk"))


def _only_in(images: list[int]) -> Iterable[tuple[int, str, str, str]]:
    """Image, “section” or “article”, its slug or id, and what it is called. One query for both."""
    in_sections = Image.limited_to_sections.through.objects.filter(image__in=images)
    in_articles = Image.limited_to_articles.through.objects.filter(image__in=images)
    sections = in_sections.values_list("image_id", Value("section"), "section__slug", "section__name")
    articles = in_articles.values_list(
        "image_id", Value("article"), Cast("article_id", CharField()), "article__headline"
    )
    return sections.union(articles)


def _limits_passed(image: Image, subject: Subject, limits: Limits) -> Iterator[Finding]:
    sections, articles = limits.sections.get(image.pk, {}), limits.articles.get(image.pk, {})
    if sections and subject.data["section"] not in sections:
        message = f"The picture “{image}” may be shown in {_names(sections)} only."
        yield Finding("other_sections", message, "")
    if articles and subject.article.pk not in articles:
        message = f"The picture “{image}” may be shown with {_names(articles, quoted=True)} only."
        yield Finding("other_articles", message, "")
    yield from used_up(image, limits)


def used_up(image: Image, limits: Limits) -> Iterator[Finding]:
    """Whether no other article may show `image`."""
    if image.maximum_uses is not None and limits.uses.get(image.pk, 0) >= image.maximum_uses:
        number = "1 article" if image.maximum_uses == 1 else f"{image.maximum_uses} articles"
        message = f"The picture “{image}” may be shown in {number}, and has been, or will be."
        yield Finding("used_up", message, "")


def _names(found: Mapping[Any, str], *, quoted: bool = False) -> str:
    names = sorted(f"“{name}”" if quoted else name for name in found.values())
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d %B %Y, %H:%M %Z}"


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
