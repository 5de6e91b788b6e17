"""An arrangement: which story the desk wants where on a front. Pure data, kept as JSON.

What it does not name is filled by the river, the newest stories: the lead, the places beside it, and
every place of a rail (the stories of one section in a row of their own) that holds no pin.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

SCHEMA = 1
# How many stories stand beside the lead.
BESIDE = 4
SMALLEST_RAIL, LARGEST_RAIL = 1, 9
# Three with picture and standfirst, three headlines under them.
USUAL_RAIL = 6

LEAD = "lead"
TOP = (LEAD, *(f"beside-{number}" for number in range(1, BESIDE + 1)))


@dataclass(frozen=True)
class Pin:
    """A story in a place: for good, or until a moment from which the river fills the place."""

    article: UUID
    until: datetime | None = None

    def holds_at(self, at: datetime) -> bool:
        return self.until is None or at < self.until


@dataclass(frozen=True)
class Rail:
    """The row of a section, by its slug, with room for `size` stories."""

    section: str
    size: int = USUAL_RAIL

    @property
    def slots(self) -> list[str]:
        return [rail_slot(self.section, number) for number in range(1, self.size + 1)]


def rail_slot(section: str, number: int) -> str:
    """The name of a place in a rail, counted from 1."""
    return f"rail-{section}-{number}"


@dataclass(frozen=True)
class Arrangement:
    """`pins` by the name of their place; `rails` in the order of the page, none on a section's front."""

    pins: dict[str, Pin] = field(default_factory=dict)
    rails: tuple[Rail, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Arrangement":
        pins = {slot: Pin(UUID(pin["article"]), _moment(pin.get("until"))) for slot, pin in data["pins"].items()}
        return cls(pins, tuple(Rail(rail["section"], rail["size"]) for rail in data["rails"]))

    def as_json(self) -> dict[str, Any]:
        """As it is stored; two arrangements that say the same give the same."""
        pins = {slot: _pin_as_json(pin) for slot, pin in sorted(self.pins.items())}
        return {
            "schema": SCHEMA,
            "pins": pins,
            "rails": [{"section": rail.section, "size": rail.size} for rail in self.rails],
        }

    @property
    def slots(self) -> list[str]:
        """Every place, in the order of the page."""
        return [*TOP, *(slot for rail in self.rails for slot in rail.slots)]

    @property
    def articles(self) -> set[UUID]:
        return {pin.article for pin in self.pins.values()}

    def pins_at(self, at: datetime) -> Iterator[tuple[str, UUID]]:
        """The pins that hold at `at`, in the order of the page. A story that stood in two places has the first."""
        seen: set[UUID] = set()
        for slot in self.slots:
            pin = self.pins.get(slot)
            if pin and pin.holds_at(at) and pin.article not in seen:
                seen.add(pin.article)
                yield slot, pin.article

    def without(self, articles: Container[UUID]) -> "Arrangement":
        """The same without the pins of these stories."""
        return replace(self, pins={slot: pin for slot, pin in self.pins.items() if pin.article not in articles})


def _pin_as_json(pin: Pin) -> dict[str, str]:
    said = {"article": str(pin.article)}
    return said | {"until": pin.until.isoformat()} if pin.until else said


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
