"""Pictures at the desk: the list, the form, and the chooser that the body editor opens."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .. import publishing
from ..models import Article, Image
from ..permissions import can_kill_pictures
from .chooser import PictureChooser
from .intake import PictureFileForm
from .keyset import KeysetList
from .kill_picture import kill_urls
from .originals import original
from .picture_care import CareFilter
from .picture_uses import use_groups
from .pictures import thumbnail


class ImageForm(PictureFileForm):
    """Everything about a picture; a title may be left to the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("title") and not self.inspection and "file" not in self.errors:
            self.add_error("title", "Give the picture a title, or choose a file that has one.")
        return cleaned


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm

    list_display = ["thumbnail", "title", "credit_line", "place", "date_created", "size", "created_at"]
    list_display_links = ["thumbnail", "title"]
    list_filter = [CareFilter, "created_at", "usable_until"]
    search_fields = ["title", "caption", "credit_line", "creator", "place", "key", "original_name"]
    list_per_page = 50
    sortable_by = ()
    show_full_result_count = False

    fieldsets = [
        (None, {"fields": ["preview", "file", "title", "caption", "alt_text", "credit_line"]}),
        ("Origin", {"fields": ["creator", "copyright_notice", "date_created", "place"]}),
        ("Rights", {"fields": ["usage_terms", "usable_until"]}),
        ("Cropping", {"fields": ["focal_x", "focal_y"], "classes": ["collapse"]}),
        ("The file", {"fields": ["key", "size", "original_name", "said_by_the_file"], "classes": ["collapse"]}),
    ]

    class Media:
        css = {"all": ["articles/admin/desk.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetList]:
        return KeysetList.by("created_at", unread=("file_metadata",))

    @admin.display(description="picture")
    def thumbnail(self, image: Image) -> SafeString | str:
        return thumbnail(image)

    @admin.display(description="picture")
    def preview(self, image: Image) -> SafeString | str:
        return thumbnail(image if image.pk else None)

    @admin.display(description="pixels")
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}" if image.width else "–"

    @admin.display(description="what the file says")
    def said_by_the_file(self, image: Image) -> SafeString | str:
        facts = ((name.replace("_", " "), value) for name, value in image.file_metadata.items())
        return format_html_join("", "<div><strong>{}</strong>: {}</div>", facts) or "Nothing"

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        given = ["preview", "size", "original_name", "said_by_the_file"]
        # Stories refer to the picture by its key, so it is chosen once.
        return [*given, "key"] if obj else given

    def get_urls(self) -> list[URLPattern]:
        chooser = PictureChooser.as_view(search=self.get_search_results)
        return [
            path("chooser/", self.admin_site.admin_view(chooser), name="articles_image_chooser"),
            *kill_urls(self),
            path("<int:pk>/original/", self.admin_site.admin_view(original), name="articles_image_original"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Image | None = None, **kwargs: Any
    ) -> Any:
        if obj is not None:
            context["may_kill"] = can_kill_pictures(request.user)
            context["use_groups"] = use_groups(obj, request.user, at=timezone.now())
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """What changed of its rights is written down, and takes effect at once."""
        publishing.save_picture_rights(
            obj,
            by=request.user,
            sections=form.cleaned_data.get("limited_to_sections"),
            articles=form.cleaned_data.get("limited_to_articles"),
        )

    def get_deleted_objects(self, objs: Iterable[Image], request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """A picture that stands in the body of a working copy is protected like one that leads it."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        named = Q()
        for image in objs:
            named |= Q(body__contains=f'data-image="{image.key}"')
        users = Article.objects.filter(named) if named else []
        shown = [format_html("Article, in its body: {}", article) for article in users]
        return deleted, counts, lacking, [*protected, *shown]
