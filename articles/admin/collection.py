"""Collections of pictures at the desk: their list, and a page with what is in one."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from ..models import Collection
from ..text import Token
from .pictures import thumbnail

_SHOWN = 24


@admin.register(Collection)
class CollectionAdmin(admin.ModelAdmin):
    list_display = ["name", "number", "in_grid"]
    search_fields = ["name"]
    fields = ["name", "description", "in_grid", "pictures"]
    readonly_fields = ["in_grid", "pictures"]
    show_full_result_count = False

    class Media:
        css = {"all": ["articles/admin/desk.css", "articles/admin/photo-desk.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        return super().get_queryset(request).annotate(number=Count("images"))

    @admin.display(description="pictures")
    def number(self, collection: Any) -> int:
        return collection.number

    @admin.display(description="in the grid")
    def in_grid(self, collection: Collection) -> SafeString | str:
        if not collection.pk:
            return "Tick pictures in the grid and put them into the collection."
        asked = urlencode({"q": str(Token(collection.name, "collection"))})
        address = f"{reverse('admin:articles_image_changelist')}?{asked}"
        return format_html('<a href="{}">Pictures of “{}”</a>', address, collection)

    @admin.display(description="newest")
    def pictures(self, collection: Collection) -> SafeString | str:
        if not collection.pk:
            return "None yet"
        images = collection.images.defer("file_metadata", "credentials")[:_SHOWN]
        rows = ((reverse("admin:articles_image_change", args=[image.pk]), thumbnail(image), image) for image in images)
        listed = format_html_join("", '<li><a href="{}">{}{}</a></li>', rows)
        return format_html('<ul class="bulk-pictures">{}</ul>', listed) if listed else "None yet"
