"""A decision on what readers see: a page that asks, says what will happen, and calls `publishing`."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from .. import publishing
from ..models import Article
from ..permissions import can_publish
from .live import LiveState, live_state

MOVED_ON = (
    "The article was saved by somebody else since you opened it: you saw version {}, it is now at version {}."
    " Nothing was done. Look at it again, then decide."
)


class DecisionForm(forms.Form):
    """The version that was looked at when the button was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionView(FormView):
    """One decision on what readers see, for those who may take it, on the version that they have seen."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/article/decision.html"
    form_class: type[forms.Form] = DecisionForm
    model_admin: Any = None

    title = ""
    button = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = self.get_article(kwargs["pk"])
        if not self.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.GET.get("version", str(self.article.version))
        if seen != str(self.article.version):
            messages.error(request, MOVED_ON.format(seen, self.article.version))
            return self._back()
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.article.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=Article._meta,
            article=self.article,
            live_state=self.live_state,
            title=self.title,
            button=self.button,
            sentences=self.sentences(),
            **kwargs,
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            done = self.decide(form.cleaned_data)
        except publishing.StaleVersion:
            self.article.refresh_from_db()
            messages.error(self.request, MOVED_ON.format(form.cleaned_data["version"], self.article.version))
        except publishing.NotReady as error:
            return self.refused(form, error.reasons)
        except publishing.PublishingError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, done)
        return self._back()

    def decide(self, choice: dict[str, Any]) -> str:
        """Carry it out on the version that was looked at. Raises StaleVersion where somebody has saved since."""
        with transaction.atomic():
            publishing.claim(self.article, version=choice["version"])
            return self.carry_out(choice)

    def _back(self) -> HttpResponse:
        return redirect("admin:articles_article_change", self.article.pk)

    def get_article(self, pk: int) -> Article:
        return get_object_or_404(Article, pk=pk)

    @cached_property
    def live_state(self) -> LiveState:
        """What readers see now, and what waits."""
        return live_state(self.article, at=timezone.now())

    def is_allowed(self, user: Any) -> bool:
        return can_publish(user, self.article)

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """What is wrong with the article is mended on the edit page."""
        for reason in reasons:
            messages.error(self.request, reason)
        return self._back()

    def sentences(self) -> list[str]:
        """What will happen, in plain words."""
        raise NotImplementedError

    def carry_out(self, choice: dict[str, Any]) -> str:
        """Do it; what was done, for the person who did it. Raises PublishingError."""
        raise NotImplementedError
