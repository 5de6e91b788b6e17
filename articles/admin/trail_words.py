"""What an entry of the audit trail tells beside its action: for when, from when, to whom, against which check."""

from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Model

from ..models import Article, AuditEntry, Correction, HousePage, Image
from .local_time_field import moment_with_zone
from .moments import moment

Action = AuditEntry.Action
# Where the moment that was decided on is not that of the act.
_PLANS = frozenset({Action.SCHEDULED, Action.SCHEDULE_MOVED, Action.WITHDRAWAL_SCHEDULED, Action.WITHDRAWAL_MOVED})


def facts_of(entry: AuditEntry) -> list[str]:
    """Short phrases in the order in which they are read; moments in the newsroom's zone. No queries."""
    detail = entry.detail
    facts = []
    if entry.action in _PLANS and "at" in detail:
        facts.append(f"for {_moment(detail['at'])}")
    if "was" in detail:
        facts.append(f"was {_moment(detail['was'])}")
    if entry.action == Action.ASSIGNED:
        facts.append(f"to {detail.get('to') or 'nobody'}")
    if detail.get("due"):
        facts.append(f"due {_moment(detail['due'])}")
    if "restored" in detail:
        facts.append(_restored(detail["restored"]))
    if detail.get("for"):
        facts.append(f"for {detail['for']}")
    if detail.get("until"):
        facts.append(f"until {_moment(detail['until'])}")
    if detail.get("minor"):
        facts.append("minor edit")
    if "kind" in detail:
        facts.append(str(dict(Correction.Kind.choices).get(detail["kind"], detail["kind"])).lower())
    if detail.get("supersedes"):
        facts.append("in the place of an earlier one")
    if "visible_from" in detail:
        facts.append(f"of {_moment(detail['visible_from'])}")
    # What a save of a front tells is where its stories stood, of a page about us which fields it changed: below.
    if entry.action == Action.SAVED and entry.front_id is None and not entry.house_page:
        facts += [_desk_business(name, value) for name, value in detail.items()]
    if detail.get("changed"):
        facts.append(", ".join(_field_name(HousePage, name) for name in detail["changed"]))
    if detail.get("killed_for"):
        facts.append(f"was killed: {detail['killed_for']}")
    facts += [_right(*right) for right in detail.get("rights", [])]
    return facts + [str(message) for _, message in detail.get("checks", [])] + detail.get("pins", [])


def _restored(what: Any) -> str:
    """A revision of an article by its number, an edition of a front by its beginning."""
    return f"what revision {what} said" if isinstance(what, int) else f"as of {_moment(what)}"


def _desk_business(name: str, value: Any) -> str:
    """What a save made of something that no revision holds: “embargo: 9 Mar 2026, 08:00 EET”."""
    field = Article._meta.get_field(name)
    if value in (None, ""):
        words = "emptied"
    elif isinstance(value, bool):
        words = "yes" if value else "no"
    else:
        words = _moment(value) if isinstance(field, DateTimeField) else value
    return f"{field.verbose_name}: {words}"


def _field_name(model: type[Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _right(name: str, was: Any, said: Any) -> str:
    """What was said of a picture before, and what is said now: “credit line: Ana → Ana Silva”."""
    field = Image._meta.get_field(name)
    words = [_value(field, value) or "nothing" for value in (was, said)]
    return f"{field.verbose_name}: {words[0]} → {words[1]}"


def _value(field: Any, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _moment(value) if value and isinstance(field, DateTimeField) else str(value)


def _moment(written: Any) -> str:
    """A moment of the detail, to the minute; as it is where it is none."""
    try:
        at = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return str(written)
    return moment_with_zone(at) if at.tzinfo else moment(at)
