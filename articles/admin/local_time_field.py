"""A local time in a form: where the clocks make it two moments, or none, the form asks which one is meant.

The widget's input has the field's name, the choice between the moments the same name with `_moment`.
`_decision_field.html` draws both.
"""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ..text import Moment, Occurs, moments_of, zone_mark
from .moments import moment


class Typed(NamedTuple):
    """What the form sent: the time as it was typed, and the moment that was chosen for it."""

    text: str = ""
    chosen: str = ""


class Choice(NamedTuple):
    """One of the moments that the typed time may be, as a radio button."""

    id: str
    value: str
    label: str
    is_chosen: bool


def moment_with_zone(at: datetime) -> str:
    """`at` as “8 Mar 2022, 14:05 EET”: never to be mistaken for the other time of the same name."""
    return f"{moment(at)} {zone_mark(timezone.localtime(at))}"


class LocalTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # With a last year browsers take four digits for the year, and not six.
        super().__init__({"max": "8999-12-31T23:59", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        return Typed(data.get(name) or "", data.get(f"{name}_moment") or "")

    def format_value(self, value: Typed | None) -> str:
        return value.text if value else ""


class LocalTimeBoundField(forms.BoundField):
    @property
    def choice_name(self) -> str:
        return f"{self.html_name}_moment"

    @property
    def choices(self) -> list[Choice]:
        """The moments to choose from; none where the time as it is typed is one moment, or no time at all."""
        typed = self.value() or Typed()
        return [
            Choice(f"{self.auto_id}_moment_{number}", value := one.at.isoformat(), one.label, value == typed.chosen)
            for number, one in enumerate(self.field.offered(typed))
        ]


class LocalTimeField(forms.DateTimeField):
    """A time in the newsroom's zone, cleaned to its moment in UTC.

    A choice counts only when it is one of the moments offered for the time that stands beside it. No
    moment is offered for two different times, so a choice made for another time is never taken for this one's.
    """

    widget = LocalTimeInput

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> LocalTimeBoundField:
        return LocalTimeBoundField(form, self, field_name)

    def prepare_value(self, value: Typed | datetime | None) -> Typed | None:
        if isinstance(value, datetime):
            local = timezone.localtime(value).replace(tzinfo=None)
            precision = "seconds" if local.second else "minutes"
            return Typed(local.isoformat(timespec=precision), value.astimezone(UTC).isoformat())
        return value

    def to_python(self, value: Typed | datetime | None) -> datetime | None:
        if not isinstance(value, Typed):
            return value
        time = self._parsed(value.text)
        if time is None or time.tzinfo:
            return time
        found = moments_of(time, timezone.get_current_timezone())
        if len(found.moments) == 1:
            return found.moments[0].at
        for one in found.moments:
            if one.at.isoformat() == value.chosen:
                return one.at
        raise ValidationError(found.sentence, code=found.occurs)

    def offered(self, typed: Typed) -> tuple[Moment, ...]:
        """The moments that the typed time may be, where it may be more than one."""
        try:
            time = self._parsed(typed.text)
        except ValidationError:
            return ()
        if time is None or time.tzinfo:
            return ()
        found = moments_of(time, timezone.get_current_timezone())
        return found.moments if found.occurs != Occurs.ONCE else ()

    def _parsed(self, text: str) -> datetime | None:
        """The time as typed. One with an offset has a zone of its own and is one moment as it stands."""
        if not text.strip():
            return None
        try:
            time = parse_datetime(text.strip())
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        # DateTimeField would go on to refuse what the clocks make ambiguous: the formats are tried by its parent.
        return time or super(forms.DateTimeField, self).to_python(text)
