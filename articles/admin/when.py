"""When something is to happen, as a person says it: now, or at a moment ahead in the newsroom's zone."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from ..models import OPEN_ENDED
from .decisions import DecisionForm
from .local_time_field import LocalTimeField
from .moments import zone_name


class WhenForm(DecisionForm):
    """Now, or at a moment ahead."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(widget=forms.RadioSelect)
    at = LocalTimeField(required=False, label="Date and time")

    verb = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when"].choices = [(self.NOW, f"{self.verb} now"), (self.LATER, f"{self.verb} later")]
        self.fields["at"].help_text = f"In the newsroom’s zone, {zone_name()}."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("when") == self.LATER:
            self._clean_later(cleaned.get("at"))
        elif cleaned.get("when") == self.NOW:
            self._clean_now()
        return cleaned

    def _clean_now(self) -> None:
        self.errors.pop("at", None)
        if self["at"].value().text.strip():
            # Readers would see at once what was meant for later.
            self.add_error("when", f"You typed a time. Choose “{self.verb} later”, or empty the time.")
        self.cleaned_data["at"] = None

    def _clean_later(self, at: datetime | None) -> None:
        if "at" in self.errors:
            return
        if at is None:
            self.add_error("at", "Say when.")
        elif fault := fault_of(at, otherwise=f", or {self.verb.lower()} now"):
            self.add_error("at", fault)


def fault_of(at: datetime, *, otherwise: str = "") -> str:
    """What keeps `at` from being a moment to plan for; empty where nothing does."""
    if at <= timezone.now():
        return f"That moment has passed. Choose one ahead{otherwise}."
    if at >= OPEN_ENDED:
        return "That is too far ahead. Look at the year again."
    return ""
