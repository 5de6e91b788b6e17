"""What a readers' search is made of: the words of editions, names, and the stories that were found."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, TextField, Value

from ..models import Author, Edition, EditionImage, Section, Topic, TopicAlias
from ..models.edition import EditionQuerySet
from ..text import plain_text
from .captions import captions_of
from .cards import Card
from .references import Navigation, references

# What a page of found stories says of each.
_SHOWN = (
    "path", "headline", "short_headline", "kind", "language", "first_published_at", "modified_at", "content",
    "section__name", "section__slug", "lead_image",
)  # fmt: skip

# Asked at every publication, where to put it together from models would take longer than the answer.
_RELATED = """SELECT 0, 'section', edition.id, section.id, section.name, '' FROM articles_edition AS edition
JOIN articles_section AS section ON section.id = edition.section_id WHERE edition.id IN ({ids})
UNION ALL SELECT link.position, 'author', link.edition_id, author.id, author.name, ''
FROM articles_editioncontributor AS link JOIN articles_author AS author ON author.id = link.author_id
WHERE link.edition_id IN ({ids})
UNION ALL SELECT link.position, 'topic', link.edition_id, topic.id, topic.name, ''
FROM articles_editiontopic AS link JOIN articles_topic AS topic ON topic.id = link.topic_id
WHERE link.edition_id IN ({ids})
UNION ALL SELECT 0, 'image', link.edition_id, image.id, image.caption, image.key
FROM articles_editionimage AS link JOIN articles_image AS image ON image.id = link.image_id
WHERE link.edition_id IN ({ids}) AND image.killed_at IS NULL"""


@dataclass(frozen=True)
class Searchable:
    """All that an edition can be found by. `names` are those of its section, authors and topics."""

    edition_id: int
    article_id: int
    first_published_at: datetime
    language: str
    headlines: tuple[str, ...]
    standfirst: str
    names: tuple[str, ...]
    text: str
    captions: tuple[str, ...]
    section_id: int
    author_ids: tuple[int, ...]
    topic_ids: tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """A story that was found, and its text for an extract."""

    card: Card
    text: str


def searchable_ids(*, now: datetime, after: int = 0, count: int | None = None) -> list[int]:
    """The ids, in their order, of editions that readers see or will see in lists: `count` at most after `after`."""
    editions = _searchable(now).filter(pk__gt=after).order_by("pk")
    return list(editions.values_list("pk", flat=True)[:count])


def claimed_editions(article_id: int, *, now: datetime) -> dict[int, Edition]:
    """By their ids, the editions of an article that readers see or will see in lists. One query, in a transaction.

    Until it ends nobody else ends or removes one of them: who is about to waits.
    """
    return _claimed(_searchable(now).filter(article=article_id))


def claimed_editions_with(image_id: int, *, now: datetime, most: int) -> dict[int, Edition]:
    """The same for the newest editions that show an image, `most` at most."""
    shown = EditionImage.objects.filter(image=image_id, edition__visible_until__gt=now, edition__is_retracted=False)
    newest = list(shown.order_by("-edition").values_list("edition", flat=True)[:most])
    return _claimed(_searchable(now).filter(pk__in=newest))


def _claimed(editions: EditionQuerySet) -> dict[int, Edition]:
    return {edition.pk: edition for edition in editions.order_by("pk").select_for_update(of=("self",))}


def _searchable(now: datetime) -> EditionQuerySet:
    return Edition.objects.filter(visible_until__gt=now, is_retracted=False)


def editions_by_id(ids: Collection[int]) -> list[Edition]:
    """The editions `ids` in their order. One query."""
    return list(Edition.objects.filter(pk__in=ids).order_by("pk"))


def searchables(editions: Collection[Edition]) -> Iterator[Searchable]:
    """What `editions` can be found by. One query, where there are any."""
    if not editions:
        return
    related = _related([edition.pk for edition in editions])
    for edition in editions:
        names = [related[kind].get(edition.pk, {}) for kind in ("section", "author", "topic")]
        images = {key: (pk, caption) for pk, (caption, key) in related["image"].get(edition.pk, {}).items()}
        yield Searchable(
            edition_id=edition.pk,
            article_id=edition.article_id,
            first_published_at=edition.first_published_at,
            language=edition.language,
            headlines=(edition.headline, edition.short_headline),
            standfirst=edition.standfirst,
            names=tuple(name for by_id in names for name, _ in by_id.values()),
            text=text_of(edition.content),
            captions=tuple(captions_of(edition, images)),
            section_id=edition.section_id,
            author_ids=tuple(names[1]),
            topic_ids=tuple(names[2]),
        )


def _related(ids: Collection[int]) -> dict[str, dict[int, dict[int, tuple[str, str]]]]:
    """For sections, authors, topics and images by edition, in its order: by ids, their names, or captions and keys.

    A picture that was killed is not among them.
    """
    found: dict[str, dict[int, dict[int, tuple[str, str]]]] = {"section": {}, "author": {}, "topic": {}, "image": {}}
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(_RELATED.format(ids=marks), [*ids] * len(found))
        for _, kind, edition, pk, name, key in sorted(cursor.fetchall()):
            found[kind].setdefault(edition, {})[pk] = (name, key)
    return found


def text_of(content: dict[str, Any]) -> str:
    """The words of an edition's body without captions: a picture can be killed, and goes with its words."""
    return plain_text("".join(part["html"] for part in content.get("parts", []) if part["type"] == "html"))


def found_stories(ids: Sequence[int], *, at: datetime) -> tuple[list[Found], Navigation]:
    """The stories of the editions `ids`, in that order, as far as lists show them; and the navigation. Two queries.

    Their cards have no pictures.
    """
    by_id = {edition.pk: edition for edition in _with_text(at).filter(pk__in=ids)} if ids else {}
    editions = [by_id[pk] for pk in ids if pk in by_id]
    refer = references(editions, at=at)
    cards = [Card(edition, refer.bylines.get(edition.pk, ()), shows_picture=False) for edition in editions]
    return [Found(card, text_of(card.edition.content)) for card in cards], refer.navigation


def _with_text(at: datetime) -> EditionQuerySet:
    return Edition.objects.listed_at(at).select_related("section").only(*_SHOWN)


def ids_of_names(
    *, sections: Collection[str], authors: Collection[str], topics: Collection[str]
) -> set[tuple[str, str, int]]:
    """For each name or slug that there is: what it names ("section" …), itself in small letters, the id. One query."""
    selects = []
    # A name with its id. Names and slugs are as they are now: what stories are filed under is kept by id.
    kinds = (
        ("section", Section, sections, "pk", True),
        ("author", Author, authors, "pk", True),
        ("topic", Topic, topics, "pk", True),
        ("topic", TopicAlias, topics, "topic_id", False),
    )
    for kind, model, values, pk, has_slug in kinds:
        for value in values:
            rows: Any = model._default_manager.order_by()
            condition = Q(name__iexact=value)
            if has_slug:
                condition |= Q(slug=value.lower()) | Q(slug=value)
            selects.append(
                rows.filter(condition).values_list(
                    Value(kind, output_field=TextField()), Value(value.lower(), output_field=TextField()), pk
                )
            )
    if not selects:
        return set()
    return set(selects[0].union(*selects[1:], all=True) if len(selects) > 1 else selects[0])
