"""An edition as a revision makes it: built with its rows, not stored.

It stands here because both sides make one: `publishing` to write it, `reading` to show beforehand what
would be written: docs/decisions/0020-one-builder-for-both-sides.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from ..text import body_parts, image_keys, reading_minutes, word_count
from .article import Article
from .author import Author
from .correction import Correction
from .edition import Edition, EditionContributor, EditionImage, EditionTopic
from .image import Image
from .natural import NaturalKeyModel
from .revision import Revision
from .section import Section
from .topic import Topic

Named = TypeVar("Named", bound=NaturalKeyModel)

_COPIED = ("headline", "short_headline", "standfirst", "kind", "language")
_IN_CONTENT = ("dateline", "source_line", "source_url", "search_title", "search_description", "canonical_url")


class Gone(NamedTuple):
    """Something that a snapshot refers to and that is no longer there: in which field, and a sentence that says so."""

    field: str
    sentence: str


@dataclass
class BuiltEdition:
    """An edition and its rows, unsaved; `missing` is what it refers to and could not be given."""

    edition: Edition
    contributors: list[EditionContributor]
    topics: list[EditionTopic]
    images: list[EditionImage]
    missing: tuple[Gone, ...] = ()

    def save(self) -> Edition:
        """Write all rows; to be called inside the transaction that holds the article's lock."""
        self.edition.save(force_insert=True)
        EditionContributor.objects.bulk_create(self.contributors)
        EditionTopic.objects.bulk_create(self.topics)
        EditionImage.objects.bulk_create(self.images)
        return self.edition


def edition_of(
    article: Article,
    data: dict[str, Any],
    *,
    revision: Revision | None,
    path: str,
    visible_from: datetime,
    first_published_at: datetime,
    modified_at: datetime,
    notices: list[dict[str, str]] | None = None,
    known: Sequence[Model] = (),
) -> BuiltEdition:
    """The edition of the snapshot `data` under `path`, its end open, without what is gone. Five queries at most.

    `revision` None is for text that is not kept as one yet: such an edition can be shown, not saved. What the
    caller has read need not be read again: the `notices` that it carries, and rows that it may name.
    """
    body_keys = image_keys(data["body"])
    image_order = list(dict.fromkeys([key for key in [data["lead_image"]] if key] + body_keys))
    missing: list[Gone] = []
    images = _named(Image.objects.defer("file_metadata"), "key", image_order, ("body", "picture"), known, missing)
    slugs = [entry["author"] for entry in data["contributors"]]
    authors = _named(Author.objects.all(), "slug", slugs, ("contributors", "author"), known, missing)
    topics = _named(Topic.objects.all(), "slug", data["topics"], ("topics", "topic"), known, missing)
    sections = _named(Section.objects.all(), "slug", [data["section"]], ("section", "section"), known, missing)
    notices = corrections_of(article) if notices is None else notices
    edition = Edition(
        article=article,
        revision=revision,
        visible_from=visible_from,
        path=path,
        slug=path.rstrip("/").rpartition("/")[2],
        section=sections.get(data["section"]),
        lead_image=images.get(data["lead_image"]),
        first_published_at=first_published_at,
        modified_at=modified_at,
        translation_of=UUID(data["translation_of"]) if data.get("translation_of") else None,
        is_retracted=any(notice["kind"] == Correction.Kind.RETRACTION for notice in notices),
        content=edition_content(data, notices),
        **{name: data[name] for name in _COPIED},
    )
    return BuiltEdition(
        edition,
        _contributors(edition, data["contributors"], authors),
        _topics(edition, data["topics"], topics),
        [EditionImage(edition=edition, image=images[key]) for key in image_order if key in images],
        tuple(missing),
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
    return frozen_notices(Correction.objects.filter(article=article, superseded_by=None).order_by("at", "id"))


def frozen_notices(notices: Iterable[Correction]) -> list[dict[str, str]]:
    """`notices` as an edition keeps them."""
    return [
        {"uuid": str(notice.uuid), "kind": notice.kind, "text": notice.text, "at": notice.at.isoformat()}
        for notice in notices
    ]


def _named(
    rows: "QuerySet[Named]",
    column: str,
    keys: list[str | None],
    what: tuple[str, str],
    known: Sequence[Model],
    missing: list[Gone],
) -> dict[str | None, Named]:
    """The rows that `keys` name in `column`. Each that is gone is added to `missing`; `what` is its field and noun."""
    wanted = list(dict.fromkeys(key for key in keys if key))
    found: dict[str | None, Named] = {
        getattr(row, column): row for row in known if isinstance(row, rows.model) and getattr(row, column) in wanted
    }
    if unread := [key for key in wanted if key not in found]:
        found |= {getattr(row, column): row for row in rows.filter(**{f"{column}__in": unread})}
    field, noun = what
    missing += [
        Gone(field, f"The {noun} “{key}” that this article refers to no longer exists.")
        for key in wanted
        if key not in found
    ]
    return found


def _contributors(
    edition: Edition, entries: list[dict[str, str]], authors: dict[str | None, Author]
) -> list[EditionContributor]:
    seen: set[str] = set()
    rows = []
    for position, entry in enumerate(entries):
        if entry["author"] not in authors:
            continue
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


def _topics(edition: Edition, slugs: list[str], topics: dict[str | None, Topic]) -> list[EditionTopic]:
    return [
        EditionTopic(
            edition=edition,
            topic=topics[slug],
            position=position,
            article=edition.article,
            first_published_at=edition.first_published_at,
        )
        for position, slug in enumerate(slugs)
        if slug in topics
    ]
