"""The arrangement as a form: a field for the story of each place, one for its end, three for each rail.

The page's script moves stories by filling these fields; without it they are filled by hand. So there is
one road to `publishing`, and what the script can say the form can.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from ...models import Arrangement, Pin, Rail, Section
from ...models.arrangement import LARGEST_RAIL, SMALLEST_RAIL, TOP, USUAL_RAIL
from ..local_time_field import LocalTimeField
from .places import labels
from .stories import Story

AUTOMATIC = "Automatic"


def until_field(slot: str) -> str:
    """The name of the field that says until when the story of a place stands there."""
    return f"{slot}-until"


def rail_slots(section: str) -> list[str]:
    """Every place that the rail of a section could have."""
    return Rail(section, LARGEST_RAIL).slots


class ArrangementForm(forms.Form):
    """`stored` is the arrangement that it begins from; `sections` those that may have a rail."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, stored: Arrangement, version: int, sections: Sequence[Section], now: datetime, **kwargs: Any
    ) -> None:
        self.stored, self.sections, self.now = stored, list(sections), now
        super().__init__(*args, initial={"version": version} | _initial(stored, self.sections), **kwargs)
        # What the form says of itself goes to the place that it is about, or above the page.
        self.headlines: Mapping[UUID, str] = {}
        for slot in self.every_slot:
            self.fields[slot] = forms.UUIDField(
                required=False, widget=forms.Select, error_messages={"invalid": "Choose a story of the list."}
            )
            self.fields[until_field(slot)] = LocalTimeField(required=False, label="Until")
        for section in self.sections:
            self._add_rail(section.slug)

    def _add_rail(self, slug: str) -> None:
        room = f"A rail has room for {SMALLEST_RAIL} to {LARGEST_RAIL} stories."
        faults = {"min_value": room, "max_value": room, "invalid": room}
        self.fields[f"rail-{slug}-shown"] = forms.BooleanField(required=False, label="Show this rail")
        self.fields[f"rail-{slug}-order"] = forms.IntegerField(
            required=False,
            label="Order",
            min_value=0,
            max_value=999,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
        self.fields[f"rail-{slug}-size"] = forms.IntegerField(
            required=False, label="Stories", min_value=SMALLEST_RAIL, max_value=LARGEST_RAIL, error_messages=faults
        )

    @property
    def every_slot(self) -> list[str]:
        """Every place that a rail could have, of every section: what is typed into any is read."""
        return [*TOP, *(slot for section in self.sections for slot in rail_slots(section.slug))]

    @property
    def labels(self) -> dict[str, str]:
        """What each of them is called."""
        largest = Arrangement(rails=tuple(Rail(section.slug, LARGEST_RAIL) for section in self.sections))
        return labels(largest, {section.slug: section.name for section in self.sections})

    def offer(self, known: Mapping[UUID, Story]) -> None:
        """Let every place be filled with one of the `known` stories; a rail's, to begin with, with its section's."""
        self.headlines = {uuid: story.headline for uuid, story in known.items()}
        choices = [(uuid, f"{story.headline} ({story.words.partition(':')[0]})") for uuid, story in known.items()]
        of_section: dict[str, list[tuple[UUID, str]]] = {}
        for uuid, label in choices:
            of_section.setdefault(known[uuid].section_slug, []).append((uuid, label))
        for slot in TOP:
            self._offer(slot, choices)
        for section in self.sections:
            for slot in rail_slots(section.slug):
                self._offer(slot, of_section.get(section.slug, []))

    def _offer(self, slot: str, choices: Sequence[tuple[UUID, str]]) -> None:
        offered = [("", AUTOMATIC), *((str(uuid), label) for uuid, label in choices)]
        value = str(self[slot].value() or "")
        if value not in (key for key, _ in offered):
            uuid = as_uuid(value)
            offered.append((value, self.headlines.get(uuid, "A story that no longer exists") if uuid else value))
        self.fields[slot].widget.choices = offered

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._take_out_of_where_they_stood(cleaned)
        for slot in self.every_slot:
            self._clean_end(slot, cleaned)
        return cleaned

    def _take_out_of_where_they_stood(self, cleaned: dict[str, Any]) -> None:
        """A story that was put into a new place leaves the place where it is stored."""
        stood = {pin.article: slot for slot, pin in self.stored.pins.items()}
        chosen = [(slot, cleaned[slot]) for slot in self.every_slot if cleaned.get(slot)]
        for slot, article in chosen:
            if stood.get(article, slot) != slot and cleaned.get(stood[article]) == article:
                cleaned[stood[article]] = None

    def _clean_end(self, slot: str, cleaned: dict[str, Any]) -> None:
        until, stored = cleaned.get(until_field(slot)), self.stored.pins.get(slot)
        if not cleaned.get(slot):
            # The river has no end; what stands in the field is left over from a story.
            self.errors.pop(until_field(slot), None)
        elif until and until <= self.now and (stored is None or stored.until != until):
            self.add_error(until_field(slot), "That moment has passed. Choose one ahead, or empty the field.")

    @property
    def typed(self) -> Arrangement:
        """What the form says: what it was filled with, or else what it began from."""
        if not self.is_bound:
            return self.stored
        self.errors  # noqa: B018  Asking for the errors cleans the form.
        cleaned = self.cleaned_data
        shown = [
            (cleaned.get(f"rail-{section.slug}-order") or 0, position, section.slug)
            for position, section in enumerate(self.sections)
            if cleaned.get(f"rail-{section.slug}-shown")
        ]
        rails = tuple(Rail(slug, cleaned.get(f"rail-{slug}-size") or USUAL_RAIL) for _, _, slug in sorted(shown))
        pins = {
            slot: Pin(article, cleaned.get(until_field(slot)))
            for slot in self.every_slot
            if (article := cleaned.get(slot))
        }
        return Arrangement(pins, rails)

    def insist_on_room(self) -> bool:
        """Whether every story stands in a place that the page has; says of each other one where it stands."""
        arrangement = self.typed
        slots = set(arrangement.slots)
        homeless = [(slot, pin) for slot, pin in arrangement.pins.items() if slot not in slots]
        for slot, pin in homeless:
            headline = self.headlines.get(pin.article, "A story")
            self.add_error(
                None, f"“{headline}” stands in {self.labels[slot]}, which has no room now. Take it out, or make room."
            )
        return not homeless


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _initial(stored: Arrangement, sections: Sequence[Section]) -> dict[str, Any]:
    """What the fields say of the `stored` arrangement; a rail that is not shown would come last."""
    initial: dict[str, Any] = {}
    for slot, pin in stored.pins.items():
        initial |= {slot: pin.article, until_field(slot): pin.until}
    shown = {rail.section: (number, rail.size) for number, rail in enumerate(stored.rails, start=1)}
    for section in sections:
        number, size = shown.get(section.slug, (len(sections), USUAL_RAIL))
        slug = section.slug
        initial |= {
            f"rail-{slug}-shown": slug in shown,
            f"rail-{slug}-order": number,
            f"rail-{slug}-size": size,
        }
    return initial
