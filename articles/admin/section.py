"""Sections at the desk."""

from django.contrib import admin

from ..models import Section


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "position", "in_navigation", "four_eyes"]
    list_filter = ["in_navigation"]
    search_fields = ["name", "slug"]

    autocomplete_fields = ["picture"]
    prepopulated_fields = {"slug": ["name"]}
