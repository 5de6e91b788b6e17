"""Stories as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..models import Edition
from ..models.edition import EditionQuerySet
from .bylines import Byline
from .references import Navigation, references

# A list has no use for them. Some can be long, and each costs something for every story.
UNUSED_OF_IMAGE = tuple(
    f"lead_image__{name}"
    for name in (
        "created_at", "creator", "copyright_notice", "licence", "usage_terms", "web_statement", "licensor_name",
        "licensor_url", "digital_source_type", "data_mining", "instructions", "maximum_uses", "kill_reason",
        "original_name", "title", "caption", "is_decorative", "date_created", "place", "keywords", "focal_x",
        "focal_y", "content_hash", "perceptual_hash", "file_metadata", "credentials", "found_by",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Card:
    """A story as lists show it."""

    edition: Edition
    bylines: tuple[Byline, ...]
    shows_picture: bool


def listed_at(at: datetime) -> EditionQuerySet:
    """What lists show at `at`, with the rows that a card needs."""
    return Edition.objects.listed_at(at).select_related("section", "lead_image").defer("content", *UNUSED_OF_IMAGE)


def cards_of(editions: Sequence[Edition], *, at: datetime) -> tuple[list[Card], Navigation]:
    """The cards of `editions` in their order, and the site's navigation. One query."""
    refer = references(editions, at=at)
    cards = [
        Card(
            edition,
            refer.bylines.get(edition.pk, ()),
            edition.lead_image is not None and edition.lead_image.is_usable_at(at),
        )
        for edition in editions
    ]
    return cards, refer.navigation
