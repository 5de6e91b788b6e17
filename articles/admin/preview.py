"""The article as readers would see it, from what is in the form or saved; and what the checks say of it."""

from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin

from .. import reading
from ..models import Edition
from ..permissions import can_edit
from ..reading import PreviewPage, story
from .article_page import ArticlePage
from .preview_cards import cards_of
from .preview_checks import checks_of
from .preview_source import Source, source_for

# The desk shows the page beside the form. Nothing in it runs, whatever somebody has typed.
_FRAMED_BY_THE_DESK = {"frame-ancestors": [SELF], "script-src": [NONE], "form-action": [NONE]}

SCHEMES = ("light", "dark")


class _OfTheSource(ArticlePage):
    """A page about the text that the person looks at. Nobody keeps a copy of it."""

    def source(self) -> Source:
        return source_for(self.request.user, self.article, number=self.request.GET.get("revision", ""))

    def preview(self, source: Source) -> PreviewPage:
        return reading.preview_page(self.article, source.data, at=self.at, revision=source.revision)

    def readers_words(self, source: Source, live: Edition | None) -> str:
        if live is None:
            return "Readers do not see it."
        if source.revision and source.revision.pk == live.revision_id:
            return "Readers see this text."
        return "Readers see an earlier text until it is published."

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        # One moment for all of the page.
        self.at = timezone.now()
        response = super().get(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Cache-Control"] = "private, no-store"
        return response


@method_decorator([xframe_options_sameorigin, csp_replace(_FRAMED_BY_THE_DESK)], name="dispatch")
class PreviewView(_OfTheSource):
    """The page in the readers' own template.

    `scheme` (light, dark) and `medium` (print) show it as other devices would; `framed` leaves out the
    bar, for beside the form.
    """

    template_name = "admin/articles/article/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Nothing of the desk's frame: the page is the readers'.
        source, asked = self.source(), self.request.GET
        shown = self.preview(source)
        about = {} if "framed" in asked else self._bar(source, shown)
        return story.names(shown.page) | {
            "article": self.article,
            "scheme": asked.get("scheme") if asked.get("scheme") in SCHEMES else "",
            "is_printed": asked.get("medium") == "print",
            **about,
        }

    def _bar(self, source: Source, shown: PreviewPage) -> dict[str, Any]:
        return {
            "source": source,
            "readers": self.readers_words(source, shown.live),
            "checks": checks_of(self.article, source.data, missing=shown.missing, at=self.at),
            "may_edit": can_edit(self.request.user, self.article),
        }


class PreviewChecksView(_OfTheSource):
    """Checks and cards: as a page of their own, and with `fragment` as what the panel shows beside the form."""

    title = "Checks, and how it looks elsewhere"

    def get_template_names(self) -> list[str]:
        name = "_preview_findings" if "fragment" in self.request.GET else "preview_checks"
        return [f"admin/articles/article/{name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source = self.source()
        shown = self.preview(source)
        about = {
            "source": source,
            "readers": self.readers_words(source, shown.live),
            "checks": checks_of(self.article, source.data, missing=shown.missing, at=self.at),
            "cards": cards_of(shown.page),
            "edition": shown.page.edition,
            "may_edit": can_edit(self.request.user, self.article),
        }
        if "fragment" in self.request.GET:
            return about | {"article": self.article}
        return super().get_context_data(**about)
