"""What stories refer to, read from a file: sections, topics, authors and pictures (fixtures/reference.toml)."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from ..models import Author, Image, Section, Topic, TopicAlias
from .pictures import demo_token, take_in


def load_reference(path: Path, *, pictures: Path, now: datetime) -> None:
    """Make the rows that the file at `path` describes, in a database without them; files from `pictures`."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    images = {entry["file"]: _image(entry, pictures, now) for entry in data.get("picture", [])}
    for entry in data.get("section", []):
        Section.objects.create(**_columns(entry, images))
    for entry in data.get("topic", []):
        _topic(entry, images)
    for entry in data.get("author", []):
        kind = Author.Kind.DESK if entry.pop("is_desk", False) else Author.Kind.PERSON
        Author.objects.create(kind=kind, **_columns(entry, images))


def _columns(entry: dict[str, Any], images: dict[str, Image]) -> dict[str, Any]:
    """The columns of an entry; its picture is the image of that file."""
    return {name: images[value] if name == "picture" else value for name, value in entry.items()}


def _topic(entry: dict[str, Any], images: dict[str, Image]) -> None:
    aliases, parent = entry.pop("aliases", []), entry.pop("parent", None)
    topic = Topic.objects.create(parent=Topic.objects.get(slug=parent) if parent else None, **_columns(entry, images))
    for name in aliases:
        TopicAlias.objects.create(topic=topic, name=name)


def _image(entry: dict[str, Any], pictures: Path, now: datetime) -> Image:
    image = Image(
        key=entry["key"],
        token=demo_token(entry["key"]),
        title=entry["title"],
        caption=entry.get("caption", ""),
        alt_text=entry.get("alt", ""),
        credit_line=entry.get("credit", ""),
        creator=entry.get("creator", ""),
        copyright_notice=entry.get("copyright", ""),
        usage_terms=entry.get("terms", ""),
        web_statement=entry.get("web_statement", ""),
        licensor_name=entry.get("licensor", ""),
        licensor_url=entry.get("licensor_url", ""),
        date_created=entry.get("date"),
        place=entry.get("place", ""),
        usable_until=entry.get("usable_until"),
        focal_x=entry.get("focal_x", 0.5),
        focal_y=entry.get("focal_y", 0.5),
        created_at=now,
    )
    with (pictures / entry["file"]).open("rb") as file:
        return take_in(image, file, name=entry["file"])
