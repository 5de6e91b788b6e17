"""The list of fronts: what readers see of each, what waits, and whether the desk has arranged anything else."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ...models import Front, FrontEdition, Section
from ...permissions import can_see_front, can_see_fronts
from ..moments import moment
from ..people import person_name
from .places import HOME


@dataclass(frozen=True)
class Row:
    """One front in the list, in words."""

    name: str
    place: str
    address: str
    seen: str
    next: str
    draft: str


def fronts_list(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """For those who arrange fronts: the home page first, then the sections that they work for. Three queries."""
    if not can_see_fronts(request.user):
        raise PermissionDenied
    sections: list[Section | None] = [None, *Section.objects.all()]
    fronts = {front.section_id: front for front in Front.objects.select_related("section", "updated_by")}
    editions: dict[int | None, list[FrontEdition]] = {}
    now = timezone.now()
    ahead = FrontEdition.objects.filter(visible_until__gt=now).select_related("front", "by").order_by("visible_from")
    for edition in ahead:
        editions.setdefault(edition.front.section_id, []).append(edition)
    rows = [
        _row(
            section, fronts.get(section.pk if section else None), editions.get(section.pk if section else None, []), now
        )
        for section in sections
        if can_see_front(request.user, section)
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Front._meta,
        "title": "Front pages",
        "rows": rows,
    }
    return render(request, "admin/articles/front/list.html", context)


def _row(section: Section | None, front: Front | None, editions: list[FrontEdition], now: Any) -> Row:
    live = next((edition for edition in editions if edition.visible_from <= now), None)
    ahead = [edition for edition in editions if edition.visible_from > now]
    return Row(
        name=section.name if section else "Home page",
        place=str(section.pk) if section else HOME,
        address=section.get_absolute_url() if section else "/",
        seen=f"Since {moment(live.visible_from)}, by {person_name(live.by)}" if live else "Automatic",
        next=moment(ahead[0].visible_from) if ahead else "–",
        draft=_draft(front, live),
    )


def _draft(front: Front | None, live: FrontEdition | None) -> str:
    if front is None or front.updated_at is None:
        return "–"
    if live is not None and live.arranged == front.arranged:
        return "As readers see it"
    return f"Changed {moment(front.updated_at)}, by {person_name(front.updated_by)}"
