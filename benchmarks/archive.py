"""An archive of any size, as a newsroom has it after years: mostly live, with today's work on top."""

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.management import call_command

from articles.models import (
    OPEN_ENDED,
    Article,
    AuditEntry,
    Contributor,
    Edition,
    EditionContributor,
    EditionImage,
    EditionTopic,
    Revision,
    TaggedArticle,
)
from articles.publishing.snapshots import PLAIN_FIELDS
from articles.text import folded

from .cast import Cast
from .loading import Batch, in_bulk, write
from .words import Vocabulary

BATCH = 2_000
MODELS = [
    Article, Contributor, TaggedArticle, Revision, Edition, EditionContributor, EditionTopic, EditionImage, AuditEntry,
]  # fmt: skip
COLUMNS: dict[Any, tuple[str, ...]] = {
    Article: (
        "id", "uuid", "headline", "short_headline", "slug", "standfirst", "dateline", "body", "lead_image_id",
        "lead_caption", "lead_alt_text", "section_id", "kind", "language", "source_line", "source_url", "search_title",
        "search_description", "canonical_url", "status", "hold_reason", "without_byline", "assigned_to_id", "due_at",
        "created_by_id", "version", "path", "created_at", "updated_at", "found_by", "visible_until",
    ),
    Contributor: ("article_id", "author_id", "role", "position"),
    TaggedArticle: ("content_object_id", "tag_id"),
    Revision: ("id", "article_id", "number", "schema", "data", "content_hash", "by_id", "at", "note"),
    Edition: (
        "id", "article_id", "revision_id", "visible_from", "visible_until", "path", "slug", "headline",
        "short_headline", "standfirst", "kind", "language", "section_id", "lead_image_id", "first_published_at",
        "modified_at", "is_retracted", "is_minor", "change_note", "content",
    ),
    EditionContributor: (
        "edition_id", "author_id", "role", "position", "is_first", "article_id", "first_published_at",
    ),
    EditionTopic: ("edition_id", "topic_id", "position", "article_id", "first_published_at"),
    EditionImage: ("edition_id", "image_id"),
    AuditEntry: (
        "at", "by_id", "action", "article_uuid", "headline", "revision_number", "reason", "detail", "image_key",
        "house_page",
    ),
}  # fmt: skip


class Archive:
    """`size` articles, one every five minutes before `now`; the newest has the highest id."""

    def __init__(self, size: int, *, now: datetime, cast: Cast) -> None:
        self.size = size
        self.now = now
        self.cast = cast
        self.words = Vocabulary()
        self.random = self.words.random

    def write(self) -> None:
        """Fill the empty database, saying how far it has come."""
        begun = time.monotonic()
        with in_bulk(MODELS):
            for first in range(0, self.size, BATCH):
                last = min(first + BATCH, self.size)
                write(self._batch(range(first, last)))
                _say(f"\r{last:,} of {self.size:,} articles in {time.monotonic() - begun:.0f} s")
            _say("; indexes …")
        _say(f" {time.monotonic() - begun:.0f} s\n")

    def _batch(self, ages: range) -> Batch:
        batch: Batch = {model: (COLUMNS[model], []) for model in MODELS}
        for age in ages:
            for model, row in self._rows(age):
                batch[model][1].append(row)
        return batch

    def _rows(self, age: int) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        """The rows of the article that has `age` newer ones before it."""
        draw, cast, number = self.random, self.cast, self.size - age
        updated = self.now - timedelta(minutes=5 * age, seconds=draw.randint(1, 200))
        words = self.words
        headline = f"{words.sentence(draw.randint(6, 10))} {number}"
        section, writer, author = cast.a_section(), cast.a_writer(), cast.an_author()
        topics, image = cast.some_topics(), cast.an_image()
        status, begins, ends = self._state(age, updated)
        data: dict[str, Any] = dict.fromkeys(PLAIN_FIELDS, "") | {
            "headline": headline,
            "slug": f"story-{number}",
            "standfirst": words.sentence(22),
            "dateline": "RIGA, Latvia",
            "body": words.body(),
            "kind": draw.choices(list(Article.Kind.values), weights=[800, 80, 80, 30, 5, 5])[0],
            "language": "en",
        }
        uuid, path = UUID(int=number).hex, f"/{begins:%Y/%m/%d}/story-{number}/" if begins else None
        is_open = status != "approved"
        yield Article, (
            number, uuid, *(data[name] for name in ("headline", "short_headline", "slug", "standfirst", "dateline")),
            data["body"], image.pk, "", "", section.pk, data["kind"], "en", "", "", "", "", "", status, "", False,
            cast.a_writer().pk if is_open and draw.random() < 0.7 else None,
            self.now + timedelta(hours=draw.randint(-36, 96)) if is_open and draw.random() < 0.6 else None,
            writer.pk, 1, path, updated - timedelta(hours=2), updated,
            folded(f"{headline} {data['slug']} {data['standfirst']}"), ends,
        )  # fmt: skip
        yield Contributor, (number, author.pk, "by", 0)
        for topic in topics:
            yield TaggedArticle, (number, topic.pk)
        yield from self._history(number, uuid, data, writer=writer, at=updated, cast=(section, author, topics, image))
        if begins and ends:
            yield from self._edition(
                number, path, data, begins=begins, ends=ends, cast=(section, author, topics, image)
            )
            yield AuditEntry, (begins, writer.pk, "published", uuid, headline, 1, "", {"path": path}, "", "")

    def _state(self, age: int, updated: datetime) -> tuple[str, datetime | None, datetime | None]:
        """Desk status, and from when until when readers see it."""
        draw = self.random.random()
        if age < min(400, self.size // 3):
            status = self.random.choice(["draft", "draft", "in_review", "changes_requested", "approved"])
            if status != "approved":
                return status, None, None
            if draw < 0.3:
                return status, self.now + timedelta(hours=self.random.randint(1, 72)), OPEN_ENDED
            return status, updated, OPEN_ENDED
        if draw < 0.004:
            # Begun, and never finished.
            return "draft", None, None
        if draw < 0.012:
            return "approved", updated, updated + timedelta(minutes=30)
        return "approved", updated, OPEN_ENDED

    def _history(
        self, number: int, uuid: str, data: dict[str, Any], *, writer: Any, at: datetime, cast: tuple[Any, ...]
    ) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        section, author, topics, image = cast
        snapshot = data | {
            "section": section.slug,
            "lead_image": image.key,
            "contributors": [{"author": author.slug, "role": "by"}],
            "topics": [topic.slug for topic in topics],
        }
        yield Revision, (number, number, 1, 1, snapshot, f"{number:064x}", writer.pk, at, "")
        yield AuditEntry, (at, writer.pk, "saved", uuid, data["headline"], 1, "", {}, "", "")

    def _edition(
        self,
        number: int,
        path: str | None,
        data: dict[str, Any],
        *,
        begins: datetime,
        ends: datetime,
        cast: tuple[Any, ...],
    ) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        section, author, topics, image = cast
        content = {
            "lead": {"caption": "", "alt": ""},
            "parts": [{"type": "html", "html": data["body"]}],
            "corrections": [],
            "words": 420,
            "minutes": 2,
        } | dict.fromkeys(
            ("dateline", "source_line", "source_url", "search_title", "search_description", "canonical_url"), ""
        )
        yield Edition, (
            number, number, number, begins, ends, path, data["slug"], data["headline"], "", data["standfirst"],
            data["kind"], "en", section.pk, image.pk, begins, begins, False, False, "", content,
        )  # fmt: skip
        yield EditionContributor, (number, author.pk, "by", 0, True, number, begins)
        for position, topic in enumerate(topics):
            yield EditionTopic, (number, topic.pk, position, number, begins)
        yield EditionImage, (number, image.pk)


def run(options: argparse.Namespace) -> int:
    """Write an archive into the empty database, and leave it there."""
    call_command("migrate", verbosity=0)
    if User.objects.exists():
        sys.exit("There is something in this database already. Name a new one, or drop it first.")
    fill(options.articles)
    return 0


def fill(size: int) -> Cast:
    """An archive of `size` articles in the empty database; who and what is in it."""
    now = datetime.now(UTC).replace(microsecond=0)
    cast = Cast()
    Archive(size, now=now, cast=cast).write()
    return cast


def _say(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()
