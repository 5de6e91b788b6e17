"""Unsaved text of one's own, looked at beside what is stored, and discarded. Nobody else's can be seen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from .. import publishing
from ..permissions import can_edit
from .article_page import ArticlePage
from .differences import differences
from .json_answers import clock
from .snapshot_names import SnapshotNames


class DraftPage(ArticlePage):
    """A page about the person's unsaved text; where there is none, the edit page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.draft = publishing.draft_of(self.article, by=request.user)
        if self.draft is None:
            messages.info(request, "There is no unsaved text of yours: it was saved or discarded.")
            return redirect("admin:articles_article_change", self.article.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stored, mine = publishing.snapshot(self.article), self.draft.data["snapshot"]
        return super().get_context_data(
            draft=self.draft,
            draft_clock=clock(self.draft.saved_at),
            is_stale=self.draft.base_version != self.article.version,
            may_edit=can_edit(self.request.user, self.article),
            differences=differences(stored, mine, SnapshotNames(stored, mine)),
            **kwargs,
        )


class DifferentView(DraftPage):
    """What the unsaved text changes of what is stored now."""

    template_name = "admin/articles/article/draft.html"
    title = "Your unsaved text"


class DiscardView(DraftPage):
    """Asks, then discards it."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/article/discard_draft.html"
    title = "Discard your unsaved text"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        publishing.discard_draft(self.article, by=request.user)
        messages.success(request, "Your unsaved text is discarded. The article is as it was saved.")
        return redirect("admin:articles_article_change", self.article.pk)
