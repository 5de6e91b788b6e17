"""Bylines as readers see them: names in their order, put together by role."""

from dataclasses import dataclass
from itertools import groupby

# How a byline begins, by role of the contributor.
LEADS = {
    "by": "By",
    "reporting": "Reporting by",
    "photographs": "Photographs by",
    "additional_reporting": "Additional reporting by",
    "edited": "Edited by",
}


@dataclass(frozen=True)
class NamedAuthor:
    """An author as a byline names them; `is_desk` tells a desk from a person."""

    name: str
    slug: str
    is_desk: bool


@dataclass(frozen=True)
class Byline:
    """One role and those who had it: "Reporting by A and B"."""

    role: str
    authors: tuple[NamedAuthor, ...]

    @property
    def lead(self) -> str:
        return LEADS.get(self.role, "By")


def bylines(contributors: list[tuple[str, NamedAuthor]]) -> tuple[Byline, ...]:
    """The bylines of (role, author) pairs in their order; neighbours with one role share a line."""
    return tuple(
        Byline(role, tuple(author for _, author in group))
        for role, group in groupby(contributors, key=lambda contributor: contributor[0])
    )
