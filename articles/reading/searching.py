"""What a readers' search is made of: the words of editions, names, and the stories that were found."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, TextField, Value

from ..models import Author, Edition, EditionContributor, EditionTopic, Section, Topic
from ..models.edition import EditionQuerySet
from ..text import plain_text
from .cards import UNUSED_OF_IMAGE, Card, cards_of
from .references import Navigation


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
    section_id: int
    author_ids: tuple[int, ...]
    topic_ids: tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """A story that was found, and its text for an extract."""

    card: Card
    text: str


def searchable_ids(
    *, now: datetime, article_id: int | None = None, after: int = 0, count: int | None = None
) -> list[int]:
    """The ids, in their order, of editions that readers see or will see in lists: `count` at most after `after`."""
    editions = Edition.objects.filter(visible_until__gt=now, is_retracted=False, pk__gt=after).order_by("pk")
    if article_id is not None:
        editions = editions.filter(article=article_id)
    return list(editions.values_list("pk", flat=True)[:count])


def searchables(ids: Collection[int]) -> Iterator[Searchable]:
    """What the editions of `ids` can be found by. Three queries."""
    editions = Edition.objects.filter(pk__in=ids).select_related("section").order_by("pk")
    authors = _names(EditionContributor.objects.filter(edition__in=ids), "author")
    topics = _names(EditionTopic.objects.filter(edition__in=ids), "topic")
    for edition in editions:
        of_authors, of_topics = authors.get(edition.pk, {}), topics.get(edition.pk, {})
        yield Searchable(
            edition_id=edition.pk,
            article_id=edition.article_id,
            first_published_at=edition.first_published_at,
            language=edition.language,
            headlines=(edition.headline, edition.short_headline),
            standfirst=edition.standfirst,
            names=(edition.section.name, *of_authors.values(), *of_topics.values()),
            text=text_of(edition.content),
            section_id=edition.section_id,
            author_ids=tuple(of_authors),
            topic_ids=tuple(of_topics),
        )


def _names(rows: Any, of: str) -> dict[int, dict[int, str]]:
    """By edition, the names of authors or topics by their ids."""
    found: dict[int, dict[int, str]] = {}
    for edition, pk, name in rows.order_by("position").values_list("edition_id", f"{of}_id", f"{of}__name"):
        found.setdefault(edition, {})[pk] = name
    return found


def text_of(content: dict[str, Any]) -> str:
    """The words of an edition's body. Captions are none of it: a picture can be killed, and goes with its words."""
    return plain_text("".join(part["html"] for part in content.get("parts", []) if part["type"] == "html"))


def found_stories(ids: Sequence[int], *, at: datetime) -> tuple[list[Found], Navigation]:
    """The stories of the editions `ids`, in that order, as far as lists show them; and the navigation. Two queries."""
    by_id = {edition.pk: edition for edition in _with_text(at).filter(pk__in=ids)} if ids else {}
    cards, navigation = cards_of([by_id[pk] for pk in ids if pk in by_id], at=at)
    return [Found(card, text_of(card.edition.content)) for card in cards], navigation


def _with_text(at: datetime) -> EditionQuerySet:
    return Edition.objects.listed_at(at).select_related("section", "lead_image").defer(*UNUSED_OF_IMAGE)


def ids_of_names(
    *, sections: Collection[str], authors: Collection[str], topics: Collection[str]
) -> set[tuple[str, str, int]]:
    """For each name or slug that there is: what it names ("section" …), itself in small letters, the id. One query."""
    selects = []
    for kind, model, values in (("section", Section, sections), ("author", Author, authors), ("topic", Topic, topics)):
        for value in values:
            rows: Any = model._default_manager.order_by()
            condition = Q(slug=value.lower()) | Q(slug=value) | Q(name__iexact=value)
            selects.append(
                rows.filter(condition).values_list(
                    Value(kind, output_field=TextField()), Value(value.lower(), output_field=TextField()), "pk"
                )
            )
    if not selects:
        return set()
    return set(selects[0].union(*selects[1:], all=True) if len(selects) > 1 else selects[0])
