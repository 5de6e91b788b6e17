"""What goes out and what comes off, and when: of editions, for those who work for their articles."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from ..models import Edition
from .people import narrowed


class Turn(StrEnum):
    """What an edition's beginning or end is to readers."""

    FIRST = "first"
    UPDATE = "update"
    RETURN = "return"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Appearance:
    """That an edition begins or ends: at a moment, as which turn."""

    at: datetime
    turn: Turn
    edition: Edition


def editions_between(user: User, begins: datetime, ends: datetime) -> QuerySet[Edition]:
    """Editions that begin from `begins` until before `ends`, or end then with nothing in their place; in that order.

    Annotates `after` and `before`: the edition that begins where it ends, and the one that ends where it begins.
    """
    after = _beside(visible_from=OuterRef("visible_until"))
    begin = Q(visible_from__gte=begins, visible_from__lt=ends)
    end = Q(visible_until__gte=begins, visible_until__lt=ends) & Q(after=None)
    first_turn = Case(When(begin, then=F("visible_from")), default=F("visible_until"))
    return _rows(user).annotate(after=after).filter(begin | end).order_by(first_turn, "id")


def live_since(user: User, begins: datetime, *, at: datetime) -> QuerySet[Edition]:
    """Editions that readers see at `at` and that have appeared after `begins`, newest first."""
    return _rows(user).visible_at(at).filter(visible_from__gt=begins).order_by("-visible_from", "-id")


def appearances(editions: list[Edition], begins: datetime, ends: datetime) -> list[Appearance]:
    """What of `editions_between` begins and what ends, in the order of time."""
    found = [
        Appearance(edition.visible_from, turn_of(edition), edition)
        for edition in editions
        if begins <= edition.visible_from < ends
    ]
    found += [
        Appearance(edition.visible_until, Turn.WITHDRAWAL, edition)
        for edition in editions
        if begins <= edition.visible_until < ends and edition.after is None
    ]
    return sorted(found, key=lambda one: (one.at, one.edition.pk))


def turn_of(edition: Edition) -> Turn:
    """What the beginning of an edition of `editions_between` or `live_since` is."""
    if edition.visible_from == edition.first_published_at:
        return Turn.FIRST
    return Turn.UPDATE if edition.before else Turn.RETURN


def _rows(user: User) -> QuerySet[Edition]:
    before = _beside(visible_until=OuterRef("visible_from"))
    return (
        narrowed(Edition.objects.annotate(before=before), user, article="article__")
        .select_related("section", "article", "article__assigned_to", "article__created_by")
        .defer("content", "article__body", "article__standfirst")
    )


def _beside(**touches: OuterRef) -> Subquery:
    """The id of the edition of the same article that touches; None where there is none.

    A limited subquery and no EXISTS: PostgreSQL would answer many of those at once by reading every edition there is.
    """
    return Subquery(Edition.objects.filter(article=OuterRef("article"), **touches).order_by().values("pk")[:1])
