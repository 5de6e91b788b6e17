"""An article as data: what a revision keeps and an edition is made from."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from ..models import Article, Contributor, TaggedArticle, Topic
from ..models.statements import Statement

SCHEMA = 1

PLAIN_FIELDS = (
    "headline",
    "short_headline",
    "slug",
    "standfirst",
    "dateline",
    "body",
    "lead_caption",
    "lead_alt_text",
    "kind",
    "language",
    "source_line",
    "source_url",
    "search_title",
    "search_description",
    "canonical_url",
)


def snapshot(
    article: Article, *, byline: Iterable[Contributor] | None = None, topics: Iterable[Topic] | None = None
) -> dict[str, Any]:
    """Everything of the stored `article` that readers may come to see, with natural keys for what it refers to.

    Reads the byline and the topics, where they are not given in their order; of the article itself, the
    fields that the instance has.
    """
    data: dict[str, Any] = {name: getattr(article, name) for name in PLAIN_FIELDS}
    data["section"] = article.section.slug if article.section else None
    data["lead_image"] = article.lead_image.key if article.lead_image else None
    # Left out where it says nothing, so that a snapshot from before there were translations is the same today.
    if article.translation_of_id:
        data["translation_of"] = str(article.translation_of_id)
    data["contributors"] = [
        {"author": contributor.author.slug, "role": contributor.role}
        for contributor in (byline if byline is not None else byline_of(article))
    ]
    data["topics"] = [topic.slug for topic in (topics if topics is not None else topics_of(article))]
    return data


_BYLINE = Statement(
    lambda pk: Contributor.objects.filter(article=pk).select_related("author").order_by("position", "id")
)
_TOPICS = Statement(lambda pk: TaggedArticle.objects.filter(content_object=pk).select_related("tag").order_by("id"))


def byline_of(article: Article) -> list[Contributor]:
    """The names under `article`, in order, with their authors."""
    return _BYLINE.of(article.pk)


def topics_of(article: Article) -> list[Topic]:
    """What `article` is about, in order."""
    return [tagged.tag for tagged in _TOPICS.of(article.pk)]


def complete(data: dict[str, Any]) -> dict[str, Any]:
    """The snapshot `data` with nothing for what it does not say: one of an older layout, or of text half typed."""
    blank: dict[str, Any] = dict.fromkeys(PLAIN_FIELDS, "")
    others = {"kind": Article.Kind.NEWS.value, "language": "en", "section": None, "lead_image": None}
    return blank | others | {"contributors": [], "topics": []} | data


def content_hash(data: dict[str, Any]) -> str:
    """The same for the same content on every machine and database, whatever the order of its keys."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
