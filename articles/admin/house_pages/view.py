"""What the pages around a page about the newspaper have in common, its preview, and its history."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from ... import reading
from ...models import OPEN_ENDED, AuditEntry, HousePage, HousePageEdition
from ...permissions import can_edit_house_pages, can_publish_house_pages, can_see_house_pages
from ..trail_words import facts_of

# As many acts and editions as a page about us sees in years.
_MOST = 200


class HousePageView(TemplateView):
    """A page of the desk about one of them, for those whom `may_open` lets in."""

    http_method_names = ["get", "head"]
    model_admin: Any = None

    title = ""
    may_open: Callable[[Any], bool] = staticmethod(can_see_house_pages)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_open(request.user):
            raise PermissionDenied
        self.page: HousePage = get_object_or_404(HousePage, pk=kwargs["pk"])
        response = super().dispatch(request, *args, **kwargs)
        # It shows what readers have not seen.
        response["Cache-Control"] = "no-store"
        return response

    @cached_property
    def edition(self) -> HousePageEdition:
        """The edition that the address names."""
        edition = self.page.editions.filter(pk=self.kwargs["edition"]).first()
        if edition is None:
            raise Http404("There is no such edition of this page.")
        return edition

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            **({"title": self.title, "opts": HousePage._meta, "house_page": self.page} | kwargs),
        )

    def back(self) -> HttpResponse:
        return redirect("admin:articles_housepage_change", self.page.pk)


class HousePagePreviewView(HousePageView):
    """The readers' page of what the desk has written, or of the edition that `?edition=` names."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edition = self._edition(request.GET.get("edition", ""))
        shown = reading.previewed_house_page(self.page, at=timezone.now(), edition=edition)
        names = {"page": shown, "navigation": shown.navigation, "edition": edition, "house_page": self.page}
        response = render(request, "admin/articles/housepage/preview.html", names)
        response["X-Robots-Tag"] = "noindex"
        return response

    def _edition(self, written: str) -> HousePageEdition | None:
        if not written:
            return None
        found = written.isascii() and written.isdecimal() and len(written) < 19
        edition = self.page.editions.filter(pk=int(written)).first() if found else None
        if edition is None:
            raise Http404("There is no such edition of this page.")
        return edition


class HousePageHistoryView(HousePageView):
    """What readers saw and will see of it, and who did what to it."""

    template_name = "admin/articles/housepage/history.html"
    title = "History"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries: list[Any] = list(
            AuditEntry.objects.filter(house_page=self.page.slug).select_related("by").order_by("-at", "-id")[:_MOST]
        )
        for entry in entries:
            entry.facts = facts_of(entry)
        return super().get_context_data(
            editions=self.page.editions.select_related("by")[:_MOST],
            entries=entries,
            now=timezone.now(),
            open_ended=OPEN_ENDED,
            may_edit=can_edit_house_pages(self.request.user),
            may_publish=can_publish_house_pages(self.request.user),
            **kwargs,
        )
