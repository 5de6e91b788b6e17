"""Which stories a front can need: the newest, those that are pinned, and the newest of several sections.

Written as SQL, since it is a select for each section: Django would take longer to put them together
than the database takes to answer, on the page that is read most. Each is one walk along an index.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models.expressions import RawSQL

from ..models import Article, Edition

_LISTED = "SELECT id FROM articles_edition WHERE visible_from <= %s AND visible_until > %s AND NOT is_retracted"
_NOT_PAID_FOR = "kind <> 'sponsored'"
_IN_ORDER = "ORDER BY first_published_at DESC, article_id DESC LIMIT %s"


def wanted_editions(
    at: datetime,
    *,
    newest: int,
    of_section: int | None = None,
    pinned: Collection[UUID] = (),
    rails: Mapping[int, int] | None = None,
) -> RawSQL:
    """The ids of the editions that may stand on a front at `at`, as a subquery; some may come twice.

    The `newest` of all, or `of_section`; those of the articles that are `pinned`; and of each section in
    `rails` as many as it says, without the pinned. What is paid for is among the newest alone.
    """
    connection = connections[Edition.objects.db]
    moment = Edition._meta.get_field("visible_from").get_db_prep_value(at, connection)
    uuid = Article._meta.get_field("uuid")
    articles = [uuid.get_db_prep_value(article, connection) for article in pinned]
    # In a list of nothing but NULL there is nothing; an empty list is no SQL.
    marks = ", ".join(["%s"] * len(articles)) or "NULL"
    among_pinned = f"(SELECT id FROM articles_article WHERE uuid IN ({marks}))"

    in_section = "AND section_id = %s" if of_section is not None else ""
    sections = [of_section] if of_section is not None else []
    selects = [
        _first(f"{_LISTED} {in_section} {_IN_ORDER}"),
        f"{_LISTED} AND {_NOT_PAID_FOR} AND article_id IN {among_pinned}",
    ]
    parameters: list[Any] = [moment, moment, *sections, newest, moment, moment, *articles]
    of_rail = _first(
        f"{_LISTED} AND section_id = %s AND {_NOT_PAID_FOR} AND article_id NOT IN {among_pinned} {_IN_ORDER}"
    )
    for section, size in (rails or {}).items():
        selects.append(of_rail)
        parameters += [moment, moment, section, *articles, size]
    return RawSQL(" UNION ALL ".join(selects), parameters)


def _first(select: str) -> str:
    """A select with an end, as SQLite takes it into a union."""
    return f"SELECT id FROM ({select}) AS newest"
