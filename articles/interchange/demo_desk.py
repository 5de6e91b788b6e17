"""What people did at the demo's desk, read from desk.toml and done again through `publishing`."""

import tomllib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User

from .. import publishing
from ..models import Article, Correction, Edition, Image, Note, PreviewLink, Section, SectionAccess
from .demo_fronts import FRONT_DOINGS
from .demo_house_pages import HOUSE_PAGE_DOINGS

# Nobody can sign in with it. Django draws such a password by lot, which would change the fixture every time.
NO_PASSWORD = "!no password: nobody signs in as one of the demo's people"


@dataclass(frozen=True)
class Act:
    """One thing that a person does at a moment, to an article or ("") to something else; `words` are the rest of it."""

    do: str
    slug: str
    by: User
    at: datetime
    words: dict[str, Any]

    @property
    def article(self) -> Article:
        """As it is stored now."""
        return Article.objects.get(slug=self.slug)


@dataclass(frozen=True)
class DemoDesk:
    """Who works there, who began which story file and when, and what was done then, in the order of time."""

    begun: dict[str, tuple[User | None, datetime]]
    acts: list[Act]

    def play(self) -> None:
        """Do it all. Raises what `publishing` raises: the demo's people keep its rules."""
        for act in self.acts:
            _DOINGS[act.do](act)


def load_desk(path: Path, *, now: datetime) -> DemoDesk:
    """Read desk.toml at `path` and make its people, in a database that has the sections and no such people."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    people = {entry["username"]: _person(entry, joined=now) for entry in data["person"]}
    begun = {entry["story"]: (people.get(entry.get("by", "")), entry["at"]) for entry in data["begun"]}
    acts = [
        Act(entry.pop("do"), entry.pop("article", ""), people[entry.pop("by")], entry.pop("at"), entry)
        for entry in data["act"]
    ]
    return DemoDesk(begun, sorted(acts, key=lambda act: act.at))


def _person(entry: dict[str, Any], *, joined: datetime) -> User:
    person = User.objects.create(
        username=entry["username"],
        first_name=entry["first_name"],
        last_name=entry["last_name"],
        password=NO_PASSWORD,
        is_staff=True,
        date_joined=joined,
    )
    person.groups.add(Group.objects.get(name=entry["role"]))
    for slug in entry.get("sections", []):
        SectionAccess.objects.create(user=person, section=Section.objects.get(slug=slug))
    return person


def _identity(act: Act, name: str) -> uuid.UUID:
    return uuid.uuid5(act.article.uuid, name)


def _plan(act: Act) -> None:
    """Begin an article of which there is no more than a headline."""
    article = Article.objects.create(
        uuid=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{act.slug}"),
        slug=act.slug,
        headline=act.words["headline"],
        standfirst=act.words["standfirst"],
        section=Section.objects.get(slug=act.words["section"]),
        language="en-US",
        without_byline=True,
        created_by=act.by,
        created_at=act.at,
        updated_at=act.at,
    )
    publishing.save_revision(article, by=act.by, now=act.at)


def _save(act: Act) -> None:
    article = act.article
    for name, value in act.words.get("fields", {}).items():
        setattr(article, name, value)
    for old, new in act.words.get("replace", []):
        if article.body.count(old) != 1:
            raise ValueError(f"{act.slug} does not say once: {old}")
        article.body = article.body.replace(old, new)
    article.save()
    publishing.save_revision(article, by=act.by, note=act.words.get("note", ""), now=act.at)


def _restore(act: Act) -> None:
    article = act.article
    publishing.restore(article, article.revisions.get(number=act.words["revision"]), by=act.by, now=act.at)


def _note(act: Act) -> None:
    Note.objects.create(article=act.article, by=act.by, at=act.at, text=act.words["text"])


def _step(act: Act) -> None:
    publishing.take_step(act.article, act.do, by=act.by, now=act.at, **act.words)


def _assign(act: Act) -> None:
    to = User.objects.get(username=act.words["to"])
    publishing.assign(act.article, to=to, due=act.words["due"], by=act.by, now=act.at)


def _publish(act: Act) -> None:
    words = dict(act.words)
    publishing.publish(act.article, by=act.by, at=words.pop("when", None), now=act.at, **words)


def _add_notice(act: Act) -> None:
    words = dict(act.words)
    earlier = words.pop("supersedes", None)
    publishing.add_correction(
        act.article,
        by=act.by,
        now=act.at,
        identity=_identity(act, words.pop("name")),
        supersedes=Correction.objects.get(uuid=_identity(act, earlier)) if earlier else None,
        **words,
    )


def _redact(act: Act) -> None:
    edition: Edition = act.article.editions.order_by("visible_from")[act.words["edition"] - 1]
    publishing.redact(edition, by=act.by, reason=act.words["reason"], now=act.at)


def _make_link(act: Act) -> None:
    """A link that opens nothing: what is kept instead of its token is the hash of no token at all."""
    lasts = timedelta(days=act.words["days"])
    link, _ = publishing.make_preview_link(act.article, label=act.words["label"], lasts=lasts, by=act.by, now=act.at)
    PreviewLink.objects.filter(pk=link.pk).update(token_hash=f"no token: {_identity(act, link.label)}")


def _revoke_link(act: Act) -> None:
    link = PreviewLink.objects.get(article=act.article, label=act.words["label"])
    publishing.revoke_preview_link(link, by=act.by, now=act.at)


def _delete_picture(act: Act) -> None:
    Image.objects.get(key=act.words["key"]).delete()


def _of_no_article(doing: Callable[..., None]) -> Callable[[Act], None]:
    return lambda act: doing(by=act.by, now=act.at, **act.words)


def _kill_picture(act: Act) -> None:
    image = Image.objects.get(key=act.words["key"])
    publishing.kill_picture(image, by=act.by, reason=act.words["reason"], now=act.at)


def _release_picture(act: Act) -> None:
    image = Image.objects.get(key=act.words["key"])
    publishing.release_picture(image, by=act.by, reason=act.words["reason"], now=act.at)


def _picture_rights(act: Act) -> None:
    image = Image.objects.get(key=act.words["key"])
    for name, value in act.words["fields"].items():
        setattr(image, name, value)
    sections = Section.objects.filter(slug__in=act.words.get("sections", []))
    articles = Article.objects.filter(slug__in=act.words.get("articles", []))
    publishing.save_picture_rights(image, by=act.by, sections=sections, articles=articles, now=act.at)


_DOINGS: dict[str, Callable[[Act], Any]] = {
    "plan": _plan,
    "save": _save,
    "restore": _restore,
    "note": _note,
    **dict.fromkeys(publishing.STEPS, _step),
    "assign": _assign,
    "publish": _publish,
    "move_schedule": lambda act: publishing.move_schedule(act.article, by=act.by, at=act.words["when"], now=act.at),
    "cancel_schedule": lambda act: publishing.cancel_schedule(act.article, by=act.by, now=act.at),
    "withdraw": lambda act: publishing.withdraw(act.article, by=act.by, at=act.words["when"], now=act.at),
    "move_withdrawal": lambda act: publishing.move_withdrawal(act.article, by=act.by, at=act.words["when"], now=act.at),
    "cancel_withdrawal": lambda act: publishing.cancel_withdrawal(act.article, by=act.by, now=act.at),
    "add_notice": _add_notice,
    "remove": lambda act: publishing.remove(act.article, by=act.by, now=act.at, **act.words),
    "redact": _redact,
    "make_link": _make_link,
    "revoke_link": _revoke_link,
    **{name: _of_no_article(doing) for name, doing in (FRONT_DOINGS | HOUSE_PAGE_DOINGS).items()},
    "delete_picture": _delete_picture,
    "kill_picture": _kill_picture,
    "release_picture": _release_picture,
    "picture_rights": _picture_rights,
}
