"""The store: the record of any number of launches in one SQLite file, kept whole through crashes.

A statement is an entry of the record under the hash of its own content. It is never changed and never
deleted; what *stands* for a launch is a list that points at statements. Keeping a case again moves that list,
and keeping it twice changes nothing. What no longer stands stays readable in the view ``withdrawn``.

Safety: each `keep` is one transaction. The file is in WAL mode with ``synchronous=FULL``, so a commit is on
the disk before `keep` returns; NORMAL would keep the file sound too, but could lose the last commit with the
power. Keeping is rare and small, so the extra wait does not matter. Foreign keys are on: the database itself
refuses a claim whose source is not there. All values go in as parameters.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from downrange.errors import OutputError, RecordError
from downrange.record.checks import Check, read_check
from downrange.record.claims import Claim, read_claim, read_question
from downrange.record.provisions import Provision, read_provision, read_resolution
from downrange.record.record_codes import StoreCode
from downrange.record.record_tables import Entry, as_entry
from downrange.record.sources import Source, read_source
from downrange.record.store_migrations import MIGRATIONS, migrate, version
from downrange.record.timeline import Event, read_event

OUR_MARK = 0x444F574E  # "DOWN" in PRAGMA application_id: the file is a record of Downrange
WAIT_FOR_OTHERS_S = 10.0
KINDS = ("source", "question", "claim", "resolution", "provision", "event", "check")
_CITING = ("claim", "provision", "event")

Entries = list[tuple[str, str, dict[str, Any]]]  # kind, key, entry


class Recorded(Protocol):
    """What can be kept: a case, or a record that was read from a store."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def sources(self) -> Sequence[Source]: ...
    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def provisions(self) -> Sequence[Provision]: ...
    @property
    def events(self) -> Sequence[Event]: ...


@dataclass(frozen=True, slots=True)
class Record:
    """What stands for one launch, in the order it was written down."""

    name: str
    title: str
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    provisions: tuple[Provision, ...] = ()
    events: tuple[Event, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What one keeping did: statements that stand newly, that stood already, and that no longer stand."""

    new: int
    unchanged: int
    withdrawn: int


class Store:
    """The record on disk, or in memory with ``Store.open(":memory:")``. Use it in a ``with`` block."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open or begin a record. RecordError: a file that is not ours; OutputError: it cannot be opened."""
        try:
            db = sqlite3.connect(path, timeout=WAIT_FOR_OTHERS_S, isolation_level=None)
        except (sqlite3.Error, ValueError) as error:
            raise OutputError(StoreCode.CANNOT_OPEN, where=str(path), reason=str(error)) from error
        try:
            _prepare(db, str(path))
        except BaseException:
            db.close()
            raise
        return cls(db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep(self, record: Recorded, checks: Sequence[Check] = ()) -> Kept:
        """Make `record` what stands for its launch, wholly or, after any failure, not at all.

        RecordError: something in it could not be read back, such as a control character or a missing source.
        """
        entries = _entries(record, checks)
        _assemble(record.name, record.title, _by_kind(entries))  # what cannot be read back is not kept
        with _transaction(self._db):
            return self._replace(record.name, record.title, entries)

    def record(self, name: str) -> Record:
        """What stands for a launch. RecordError: nothing was kept under that name."""
        found = self._db.execute("SELECT title FROM launch WHERE name = ?", (name,)).fetchone()
        if found is None:
            kept = ", ".join(self.launches()) or "nothing yet"
            raise RecordError(StoreCode.NO_LAUNCH, value=name, known=kept)
        rows = self._db.execute(
            """SELECT stands.kind, stands.key, body
            FROM stands JOIN statement ON statement.id = stands.statement
            WHERE launch = ? ORDER BY place""",
            (name,),
        )
        return _assemble(
            name, found[0], _by_kind([(kind, key, json.loads(body)) for kind, key, body in rows])
        )

    def launches(self) -> tuple[str, ...]:
        """The names under which something was kept."""
        return tuple(name for (name,) in self._db.execute("SELECT name FROM launch ORDER BY name"))

    def _replace(self, name: str, title: str, entries: Entries) -> Kept:
        write = self._db.execute
        write(
            "INSERT INTO launch VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET title = excluded.title",
            (name, title),
        )
        stood = {id for (id,) in write("SELECT statement FROM stands WHERE launch = ?", (name,))}
        write("DELETE FROM cites WHERE launch = ?", (name,))
        write("DELETE FROM stands WHERE launch = ?", (name,))
        stand: set[str] = set()
        for place, (kind, key, entry) in enumerate(entries):
            body = json.dumps(entry, sort_keys=True, separators=(",", ":"), allow_nan=False)
            id = hashlib.sha256(f"{kind}\n{body}".encode()).hexdigest()
            write(
                "INSERT INTO statement VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", (id, kind, key, body)
            )
            write("INSERT INTO stands VALUES (?, ?, ?, ?, ?)", (name, kind, key, place, id))
            for source in entry.get("sources", ()) if kind in _CITING else ():
                write(
                    "INSERT INTO cites (launch, kind, key, source) VALUES (?, ?, ?, ?)",
                    (name, kind, key, source),
                )
            stand.add(id)
        return Kept(len(stand - stood), len(stand & stood), len(stood - stand))


def _prepare(db: sqlite3.Connection, path: str) -> None:
    try:
        empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        mark = db.execute("PRAGMA application_id").fetchone()[
            0
        ]  # after `empty`: others set it before any table
        if mark != OUR_MARK and not (mark == 0 and empty):
            raise RecordError(StoreCode.NOT_OURS, where=path)
        if version(db) > len(MIGRATIONS):
            raise RecordError(StoreCode.NEWER, where=path)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        if mark != OUR_MARK:
            db.execute(f"PRAGMA application_id = {OUR_MARK:d}")
        migrate(db)
    except sqlite3.OperationalError as error:
        raise OutputError(StoreCode.CANNOT_OPEN, where=path, reason=str(error)) from error
    except sqlite3.DatabaseError as error:
        raise RecordError(StoreCode.DAMAGED, where=path, reason=str(error)) from error


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. The lock is taken at the start, so two writers wait for each other."""
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    except sqlite3.IntegrityError as error:
        raise RecordError(StoreCode.BROKEN_REFERENCE, reason=str(error)) from error
    except sqlite3.Error as error:
        raise OutputError(StoreCode.CANNOT_WRITE, reason=str(error)) from error


def _entries(record: Recorded, checks: Sequence[Check]) -> Entries:
    questions = dict.fromkeys(question for claim in record.claims for question in claim.questions)
    resolutions = dict.fromkeys(provision.resolution for provision in record.provisions)
    nouns: tuple[Sequence[Any], ...] = (
        record.sources,
        tuple(questions),
        record.claims,
        tuple(resolutions),
        record.provisions,
        record.events,
        checks,
    )
    return [(kind, noun.id, as_entry(noun)) for kind, row in zip(KINDS, nouns, strict=True) for noun in row]


def _by_kind(entries: Entries) -> dict[str, list[Entry]]:
    tables: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for kind, key, entry in entries:
        tables[kind].append(Entry(entry, f"the record, {kind} {key!r}"))
    return tables


def _assemble(name: str, title: str, tables: Mapping[str, Sequence[Entry]]) -> Record:
    """The nouns of a record from its entries, through the same readers that read the case's files."""
    head = Entry({"name": name, "title": title}, "the record")
    sources = tuple(read_source(entry) for entry in tables["source"])
    questions = tuple(read_question(entry) for entry in tables["question"])
    claims = tuple(read_claim(entry, questions, sources) for entry in tables["claim"])
    resolutions = tuple(read_resolution(entry) for entry in tables["resolution"])
    return Record(
        name=head.text("name"),
        title=head.text("title"),
        sources=sources,
        claims=claims,
        provisions=tuple(read_provision(entry, resolutions, sources) for entry in tables["provision"]),
        events=tuple(read_event(entry, sources) for entry in tables["event"]),
        checks=tuple(read_check(entry, claims) for entry in tables["check"]),
    )
