"""The state of the readers' site, as this process remembers it for a second."""

from datetime import datetime, timedelta

from django.conf import settings

from ... import reading
from ...reading import State

# Who asks a process that has just looked may get what was true up to so long ago.
REMEMBERED_FOR = timedelta(seconds=1)

# When the database was asked, and what it said. One assignment, so that threads need no lock.
_remembered: tuple[datetime, State] | None = None


def state(*, at: datetime, anew: bool = False) -> State | None:
    """The state at `at`; None where pages are not kept at all.

    It may be `REMEMBERED_FOR` old, but is never older than the last moment at which something began or ended by itself.
    `anew` asks the database in any case: for those who wrote something and look at once. Two queries, or none.
    """
    global _remembered
    if not settings.NEWSROOM_PAGE_CACHE:
        return None
    if not anew and _remembered and _holds(*_remembered, at):
        return _remembered[1]
    found = reading.state(at=at)
    _remembered = (at, found) if found else None
    return found


def forget() -> None:
    """Ask the database at the next request."""
    global _remembered
    _remembered = None


def _holds(asked: datetime, found: State, at: datetime) -> bool:
    # A clock that was set back remembers nothing.
    return asked <= at < min(asked + REMEMBERED_FOR, found.until)
