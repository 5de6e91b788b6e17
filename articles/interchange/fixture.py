"""Fixtures made from story files: generated in an empty database, written with natural keys in a stable order."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core import serializers
from django.db.models import Model

from ..models import (
    Article,
    AuditEntry,
    Author,
    Contributor,
    Correction,
    Edition,
    EditionContributor,
    EditionImage,
    EditionTopic,
    Front,
    FrontEdition,
    HousePage,
    HousePageEdition,
    Image,
    Note,
    PreviewLink,
    Profile,
    Redaction,
    Redirect,
    Removal,
    Revision,
    Section,
    SectionAccess,
    TaggedArticle,
    Topic,
    TopicAlias,
)
from .demo_desk import load_desk
from .importing import Desk, Import, import_story
from .pictures import demo_token
from .reference import load_reference
from .stories import StoryError

# In the order in which loaddata can load them: what is referred to comes first.
MODELS: tuple[type[Model], ...] = (
    Image,
    Section,
    User,
    SectionAccess,
    Author,
    Profile,
    Topic,
    TopicAlias,
    Article,
    Contributor,
    TaggedArticle,
    Revision,
    Edition,
    EditionContributor,
    EditionTopic,
    EditionImage,
    Correction,
    Redirect,
    Note,
    Removal,
    Redaction,
    PreviewLink,
    Front,
    FrontEdition,
    HousePage,
    HousePageEdition,
    AuditEntry,
)

# The demo's newsroom stands still here: after everything that its stories say has happened, and
# before what they schedule.
DEMO_NOW = datetime(2022, 3, 10, 9, 0, tzinfo=UTC)


def import_demo(folder: Path) -> list[Import]:
    """Fill an empty database with what `folder` describes: reference.toml, desk.toml, stories/*.txt, media/.

    The stories go out as they say themselves; then people do what desk.toml says. Raises StoryError.
    """
    load_reference(folder / "reference.toml", pictures=folder / "media", now=DEMO_NOW)
    demo_desk = load_desk(folder / "desk.toml", now=DEMO_NOW)
    files = sorted((folder / "stories").glob("*.txt"))
    if not files:
        raise StoryError(f"There are no story files (*.txt) in {folder / 'stories'}.")
    imported = []
    for path in files:
        by, begun = demo_desk.begun.get(path.name, (None, DEMO_NOW))
        desk = Desk(
            now=begun, zone=ZoneInfo("UTC"), pictures=folder / "media", publish=True, by=by, token_of=demo_token
        )
        imported.append(import_story(path.read_bytes(), name=path.name, desk=desk))
    demo_desk.play()
    return imported


def fixture_text() -> str:
    """The whole newsroom as a fixture: readable JSON with natural keys, the same bytes for the same content."""
    rows = [_without_nothing(row) for model in MODELS for row in _serialised(model)]
    return json.dumps(rows, indent=1, ensure_ascii=False, sort_keys=True, default=str) + "\n"


def _serialised(model: type[Model]) -> list[dict[str, Any]]:
    """The rows of `model` without primary keys, in the order of their natural keys."""
    rows: list[dict[str, Any]] = json.loads(
        serializers.serialize(
            "json",
            _in_order(model),
            use_natural_foreign_keys=True,
            use_natural_primary_keys=True,
        )
    )
    return rows


def _in_order(model: type[Model]) -> Iterator[Model]:
    rows: list[Any] = list(model._default_manager.all())
    if model is Topic:
        return iter(_parents_first(rows))
    if model is TaggedArticle:
        # The order of an article's topics is the order of these rows.
        return iter(sorted(rows, key=lambda row: (str(row.content_object.uuid), row.pk)))
    if model is AuditEntry:
        # Of two entries of one moment, the trail shows the later row first.
        return iter(sorted(rows, key=lambda row: (row.at, row.pk)))
    return iter(sorted(rows, key=lambda row: json.dumps(row.natural_key())))


def _parents_first(topics: list[Any]) -> list[Any]:
    """Topics in the order of their slugs, each after its parent, as loaddata needs them."""
    ordered: list[Any] = []

    def place(topic: Any) -> None:
        if topic not in ordered:
            if topic.parent:
                place(topic.parent)
            ordered.append(topic)

    for topic in sorted(topics, key=lambda topic: topic.slug):
        place(topic)
    return ordered


def _without_nothing(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the fields that say nothing (null, "", {}), so that a person can read what it says."""
    row["fields"] = {name: value for name, value in row["fields"].items() if value not in (None, "", {}, [])}
    return row
