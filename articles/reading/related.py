"""What a reader may go on to from an article: stories that share its topics, else the newest of its section.

The walks are written as SQL, as those of `newest` are. Each goes along one index and ends after a few rows,
however many stories there are about a topic.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log2

from django.db import connections

from ..models import Edition
from .references import Name, References, Row, Select

# How many stories are shown: those that are related, and those before them on one topic, where there are some.
RELATED, EARLIER, FEWEST_EARLIER = 4, 5, 2
# How many of the article's topics count, and how far each is walked: from the newest, and from the article on.
_TOPICS, _NEWEST, _BEFORE = 6, 10, RELATED + EARLIER
_YEAR = timedelta(days=365)

_SHOWN = "visible_from <= %s AND visible_until > %s AND NOT is_retracted AND kind <> 'sponsored'"
_NEWEST_FIRST = "ORDER BY {0}first_published_at DESC, {0}article_id DESC"


def _stories(source: str, about: str, ids: str) -> str:
    """A select of `Row`s: what `source` joins of the stories whose rows have these `ids`."""
    return (
        "SELECT 'story', edition.id, edition.article_id,"
        " COALESCE(NULLIF(edition.short_headline, ''), edition.headline), edition.path,"
        f" {about}, edition.kind, edition.language, section.name, section.slug, edition.first_published_at"
        f" FROM {source} JOIN articles_section section ON section.id = edition.section_id WHERE {ids}"
    )


_OF_SECTION = _stories(
    "articles_edition edition",
    "''",
    f"edition.id IN (SELECT id FROM articles_edition WHERE section_id = %s AND article_id <> %s AND {_SHOWN}"
    f" {_NEWEST_FIRST.format('')} LIMIT {RELATED})",
)
# A walk for each topic: PostgreSQL has a join for it, SQLite looks up a list for each row on its left.
_FOR_EACH = {
    "postgresql": "CROSS JOIN LATERAL ({walk}) AS found",
    "sqlite": "JOIN articles_editiontopic found ON found.id IN ({walk})",
}
_WALK = (
    "SELECT other.id FROM articles_editiontopic other JOIN articles_edition edition ON edition.id = other.edition_id"
    f" WHERE other.topic_id = mine.topic_id AND other.article_id <> %s AND {_SHOWN}"
)
_MINE = f"(SELECT topic_id FROM articles_editiontopic WHERE edition_id = %s ORDER BY position LIMIT {_TOPICS}) AS mine"


def _of_topics(vendor: str) -> str:
    """What shares a topic: the newest, and the newest that are older, since a story of years ago has both."""
    order = _NEWEST_FIRST.format("other.")
    walks = (
        f"{_WALK} {order} LIMIT {_NEWEST}",
        f"{_WALK} AND other.first_published_at < %s {order} LIMIT {_BEFORE}",
    )
    ids = " UNION ALL ".join(f"SELECT found.id FROM {_MINE} {_FOR_EACH[vendor].format(walk=walk)}" for walk in walks)
    return _stories(
        "articles_editiontopic shared JOIN articles_topic topic ON topic.id = shared.topic_id"
        " JOIN articles_edition edition ON edition.id = shared.edition_id",
        "topic.slug",
        f"shared.id IN ({ids})",
    )


# Of the editions of an article that readers have seen, which one it is.
_NUMBER = (
    "SELECT 'number', 0, COUNT(*) + 1, '', '', '', '', '', '', '', NULL FROM articles_edition"
    " WHERE article_id = %s AND visible_from < %s"
)
_ALL = {vendor: f"{_NUMBER} UNION ALL {_OF_SECTION} UNION ALL {_of_topics(vendor)}" for vendor in _FOR_EACH}


@dataclass(frozen=True)
class Story:
    """A story that another one leads to."""

    article_id: int
    headline: str
    path: str
    kind: str
    language: str
    section: Name
    first_published_at: datetime


@dataclass(frozen=True)
class Related:
    """`stories` share topics with the article, or are the newest of its section where none does.

    `earlier` were published before the article, about `topic`. No story is in both.
    """

    stories: list[Story] = field(default_factory=list)
    share_topics: bool = False
    earlier: list[Story] = field(default_factory=list)
    topic: Name | None = None


def around(edition: Edition, *, at: datetime) -> Select:
    """What `related_to` chooses from, for the query of `references`: what is visible at `at` and not paid for.

    A story comes once for each topic that it shares. What a retracted article was about is not told any more.
    """
    connection = connections[Edition.objects.db]
    moment_of = Edition._meta.get_field("visible_from").get_db_prep_value
    moment, published = moment_of(at, connection), moment_of(edition.first_published_at, connection)
    began = moment_of(edition.visible_from, connection)
    of_section = (edition.article_id, began, edition.section_id, edition.article_id, moment, moment)
    if edition.is_retracted:
        return Select(f"{_NUMBER} UNION ALL {_OF_SECTION}", of_section)
    newest = (edition.pk, edition.article_id, moment, moment)
    return Select(_ALL[connection.vendor], (*of_section, *newest, *newest, published))


def related_to(edition: Edition, refer: References) -> Related:
    """The choice among `refer.around`. It hangs on nothing but what readers see, so that a page may be kept."""
    # The page leads to the same story in other languages already.
    translations = {translation.path for translation in refer.translations}
    others = [row for row in refer.around if row.slug not in translations]
    about = [row for row in others if row.role]
    if not about:
        return Related([_story(row) for row in _newest_first(others)])
    by_topic = _by_topic(about)
    weights = {topic: _weight(rows) for topic, rows in by_topic.items()}
    chosen = _most_related(about, weights, language=edition.language)
    topic, earlier = _coverage(edition, by_topic, weights, without={row.edition for row in chosen})
    names = {name.slug: name for name in refer.topics[edition.pk]}
    return Related(
        [_story(row) for row in chosen], True, [_story(row) for row in earlier], names[topic] if topic else None
    )


def _most_related(about: list[Row], weights: dict[str, float], *, language: str) -> list[Row]:
    """Those that share the rarest and the most topics, newer ones before older, the article's language first."""
    newest = max(row.moment for row in about)
    scores: dict[int, float] = defaultdict(float)
    for row in about:
        scores[row.edition] += weights[row.role] / (1 + (newest - row.moment) / _YEAR)
    once = {row.edition: row for row in _newest_first(about)}.values()
    ranked = sorted(once, key=lambda row: (_is_same(row.language, language), scores[row.edition]), reverse=True)
    return ranked[:RELATED]


def _coverage(
    edition: Edition, by_topic: dict[str, list[Row]], weights: dict[str, float], *, without: set[int]
) -> tuple[str, list[Row]]:
    """What was published before the article about the most telling topic that has some."""
    for topic in sorted(weights, key=lambda topic: weights[topic], reverse=True):
        earlier = [
            row
            for row in by_topic[topic]
            if row.moment < edition.first_published_at
            and _is_same(row.language, edition.language)
            and row.edition not in without
        ]
        if len(earlier) >= FEWEST_EARLIER:
            return topic, earlier[:EARLIER]
    return "", []


def _is_same(language: str, other: str) -> bool:
    """Whether they are one language, in whatever country and script."""
    return language.partition("-")[0].lower() == other.partition("-")[0].lower()


def _by_topic(about: list[Row]) -> dict[str, list[Row]]:
    """Newest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in _newest_first(about):
        found[row.role].append(row)
    return found


def _weight(rows: list[Row]) -> float:
    """How telling a topic is: the fewer stories a year, the more. Judged by the newest, so that none is counted."""
    if len(rows) < _NEWEST:
        return 1 / log2(2 + len(rows))
    took = max(rows[0].moment - rows[_NEWEST - 1].moment, timedelta(hours=1))
    return 1 / log2(2 + max(_NEWEST, _NEWEST * (_YEAR / took)))


def _newest_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.moment, row.edition), reverse=True)


def _story(row: Row) -> Story:
    section = Name(row.section, row.section_slug)
    return Story(row.position, row.name, row.slug, row.its_kind, row.language, section, row.moment)
