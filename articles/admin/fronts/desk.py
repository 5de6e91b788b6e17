"""The desk of one front: the page as it will be made up, and a tray of stories to put on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from js_asset import ImportMap, Media, Script

from ... import publishing, reading
from ...models import Arrangement, FrontEdition, Section
from ...models.arrangement import TOP
from ...permissions import can_arrange_front
from ..local_time_field import moment_with_zone
from ..pictures import picture_address
from .form import ArrangementForm, as_uuid, rail_slots, until_field
from .places import labels
from .stories import Story, Tray, placed_json, stories, tray
from .view import FrontView

SCRIPTS = Media(
    js=[Script("articles/admin/front-desk.js", type="module")],
    importmap=ImportMap(
        {
            f"newsroom/{name}": f"articles/admin/{name}.js"
            for name in ("front-arrangement", "front-cards", "front-moving", "front-river", "front-tray")
        }
    ),
)


@dataclass(frozen=True)
class Place:
    """One place on the page: the story that the desk put there, what the river puts there, and its fields."""

    slot: str
    label: str
    story: Story | None
    filled: dict[str, str] | None
    choice: forms.BoundField
    until: forms.BoundField
    # Whether the moment until which the story should stand there has passed.
    has_ended: bool


@dataclass(frozen=True)
class RailPlaces:
    """A section's rail with its places; `is_shown` says whether the page has it."""

    section: Section
    is_shown: bool
    places: list[Place]
    shown: forms.BoundField
    order: forms.BoundField
    size: forms.BoundField


class DeskView(FrontView):
    """GET draws the page; POST stores it, on the version that was seen, and goes on to what the button said."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/front/desk.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._drawn(self._form(), search=request.GET.get("q", ""))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_arrange_front(request.user, self.front.section):
            raise PermissionDenied
        form = self._form(request.POST)
        if "_search" in request.POST:
            return self._drawn(form, search=request.POST.get("q", ""))
        form.offer(stories(form.typed.articles, user=request.user, at=form.now))
        if not form.is_valid() or not form.insist_on_room():
            return self._drawn(form)
        try:
            front = publishing.save_front(
                self.front, form.typed, by=request.user, version=form.cleaned_data["version"], now=form.now
            )
        except publishing.StaleVersion:
            return self._conflict(form)
        except publishing.NotReady as error:
            form.add_error(None, error.reasons)
            return self._drawn(form)
        return self._saved(front.version != form.cleaned_data["version"])

    def _form(self, data: Any = None) -> ArrangementForm:
        arrangement = self.front.arranged
        return ArrangementForm(
            data,
            stored=arrangement,
            version=self.front.version,
            sections=self._sections(arrangement),
            now=timezone.now(),
            prefix=None,
        )

    def _sections(self, arrangement: Arrangement) -> list[Section]:
        """Those that may have a rail: those that have one in their order, then the others in theirs."""
        if self.front.section is not None:
            return []
        order = {rail.section: number for number, rail in enumerate(arrangement.rails)}
        return sorted(Section.objects.all(), key=lambda section: order.get(section.slug, len(order)))

    def _saved(self, is_new: bool) -> HttpResponse:
        if "_publish" in self.request.POST:
            return self.to("publish")
        if "_preview" in self.request.POST:
            return self.to("preview")
        words = "Saved. Readers see it when it is published." if is_new else "Nothing had changed."
        messages.success(self.request, words)
        return self.to("desk")

    def _conflict(self, form: ArrangementForm) -> HttpResponse:
        """The same form, with what the other one saved beside it; the next save knows of that."""
        self.front = publishing.working_front(self.front.section)
        form.data = form.data.copy()
        form.data["version"] = self.front.version
        return self._drawn(form, theirs=self.front.arranged, status=409)

    def _drawn(
        self, form: ArrangementForm, *, search: str = "", theirs: Arrangement | None = None, status: int = 200
    ) -> HttpResponse:
        user, now, arrangement = self.request.user, form.now, form.typed
        found = tray(self.front.section, user=user, at=now, search=search)
        placed = stories(arrangement.articles | (theirs.articles if theirs else set()), user=user, at=now)
        known = {UUID(story.uuid): story for story in found.all} | placed
        form.offer(known)
        filled = river(self.front.section, arrangement, at=now)
        names = {section.slug: section.name for section in form.sections}
        places = _places(form, arrangement, known, filled)
        context = self.get_context_data(
            title=str(self.front),
            form=form,
            top=[places[slot] for slot in TOP],
            rails=_rails(form, arrangement, list(places.values())),
            tray=found,
            search=search,
            known=placed_json(known.values()),
            filled=filled,
            differences=_differences(arrangement, theirs, known, names) if theirs else [],
            **_published(self.front.section, arrangement, now=now),
        )
        # The import map is an inline script, so the policy wants the request's nonce on it.
        context["media"] = Media.from_media(SCRIPTS, nonce=str(self.request.csp_nonce))
        return self.render_to_response(context, status=status)


class StoriesView(FrontView):
    """What the tray's search finds, as JSON."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        search = request.GET.get("q", "").strip()[:200]
        found: Tray = tray(self.front.section, user=request.user, at=timezone.now(), search=search)
        return JsonResponse(
            {name: [story.as_json() for story in getattr(found, name)] for name in ("live", "scheduled")}
        )


class RiverView(DeskView):
    """What would stand in each place if the form were published now, as JSON. Nothing is stored."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        form = self._form(request.POST)
        return JsonResponse(river(self.front.section, form.typed, at=form.now))


def river(section: Section | None, arrangement: Arrangement, *, at: datetime) -> dict[str, dict[str, str]]:
    """What readers would see in each place at `at`: uuid, headline and picture, by the place's name."""
    if section is None:
        standing = reading.arranged_front_page(arrangement, at=at).standing
    else:
        standing = reading.arranged_section_page(section, arrangement, at=at).standing
    return {
        slot: {
            "uuid": str(card.edition.article_uuid),
            "headline": card.edition.list_headline,
            "section": card.edition.section.name,
            "picture": picture_address(card.edition.lead_image) if card.shows_picture else "",
        }
        for slot, card in standing.items()
    }


def _places(
    form: ArrangementForm,
    arrangement: Arrangement,
    known: Mapping[UUID, Story],
    filled: Mapping[str, dict[str, str]],
) -> dict[str, Place]:
    """Every place that the page has, and those for which it has no room but which hold something that was typed."""
    said, slots = form.labels, set(arrangement.slots)
    places = {}
    for slot in form.every_slot:
        uuid, pin = as_uuid(str(form[slot].value() or "")), arrangement.pins.get(slot)
        if slot in slots or form[slot].value():
            places[slot] = Place(
                slot=slot,
                label=said[slot],
                story=known.get(uuid) if uuid else None,
                filled=filled.get(slot),
                choice=form[slot],
                until=form[until_field(slot)],
                has_ended=pin is not None and not pin.holds_at(form.now),
            )
    return places


def _rails(form: ArrangementForm, arrangement: Arrangement, places: list[Place]) -> list[RailPlaces]:
    shown = [rail.section for rail in arrangement.rails]
    sections = sorted(form.sections, key=lambda one: shown.index(one.slug) if one.slug in shown else len(shown))
    return [
        RailPlaces(
            section=section,
            is_shown=section.slug in shown,
            places=[place for place in places if place.slot in rail_slots(section.slug)],
            shown=form[f"rail-{section.slug}-shown"],
            order=form[f"rail-{section.slug}-order"],
            size=form[f"rail-{section.slug}-size"],
        )
        for section in sections
    ]


def _differences(
    mine: Arrangement, theirs: Arrangement, known: Mapping[UUID, Story], names: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Each place that is filled differently: its name, with what you have there and what they have."""
    said = labels(theirs, names) | labels(mine, names)

    def words(arrangement: Arrangement, slot: str) -> str:
        pin = arrangement.pins.get(slot)
        if pin is None:
            return "Automatic" if slot in arrangement.slots else "Not on the page"
        headline = known[pin.article].headline if pin.article in known else "A story that no longer exists"
        return f"{headline} (until {moment_with_zone(pin.until)})" if pin.until else headline

    def rails(arrangement: Arrangement) -> str:
        return (
            ", ".join(f"{names.get(rail.section, rail.section)} ({rail.size})" for rail in arrangement.rails) or "None"
        )

    rows = [
        ("Rails", rails(mine), rails(theirs)),
        *((said[slot], words(mine, slot), words(theirs, slot)) for slot in said),
    ]
    return [(label, one, other) for label, one, other in rows if one != other]


def _published(section: Section | None, arrangement: Arrangement, *, now: datetime) -> dict[str, Any]:
    """What readers see now and will see, and whether the arrangement says anything else. One query."""
    editions = list(
        FrontEdition.objects.filter(front__section=section, visible_until__gt=now)
        .select_related("by")
        .order_by("visible_from")
    )
    live = next((edition for edition in editions if edition.visible_from <= now), None)
    return {
        "live": live,
        "scheduled": [edition for edition in editions if edition.visible_from > now],
        "has_changes": live is None or live.arranged != arrangement,
    }
