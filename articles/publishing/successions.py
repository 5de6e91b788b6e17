"""Editions that follow each other: of a front, or of a page about the newspaper. Readers see one at a moment, or none.

To be called under the lock of what they are editions of. `among` are all editions of it.
"""

from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet

from ..models import OPEN_ENDED, FrontEdition, HousePageEdition
from .errors import NotReady

Succeeding = TypeVar("Succeeding", FrontEdition, HousePageEdition)


def insist_on_moment(at: datetime, *, now: datetime) -> None:
    """Raises NotReady for a moment at which nothing can begin."""
    if at < now:
        raise NotReady(["That moment has passed. Choose one ahead, or publish now."])
    if at >= OPEN_ENDED:
        raise NotReady(["That is too far ahead. Look at the year again."])


def unseen(among: "QuerySet[Succeeding]", edition_id: int, *, now: datetime) -> Succeeding:
    """The edition, as long as readers have not seen it. Raises NotReady."""
    edition = among.filter(pk=edition_id).first()
    if edition is None:
        raise NotReady(["This edition is no longer scheduled: it was moved or cancelled. Look at the schedule again."])
    if edition.visible_from <= now:
        raise NotReady(["This edition has just appeared: it fell due before it was changed."])
    return edition


def put_in(edition: Succeeding, at: datetime, *, among: "QuerySet[Succeeding]", of: str) -> None:
    """Write `edition` to begin at `at`: it ends what stands there, and ends where the next one begins.

    Raises NotReady, where it says `of` what they are.
    """
    around = list(among.filter(visible_until__gt=at).order_by("visible_from"))
    before = next((one for one in around if one.visible_from <= at), None)
    after = next((one for one in around if one.visible_from > at), None)
    if before and before.visible_from == at:
        raise NotReady([f"Another edition of {of} begins at this very moment. Choose another one."])
    if before:
        end(before, at)
    edition.visible_from = at
    edition.visible_until = after.visible_from if after else OPEN_ENDED
    edition.save(force_insert=True)


def take_out(edition: Succeeding, *, among: "QuerySet[Succeeding]") -> None:
    """Delete an `edition` that nobody has seen; what led up to it goes on in its place."""
    among.filter(pk=edition.pk).delete()
    before = among.filter(visible_until=edition.visible_from).first()
    if before:
        end(before, edition.visible_until)


def end(edition: Succeeding, at: datetime) -> None:
    """Let readers see `edition` until `at`."""
    edition.visible_until = at
    # Saved and not updated: what is in front of the site is told of what is saved.
    edition.save(update_fields=["visible_until"])
