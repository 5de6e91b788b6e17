"""Fronts and their places as the desk names them: in addresses, on the page, in sentences."""

from django.http import Http404

from ... import publishing
from ...models import Arrangement, Front, Section
from ...models.arrangement import LEAD, TOP

HOME = "home"


def front_at(place: str) -> Front:
    """The front that an address names: the home page, or the front of the section with this number."""
    if place == HOME:
        return publishing.working_front(None)
    section = Section.objects.filter(pk=place).first() if place.isdecimal() and len(place) < 19 else None
    if section is None:
        raise Http404("There is no such front.")
    return publishing.working_front(section)


def place_of(front: Front) -> str:
    """How an address names `front`."""
    return str(front.section_id) if front.section_id else HOME


def labels(arrangement: Arrangement, names: dict[str, str]) -> dict[str, str]:
    """What each place is called, by its name: “Lead”, “Beside the lead, 2”, “World, 3”."""
    said = {slot: f"Beside the lead, {number}" for number, slot in enumerate(TOP)} | {LEAD: "Lead"}
    for rail in arrangement.rails:
        name = names.get(rail.section, rail.section)
        said |= {slot: f"{name}, {number}" for number, slot in enumerate(rail.slots, start=1)}
    return said
