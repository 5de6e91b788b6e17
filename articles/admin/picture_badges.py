"""What the desk has to know of a picture at a glance: rights that end, a credit that is missing, AI."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Value, When

from ..imaging import instruction_flags
from ..models import AllowedUse, Article, EditionImage, Image
from .moments import moment
from .work import RIGHTS_RUN_OUT_WITHIN

# How pressing a badge is; the style follows it.
STOP, CARE, FACT = "stop", "care", "fact"


@dataclass(frozen=True)
class Badge:
    """A few words, and how pressing they are: “stop” readers do not see it, “care” somebody must act, “fact”."""

    level: str
    words: str


@dataclass(frozen=True)
class Usage:
    """In how many articles readers see a picture, whether they ever did, and whether it leads a working copy."""

    live: int = 0
    was_shown: bool = False
    leads: bool = False

    @property
    def words(self) -> str:
        if self.live:
            return f"Live in {self.live}"
        if self.was_shown:
            return "Shown before"
        return "In a working copy" if self.leads else "Not used yet"


def badges_of(image: Image, *, at: datetime) -> list[Badge]:
    """The badges of `image` at `at`, the most pressing first. No query."""
    return [*_stops(image, at), *_cares(image, at), *_facts(image)]


def _stops(image: Image, at: datetime) -> Iterable[Badge]:
    if image.killed_at is not None:
        yield Badge(STOP, "Killed")
    if image.usable_until and image.usable_until <= at:
        yield Badge(STOP, f"Rights ended {moment(image.usable_until)}")
    if image.embargo and at < image.embargo:
        yield Badge(STOP, f"Embargo until {moment(image.embargo)}")
    if image.usable_from and at < image.usable_from:
        yield Badge(STOP, f"Not before {moment(image.usable_from)}")
    if image.allowed_use == AllowedUse.PRINT:
        yield Badge(STOP, "Print only")


def _cares(image: Image, at: datetime) -> Iterable[Badge]:
    if image.embargo is None and "embargo" in instruction_flags(image.instructions):
        yield Badge(CARE, "Instructions name an embargo")
    if image.usable_until and at < image.usable_until <= at + RIGHTS_RUN_OUT_WITHIN:
        yield Badge(CARE, f"Rights end {moment(image.usable_until)}")
    if not image.file:
        yield Badge(CARE, "No file yet")
    if not image.credit_line:
        yield Badge(CARE, "No credit")
    if not image.alt_text and not image.is_decorative:
        yield Badge(CARE, "No alt text")


def _facts(image: Image) -> Iterable[Badge]:
    if image.ai_label:
        yield Badge(FACT, image.ai_label)
    if image.allowed_use == AllowedUse.SITE:
        yield Badge(FACT, "Our pages only")


def usage_of(images: Iterable[Image], *, at: datetime) -> dict[int, Usage]:
    """Where `images` are used at `at`, by their ids. Two queries, none without images."""
    keys = [image.pk for image in images]
    if not keys:
        return {}
    is_live = Case(
        When(edition__visible_from__lte=at, edition__visible_until__gt=at, then=Value(True)), default=Value(False)
    )
    shown = EditionImage.objects.filter(image__in=keys).order_by()
    rows = set(shown.values_list("image", "edition__article", is_live).distinct())
    live = Counter(image for image, _, is_now in rows if is_now)
    was_shown = {image for image, _, _ in rows}
    leads = set(Article.objects.filter(lead_image__in=keys).order_by().values_list("lead_image", flat=True).distinct())
    return {key: Usage(live[key], key in was_shown, key in leads) for key in keys}
