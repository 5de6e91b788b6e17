"""Authors at the desk, with their public profiles."""

from django.contrib import admin
from django.db import models

from ..models import Author, Profile
from .parts import PartInline


class ProfileInline(PartInline):
    model = Profile
    fields = ["label", "url", "position"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "job_title", "works_here"]
    list_filter = ["kind", "works_here"]
    search_fields = ["name", "slug", "job_title", "email"]

    autocomplete_fields = ["picture", "user"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", "job_title", "works_here"]}),
        ("For readers", {"fields": ["biography", "picture", "email"]}),
        ("For the desk", {"fields": ["user"]}),
    ]
    inlines = [ProfileInline]
