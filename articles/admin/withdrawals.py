"""The pages behind the buttons that withdraw an article: now or later, and what is planned moved or cancelled."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from .. import publishing
from .decisions import DecisionForm, DecisionView
from .live import LiveState, live_state
from .local_time_field import LocalTimeField, moment_with_zone
from .moments import zone_name
from .when import WhenForm, fault_of


def withdrawal_words(state: LiveState) -> list[str]:
    """What stays planned, whatever else is decided."""
    if state.withdrawal is None:
        return []
    return [f"The withdrawal that is planned for {moment_with_zone(state.withdrawal)} stays planned."]


class WithdrawForm(WhenForm):
    verb = "Withdraw"


class WithdrawView(DecisionView):
    form_class = WithdrawForm
    title = "Withdraw"
    button = "Yes, withdraw it"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"when": WithdrawForm.NOW}

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """Another moment may be the answer to one that was typed."""
        if form.cleaned_data["at"] is None:
            return super().refused(form, reasons)
        form.add_error("at", reasons)
        return self.form_invalid(form)

    def sentences(self) -> list[str]:
        said = [
            "Readers will no longer see this article: its address will answer as if it had never existed.",
            "Versions that are scheduled for that moment or later are cancelled. The desk keeps everything.",
        ]
        if withdrawal := self.live_state.withdrawal:
            said.append(
                f"A withdrawal is planned for {moment_with_zone(withdrawal)} already."
                " Here you can only choose an earlier moment; to show the article for longer, move that one."
            )
        return said

    def carry_out(self, choice: dict[str, Any]) -> str:
        at = choice["at"]
        publishing.withdraw(self.article, by=self.request.user, at=at)
        if at is None:
            return "Withdrawn. Readers no longer see the article."
        return f"Scheduled. Readers will see the article until {moment_with_zone(at)} ({zone_name()})."


class PlannedWithdrawalForm(DecisionForm):
    """The planned moment that was looked at; empty where none was planned."""

    looked_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # As a moment to the microsecond, whatever the zone: a local time may come twice.
        if isinstance(looked_at := self.initial.get("looked_at"), datetime):
            self.initial["looked_at"] = looked_at.isoformat()


class MoveWithdrawalForm(PlannedWithdrawalForm):
    at = LocalTimeField(label="New date and time", error_messages={"required": "Say when."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = f"In the newsroom’s zone, {zone_name()}. Earlier or later."

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if fault := fault_of(at):
            raise forms.ValidationError(fault)
        return at


class PlannedWithdrawalView(DecisionView):
    """A change of the next withdrawal that is planned, for who looked at that one."""

    form_class = PlannedWithdrawalForm

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"looked_at": self._state().withdrawal}

    def looked_at(self, choice: dict[str, Any]) -> datetime:
        """Who saw none planned does not change what was planned since."""
        if choice["looked_at"] is None:
            raise publishing.NotReady(["No withdrawal was planned when you opened that page. Look at it again."])
        looked_at: datetime = choice["looked_at"]
        return looked_at

    def sentences(self) -> list[str]:
        state = self._state()
        if state.withdrawal is None:
            return ["No withdrawal of this article is planned."]
        return [
            f"The article is to be withdrawn on {moment_with_zone(state.withdrawal)}.",
            *self.what_will_happen(state),
        ]

    def what_will_happen(self, state: LiveState) -> list[str]:
        raise NotImplementedError

    def _state(self) -> LiveState:
        return live_state(self.article, at=timezone.now())


class MoveWithdrawalView(PlannedWithdrawalView):
    form_class = MoveWithdrawalForm
    title = "Move the withdrawal"
    button = "Move it"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"at": self._state().withdrawal}

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """Another moment may be the answer, as long as what was looked at is there to be moved."""
        planned = self._state().withdrawal
        if planned is None or planned != form.cleaned_data["looked_at"]:
            return super().refused(form, reasons)
        form.add_error("at", reasons)
        return self.form_invalid(form)

    def what_will_happen(self, state: LiveState) -> list[str]:
        said = ["Readers will see it until the moment that you choose."]
        after = [one for one in state.scheduled if state.withdrawal and one.visible_from > state.withdrawal]
        if after:
            said.append(f"It appears again on {moment_with_zone(after[0].visible_from)}: choose a moment before that.")
        return said

    def carry_out(self, choice: dict[str, Any]) -> str:
        at = choice["at"]
        publishing.move_withdrawal(self.article, by=self.request.user, at=at, looked_at=self.looked_at(choice))
        return f"Moved. Readers will see the article until {moment_with_zone(at)} ({zone_name()})."


class CancelWithdrawalView(PlannedWithdrawalView):
    title = "Cancel the withdrawal"
    button = "Yes, cancel the withdrawal"

    def what_will_happen(self, state: LiveState) -> list[str]:
        after = [one for one in state.scheduled if state.withdrawal and one.visible_from > state.withdrawal]
        if after:
            begins = moment_with_zone(after[0].visible_from)
            return [f"Readers will go on seeing this version until the next one appears, on {begins}."]
        return ["Readers will go on seeing the article, without an end."]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.cancel_withdrawal(self.article, by=self.request.user, looked_at=self.looked_at(choice))
        return "The withdrawal is cancelled. Readers go on seeing the article."
