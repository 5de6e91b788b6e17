"""Topics at the desk, with the other names that people know them by."""

from django.contrib import admin

from ..models import Topic, TopicAlias
from .parts import PartInline


class TopicAliasInline(PartInline):
    model = TopicAlias


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "parent"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug", "aliases__name"]

    autocomplete_fields = ["parent", "picture"]
    fields = ["name", "slug", "description", "picture", "parent"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [TopicAliasInline]
