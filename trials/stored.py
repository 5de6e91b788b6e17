"""What the database holds after a trial, as plain values for the verdict."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.apps import apps
from django.db import connection

from articles import publishing
from articles.models import Article

AUDITED = "auditentry" in apps.all_models["articles"]


@dataclass(frozen=True)
class StoredRevision:
    headline: str
    body: str


@dataclass(frozen=True)
class StoredEdition:
    # The number of its revision; None when that is another article's, or is gone.
    revision: int | None
    headline: str
    path: str
    visible_from: datetime
    visible_until: datetime
    is_whole: bool = True


@dataclass(frozen=True)
class StoredArticle:
    version: int
    path: str | None
    revisions: dict[int, StoredRevision]
    # By the moment from which they are visible.
    editions: list[StoredEdition] = field(default_factory=list)
    # Whether the working copy is what the last revision says.
    agrees: bool = True
    # How often each act on each revision is in the audit trail; None where there is no audit trail.
    audit: Counter[tuple[str, int | None]] | None = None


def read_articles(ids: list[int]) -> dict[int, StoredArticle]:
    """The articles with all that hangs on them. To be called when nobody writes."""
    return {pk: _read(Article.objects.get(pk=pk)) for pk in ids}


def _read(article: Article) -> StoredArticle:
    revisions = {revision.number: revision for revision in article.revisions.order_by("number")}
    last = max(revisions, default=0)
    return StoredArticle(
        version=article.version,
        path=article.path,
        revisions={
            number: StoredRevision(revision.data["headline"], revision.data["body"])
            for number, revision in revisions.items()
        },
        editions=_editions(article),
        agrees=last > 0
        and publishing.content_hash(publishing.snapshot(article)) == revisions[last].content_hash
        and publishing.content_hash(revisions[last].data) == revisions[last].content_hash,
        audit=_audit(article),
    )


def _editions(article: Article) -> list[StoredEdition]:
    found = []
    for edition in article.editions.select_related("revision").order_by("visible_from"):
        data = edition.revision.data
        found.append(
            StoredEdition(
                revision=edition.revision.number if edition.revision.article_id == article.pk else None,
                headline=edition.headline,
                path=edition.path,
                visible_from=edition.visible_from,
                visible_until=edition.visible_until,
                is_whole=edition.contributors.count() == len(data["contributors"])
                and edition.edition_topics.count() == len(data["topics"]),
            )
        )
    return found


def _audit(article: Article) -> Counter[tuple[str, int | None]] | None:
    if not AUDITED:
        return None
    entries = apps.all_models["articles"]["auditentry"]._default_manager.filter(article_uuid=article.uuid)
    return Counter(entries.values_list("action", "revision_number"))


def wait_until_alone(*, patience: float = 30) -> None:
    """Return when no connection of a dead server works on the database any more.

    PostgreSQL finishes, or rolls back, what a killed client had sent; SQLite has no process of its own.
    """
    if connection.vendor != "postgresql":
        return
    deadline = time.monotonic() + patience
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        while cursor.execute(others).fetchone()[0]:
            if time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL still serves a client that was killed.")
            time.sleep(0.01)


def is_sound() -> bool:
    """Whether the database file itself is unharmed; PostgreSQL answers for itself."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
