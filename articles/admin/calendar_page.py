"""The calendar at the desk: what goes out when, by week and by month."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..models import Article
from ..permissions import can_see_articles
from .calendar import Period, month_of, period_asked_for, week_of
from .calendar_choices import Narrowing, choices_for, narrowing_asked_for
from .calendar_entries import days_of, entries_of
from .moments import zone_name

# As many entries as a day of a month shows before it leads to its week.
SHOWN_OF_A_DAY = 6


@require_safe
def calendar_page(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    """`?week=2026-W48` or `?month=2026-11`, narrowed by `section` (its slug) and `person` (their account's name)."""
    if not can_see_articles(request.user):
        raise PermissionDenied
    at = timezone.now()
    today = timezone.localtime(at).date()
    asked = request.GET
    period, complaint = period_asked_for(asked.get("week"), asked.get("month"), today=today)
    choices = choices_for(request.user)
    narrowing, complaints = narrowing_asked_for(asked.get("section", ""), asked.get("person", ""), choices)
    entries, is_all = entries_of(request.user, period, narrowing, at=at)
    days = days_of(period, entries, today=today)
    context = {
        **site.each_context(request),
        **_ways(period, narrowing, today=today),
        "title": "What goes out when",
        "opts": Article._meta,
        "period": period,
        "weekdays": [day.day for day in days[:7]] if period.kind == "week" else week_of(period.first).days,
        "days": [(day, _address(week_of(day.day), narrowing)) for day in days],
        "is_empty": not entries,
        "is_all": is_all,
        "choices": choices,
        "narrowing": narrowing,
        "complaints": [*filter(None, [complaint]), *complaints],
        "zone": zone_name(),
        "shown_of_a_day": SHOWN_OF_A_DAY,
    }
    return TemplateResponse(request, "admin/articles/article/calendar.html", context)


def _ways(period: Period, narrowing: Narrowing, *, today: date) -> dict[str, Any]:
    """The addresses that lead from this page to those beside it, narrowed alike."""
    # The other view opens where this one is, at today where that is in it.
    within = today if period.first <= today <= period.last else period.first
    current = {"week": week_of, "month": month_of}[period.kind](today)
    return {
        "earlier": _address(period.earlier, narrowing),
        "later": _address(period.later, narrowing),
        "now": _address(current, narrowing),
        "as_week": _address(week_of(within), narrowing),
        "as_month": _address(month_of(within), narrowing),
    }


def _address(period: Period | None, narrowing: Narrowing) -> str:
    if period is None:
        return ""
    asked = {period.kind: period.key}
    if narrowing.section:
        asked["section"] = narrowing.section.key
    if narrowing.person:
        asked["person"] = narrowing.person.key
    return f"{reverse('admin:articles_article_calendar')}?{urlencode(asked)}"
