"""The names that the list's frame and its search need: sections, people and saved views, all in one query."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import BigIntegerField, BooleanField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from ..models import SavedView, Section
from ..text import folded


class NamedSection(NamedTuple):
    pk: int
    name: str
    slug: str


class NamedPerson(NamedTuple):
    pk: int
    username: str
    name: str
    # Whether they can sign in: who has left is found, and not offered.
    is_active: bool


class NamedView(NamedTuple):
    pk: int
    name: str
    query: str
    is_shared: bool
    owner: int


@dataclass
class Names:
    """Sections in their order; people and views by name."""

    sections: list[NamedSection] = field(default_factory=list)
    people: list[NamedPerson] = field(default_factory=list)
    views: list[NamedView] = field(default_factory=list)

    def sections_called(self, word: str) -> list[int]:
        """By slug or name, however it is capitalised."""
        wanted = folded(word)
        return [one.pk for one in self.sections if wanted in {folded(one.slug), folded(one.name)}]

    def people_called(self, word: str) -> list[int]:
        """By username; else everybody in whose name a word begins like this."""
        wanted = folded(word)
        exact = [one.pk for one in self.people if folded(one.username) == wanted]
        return exact or [one.pk for one in self.people if f" {folded(one.name)}".find(f" {wanted}") >= 0]


def names_for(user: User) -> Names:
    """What `user` may choose from and has saved. One query."""
    rows = _sections().union(_people(), _views(user), all=True)
    names = Names()
    for kind, pk, _, name, key, flag, owner in sorted(rows, key=lambda row: (row[2], folded(row[3]), row[1])):
        if kind == "section":
            names.sections.append(NamedSection(pk, name, key))
        elif kind == "person":
            names.people.append(NamedPerson(pk, key, name.strip() or key, bool(flag)))
        else:
            names.views.append(NamedView(pk, name, key, bool(flag), owner))
    return names


def _kind(name: str) -> Value:
    return Value(name, output_field=TextField())


def _number(number: int) -> Value:
    return Value(number, output_field=BigIntegerField())


def _sections() -> QuerySet[Section, tuple[object, ...]]:
    return Section.objects.order_by().values_list(
        _kind("section"), "pk", Cast("position", BigIntegerField()), "name", "slug",
        Value(True, output_field=BooleanField()), _number(0),
    )  # fmt: skip


def _people() -> QuerySet[User, tuple[object, ...]]:
    return (
        User.objects.filter(is_staff=True)
        .order_by()
        .values_list(
            _kind("person"),
            Cast("pk", BigIntegerField()),
            _number(0),
            Concat("first_name", Value(" "), "last_name"),
            "username",
            "is_active",
            _number(0),
        )
    )


def _views(user: User) -> QuerySet[SavedView, tuple[object, ...]]:
    return (
        SavedView.objects.filter(Q(owner=user) | Q(is_shared=True))
        .order_by()
        .values_list(_kind("view"), "pk", _number(0), "name", "query", "is_shared", Cast("owner_id", BigIntegerField()))
    )
