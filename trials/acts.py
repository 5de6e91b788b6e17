"""What editors asked the server to do, and what it told them."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    # The server was killed before it answered: done or not, both are right.
    UNANSWERED = "unanswered"
    # An answer that no editor should ever get.
    BROKEN = "broken"


@dataclass(frozen=True)
class Save:
    """One press of the save button. `mark` stands in a paragraph added at the end of the body that `base` had."""

    article: int
    base: int
    mark: str
    headline: str
    outcome: Outcome
    # As the server said: “Saved as revision 7.”
    revision: int | None = None
    # Of a refused save: whether the answer holds all that was typed.
    kept: bool = True
    detail: str = ""
    # Which race the save took part in; empty for a save with nobody beside it.
    race: str = ""


@dataclass(frozen=True)
class Publication:
    """One press of the publish button, on a page that showed `version`."""

    article: int
    version: int
    outcome: Outcome
    detail: str = ""


Act = Save | Publication
