"""What the calendar can be narrowed to: a section, a person."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import CharField, Value
from django.db.models.functions import Cast

from ..models import Section
from ..permissions import sections_of

_TEXT = CharField()


@dataclass(frozen=True)
class Choice:
    """A section by its slug or a person by their account's name: `key` stands in the address."""

    pk: int
    key: str
    words: str


@dataclass(frozen=True)
class Choices:
    sections: list[Choice]
    people: list[Choice]


@dataclass(frozen=True)
class Narrowing:
    """Of which section, and whose; None for all."""

    section: Choice | None = None
    person: Choice | None = None


def choices_for(user: User) -> Choices:
    """The sections that `user` works for, and the people of the desk. One query for both, since each page asks."""
    sections = Section.objects.annotate(of=Value("section", _TEXT), rest=Value("", _TEXT))
    ours = sections_of(user)
    if ours is not None:
        sections = sections.filter(pk__in=ours)
    people = User.objects.filter(is_staff=True, is_active=True).annotate(of=Value("person", _TEXT))
    # Whichever model a column is of, it has one type: a number of one is wider than that of the other.
    rows = (
        sections.order_by()
        .values_list("of", Cast("pk", _TEXT), "slug", "name", "rest")
        .union(people.order_by().values_list("of", Cast("pk", _TEXT), "username", "first_name", "last_name"), all=True)
    )
    found: dict[str, list[Choice]] = {"section": [], "person": []}
    for of, pk, key, *names in rows:
        found[of].append(Choice(int(pk), key, " ".join(filter(None, names)) or key))
    return Choices(_in_order(found["section"]), _in_order(found["person"]))


def narrowing_asked_for(section: str, person: str, choices: Choices) -> tuple[Narrowing, list[str]]:
    """What two names of an address narrow to, and a word for each that is unknown and therefore left out."""
    section_found = _named(section, choices.sections)
    person_found = _named(person, choices.people)
    complaints = []
    if section and section_found is None:
        complaints.append(f"“{section[:40]}” is no section that you work for: all are shown.")
    if person and person_found is None:
        complaints.append(f"“{person[:40]}” is nobody at the desk: everybody’s is shown.")
    return Narrowing(section_found, person_found), complaints


def _named(key: str, choices: Iterable[Choice]) -> Choice | None:
    return next((choice for choice in choices if choice.key == key), None)


def _in_order(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: choice.words.casefold())
