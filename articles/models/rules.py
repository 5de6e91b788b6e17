"""Rules of the database that Django's constraints cannot say, for SQLite and PostgreSQL.

- Editions of one article never overlap in time.
- An edition never changes, but for its end.
- A revision never changes, nor an entry of the audit trail.

They are put in place after every `migrate` and not by a migration, because SQLite changes a table by
building it anew, which silently drops its triggers: docs/decisions/0003-rules-after-migrate.md.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_FROZEN_EDITION_COLUMNS = (
    "article_id",
    "revision_id",
    "visible_from",
    "path",
    "slug",
    "headline",
    "short_headline",
    "standfirst",
    "kind",
    "language",
    "section_id",
    "lead_image_id",
    "first_published_at",
    "modified_at",
    "is_retracted",
    "is_minor",
    "change_note",
    "content",
)
_FROZEN_REVISION_COLUMNS = ("article_id", "number", "schema", "data", "content_hash", "by_id", "at", "note")

_FROZEN_AUDIT_COLUMNS = (
    "at",
    "by_id",
    "action",
    "article_uuid",
    "headline",
    "revision_number",
    "reason",
    "detail",
)

EDITIONS_OVERLAP = "editions of an article must not overlap"
EDITION_IS_FROZEN = "an edition cannot be changed, only ended"
REVISION_IS_FROZEN = "a revision cannot be changed"
AUDIT_IS_FROZEN = "the audit trail cannot be changed"


def install_rules(*, using: str, **_: Any) -> None:
    """Put the rules in place in the database `using`; a receiver of `post_migrate`, safe to run again."""
    connection = connections[using]
    if "articles_auditentry" not in connection.introspection.table_names():
        return
    statements = {"sqlite": _sqlite_rules, "postgresql": _postgresql_rules}[connection.vendor](connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _changed(columns: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)


def _sqlite_rules(connection: BaseDatabaseWrapper) -> list[str]:
    overlap = f"""
        WHEN EXISTS (
            SELECT 1 FROM articles_edition AS other
            WHERE other.article_id = NEW.article_id AND other.id <> NEW.id
              AND other.visible_from < NEW.visible_until AND NEW.visible_from < other.visible_until
        ) BEGIN SELECT RAISE(ABORT, '{EDITIONS_OVERLAP}'); END"""
    return [
        "DROP TRIGGER IF EXISTS edition_no_overlap_insert",
        "DROP TRIGGER IF EXISTS edition_no_overlap_update",
        "DROP TRIGGER IF EXISTS edition_frozen",
        "DROP TRIGGER IF EXISTS revision_frozen",
        "DROP TRIGGER IF EXISTS audit_frozen",
        f"CREATE TRIGGER edition_no_overlap_insert AFTER INSERT ON articles_edition {overlap}",
        f"CREATE TRIGGER edition_no_overlap_update AFTER UPDATE ON articles_edition {overlap}",
        f"CREATE TRIGGER edition_frozen BEFORE UPDATE ON articles_edition"
        f" WHEN {_changed(_FROZEN_EDITION_COLUMNS, 'IS NOT')}"
        f" BEGIN SELECT RAISE(ABORT, '{EDITION_IS_FROZEN}'); END",
        f"CREATE TRIGGER revision_frozen BEFORE UPDATE ON articles_revision"
        f" WHEN {_changed(_FROZEN_REVISION_COLUMNS, 'IS NOT')}"
        f" BEGIN SELECT RAISE(ABORT, '{REVISION_IS_FROZEN}'); END",
        f"CREATE TRIGGER audit_frozen BEFORE UPDATE ON articles_auditentry"
        f" WHEN {_changed(_FROZEN_AUDIT_COLUMNS, 'IS NOT')}"
        f" BEGIN SELECT RAISE(ABORT, '{AUDIT_IS_FROZEN}'); END",
    ]


def _postgresql_rules(connection: BaseDatabaseWrapper) -> list[str]:
    statements = [
        *_postgresql_freeze("articles_edition", "edition_frozen", _FROZEN_EDITION_COLUMNS, EDITION_IS_FROZEN),
        *_postgresql_freeze("articles_revision", "revision_frozen", _FROZEN_REVISION_COLUMNS, REVISION_IS_FROZEN),
        *_postgresql_freeze("articles_auditentry", "audit_frozen", _FROZEN_AUDIT_COLUMNS, AUDIT_IS_FROZEN),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = 'edition_no_overlap'")
        if cursor.fetchone() is None:
            # An article's id as a range of one, so that the constraint needs no extension.
            statements.append(
                "ALTER TABLE articles_edition ADD CONSTRAINT edition_no_overlap EXCLUDE USING gist ("
                " int8range(article_id, article_id, '[]') WITH &&,"
                " tstzrange(visible_from, visible_until) WITH &&)"
            )
    return statements


def _postgresql_freeze(table: str, name: str, columns: tuple[str, ...], message: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END $$",
        f"CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN ({_changed(columns, 'IS DISTINCT FROM')}) EXECUTE FUNCTION {name}()",
    ]
