"""The triggers that leave a mark when readers' pages may have changed.

docs/decisions/0043-marks-of-the-readers-state.md
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_ALWAYS = ("INSERT", "UPDATE", "DELETE")
# What a row that is new cannot change: nothing that readers see names it yet.
_LATER = ("UPDATE", "DELETE")

# The tables that readers' pages are made of, the events that may change a page, and whether that is reference data.
# What comes with an edition in one transaction is marked by the edition.
MARKED: dict[str, tuple[tuple[str, ...], bool]] = {
    "articles_edition": (_ALWAYS, False),
    "articles_editioncontributor": (_LATER, False),
    "articles_editiontopic": (_LATER, False),
    "articles_editionimage": (_LATER, False),
    "articles_frontedition": (_ALWAYS, False),
    "articles_housepageedition": (_ALWAYS, False),
    "articles_correction": (_ALWAYS, False),
    "articles_redaction": (_ALWAYS, False),
    "articles_removal": (_ALWAYS, False),
    "articles_redirect": (_ALWAYS, False),
    "articles_author": (_LATER, True),
    "articles_profile": (_ALWAYS, True),
    "articles_section": (_ALWAYS, True),
    "articles_housepage": (_LATER, True),
    "articles_topic": (_LATER, True),
    "articles_image": (_LATER, True),
}

# Enough marks for one transaction, however many statements it has.
_ENOUGH = 100

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION leave_readers_mark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_references_now boolean := TG_ARGV[0]::boolean;
BEGIN
    IF (
        SELECT count(*) FROM articles_readersmark
        WHERE written_in = txid_current() AND of_references = of_references_now
    ) < {_ENOUGH} THEN
        INSERT INTO articles_readersmark (of_references, token, written_in, at) VALUES (
            of_references_now,
            ('x' || substr(md5(gen_random_uuid()::text), 1, 15))::bit(60)::bigint,
            txid_current(),
            clock_timestamp()
        );
        -- Rows that somebody else is sweeping are theirs: nobody waits.
        DELETE FROM articles_readersmark WHERE id IN (
            SELECT id FROM articles_readersmark WHERE at < clock_timestamp() - interval '10 minutes'
            ORDER BY id LIMIT {2 * _ENOUGH} FOR UPDATE SKIP LOCKED
        );
    END IF;
    RETURN NULL;
END $$"""


def marking(connection: BaseDatabaseWrapper) -> list[str]:
    """The statements that put the triggers in place, and leave a mark of what was written without them.

    Safe to run again.
    """
    return _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> list[str]:
    statements: list[str] = []
    for table, (events, of_references) in MARKED.items():
        kind = int(of_references)
        for event in events:
            name = f"{table}_marks_{event.lower()}"
            statements += [
                f"DROP TRIGGER IF EXISTS {name}",
                f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {_sqlite_mark(kind)}; END",
            ]
    return [*statements, *map(_sqlite_mark, range(2))]


def _sqlite_mark(kind: int) -> str:
    # Less than 63 bits, so that the sum of two stays within 64.
    return f"""INSERT INTO articles_readersmark (id, of_references, token, written_in, at)
        VALUES ({kind + 1}, {kind}, random() % 4611686018427387904, 0, strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET token = excluded.token, at = excluded.at"""


def _postgresql() -> list[str]:
    statements = [_POSTGRESQL_FUNCTION]
    for table, (events, of_references) in MARKED.items():
        statements.append(
            f"CREATE OR REPLACE TRIGGER {table}_marks AFTER {' OR '.join(events)} ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION leave_readers_mark('{str(of_references).lower()}')"
        )
    # The triggers fire, whether a row is touched or not.
    return [*statements, *(f"DELETE FROM {table} WHERE false" for table in ("articles_edition", "articles_profile"))]
