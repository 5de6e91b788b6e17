"""The terms of the desk's searches, such as `section:world`: what each asks of a row, and how they add up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from ..models import Topic
from ..text import Query, Token, folded
from .dates import days_from, span_of

NOTHING = Q(pk__in=[])


class NotUnderstood(Exception):
    """A term says something that there is not; the text tells the person."""


# What a term asks for, and the axis on which it does: on one axis any of several will do, all axes must agree.
Meaning = tuple[str, Q]


@dataclass(frozen=True)
class Term:
    """One term of a search, as the help tells it. `meaning` is given who asks (and when), and the value."""

    key: str
    examples: str
    help: str
    meaning: Callable[[Any, str], Meaning]


def days_named(value: str, *, key: str, now: datetime) -> tuple[datetime, datetime]:
    """The moments between which the days lie that `value` names for the term `key`. Raises NotUnderstood."""
    word = value.casefold()
    near = {"week": -6, "month": -29}
    span = days_from(now, days=near[word]) if word in near else span_of(word, now=now)
    if span is None:
        raise NotUnderstood(f"“{value}” is no day. Write {key}:today, {key}:2026-03-08, {key}:2026-03 or {key}:2026.")
    return span


def topics_named(value: str) -> list[int]:
    """The topics of that slug, name or alias, by their primary keys. Raises NotUnderstood where there is none."""
    named = Q(slug=folded(value)) | Q(slug=value) | Q(name__iexact=value) | Q(aliases__name__iexact=value)
    found = list(Topic.objects.filter(named).order_by().values_list("pk", flat=True).distinct())
    if not found:
        raise NotUnderstood(f"There is no topic “{value}”.")
    return found


def narrowed_by_terms(
    rows: QuerySet[Any], query: Query, terms: Mapping[str, Term], asked: Any
) -> tuple[QuerySet[Any], list[Token], list[str]]:
    """Those of `rows` that have what the terms of `query` ask; the words that remain; what was not understood."""
    said: list[str] = []
    axes: dict[str, Q] = {}
    plain = list(query.words)
    for token in query.terms:
        if token.key not in terms:
            said.append(f"“{token.key}:” is nothing to search by, so “{token}” was looked for as it stands.")
            plain.append(Token(f"{token.key}:{token.value}", is_excluded=token.is_excluded))
            continue
        try:
            axis, condition = terms[token.key].meaning(asked, token.value)
        except NotUnderstood as error:
            said.append(str(error))
            axis, condition = token.key, NOTHING
        if token.is_excluded:
            rows = rows.exclude(condition)
        else:
            axes[axis] = axes[axis] | condition if axis in axes else condition
    for condition in axes.values():
        rows = rows.filter(condition)
    return rows, plain, said
