"""The permission matrix: what every address answers to each role, for an article in each state.

Run the test with WRITE_MATRIX=1 to write the file anew, and
read the difference before you commit it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles import publishing
from articles.models import Article, Collection, Edition, FrontEdition, HousePageEdition, Redirect
from articles.tests.factories import (
    NOON,
    arrange,
    make_article,
    make_author,
    make_front_edition,
    make_image,
    make_live_article,
    make_live_house_page,
    make_section,
    make_topic,
)

ROLES = ["stranger", "outsider", "reporter", "editor", "photo_editor", "publisher", "administrator"]


@dataclass(frozen=True)
class Address:
    """One URL of the project: its full name and the names of its parts."""

    name: str
    parts: tuple[str, ...]

    @property
    def is_of_an_article(self) -> bool:
        return self.name.startswith("admin:articles_article_") and bool({"pk", "object_id"} & set(self.parts))


def every_url() -> list[Address]:
    """Every named URL that the resolver knows, those of the admin included."""
    return sorted(set(_named(get_resolver(), "", ())), key=lambda address: address.name)


def _named(resolver: URLResolver, namespace: str, parts: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        own = parts + tuple(pattern.pattern.converters) + tuple(pattern.pattern.regex.groupindex)
        own = tuple(dict.fromkeys(own))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _named(pattern, inner, own)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Address(namespace + pattern.name, own)


def make_states() -> dict[str, Article]:
    """An article in each state that a desk knows."""
    section = make_section(name="World")
    names: dict[str, Any] = {
        "section": section,
        "authors": [make_author(name="Ana")],
        "topics": [make_topic(name="NATO")],
    }
    states = {status: make_article(status=status, **names) for status in Article.Status.values}
    states["live"] = make_live_article(headline="Live", **names)
    states["scheduled"] = make_article(**names)
    publishing.publish(states["scheduled"], by=None, at=NOON.replace(year=2999), now=NOON)
    states["withdrawn"] = make_live_article(at=NOON.replace(day=1), **names)
    publishing.withdraw(states["withdrawn"], by=None, now=NOON)
    for article in states.values():
        publishing.save_revision(article, by=None, now=NOON)
    return states


def make_others() -> None:
    """A row of every other model that an address can name."""
    make_image(title="A picture")
    Collection.objects.create(name="A collection")
    Redirect.objects.create(path="/old/", target="/")
    article = Article.objects.get(headline="Live")
    publishing.add_correction(article, kind="update", text="A notice.", by=None, now=NOON)
    make_front_edition(arrange({"lead": article}))
    make_live_house_page(slug="ethics")


def parts_of(address: Address, article: Article) -> dict[str, Any]:
    """Values for the parts of an address. Raises KeyError for a part that this does not know: teach it."""
    edition = Edition.objects.filter(article=article).first()
    known: dict[str, Callable[[], Any]] = {
        "pk": lambda: _pk_for(address, article),
        "object_id": lambda: _pk_for(address, article),
        "id": lambda: _pk_for(address, article),
        "number": lambda: 1,
        "place": lambda: "home",
        "edition": lambda: (HousePageEdition if "_housepage_" in address.name else FrontEdition).objects.get().pk,
        "name": lambda: "submit" if address.name.endswith(("_step", "_bulk")) else "w320.jpg",
        "app_label": lambda: "articles",
        "format": lambda: "rss",
        "content_type_id": lambda: 1,
        "url": lambda: "nothing/",
        "shape": lambda: "16x9",
        "token": lambda: "never-was",
        "year": lambda: 2026,
        "month": lambda: 3,
        "day": lambda: 8,
        "slug": lambda: _slug_for(address, edition),
        "page": lambda: "desk",
        "picture": lambda: "home.webp" if address.name.startswith("admin:") else "0" * 32,
        "version": lambda: "0" * 12,
    }
    return {part: known[part]() for part in address.parts}


def _pk_for(address: Address, article: Article) -> Any:
    if address.is_of_an_article:
        return article.pk
    app, _, rest = address.name.removeprefix("admin:").partition("_")
    if app not in apps.app_configs:
        return 1
    models = {model._meta.model_name: model for model in apps.get_app_config(app).get_models()}
    model = models[next(name for name in sorted(models, key=len, reverse=True) if rest.startswith(f"{name}_"))]
    row = model._default_manager.order_by("pk").first()
    return row.pk if row else 1


def _slug_for(address: Address, edition: Edition | None) -> str:
    named = {
        "articles:section": "world",
        "articles:topic": "nato",
        "articles:author": "ana",
        "articles:house_page": "ethics",
    }
    return named.get(address.name.removesuffix("_feed"), edition.slug if edition else "live")


def clients(people: dict[str, User | None]) -> dict[str, Client]:
    found = {}
    for role, person in people.items():
        found[role] = Client(raise_request_exception=False)
        if person is not None:
            found[role].force_login(person)
    return found


def make_people() -> dict[str, User | None]:
    """Somebody in each role; the outsider has an account and no business at the desk."""
    people: dict[str, User | None] = {"stranger": None, "outsider": User.objects.create_user("outsider")}
    for role in ROLES[2:]:
        person = User.objects.create_user(role, is_staff=True)
        person.groups.add(Group.objects.get(name=role.replace("_", " ").capitalize()))
        people[role] = person
    return people


def matrix() -> list[str]:
    """A line for each address, state and method: what each role is answered."""
    people = make_people()
    states = make_states() | {"own draft": make_article(created_by=people["reporter"])}
    make_others()
    asked = clients(people)
    lines = []
    for address in every_url():
        if address.name in {"admin:logout"}:
            # Signs the person out: it would spoil what is asked after it.
            continue
        for state, article in states.items() if address.is_of_an_article else [("", states["live"])]:
            path = reverse(address.name, kwargs=parts_of(address, article))
            label = f"{address.name} [{state}]" if state else address.name
            for method in ("get", "post"):
                # Nothing is sent, so what may be done is refused for what is missing, not carried out.
                got = [f"{role}={getattr(client, method)(path).status_code}" for role, client in asked.items()]
                lines.append(f"{method.upper()} {label}: {' '.join(got)}")
    return lines
