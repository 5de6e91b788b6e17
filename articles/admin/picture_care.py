"""Pictures that somebody has to look after: in the list of pictures, as the home counts them."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from ..models import Image
from .work import pictures_missing, pictures_running_out, pictures_without_credit


class CareFilter(admin.SimpleListFilter):
    title = "to look after"
    parameter_name = "care"
    choices_of = (
        ("any", "No credit, or rights end soon"),
        ("credit", "Without a credit"),
        ("rights", "Rights end within 14 days"),
        ("missing", "Missing from stories"),
    )

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(self.choices_of)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        wanted = {
            "credit": [pictures_without_credit()],
            "rights": [pictures_running_out(at=timezone.now())],
            "missing": [pictures_missing(at=timezone.now())],
            "any": [pictures_without_credit(), pictures_running_out(at=timezone.now())],
        }.get(self.value() or "")
        if wanted is None:
            return queryset
        named = Q()
        for images in wanted:
            named |= Q(pk__in=images.order_by().values("pk"))
        return queryset.filter(named)
