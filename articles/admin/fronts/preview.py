"""A front as readers would see it: the draft or an edition, now or at a moment, on a desktop or a phone."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.clickjacking import xframe_options_sameorigin
from js_asset import Media, Script

from ... import reading
from ...models import OPEN_ENDED, Arrangement, FrontEdition
from ..local_time_field import LocalTimeField, moment_with_zone
from ..moments import zone_name
from ..people import person_name
from .places import place_of
from .stories import LIVE, stories
from .view import FrontView

SCRIPT = Media(js=[Script("articles/admin/front-preview.js", type="module")])

# Before that, zones and calendars are not what they are now.
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)


class PreviewForm(forms.Form):
    """At which moment, and how wide."""

    at = LocalTimeField(required=False, label="As it will be at")
    width = forms.ChoiceField(
        choices=[("desktop", "Desktop"), ("phone", "Phone")], required=False, widget=forms.RadioSelect, label="Width"
    )

    def clean_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["at"]
        if at and not EARLIEST <= at < OPEN_ENDED:
            raise forms.ValidationError("Choose a moment in our time. Look at the year again.")
        return at


class _Previewed(FrontView):
    """What is looked at: the draft, or the edition that `?edition=` names."""

    @cached_property
    def looked_at(self) -> FrontEdition | None:
        written = self.request.GET.get("edition", "")
        if not written:
            return None
        edition = self.edition(int(written)) if written.isdecimal() and len(written) < 19 else None
        if edition is None:
            raise Http404("There is no such edition of this front.")
        return edition

    def usual_moment(self, now: datetime) -> datetime:
        """Now for the draft; an edition is looked at as readers saw it first, or will."""
        edition = self.looked_at
        if edition is None or edition.visible_from <= now < edition.visible_until:
            return now
        return edition.visible_from


class PreviewView(_Previewed):
    """The desk's frame around the page, with the moment and the width to choose."""

    template_name = "admin/articles/front/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition, now = self.looked_at, timezone.now()
        form = PreviewForm(self.request.GET)
        chosen = form.cleaned_data.get("at") if form.is_valid() else None
        at = chosen or self.usual_moment(now)
        asked = {"at": at.isoformat()} | ({"edition": edition.pk} if edition else {})
        page = reverse("admin:articles_front_preview_page", args=[place_of(self.front)])
        return super().get_context_data(
            title=f"Preview of the front of {moment_with_zone(edition.visible_from)}" if edition else "Preview",
            form=form,
            edition=edition,
            by=person_name(edition.by) if edition else "",
            at=at,
            at_words=f"{moment_with_zone(at)} ({zone_name()})",
            is_now=at == now,
            width=form.data.get("width") if form.data.get("width") == "phone" else "desktop",
            address=f"{page}?{urlencode(asked)}",
            media=SCRIPT,
            **kwargs,
        )


@method_decorator([xframe_options_sameorigin, csp_replace({"frame-ancestors": [SELF]})], name="dispatch")
class PreviewPageView(_Previewed):
    """The readers' page itself, in its frame: never kept, never found by a search engine."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at = self._moment()
        arrangement = (self.looked_at or self.front).arranged.without(self._unseen(at))
        response = self._rendered(arrangement, at)
        response["X-Robots-Tag"] = "noindex"
        return response

    def _rendered(self, arrangement: Arrangement, at: datetime) -> HttpResponse:
        section = self.front.section
        if section is None:
            page = reading.arranged_front_page(arrangement, at=at)
            return render(self.request, "articles/front.html", {"front": page.front, "navigation": page.navigation})
        found = reading.arranged_section_page(section, arrangement, at=at)
        picture = section.picture if section.picture and section.picture.is_usable_at(at) else None
        names = {"section": section, "front": found.front, "listing": found.listing, "picture": picture}
        return render(self.request, "articles/section_list.html", names | {"navigation": found.listing.navigation})

    def _unseen(self, at: datetime) -> set[Any]:
        """Stories that this person may not see before readers do: of desks that they do not work for."""
        arranged, now = (self.looked_at or self.front).arranged, timezone.now()
        if at <= now:
            return set()
        known = stories(arranged.articles, user=self.request.user, at=now)
        return {uuid for uuid, story in known.items() if story.state != LIVE and not story.may_be_seen}

    def _moment(self) -> datetime:
        written = self.request.GET.get("at", "")
        if not written:
            return self.usual_moment(timezone.now())
        try:
            at = parse_datetime(written)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None or not EARLIEST <= at < OPEN_ENDED:
            raise Http404("There is no such moment.")
        return at
