"""Store file: opening the SQLite file of a record, for writing where that can be, else for reading alone.

A file that Downrange did not make is left as it is. Tables and views must be those that the migrations make: a file
from elsewhere could carry triggers, or a view in place of a table. On read-only media the file is opened without
locks and journal (``immutable=1``, https://www.sqlite.org/uri.html), which WAL could not do there.
"""

import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

from downrange.errors import OutputError, RecordError
from downrange.kernel.regular_files import is_file_name
from downrange.record.record_codes import StoreCode
from downrange.record.store_migrations import MIGRATIONS, migrate, schema_at, schema_of, version

OUR_MARK = 0x444F574E  # "DOWN" in PRAGMA application_id: the file is a record of Downrange
WAIT_FOR_OTHERS_S = 10.0
LONGEST_VALUE = 64 * 1024 * 1024  # bytes of one value; the texts of the record are far below
IN_MEMORY = ":memory:"
_CANNOT_WRITE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


def open_file(path: str | Path, *, begin: bool = True) -> tuple[sqlite3.Connection, bool]:
    """The open record, and whether it can be written. Where there is no file one is begun, if `begin`.

    RecordError: a file that is not a record, or one that was changed; OutputError: it cannot be opened.
    """
    name = str(path)
    if not is_file_name(name):
        raise OutputError(StoreCode.NO_FILE_NAME, field="store", value=name)
    if name != IN_MEMORY:
        _require_regular(name)
        if not begin and not Path(name).is_file():
            raise RecordError(StoreCode.NOT_THERE, field="store", value=name)
    try:
        return _open(name, name, uri=False), True
    except OutputError as error:
        cause = error.__cause__
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code not in _CANNOT_WRITE or not Path(name).is_file():
            raise
        return _open_read_only(name), False


def _require_regular(name: str) -> None:
    with suppress(OSError, ValueError):  # SQLite says what is wrong with a name that cannot be looked at
        if not stat.S_ISREG(Path(name).stat().st_mode):
            raise OutputError(StoreCode.CANNOT_OPEN, where=name, reason="it is not a regular file")


def _open(name: str, given: str, *, uri: bool) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(given, timeout=WAIT_FOR_OTHERS_S, isolation_level=None, uri=uri)
    except (sqlite3.Error, ValueError) as error:
        raise OutputError(StoreCode.CANNOT_OPEN, where=name, reason=str(error)) from error
    try:
        _prepare(db, name, writable=not uri)
    except BaseException:
        db.close()
        raise
    return db


def _open_read_only(name: str) -> sqlite3.Connection:
    """The record on read-only media; one of an older version is brought up to date in a copy in memory."""
    beside = Path(f"{name}-wal")
    if beside.is_file() and beside.stat().st_size:
        raise OutputError(StoreCode.UNMERGED, where=name, value=beside.name)
    db = _open(name, f"{Path(name).absolute().as_uri()}?immutable=1", uri=True)
    if version(db) == len(MIGRATIONS):
        return db
    copy = sqlite3.connect(IN_MEMORY, isolation_level=None)
    db.backup(copy)
    db.close()
    migrate(copy)
    return copy


def _prepare(db: sqlite3.Connection, path: str, *, writable: bool) -> None:
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    try:
        for pragma in ("cell_size_check = ON", "foreign_keys = ON"):
            db.execute(f"PRAGMA {pragma}")
        empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        # The mark is asked after `empty`: others set it before any table.
        mark = db.execute("PRAGMA application_id").fetchone()[0]
        if mark != OUR_MARK and not (mark == 0 and empty):
            raise RecordError(StoreCode.NOT_OURS, where=path)
        if version(db) > len(MIGRATIONS):
            raise RecordError(StoreCode.NEWER, where=path)
        _require_our_schema(db, path)
        if not writable:
            return
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        if mark != OUR_MARK:
            db.execute(f"PRAGMA application_id = {OUR_MARK:d}")
        migrate(db)
    except sqlite3.OperationalError as error:
        raise OutputError(StoreCode.CANNOT_OPEN, where=path, reason=str(error)) from error
    except (sqlite3.DatabaseError, UnicodeError) as error:
        raise RecordError(StoreCode.DAMAGED, where=path, reason=str(error)) from error


def _require_our_schema(db: sqlite3.Connection, path: str) -> None:
    """RecordError where a table, index or view is missing or not as made, or where something hangs on a table."""
    for _ in range(2):  # another process may migrate between two looks
        number = version(db)
        made, found = schema_at(number), schema_of(db)
        tables = {name for kind, name in made if kind == "table"}
        ours = {at: text for at, text in found.items() if at in made or text[0] in tables}
        if ours == made:
            return
    wrong = next(at for at in {**made, **ours} if made.get(at) != ours.get(at))
    raise RecordError(StoreCode.SCHEMA, where=path, value=" ".join(wrong))
