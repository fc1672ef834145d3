"""Store integrity: hashes that tell whether the record is what was kept, statement by statement and list by list.

A statement's id is the SHA-256 of its kind and body. What is current for a launch is a list; its seal is the SHA-256
of the launch's name and title and of the list in order, so that a lost, added, exchanged or moved line shows. SQLite
has no checksums of its own (https://www.sqlite.org/cksumvfs.html), and its integrity check finds no changed letter.

The hashes find damage. They are not signed: whoever can write the file can write the hashes anew.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from downrange.errors import RecordError
from downrange.record.record_codes import StoreCode

Line = tuple[str, str, str]  # kind, key, id of the statement


def canonical(entry: Any) -> str:
    """An entry as the JSON under whose hash it is kept."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), allow_nan=False)


def statement_id(kind: str, body: str) -> str:
    """The id of a statement: SHA-256, hexadecimal."""
    return hashlib.sha256(f"{kind}\n{body}".encode()).hexdigest()


def seal_of(name: str, title: str, lines: Sequence[Line]) -> str:
    """The seal of what is current for a launch: SHA-256, hexadecimal."""
    return hashlib.sha256(canonical([name, title, [list(line) for line in lines]]).encode()).hexdigest()


def current_lines(db: sqlite3.Connection, name: str) -> list[Line]:
    """The list of a launch in order, as it stands in the file."""
    rows = db.execute("SELECT kind, key, statement FROM stands WHERE launch = ? ORDER BY place", (name,))
    return [(kind, key, statement) for kind, key, statement in rows]


def current_title(db: sqlite3.Connection, name: str) -> str | None:
    """The title of a launch, None where nothing was kept under the name. RecordError: its seal does not fit."""
    found = db.execute("SELECT title, seal FROM launch WHERE name = ?", (name,)).fetchone()
    if found is None:
        return None
    title, seal = found
    lines = current_lines(db, name)
    whole = all(isinstance(part, str) for line in lines for part in line) and isinstance(title, str)
    if not whole or seal != seal_of(name, title, lines):
        raise RecordError(StoreCode.LIST_CHANGED, field="launch", value=name)
    return str(title)


def current_entries(db: sqlite3.Connection, name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, key, entry) of what is current for a launch. RecordError: a statement is not what its id says."""
    rows = db.execute(
        """SELECT stands.kind, stands.key, stands.statement, body
        FROM stands LEFT JOIN statement ON statement.id = stands.statement WHERE launch = ? ORDER BY place""",
        (name,),
    )
    for kind, key, id, body in rows:
        if not is_whole(id, kind, body):
            raise changed(kind, key)
        yield kind, key, _entry(kind, key, body)


def is_whole(id: Any, kind: Any, body: Any) -> bool:
    """Whether a statement is the one that its id names."""
    return isinstance(kind, str) and isinstance(body, str) and statement_id(kind, body) == id


def changed(kind: Any, key: Any) -> RecordError:
    """The error for a statement whose hash does not fit."""
    return RecordError(StoreCode.CHANGED, field=str(kind), value=key)


def faults_of_statements(db: sqlite3.Connection) -> Iterator[tuple[str, RecordError]]:
    """(id, error) of each statement in the file, current or withdrawn, that is not what its id says."""
    for id, kind, key, body in db.execute("SELECT id, kind, key, body FROM statement"):
        if not is_whole(id, kind, body) or _entry(kind, key, body).get("id", key) != key:
            yield id, changed(kind, key)


def faults_of_lists(db: sqlite3.Connection) -> Iterator[tuple[str, RecordError]]:
    """(launch, error) of each launch whose list is not the one that was sealed."""
    for (name,) in db.execute("SELECT name FROM launch UNION SELECT launch FROM stands").fetchall():
        try:
            missing = not isinstance(name, str) or current_title(db, name) is None
        except RecordError as error:
            yield name, error
        else:
            if missing:
                yield name, RecordError(StoreCode.LIST_CHANGED, field="launch", value=name)


def faults_of_file(db: sqlite3.Connection) -> Iterator[RecordError]:
    """What SQLite itself finds wrong with the file: its pages, indexes and references."""
    found = [row[0] for row in db.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    found += [f"a row of {row[0]} refers to nothing" for row in db.execute("PRAGMA foreign_key_check")]
    for reason in found[:5]:
        yield RecordError(StoreCode.DAMAGED, reason=str(reason).splitlines()[0])


def _entry(kind: str, key: str, body: str) -> dict[str, Any]:
    try:
        entry = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise changed(kind, key) from error
    if not isinstance(entry, dict):
        raise changed(kind, key)
    return entry
