"""The pages behind the buttons of a front's desk: each asks, says what will happen, and calls `publishing`."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ... import publishing
from ...models import OPEN_ENDED, FrontEdition
from ...permissions import can_arrange_front, can_publish_front
from ..decisions import DecisionForm
from ..local_time_field import moment_with_zone
from ..moments import zone_name
from ..people import person_name
from ..schedules import MoveScheduleForm
from ..when import WhenForm
from .stories import LIVE, stories
from .view import FrontView

MOVED_ON = (
    "The front was saved by somebody else since you opened it: you saw version {}, it is now at version {}."
    " Nothing was done. Look at it again, then decide."
)


class PublishFrontForm(WhenForm):
    """When, and a word for the history."""

    verb = "Publish"

    note = forms.CharField(
        max_length=255, required=False, label="Note", help_text="For the history of this front. Readers do not see it."
    )


class FrontDecision(FrontView):
    """One decision about a front, on the version that was seen."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/front/decision.html"
    may_open = staticmethod(can_publish_front)
    form_class: type[forms.Form] = DecisionForm
    button = ""
    is_final = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.asked(self.form_class(**self.form_kwargs()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, **self.form_kwargs())
        if not form.is_valid():
            return self.asked(form)
        try:
            done = self.carry_out(form.cleaned_data)
        except publishing.StaleVersion:
            now_at = publishing.working_front(self.front.section).version
            messages.error(request, MOVED_ON.format(form.cleaned_data["version"], now_at))
        except publishing.NotReady as error:
            return self.refused(form, error.reasons)
        else:
            messages.success(request, done)
        return self.to("desk")

    def asked(self, form: forms.Form) -> HttpResponse:
        context = self.get_context_data(
            form=form, sentences=self.sentences(), button=self.button, is_final=self.is_final
        )
        return self.render_to_response(context)

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """Asks again where another moment may be the answer."""
        if "at" in form.fields:
            form.add_error("at", reasons)
            return self.asked(form)
        for reason in reasons:
            messages.error(self.request, reason)
        return self.to("desk")

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"version": self.front.version}}

    def sentences(self) -> list[str]:
        """What will happen, in plain words."""
        raise NotImplementedError

    def carry_out(self, choice: dict[str, Any]) -> SafeString | str:
        """Do it; what was done, for the person who did it. Raises PublishingError."""
        raise NotImplementedError


class PublishFrontView(FrontDecision):
    form_class = PublishFrontForm
    title = "Publish the front"
    button = "Publish"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"version": self.front.version, "when": PublishFrontForm.NOW}}

    def sentences(self) -> list[str]:
        now = timezone.now()
        editions = list(FrontEdition.objects.filter(front__section=self.front.section, visible_until__gt=now))
        live = next((edition for edition in editions if edition.visible_from <= now), None)
        if live is None:
            said = ["Readers see the automatic front now: the newest stories. This one takes its place."]
        elif live.arranged == self.front.arranged:
            said = ["Readers see this front already. Publishing it now will change nothing."]
        else:
            said = [f"Readers see the front of {moment_with_zone(live.visible_from)}. This one takes its place."]
        said += [
            f"Another front is scheduled for {moment_with_zone(one.visible_from)}: from then on it is that one."
            for one in reversed(editions)
            if one.visible_from > now
        ]
        return said + self._skipped()

    def _skipped(self) -> list[str]:
        placed = stories(self.front.arranged.articles, user=self.request.user, at=timezone.now())
        return [
            f"“{story.headline}” is not visible now ({story.words.partition(':')[0].lower()}):"
            " as long as it is not, the river fills its place."
            for story in placed.values()
            if story.state != LIVE
        ]

    def carry_out(self, choice: dict[str, Any]) -> SafeString | str:
        before = FrontEdition.objects.filter(front__section=self.front.section).order_by("-pk").first()
        edition = publishing.publish_front(
            self.front, by=self.request.user, version=choice["version"], at=choice["at"], note=choice["note"]
        )
        if before and edition.pk <= before.pk:
            return "Readers see this front already: nothing had to change."
        if choice["at"]:
            at_words = f"{moment_with_zone(edition.visible_from)} ({zone_name()})"
            return f"Scheduled. Readers will see this front from {at_words} on."
        return format_html('Published. <a href="{}">See it as readers do.</a>', self.front.get_absolute_url())


class WithdrawFrontView(FrontDecision):
    title = "Hand the front back to the river"
    button = "Yes, show the automatic front"

    def sentences(self) -> list[str]:
        return [
            "Readers will see the newest stories, as if nobody had arranged this front.",
            "The draft stays here, and what is scheduled stays scheduled.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.withdraw_front(self.front, by=self.request.user)
        return "Readers see the automatic front now."


class DiscardView(FrontDecision):
    may_open = staticmethod(can_arrange_front)
    title = "Discard the changes"
    button = "Yes, discard them"

    def sentences(self) -> list[str]:
        return ["The draft goes back to what readers see now. What was arranged since is no longer there."]

    def carry_out(self, choice: dict[str, Any]) -> str:
        missing = publishing.discard_changes(self.front, by=self.request.user, version=choice["version"])
        _warn(self.request, missing)
        return "The draft is as readers see it now."


class EditionDecision(FrontDecision):
    """A decision about one edition of the front."""

    @cached_property
    def looked_at(self) -> FrontEdition:
        edition = self.edition(self.kwargs["edition"])
        if edition is None:
            raise Http404("There is no such edition of this front.")
        return edition


class MoveFrontView(EditionDecision):
    form_class = MoveScheduleForm
    title = "Move the schedule"
    button = "Move it"

    def form_kwargs(self) -> dict[str, Any]:
        at = self.looked_at.visible_from
        return {"ends": OPEN_ENDED, "initial": {"version": self.front.version, "at": at}}

    def sentences(self) -> list[str]:
        at = moment_with_zone(self.looked_at.visible_from)
        return [f"The front scheduled for {at} will appear at the moment that you choose, as it was arranged then."]

    def carry_out(self, choice: dict[str, Any]) -> str:
        edition = publishing.move_front(self.front, by=self.request.user, edition_id=self.looked_at.pk, at=choice["at"])
        return f"Moved. Readers will see it from {moment_with_zone(edition.visible_from)} ({zone_name()}) on."


class CancelFrontView(EditionDecision):
    title = "Cancel the schedule"
    button = "Yes, cancel it"
    is_final = True

    def sentences(self) -> list[str]:
        at = moment_with_zone(self.looked_at.visible_from)
        return [f"The front scheduled for {at} will not appear. What stands there before goes on."]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.cancel_front(self.front, by=self.request.user, edition_id=self.looked_at.pk)
        return "The schedule is cancelled."


class RestoreFrontView(EditionDecision):
    may_open = staticmethod(can_arrange_front)
    title = "Restore an earlier front"
    button = "Bring it back as the draft"

    def sentences(self) -> list[str]:
        edition = self.looked_at
        at, name = moment_with_zone(edition.visible_from), person_name(edition.by)
        return [
            f"The front of {at}, published by {name}, becomes the draft, in place of what is arranged now.",
            "Readers see it when it is published again.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> str:
        missing = publishing.restore_front(self.front, self.looked_at, by=self.request.user, version=choice["version"])
        _warn(self.request, missing)
        return "The earlier front is the draft now. Readers see it when it is published."


def _warn(request: HttpRequest, missing: list[str]) -> None:
    for sentence in missing:
        messages.warning(request, f"{sentence} It could not be brought back.")
