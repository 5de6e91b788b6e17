"""Whose work it is: in the list of articles, and as a filter of it."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ..models import Article
from .moments import moment
from .people import person_name


def assigned_words(article: Article) -> str:
    """“Ilze Bērziņa, due 8 Mar 2022, 14:05”; empty where it is nobody’s and without a date."""
    who = person_name(article.assigned_to) if article.assigned_to else ""
    due = f"due {moment(article.due_at)}" if article.due_at else ""
    return ", ".join(filter(None, [who, due]))


class AssignedFilter(admin.SimpleListFilter):
    title = "work"
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("assigned", "Assigned to me"), ("mine", "Begun by or assigned to me"), ("nobody", "Nobody’s yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        wanted = {
            "assigned": Q(assigned_to=request.user),
            "mine": Q(assigned_to=request.user) | Q(created_by=request.user),
            "nobody": Q(assigned_to=None),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))
