"""What the pages about one article have in common: the article, who may come in, and the desk's frame around it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ..models import Article
from ..permissions import can_view


class ArticlePage(TemplateView):
    """A page of the desk about one article, for those whom `may_open` lets in."""

    http_method_names = ["get", "head"]
    model_admin: Any = None

    title = ""
    may_open: Callable[[Any, Article], bool] = staticmethod(can_view)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = get_object_or_404(Article, pk=kwargs["pk"])
        if not self.may_open(request.user, self.article):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            **({"title": self.title} | {"opts": Article._meta, "article": self.article} | kwargs),
        )
