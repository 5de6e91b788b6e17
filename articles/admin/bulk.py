"""Acting on many articles: a page that says what will happen to each, then a page that says what did."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views import View

from .. import publishing
from ..models import Article
from .bulk_acts import ACTS, BulkAct, Choice
from .chosen import AT_MOST, Chosen, chosen_articles
from .decisions import MOVED_ON

NO_VERSION = "The list did not say which version you saw. Look at it again, then decide."


def bulk_actions(user: User) -> dict[str, tuple[Any, str, str]]:
    """Those that `user` may ever carry out, as Django's list offers them."""
    return {
        f"bulk_{act.name}": (partial(_ask, name=act.name), f"bulk_{act.name}", act.label)
        for act in ACTS.values()
        if act.is_offered(user)
    }


def bulk_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    view = model_admin.admin_site.admin_view(BulkView.as_view(model_admin=model_admin))
    return [path("bulk/<slug:name>/", view, name="articles_article_bulk")]


def _ask(model_admin: Any, request: HttpRequest, queryset: Any, *, name: str) -> HttpResponse:
    """From the list to the page that asks. Not from `queryset`: what left the filter meanwhile is to be named too."""
    return BulkView.as_view(model_admin=model_admin)(request, name=name)


@dataclass
class Line:
    """What will become, or became, of one article."""

    article: Article
    version: int | None
    words: list[str] = field(default_factory=list)
    is_refused: bool = False

    @property
    def address(self) -> str:
        return reverse("admin:articles_article_change", args=[self.article.pk])


class BulkView(View):
    """Asks first; with `confirmed`, carries out, each article in a transaction of its own."""

    http_method_names = ["post"]
    model_admin: Any = None
    act: BulkAct

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["name"] not in ACTS:
            raise Http404
        self.act = ACTS[kwargs["name"]]
        if not self.act.is_offered(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        chosen = chosen_articles(request)
        if chosen.is_too_many:
            messages.error(request, f"Choose at most {AT_MOST} articles. Nothing was done.")
            return redirect(self._list_address())
        if not chosen.articles:
            messages.error(request, "None of these articles is there any more, or yours to see. Nothing was done.")
            return redirect(self._list_address())
        if "confirmed" not in request.POST:
            return self._asked(chosen, self.act.form_class())
        form = self.act.form_class(request.POST)
        return self._carried_out(chosen, form.cleaned_data) if form.is_valid() else self._asked(chosen, form)

    def _asked(self, chosen: Chosen, form: forms.Form) -> HttpResponse:
        lines = [self._expected(article, version) for article, version in chosen.articles]
        return self._page("admin/articles/article/bulk.html", chosen, lines, form=form, title=self.act.label)

    def _expected(self, article: Article, version: int | None) -> Line:
        if fault := _fault_of_version(article, version):
            return Line(article, version, [fault], is_refused=True)
        now, by = timezone.now(), self.request.user
        if refused := self.act.refusals(article, by=by, now=now):
            return Line(article, version, refused, is_refused=True)
        return Line(article, version, self.act.advice(article, by=by, now=now))

    def _carried_out(self, chosen: Chosen, choice: Choice) -> HttpResponse:
        lines = [self._done(article, version, choice) for article, version in chosen.articles]
        return self._page("admin/articles/article/bulk_report.html", chosen, lines, title=self.act.label)

    def _done(self, article: Article, version: int | None, choice: Choice) -> Line:
        if version is None:
            return Line(article, version, [NO_VERSION], is_refused=True)
        try:
            with transaction.atomic():
                stored = publishing.claim(article, version=version)
                words = self.act.carry_out(stored, choice, by=self.request.user)
        except publishing.StaleVersion:
            article.refresh_from_db(fields=["version"])
            return Line(article, version, [MOVED_ON.format(version, article.version)], is_refused=True)
        except publishing.NotReady as error:
            return Line(article, version, error.reasons, is_refused=True)
        except publishing.PublishingError as error:
            return Line(article, version, [str(error)], is_refused=True)
        except Article.DoesNotExist:
            return Line(article, version, ["It has been deleted meanwhile."], is_refused=True)
        return Line(stored, version, [words])

    def _page(self, template: str, chosen: Chosen, lines: list[Line], **context: Any) -> HttpResponse:
        frame = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": Article._meta,
            "act": self.act,
            "lines": lines,
            "going": [line for line in lines if not line.is_refused],
            "refused": [line for line in lines if line.is_refused],
            "missing": chosen.missing,
            "list_address": self._list_address(),
            "back": self._back().urlencode(),
        }
        return TemplateResponse(self.request, template, frame | context)

    def _list_address(self) -> str:
        """The list as it was searched: never another address, whatever was sent."""
        query = self._back().urlencode()
        return f"{reverse('admin:articles_article_changelist')}{f'?{query}' if query else ''}"

    def _back(self) -> QueryDict:
        return QueryDict(self.request.POST.get("back") or self.request.GET.urlencode())


def _fault_of_version(article: Article, version: int | None) -> str:
    if version is None:
        return NO_VERSION
    return MOVED_ON.format(version, article.version) if version != article.version else ""
