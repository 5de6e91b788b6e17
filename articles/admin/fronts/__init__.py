"""The front pages at the desk: arranged like the page that readers see, previewed, published and scheduled."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path

from ...models import Front
from ...permissions import can_see_fronts
from .decisions import (
    CancelFrontView,
    DiscardView,
    MoveFrontView,
    PublishFrontView,
    RestoreFrontView,
    WithdrawFrontView,
)
from .desk import DeskView, RiverView, StoriesView
from .history import FrontHistoryView
from .listing import fronts_list
from .preview import PreviewPageView, PreviewView

__all__ = ["FrontAdmin"]

VIEWS: list[tuple[str, type[Any], str]] = [
    ("", DeskView, "desk"),
    ("stories/", StoriesView, "stories"),
    ("river/", RiverView, "river"),
    ("preview/", PreviewView, "preview"),
    ("preview/page/", PreviewPageView, "preview_page"),
    ("history/", FrontHistoryView, "history"),
    ("publish/", PublishFrontView, "publish"),
    ("withdraw/", WithdrawFrontView, "withdraw"),
    ("discard/", DiscardView, "discard"),
    ("move/<int:edition>/", MoveFrontView, "move"),
    ("cancel/<int:edition>/", CancelFrontView, "cancel"),
    ("restore/<int:edition>/", RestoreFrontView, "restore"),
]


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """Registered for its line on the desk's home page; a front is none of the admin's ordinary forms."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(lambda request: fronts_list(self, request)), name="articles_front_changelist"),
            *(
                path(f"<str:place>/{address}", wrap(view.as_view(model_admin=self)), name=f"articles_front_{name}")
                for address, view, name in VIEWS
            ),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_see_fronts(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Front | None = None) -> bool:
        return can_see_fronts(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Front | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Front | None = None) -> bool:
        return False
