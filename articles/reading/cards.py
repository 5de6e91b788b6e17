"""Stories as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..models import Edition
from ..models.edition import EditionQuerySet
from .bylines import Byline
from .references import Navigation, references

# A list has no use for them, and they can be long.
UNUSED_OF_IMAGE = ("lead_image__file_metadata", "lead_image__usage_terms")


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
