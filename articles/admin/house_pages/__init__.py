"""Pages about the newspaper at the desk: written here, previewed, and published for readers."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from ... import publishing
from ...models import HousePage
from ...models.fields import BodyField
from ...permissions import (
    can_begin_house_pages,
    can_edit_house_pages,
    can_publish_house_pages,
    can_see_house_pages,
)
from ..body_editor import BodyEditorWidget
from ..page_media import tags_of
from .decisions import CancelHousePageView, PublishHousePageView, RestoreHousePageView, WithdrawHousePageView
from .form import HousePageForm
from .seen import is_seen, seen_by_readers, with_what_readers_see
from .view import HousePageHistoryView, HousePagePreviewView

__all__ = ["HousePageAdmin"]

VIEWS: list[tuple[str, type[Any], str]] = [
    ("preview/", HousePagePreviewView, "preview"),
    ("publish/", PublishHousePageView, "publish"),
    ("withdraw/", WithdrawHousePageView, "withdraw"),
    ("cancel/<int:edition>/", CancelHousePageView, "cancel"),
    ("restore/<int:edition>/", RestoreHousePageView, "restore"),
]


@admin.register(HousePage)
class HousePageAdmin(admin.ModelAdmin):
    form = HousePageForm
    change_form_template = "admin/articles/housepage/change_form.html"

    list_display = ["title", "kind", "in_footer", "position", "readers"]
    search_fields = ["title", "slug"]

    formfield_overrides = {BodyField: {"widget": BodyEditorWidget}}
    fieldsets = [
        (None, {"fields": ["readers", "title", "slug", "summary", "body", "seen_version"]}),
        ("Where it stands", {"fields": ["kind", "in_footer", "position"]}),
    ]

    class Media:
        css = {"all": ["articles/admin/desk.css"]}

    @admin.display(description="what readers see")
    def readers(self, page: HousePage) -> str:
        return seen_by_readers(page, at=timezone.now())

    def get_queryset(self, request: HttpRequest) -> QuerySet[HousePage]:
        return with_what_readers_see(super().get_queryset(request), at=timezone.now())

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> HousePage | None:
        """Locked where it is to be saved, so that the version which the form asks about stays."""
        if request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return super().get_object(request, object_id, from_field)
        try:
            return self.get_queryset(request).select_for_update(of=("self",)).get(pk=int(object_id))
        except (HousePage.DoesNotExist, ValidationError, ValueError):
            return None

    # Who may do what

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_see_house_pages(request.user)

    def has_view_permission(self, request: HttpRequest, obj: HousePage | None = None) -> bool:
        return can_see_house_pages(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can_begin_house_pages(request.user)

    def has_change_permission(self, request: HttpRequest, obj: HousePage | None = None) -> bool:
        return can_edit_house_pages(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: HousePage | None = None) -> bool:
        return False

    # The form

    def get_readonly_fields(self, request: HttpRequest, obj: HousePage | None = None) -> list[str]:
        return ["readers", "slug"] if obj else ["readers"]

    def get_prepopulated_fields(self, request: HttpRequest, obj: HousePage | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["title"]}

    def get_view_on_site_url(self, obj: HousePage | None = None) -> str | None:
        return obj.get_absolute_url() if obj is not None and is_seen(obj, at=timezone.now()) else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        page = kwargs.get("obj")
        context["media"] = tags_of(context["media"], nonce=str(request.csp_nonce))
        context |= {
            "page": page,
            "may_publish": can_publish_house_pages(request.user),
            "is_live": page is not None and is_seen(page, at=timezone.now()),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: HousePage, form: HousePageForm, change: bool) -> None:
        publishing.save_house_page(obj, by=request.user, version=obj.version)

    # The audit trail tells all of this.

    def log_addition(self, *args: Any) -> None: ...

    def log_change(self, *args: Any) -> None: ...

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            *(
                path(f"<int:pk>/{address}", wrap(view.as_view(model_admin=self)), name=f"articles_housepage_{name}")
                for address, view, name in VIEWS
            ),
            *super().get_urls(),
        ]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        pk = int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0
        return HousePageHistoryView.as_view(model_admin=self)(request, pk=pk)
