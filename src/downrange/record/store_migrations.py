"""Migrations: how the record's database came to its present shape, one small step after another.

Each step runs in a transaction of its own together with the note that it ran, so a step is either wholly done
and noted, or it never happened. Steps that have been released are never changed; a new shape is a new step.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from downrange.record.store_integrity import current_lines, seal_of

Step = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class Migration:
    """One step. The database counts finished steps in ``PRAGMA user_version``."""

    number: int
    does: str
    run: Step


MIGRATIONS: list[Migration] = []


def migration(does: str) -> Callable[[Step], Step]:
    """Put a function at the end of the row of steps."""

    def enrol(run: Step) -> Step:
        MIGRATIONS.append(Migration(len(MIGRATIONS) + 1, does, run))
        return run

    return enrol


def version(db: sqlite3.Connection) -> int:
    """How many steps the database has been through."""
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(db: sqlite3.Connection) -> int:
    """Run the steps that are missing; returns how many ran. `db` has ``isolation_level=None``."""
    ran = 0
    for step in MIGRATIONS:
        if version(db) >= step.number:
            continue
        db.execute("BEGIN IMMEDIATE")
        try:
            if version(db) < step.number:  # asked under the lock: another process may have been here
                step.run(db)
                db.execute("INSERT INTO migration (number, does) VALUES (?, ?)", (step.number, step.does))
                db.execute(f"PRAGMA user_version = {step.number:d}")  # a pragma takes no parameters
                ran += 1
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
    return ran


def schema_of(db: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str | None]]:
    """(kind, name) of each table, index, view and trigger, with the table that it is on and its SQL."""
    rows = db.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
    )
    return {(kind, name): (table, sql) for kind, name, table, sql in rows}


@cache
def schema_at(number: int) -> dict[tuple[str, str], tuple[str, str | None]]:
    """The schema that the first `number` steps make."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    for step in MIGRATIONS[:number]:
        step.run(db)
    made = schema_of(db)
    db.close()
    return made


@migration("statements by their content, and which of them stand for a launch now")
def _statements(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, does TEXT NOT NULL)")
    db.execute("CREATE TABLE launch (name TEXT PRIMARY KEY, title TEXT NOT NULL)")
    db.execute(
        """CREATE TABLE statement (
            id    TEXT PRIMARY KEY CHECK (length(id) = 64),  -- SHA-256 of kind and body
            kind  TEXT NOT NULL,
            key   TEXT NOT NULL,                             -- the entry's own id
            body  TEXT NOT NULL CHECK (json_valid(body))     -- the entry, as canonical JSON
        )"""
    )
    db.execute("CREATE INDEX statement_by_key ON statement (kind, key)")
    db.execute(
        """CREATE TABLE stands (
            launch    TEXT NOT NULL REFERENCES launch (name),
            kind      TEXT NOT NULL,
            key       TEXT NOT NULL,
            place     INTEGER NOT NULL,                      -- its place in the order it was written down
            statement TEXT NOT NULL REFERENCES statement (id),
            PRIMARY KEY (launch, kind, key)
        ) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE cites (
            launch TEXT NOT NULL,
            kind   TEXT NOT NULL,
            key    TEXT NOT NULL,
            what   TEXT NOT NULL DEFAULT 'source' CHECK (what = 'source'),
            source TEXT NOT NULL,
            PRIMARY KEY (launch, kind, key, source),
            FOREIGN KEY (launch, kind, key) REFERENCES stands DEFERRABLE INITIALLY DEFERRED,
            FOREIGN KEY (launch, what, source) REFERENCES stands DEFERRABLE INITIALLY DEFERRED
        ) WITHOUT ROWID"""
    )


@migration("views in plain columns, for those who read the file with other tools")
def _views(db: sqlite3.Connection) -> None:
    columns = {
        "source": ("publisher", "title", "url", "date"),
        "claim": ("date", "speaker", "side", "stance", "words", "paraphrase", "proposed_grade"),
        "event": ("time", "kind", "what", "by", "happening"),
        "provision": ("resolution", "paragraph", "paragraph_status", "says"),
        "check": ("claim", "verdict"),
    }
    for kind, names in columns.items():
        picked = ", ".join(f"json_extract(body, '$.{name}') AS \"{name}\"" for name in names)
        db.execute(
            f"""CREATE VIEW "{kind}" AS SELECT launch, stands.key AS id, {picked}
            FROM stands JOIN statement ON statement.id = stands.statement
            WHERE stands.kind = '{kind}' ORDER BY launch, place"""
        )
    db.execute(
        """CREATE VIEW withdrawn AS SELECT kind, key AS id, body FROM statement
        WHERE id NOT IN (SELECT statement FROM stands)"""
    )


@migration("a seal on what is current for each launch, so that a changed list shows")
def _seals(db: sqlite3.Connection) -> None:
    """Lists that were kept before are sealed as they are found."""
    db.execute("ALTER TABLE launch ADD COLUMN seal TEXT NOT NULL DEFAULT ''")
    for name, title in db.execute("SELECT name, title FROM launch").fetchall():
        db.execute(
            "UPDATE launch SET seal = ? WHERE name = ?", (seal_of(name, title, current_lines(db, name)), name)
        )
