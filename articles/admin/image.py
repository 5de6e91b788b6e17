"""Pictures at the desk: the form of one, beside the grid, the chooser and all that is done from there."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from .. import publishing
from ..models import Article, Image
from ..permissions import can_kill_pictures
from .chooser import PictureChooser
from .crops import crop_urls
from .image_bulk import bulk_image_urls
from .image_list import ImageListAdmin
from .intake import PictureFileForm
from .kill_picture import kill_urls
from .originals import original
from .picture_page import picture_page
from .picture_uses import use_groups
from .taking_in import taking_in_urls

# How many lines of each long field are seen at once: all of a usual one.
_ROWS = {"caption": 4, "alt_text": 2, "keywords": 2, "usage_terms": 2, "instructions": 2}


class ImageForm(PictureFileForm):
    """Everything about a picture; a title may be left to the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].required = False
        for name, rows in _ROWS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = rows
        if "key" in self.fields:
            # Whether it was changed is asked by nobody; the hidden input has a description that no browser allows.
            self.fields["key"].show_hidden_initial = False
        for field in self.fields.values():
            # Django's two inputs for one moment have no names of their own.
            for part, widget in zip(("date", "time"), getattr(field.widget, "widgets", ()), strict=False):
                widget.attrs["aria-label"] = f"{str(field.label).capitalize()}, {part}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("title") and not self.inspection and "file" not in self.errors:
            self.add_error("title", "Give the picture a title, or choose a file that has one.")
        return cleaned


@admin.register(Image)
class ImageAdmin(ImageListAdmin):
    form = ImageForm

    autocomplete_fields = ["topics", "limited_to_sections", "limited_to_articles"]
    fieldsets = [
        (None, {"fields": ["file", "title", "caption", "alt_text", "is_decorative", "credit_line"]}),
        ("Origin", {"fields": ["creator", "copyright_notice", "digital_source_type", "date_created", "place"]}),
        ("To find it by", {"fields": ["keywords", "topics"]}),
        (
            "Licence",
            {
                "fields": [
                    "licence", "usage_terms", "instructions", "web_statement", "licensor_name", "licensor_url",
                    "data_mining",
                ]
            },
        ),
        (
            "Where, when and how often",
            {
                "fields": [
                    "allowed_use", "limited_to_sections", "limited_to_articles", "maximum_uses", "embargo",
                    "usable_from", "usable_until",
                ]
            },
        ),
        ("The file", {"fields": ["key", "size", "original_name"], "classes": ["collapse"]}),
    ]  # fmt: skip

    class Media:
        css = {"all": ["articles/admin/desk.css"]}

    @admin.display(description="pixels")
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}" if image.width else "–"

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        given = ["size", "original_name"]
        # Stories refer to the picture by its key, so it is chosen once.
        return [*given, "key"] if obj else given

    def get_urls(self) -> list[URLPattern]:
        chooser = PictureChooser.as_view(search=self.get_search_results)
        return [
            path("chooser/", self.admin_site.admin_view(chooser), name="articles_image_chooser"),
            *taking_in_urls(self),
            *bulk_image_urls(self),
            *crop_urls(self),
            *kill_urls(self),
            path("<int:pk>/original/", self.admin_site.admin_view(original), name="articles_image_original"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Image | None = None, **kwargs: Any
    ) -> Any:
        context["read_address"] = reverse("admin:articles_image_read")
        if obj is not None:
            context["may_kill"] = can_kill_pictures(request.user)
            context["use_groups"] = use_groups(obj, request.user, at=timezone.now())
            context |= picture_page(obj, request.user, at=timezone.now())
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
