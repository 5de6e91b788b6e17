"""An edition as it would be written: built from a revision, saved only by `editions`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from ..models import (
    Article,
    Author,
    Correction,
    Edition,
    EditionContributor,
    EditionImage,
    EditionTopic,
    Image,
    Revision,
    Section,
    Topic,
)
from ..models.natural import NaturalKeyModel
from ..text import body_parts, image_keys, reading_minutes, word_count
from .errors import NotReady

Named = TypeVar("Named", bound=NaturalKeyModel)

_COPIED = ("headline", "short_headline", "standfirst", "kind", "language")
_IN_CONTENT = ("dateline", "source_line", "source_url", "search_title", "search_description", "canonical_url")


@dataclass
class BuiltEdition:
    """An edition and its rows, unsaved."""

    edition: Edition
    contributors: list[EditionContributor]
    topics: list[EditionTopic]
    images: list[EditionImage]

    def save(self) -> Edition:
        """Write all rows; to be called inside the transaction that holds the article's lock."""
        self.edition.save(force_insert=True)
        EditionContributor.objects.bulk_create(self.contributors)
        EditionTopic.objects.bulk_create(self.topics)
        EditionImage.objects.bulk_create(self.images)
        return self.edition


def build_edition(
    article: Article,
    revision: Revision,
    *,
    path: str,
    visible_from: datetime,
    first_published_at: datetime,
    modified_at: datetime,
) -> BuiltEdition:
    """The edition of `revision` under `path`. Its end is open. Raises NotReady naming what it refers to and is gone."""
    data = revision.data
    body_keys = image_keys(data["body"])
    image_order = list(dict.fromkeys([key for key in [data["lead_image"]] if key] + body_keys))
    images = _named(Image.objects.all(), "key", image_order, "picture")
    authors = _named(Author.objects.all(), "slug", [entry["author"] for entry in data["contributors"]], "author")
    topics = _named(Topic.objects.all(), "slug", data["topics"], "topic")
    section = _named(Section.objects.all(), "slug", [data["section"]], "section")[data["section"]]
    notices = corrections_of(article)
    edition = Edition(
        article=article,
        revision=revision,
        visible_from=visible_from,
        path=path,
        slug=path.rstrip("/").rpartition("/")[2],
        section=section,
        lead_image=images.get(data["lead_image"]),
        first_published_at=first_published_at,
        modified_at=modified_at,
        is_retracted=any(notice["kind"] == Correction.Kind.RETRACTION for notice in notices),
        content=edition_content(data, notices),
        **{name: data[name] for name in _COPIED},
    )
    return BuiltEdition(
        edition,
        _contributors(edition, data["contributors"], authors),
        [
            EditionTopic(
                edition=edition,
                topic=topics[slug],
                position=position,
                article=article,
                first_published_at=first_published_at,
            )
            for position, slug in enumerate(data["topics"])
        ],
        [EditionImage(edition=edition, image=images[key]) for key in image_order],
    )


def edition_content(data: dict[str, Any], corrections: list[dict[str, str]]) -> dict[str, Any]:
    """What an edition freezes besides its columns: the body taken apart, captions, notices, sources, counts."""
    return {
        **{name: data[name] for name in _IN_CONTENT},
        "lead": {"caption": data["lead_caption"], "alt": data["lead_alt_text"]},
        "parts": body_parts(data["body"]),
        "corrections": corrections,
        "words": word_count(data["body"]),
        "minutes": reading_minutes(data["body"]),
    }


def corrections_of(article: Article) -> list[dict[str, str]]:
    """The notices that the next edition of `article` carries, oldest first; superseded ones are left out."""
    notices = Correction.objects.filter(article=article, superseded_by=None).order_by("at", "id")
    return [
        {"uuid": str(notice.uuid), "kind": notice.kind, "text": notice.text, "at": notice.at.isoformat()}
        for notice in notices
    ]


def _named(rows: "QuerySet[Named]", field: str, keys: list[str], noun: str) -> dict[str, Named]:
    """The rows that `keys` name. Raises NotReady when one is gone."""
    found = {getattr(row, field): row for row in rows.filter(**{f"{field}__in": keys})} if keys else {}
    missing = [key for key in keys if key not in found]
    if missing:
        raise NotReady([f"The {noun} “{key}” that this article refers to no longer exists." for key in missing])
    return found


def _contributors(
    edition: Edition, entries: list[dict[str, str]], authors: dict[str, Author]
) -> list[EditionContributor]:
    seen: set[str] = set()
    rows = []
    for position, entry in enumerate(entries):
        rows.append(
            EditionContributor(
                edition=edition,
                author=authors[entry["author"]],
                role=entry["role"],
                position=position,
                is_first=entry["author"] not in seen,
                article=edition.article,
                first_published_at=edition.first_published_at,
            )
        )
        seen.add(entry["author"])
    return rows
