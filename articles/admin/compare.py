"""An article's history: its revisions, newest first, and any two of them compared."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ..models import Article, Edition, Revision
from ..permissions import can_edit
from .article_page import ArticlePage
from .differences import differences
from .moments import moment
from .snapshot_names import SnapshotNames

REVISIONS_AT_ONCE = 30
# The largest that the databases' integer columns hold.
MAX_NUMBER = 2**31 - 1


@dataclass(frozen=True)
class Listed:
    """A revision in the list, with what is to be known of it."""

    revision: Revision
    markers: list[str]

    @property
    def before(self) -> int:
        return self.revision.number - 1


class RevisionsView(ArticlePage):
    """All revisions, by number downwards; `before` is the number that the page begins under."""

    template_name = "admin/articles/article/revisions.html"
    title = "Revisions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Texts may be megabytes, and the list shows none.
        revisions = self.article.revisions.select_related("by").defer("data").order_by("-number")
        before = _NumbersForm(self.request.GET).number("before")
        found = list((revisions.filter(number__lt=before) if before else revisions)[: REVISIONS_AT_ONCE + 1])
        shown, markers = found[:REVISIONS_AT_ONCE], _markers(self.article)
        live = live_edition_of(self.article)
        return super().get_context_data(
            listed=[Listed(revision, markers.get(revision.pk, [])) for revision in shown],
            older_before=shown[-1].number if len(found) > len(shown) else None,
            is_first_page=before is None,
            has_live=live is not None,
            may_edit=can_edit(self.request.user, self.article),
            **kwargs,
        )


class CompareView(ArticlePage):
    """Two revisions by number. Without numbers: from what readers see now to the latest."""

    template_name = "admin/articles/article/compare.html"
    title = "Compare revisions"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        numbers = _NumbersForm(request.GET)
        latest = self.article.version
        new = numbers.number("new", latest)
        old = numbers.number("old", self._usual_old(latest))
        revisions = self.article.revisions.select_related("by").order_by("number")
        found = {revision.number: revision for revision in revisions.filter(number__in=[old, new])}
        missing = [number for number in dict.fromkeys([old, new]) if number not in found]
        context = self.get_context_data(
            form=_NumbersForm({"old": old, "new": new}), latest=latest, has_live=live_edition_of(self.article)
        )
        if missing or not numbers.is_valid():
            complaint = _complaint(missing, latest) if numbers.is_valid() else "A revision is named by a whole number."
            return self.render_to_response(context | {"complaint": complaint}, status=404)
        return self.render_to_response(context | _compared(found[old], found[new]))

    def _usual_old(self, latest: int) -> int:
        live = live_edition_of(self.article)
        return live.revision.number if live else max(latest - 1, 1)


class _NumbersForm(forms.Form):
    """Numbers of revisions in an address."""

    old = forms.IntegerField(required=False, min_value=1, max_value=MAX_NUMBER)
    new = forms.IntegerField(required=False, min_value=1, max_value=MAX_NUMBER)
    before = forms.IntegerField(required=False, min_value=1, max_value=MAX_NUMBER)

    def number(self, name: str, otherwise: Any = None) -> Any:
        """The number, or `otherwise` where none, or nothing like one, was given."""
        self.is_valid()
        return self.cleaned_data.get(name) or otherwise


def _compared(old: Revision, new: Revision) -> dict[str, Any]:
    return {
        "old": old,
        "new": new,
        "differences": differences(old.data, new.data, SnapshotNames(old.data, new.data)),
    }


def _complaint(missing: list[int], latest: int) -> str:
    if not latest:
        return "This article has no revisions yet: the first save makes one."
    numbers = " or ".join(map(str, missing))
    return f"There is no revision {numbers} of this article. Its revisions are numbered from 1 to {latest}."


def live_edition_of(article: Article) -> Edition | None:
    """What readers see now, with its revision but for the text."""
    editions = article.editions.visible_at(timezone.now())
    return editions.select_related("revision").defer("content", "revision__data").first()


def _markers(article: Article) -> dict[int, list[str]]:
    """What is to be said of revisions, by their ids. One query."""
    now = timezone.now()
    markers: dict[int, list[str]] = {}
    ahead = article.editions.filter(visible_until__gt=now).order_by("visible_from")
    for revision, visible_from in ahead.values_list("revision", "visible_from"):
        words = "readers see this now" if visible_from <= now else f"scheduled for {moment(visible_from)}"
        markers.setdefault(revision, []).append(words)
    if article.approved_revision_id is not None:
        markers.setdefault(article.approved_revision_id, []).append("approved")
    return markers
