"""What the checks say of the text that a preview shows, each with the way to its place in the form."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .. import publishing
from ..models import Article, Gone, Removal
from ..text import Place, accessibility_findings
from .outgoing import address_of

# Said more exactly, paragraph by paragraph, by the text's own checks.
_SAID_ELSEWHERE = frozenset({"paragraph_long"})


@dataclass(frozen=True)
class Check:
    """One sentence, the field to mend, and where in the body if it is there. `address` leads there without scripts."""

    message: str
    field: str
    address: str
    place: Place | None = None


@dataclass(frozen=True)
class Checks:
    """What blocks, what is worth a look, and what keeps somebody from reading the text."""

    blocking: list[Check]
    advisory: list[Check]
    accessibility: list[Check]

    @property
    def words(self) -> str:
        """All of it in one line."""
        counted = [
            f"{len(self.blocking)} to mend" if self.blocking else "",
            f"{len(self.advisory)} worth a look" if self.advisory else "",
            f"{len(self.accessibility)} for accessibility" if self.accessibility else "",
        ]
        return ", ".join(filter(None, counted)) or "nothing found"


def checks_of(article: Article, data: dict[str, Any], *, missing: tuple[Gone, ...], at: datetime) -> Checks:
    """The checks of the snapshot `data`; `missing` is what the preview could not show. Five queries at most."""
    found = [one for one in publishing.findings(article, data, at=at) if one.code not in _SAID_ELSEWHERE]
    said = {one.message for one in found}
    gone = [_check(article, one.sentence, one.field) for one in missing if one.sentence not in said]
    if Removal.objects.filter(article=article).exists():
        gone.append(_check(article, "This article was removed for legal reasons: it cannot go out again.", "headline"))
    return Checks(
        gone + [_check(article, one.message, one.field, one.place) for one in found if one.blocking],
        [_check(article, one.message, one.field, one.place) for one in found if not one.blocking],
        [
            _check(article, one.message, "body" if one.place else "language", one.place)
            for one in accessibility_findings(data["body"], language=data["language"])
        ],
    )


def _check(article: Article, message: str, field: str, place: Place | None = None) -> Check:
    return Check(message, field, address_of(article, field), place)
