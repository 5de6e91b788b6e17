"""Every edition of a front: who published it when, with the way to see it as it was and to bring it back."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from ...models import OPEN_ENDED, FrontEdition
from .view import FrontView

PAGE = 50


class FrontHistoryView(FrontView):
    """Newest first; `?before=` an edition leads further back."""

    template_name = "admin/articles/front/history.html"
    title = "History"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editions = FrontEdition.objects.filter(front__section=self.front.section).select_related("by")
        if "before" in self.request.GET:
            editions = editions.filter(visible_from__lt=self._before())
        found = list(editions.order_by("-visible_from")[: PAGE + 1])
        return super().get_context_data(
            editions=found[:PAGE],
            older=found[PAGE - 1].pk if len(found) > PAGE else None,
            now=timezone.now(),
            open_ended=OPEN_ENDED,
            **kwargs,
        )

    def _before(self) -> datetime:
        written = self.request.GET["before"]
        edition = self.edition(int(written)) if written.isdecimal() and len(written) < 19 else None
        if edition is None:
            raise Http404("There is no such edition of this front.")
        return edition.visible_from
