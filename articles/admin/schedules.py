"""The pages that move and cancel what is scheduled for an article."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from .. import publishing
from ..models import OPEN_ENDED, Edition
from .decisions import DecisionForm, DecisionView
from .local_time_field import LocalTimeField, moment_with_zone
from .moments import zone_name
from .when import fault_of
from .withdrawals import withdrawal_words


class MoveScheduleForm(DecisionForm):
    """The new moment, and the edition that was looked at."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at = LocalTimeField(label="New date and time", error_messages={"required": "Say when."})

    def __init__(self, *args: Any, ends: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends = ends
        self.fields["at"].help_text = f"In the newsroom’s zone, {zone_name()}."

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if fault := fault_of(at):
            raise forms.ValidationError(fault)
        if at >= self.ends:
            raise forms.ValidationError(f"Choose a moment before {moment_with_zone(self.ends)}.")
        return at


class MoveScheduleView(DecisionView):
    """Moves the next edition, as it was approved: not what was saved since."""

    form_class = MoveScheduleForm
    title = "Move the schedule"
    button = "Move it"

    def get_initial(self) -> dict[str, Any]:
        edition = self._edition()
        return super().get_initial() | ({"edition": edition.pk, "at": edition.visible_from} if edition else {})

    def get_form_kwargs(self) -> dict[str, Any]:
        edition = self._edition()
        return super().get_form_kwargs() | {"ends": edition.visible_until if edition else OPEN_ENDED}

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """Another moment may be the answer, as long as what was looked at is there to be moved."""
        edition = self._edition()
        if edition is None or edition.pk != form.cleaned_data["edition"]:
            return super().refused(form, reasons)
        form.add_error("at", reasons)
        return self.form_invalid(form)

    def sentences(self) -> list[str]:
        state = self.live_state
        if not state.scheduled:
            return ["Nothing is scheduled for this article."]
        edition = state.scheduled[0]
        said = [
            f"Revision {edition.revision.number} is scheduled for {moment_with_zone(edition.visible_from)}."
            " It will appear at the moment that you choose, as it is: not with what was saved since."
        ]
        if edition.visible_until < OPEN_ENDED:
            said.append(f"It ends on {moment_with_zone(edition.visible_until)}: choose a moment before that.")
        if state.live and state.live.visible_until == edition.visible_from:
            said.append("What readers see now stays until then.")
        return said

    def carry_out(self, choice: dict[str, Any]) -> str:
        # 0 is no edition: who saw nothing scheduled does not move what was scheduled since.
        looked_at = choice["edition"] or 0
        edition = publishing.move_schedule(self.article, by=self.request.user, at=choice["at"], edition_id=looked_at)
        return f"Moved. Readers will see it from {moment_with_zone(edition.visible_from)} ({zone_name()}) on."

    def _edition(self) -> Edition | None:
        """What is to be moved: the next edition that readers have not seen."""
        return self.article.editions.filter(visible_from__gt=timezone.now()).order_by("visible_from").first()


class CancelScheduleView(DecisionView):
    title = "Cancel the schedule"
    button = "Yes, cancel the schedule"

    def sentences(self) -> list[str]:
        state = self.live_state
        said = [
            f"The version scheduled for {moment_with_zone(one.visible_from)} will not appear."
            for one in state.scheduled
        ]
        if not said:
            return ["Nothing is scheduled for this article."]
        said.append("What readers see now stays." if state.live else "Readers will not see the article.")
        return said + (withdrawal_words(state) if state.live else [])

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.cancel_schedule(self.article, by=self.request.user)
        return "The schedule is cancelled."
