"""Rules of the database that Django's constraints cannot say, for SQLite and PostgreSQL.

- Editions of one article never overlap in time, nor those of one front or of one page about the newspaper.
- An edition never changes, but for its end.
- A revision never changes, nor an entry of the audit trail.
- What changes readers' pages leaves a mark: marking.py.

They are put in place after every `migrate` and not by a migration, because SQLite changes a table by
building it anew, which silently drops its triggers: docs/decisions/0003-rules-after-migrate.md.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .marking import marking

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
    "translation_of",
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
    "front_id",
    "image_key",
    "house_page",
    "headline",
    "revision_number",
    "reason",
    "detail",
)
_FROZEN_FRONT_COLUMNS = ("front_id", "visible_from", "arrangement", "version", "by_id", "at", "note")
_FROZEN_HOUSE_PAGE_COLUMNS = (
    "house_page_id",
    "visible_from",
    "title",
    "summary",
    "body",
    "version",
    "by_id",
    "at",
    "note",
)

EDITIONS_OVERLAP = "editions of an article must not overlap"
FRONT_EDITIONS_OVERLAP = "editions of a front must not overlap"
HOUSE_PAGE_EDITIONS_OVERLAP = "editions of a page about us must not overlap"
EDITION_IS_FROZEN = "an edition cannot be changed, only ended"
FRONT_EDITION_IS_FROZEN = "an edition of a front cannot be changed, only ended"
HOUSE_PAGE_EDITION_IS_FROZEN = "an edition of a page about us cannot be changed, only ended"
REVISION_IS_FROZEN = "a revision cannot be changed"
AUDIT_IS_FROZEN = "the audit trail cannot be changed"


def install_rules(*, using: str, **_: Any) -> None:
    """Put the rules in place in the database `using`; a receiver of `post_migrate`, safe to run again."""
    connection = connections[using]
    if "articles_housepageedition" not in connection.introspection.table_names():
        return
    rules = {"sqlite": _sqlite_rules, "postgresql": _postgresql_rules}[connection.vendor]
    statements = rules(connection) + marking(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _changed(columns: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)


# What is frozen: table, name of the trigger, columns, message.
_FROZEN = [
    ("articles_edition", "edition_frozen", _FROZEN_EDITION_COLUMNS, EDITION_IS_FROZEN),
    ("articles_revision", "revision_frozen", _FROZEN_REVISION_COLUMNS, REVISION_IS_FROZEN),
    ("articles_auditentry", "audit_frozen", _FROZEN_AUDIT_COLUMNS, AUDIT_IS_FROZEN),
    ("articles_frontedition", "front_edition_frozen", _FROZEN_FRONT_COLUMNS, FRONT_EDITION_IS_FROZEN),
    (
        "articles_housepageedition",
        "house_page_edition_frozen",
        _FROZEN_HOUSE_PAGE_COLUMNS,
        HOUSE_PAGE_EDITION_IS_FROZEN,
    ),
]
# What does not overlap in time: table, name of the rule, the column of whose rows it is, message.
_NOT_OVERLAPPING = [
    ("articles_edition", "edition_no_overlap", "article_id", EDITIONS_OVERLAP),
    ("articles_frontedition", "front_edition_no_overlap", "front_id", FRONT_EDITIONS_OVERLAP),
    ("articles_housepageedition", "house_page_edition_no_overlap", "house_page_id", HOUSE_PAGE_EDITIONS_OVERLAP),
]


def _sqlite_rules(connection: BaseDatabaseWrapper) -> list[str]:
    statements = []
    for table, name, columns, message in _FROZEN:
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {_changed(columns, 'IS NOT')}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    for table, name, owner, message in _NOT_OVERLAPPING:
        for event in ("insert", "update"):
            statements += [
                f"DROP TRIGGER IF EXISTS {name}_{event}",
                f"""CREATE TRIGGER {name}_{event} AFTER {event.upper()} ON {table}
                WHEN EXISTS (
                    SELECT 1 FROM {table} AS other
                    WHERE other.{owner} = NEW.{owner} AND other.id <> NEW.id
                      AND other.visible_from < NEW.visible_until AND NEW.visible_from < other.visible_until
                ) BEGIN SELECT RAISE(ABORT, '{message}'); END""",
            ]
    return statements


def _postgresql_rules(connection: BaseDatabaseWrapper) -> list[str]:
    statements = [statement for rule in _FROZEN for statement in _postgresql_freeze(*rule)]
    for table, name, owner, _ in _NOT_OVERLAPPING:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [name])
            if cursor.fetchone() is None:
                # The owner's id as a range of one, so that the constraint needs no extension.
                statements.append(
                    f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ("
                    f" int8range({owner}, {owner}, '[]') WITH &&,"
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
