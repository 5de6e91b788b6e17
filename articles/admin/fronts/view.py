"""What the pages about one front have in common: the front, who may come in, and the desk's frame around it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import TemplateView

from ...models import Front, FrontEdition, Section
from ...permissions import can_arrange_front, can_publish_front, can_see_front
from .places import front_at, place_of


class FrontView(TemplateView):
    """A page of the desk about one front, for those whom `may_open` lets in."""

    http_method_names = ["get", "head"]
    model_admin: Any = None

    title = ""
    may_open: Callable[[Any, Section | None], bool] = staticmethod(can_see_front)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.front = front_at(kwargs["place"])
        if not self.may_open(request.user, self.front.section):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        # It shows what readers have not seen.
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            **(
                {
                    "title": self.title,
                    "opts": Front._meta,
                    "front": self.front,
                    "place": place_of(self.front),
                    "may_arrange": can_arrange_front(self.request.user, self.front.section),
                    "may_publish": can_publish_front(self.request.user, self.front.section),
                }
                | kwargs
            ),
        )

    def to(self, name: str, *more: Any) -> HttpResponse:
        """On to another page about this front."""
        return redirect(f"admin:articles_front_{name}", place_of(self.front), *more)

    def edition(self, pk: int) -> FrontEdition | None:
        return FrontEdition.objects.select_related("by").filter(front__section=self.front.section, pk=pk).first()
