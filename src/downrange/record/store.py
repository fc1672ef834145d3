"""The store: the record of any number of launches in one SQLite file, kept whole through crashes.

A statement is an entry of the record under the hash of its own content. It is never changed and never
deleted; what *stands* for a launch is a list that points at statements. Keeping a case again moves that list,
and keeping it twice changes nothing. What no longer stands stays readable in the view ``withdrawn``.

Safety: each `keep` is one transaction. The file is in WAL mode with ``synchronous=FULL``, so a commit is on
the disk before `keep` returns; NORMAL would keep the file sound too, but could lose the last commit with the
power. Keeping is rare and small, so the extra wait does not matter. Foreign keys are on: the database itself
refuses a claim whose source is not there. All values go in as parameters. Whatever is read is hashed again and
compared (`store_integrity`): a file in which a byte was changed gives the same record, or an error, never another.
"""

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
from downrange.record.store_file import open_file
from downrange.record.store_integrity import (
    canonical,
    changed,
    current_entries,
    current_title,
    faults_of_file,
    faults_of_lists,
    faults_of_statements,
    seal_of,
    statement_id,
)
from downrange.record.timeline import Event, read_event

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
    """What one keeping did: statements that stand newly, that stood already, and that no longer stand.

    `repaired` counts what had been changed in the file and was written anew from the record that was kept.
    """

    new: int
    unchanged: int
    withdrawn: int
    repaired: int = 0


class Store:
    """The record on disk, or in memory with ``Store.open(":memory:")``. Use it in a ``with`` block."""

    def __init__(self, db: sqlite3.Connection, *, writable: bool = True) -> None:
        self._db, self._writable = db, writable
        self._checked = False  # whether the whole file was, since it was opened

    @classmethod
    def open(cls, path: str | Path, *, begin: bool = True) -> Self:
        """Open a record, or begin one unless `begin` is False; one on read-only media can be read.

        RecordError: a file that is not a whole record of ours, or none; OutputError: it cannot be opened.
        """
        db, writable = open_file(path, begin=begin)
        return cls(db, writable=writable)

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

        Damage to the file that `record` itself can make good is repaired and counted. RecordError: other damage, or
        something that could not be read back, such as a control character or a missing source.
        """
        entries = _entries(record, checks)
        _assemble(record.name, record.title, _by_kind(entries))  # what cannot be read back is not kept
        if not self._writable:
            raise OutputError(StoreCode.READ_ONLY)
        with _transaction(self._db):
            return self._replace(record.name, record.title, entries)

    def record(self, name: str) -> Record:
        """What stands for a launch. RecordError: nothing was kept under that name, or the file was changed."""
        with _reading(self._db):
            title = current_title(self._db, name)
            entries = [] if title is None else list(current_entries(self._db, name))
        if title is None:
            kept = ", ".join(self.launches()) or "nothing yet"
            raise RecordError(StoreCode.NO_LAUNCH, value=name, known=kept)
        return _assemble(name, title, _by_kind(entries))

    def launches(self) -> tuple[str, ...]:
        """The names under which something was kept. RecordError: the file was changed."""
        with _reading(self._db):
            for _, fault in faults_of_lists(self._db):
                raise fault
            return tuple(name for (name,) in self._db.execute("SELECT name FROM launch ORDER BY name"))

    def faults(self) -> tuple[RecordError, ...]:
        """All that is found when every statement, list and page of the file is checked; empty if whole."""
        with _reading(self._db):
            statements = [fault for _, fault in faults_of_statements(self._db)]
            lists = [fault for _, fault in faults_of_lists(self._db)]
            return (*statements, *lists, *faults_of_file(self._db))

    def _replace(self, name: str, title: str, entries: Entries) -> Kept:
        write = self._db.execute
        bodies = [(kind, key, canonical(entry)) for kind, key, entry in entries]
        rows = [(statement_id(kind, body), kind, key, body) for kind, key, body in bodies]
        repaired = self._repair(name, rows)
        seal = seal_of(name, title, [(kind, key, id) for id, kind, key, _ in rows])
        write(
            """INSERT INTO launch (name, title, seal) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET title = excluded.title, seal = excluded.seal""",
            (name, title, seal),
        )
        stood = {id for (id,) in write("SELECT statement FROM stands WHERE launch = ?", (name,))}
        write("DELETE FROM cites WHERE launch = ?", (name,))
        write("DELETE FROM stands WHERE launch = ?", (name,))
        for place, (id, kind, key, body) in enumerate(rows):
            write(
                "INSERT INTO statement VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", (id, kind, key, body)
            )
            write("INSERT INTO stands VALUES (?, ?, ?, ?, ?)", (name, kind, key, place, id))
        for kind, key, entry in entries:
            for source in entry.get("sources", ()) if kind in _CITING else ():
                write(
                    "INSERT INTO cites (launch, kind, key, source) VALUES (?, ?, ?, ?)",
                    (name, kind, key, source),
                )
        stand = {id for id, *_ in rows}
        return Kept(len(stand - stood), len(stand & stood), len(stood - stand), repaired)

    def _repair(self, name: str, rows: Sequence[tuple[str, str, str, str]]) -> int:
        """Write anew what was changed and is in `rows`; its count. RecordError for any other damage."""
        if self._checked:
            return 0
        mine, repaired = {id: (kind, key, body, id) for id, kind, key, body in rows}, 0
        for id, fault in list(faults_of_statements(self._db)):
            if id not in mine:
                raise fault
            self._db.execute("UPDATE statement SET kind = ?, key = ?, body = ? WHERE id = ?", mine[id])
            repaired += 1
        for launch, fault in faults_of_lists(self._db):
            if launch != name:
                raise fault
            repaired += 1  # the list itself is written anew in any case
        for fault in faults_of_file(self._db):
            raise fault
        self._checked = True
        return repaired


@contextmanager
def _reading(db: sqlite3.Connection) -> Iterator[None]:
    """One state of the file for all that is read within; damage and locks are errors of ours."""
    try:
        db.execute("BEGIN")
        try:
            yield
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise OutputError(StoreCode.CANNOT_READ, reason=str(error)) from error
        raise RecordError(StoreCode.DAMAGED, reason=str(error)) from error


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
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise RecordError(StoreCode.DAMAGED, reason=str(error)) from error
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
        if kind not in tables:
            raise changed(kind, key)
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
