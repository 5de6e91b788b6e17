"""What may be arranged on a front, and an arrangement in words for the audit trail."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from ..models import Arrangement, Article, Edition, Section
from ..models.arrangement import LARGEST_RAIL, SMALLEST_RAIL
from .errors import NotReady


def insist_on(arrangement: Arrangement, *, section: Section | None, now: datetime) -> None:
    """Raise NotReady, with a sentence for each thing that is wrong. Whether a story is visible is no matter here."""
    if faults := [*_faults_of_rails(arrangement, section), *_faults_of_pins(arrangement, now)]:
        raise NotReady(faults)


def mended(arrangement: Arrangement, *, now: datetime) -> tuple[Arrangement, list[str]]:
    """An old arrangement without what may no longer stand in it, and a sentence for each of these things."""
    sections = _known_sections(arrangement)
    rails = tuple(rail for rail in arrangement.rails if rail.section in sections)
    missing = [
        f"The section “{rail.section}” no longer exists." for rail in arrangement.rails if rail.section not in sections
    ]
    headlines, sponsored = _headlines(arrangement), _sponsored(arrangement, now)
    missing += ["A story that stood here no longer exists." for _ in arrangement.articles - headlines.keys()]
    missing += [f"“{headlines[article]}” is paid for now." for article in sponsored]
    kept = arrangement.without((arrangement.articles - headlines.keys()) | sponsored)
    slots = set(Arrangement(rails=rails).slots)
    return Arrangement({slot: pin for slot, pin in kept.pins.items() if slot in slots}, rails), missing


def words(arrangement: Arrangement) -> dict[str, Any]:
    """For the audit trail: which story stood where, by its headline as it was then. Nothing where none did."""
    headlines = _headlines(arrangement)
    pinned = [
        f"{slot}: {headlines.get(pin.article, pin.article)}{_until(pin.until)}"
        for slot in arrangement.slots
        if (pin := arrangement.pins.get(slot))
    ]
    return {"pins": pinned} if pinned else {}


def _until(moment: datetime | None) -> str:
    return f" (until {timezone.localtime(moment):%d %B %Y, %H:%M %Z})" if moment else ""


def _faults_of_rails(arrangement: Arrangement, section: Section | None) -> list[str]:
    if section is not None and arrangement.rails:
        return ["Only the home page has rails."]
    sections = _known_sections(arrangement)
    faults = []
    for slug, count in Counter(rail.section for rail in arrangement.rails).items():
        if slug not in sections:
            faults.append(f"The section “{slug}” no longer exists. Take its rail away.")
        if count > 1:
            faults.append(f"{sections.get(slug, slug)} has two rails. Take one away.")
    room = f"has room for {SMALLEST_RAIL} to {LARGEST_RAIL} stories"
    return faults + [
        f"{sections.get(rail.section, rail.section)} {room}, not {rail.size}."
        for rail in arrangement.rails
        if not SMALLEST_RAIL <= rail.size <= LARGEST_RAIL
    ]


def _faults_of_pins(arrangement: Arrangement, now: datetime) -> list[str]:
    headlines, slots = _headlines(arrangement), set(arrangement.slots)
    sponsored = _sponsored(arrangement, now)
    faults = []
    if any(slot not in slots for slot in arrangement.pins):
        faults.append("A story stands in a place that this front does not have. Take it out, or make room for it.")
    for article, count in Counter(pin.article for pin in arrangement.pins.values()).items():
        if article not in headlines:
            faults.append("A story that was placed no longer exists. Take it out.")
        elif count > 1:
            faults.append(f"“{headlines[article]}” stands in {count} places. Choose one of them.")
        elif article in sponsored:
            faults.append(f"“{headlines[article]}” is paid for: it has its own place at the end of the page.")
    return faults


def _known_sections(arrangement: Arrangement) -> dict[str, str]:
    slugs = [rail.section for rail in arrangement.rails]
    return dict(Section.objects.filter(slug__in=slugs).values_list("slug", "name"))


def _headlines(arrangement: Arrangement) -> dict[UUID, str]:
    """The desk's headlines of the pinned stories, by uuid; those that exist."""
    return dict(Article.objects.filter(uuid__in=arrangement.articles).values_list("uuid", "headline"))


def _sponsored(arrangement: Arrangement, now: datetime) -> set[UUID]:
    """The pinned stories that readers see, or will, as paid for."""
    editions = Edition.objects.filter(article__uuid__in=arrangement.articles, visible_until__gt=now)
    return set(editions.filter(kind=Article.Kind.SPONSORED).values_list("article__uuid", flat=True))
