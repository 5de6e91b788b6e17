"""The admin site of the newsroom: Django's own, and places for what belongs to the desk as a whole."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.functional import SimpleLazyObject

Facts = Callable[[HttpRequest], dict[str, Any]]


class DeskSite(AdminSite):
    """What is put here is put by `articles.admin`, as it registers its models.

    This module must not import it: Django makes the site before it imports any admin, and would make a second one.
    """

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._pages: list[tuple[str, str, Callable[..., HttpResponse]]] = []
        self._facts: list[Facts] = []
        self._home_facts: list[Facts] = []

    def add_page(self, route: str, view: Callable[..., HttpResponse], *, name: str) -> None:
        """A page under /admin/ for staff; `view` gets this site as `site`, and is asked before any model's pages."""
        self._pages.append((route, name, view))

    def add_facts(self, facts: Facts) -> None:
        """What the templates of all pages get to know."""
        self._facts.append(facts)

    def add_home_facts(self, facts: Facts) -> None:
        """What the template of the home gets to know besides."""
        self._home_facts.append(facts)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        for facts in self._facts:
            context |= facts(request)
        return context

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Put together where it is looked at: most pages of the desk do not show it."""
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context: dict[str, Any] = {}
        for facts in self._home_facts:
            context |= facts(request)
        return super().index(request, context | (extra_context or {}))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages = [path(route, self.admin_view(partial(view, site=self)), name=name) for route, name, view in self._pages]
        return [*pages, *super().get_urls()]
