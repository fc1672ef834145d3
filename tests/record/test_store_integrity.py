"""A changed file gives the same record or a refusal, never another record in silence, and never a raw error."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from downrange.errors import DownrangeError, OutputError, RecordError
from downrange.record.claims import Claim, Question
from downrange.record.record_codes import StoreCode
from downrange.record.sources import Source
from downrange.record.store import Record, Store
from downrange.record.timeline import Event
from downrange.record.vague_dates import parse_vague

FLIPS = 400
DATE = parse_vague("2023-11-21")
SOURCE = Source("s", "North", "A title")
KEPT = Record(
    "launch",
    "A launch from the North",
    sources=(SOURCE, Source("t", "South", "Another")),
    claims=(
        Claim("c", DATE, "North", "state", "asserts", (Question("q", "Who?", ()),), (SOURCE,), None, "North"),
    ),
    events=(Event("e", "launch", DATE, "up", "North", (SOURCE,)),),
)
OLD = replace(KEPT, events=(replace(KEPT.events[0], what="it went up"),))
OTHER = replace(KEPT, name="other", title="Another launch")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file with two launches and a statement that no longer stands."""
    path = tmp_path_factory.mktemp("store") / "r.sqlite"
    with Store.open(path) as store:
        for record in (OLD, KEPT, OTHER):
            store.keep(record)
    return path.read_bytes()


@pytest.mark.parametrize("part", range(4))
def test_one_changed_byte_never_gives_another_record(whole: bytes, tmp_path: Path, part: int) -> None:
    """Half of the places are where letters stand, for most of a page is empty."""
    rng = random.Random(part)
    lettered = [at for at, byte in enumerate(whole) if byte]
    refused = repaired = 0
    for number in range(FLIPS // 4):
        at = rng.choice(lettered) if number % 2 else rng.randrange(len(whole))
        data = bytearray(whole)
        data[at] ^= 1 << rng.randrange(8)
        path = tmp_path / f"{number}.sqlite"
        path.write_bytes(data)
        try:
            with Store.open(path) as store:
                assert store.record("launch") == KEPT, at
                assert store.record("other") == OTHER, at
                assert store.launches() == ("launch", "other"), at
        except DownrangeError:
            refused += 1
        try:
            with Store.open(path) as store:
                repaired += store.keep(KEPT).repaired
                assert store.record("launch") == KEPT, at
                assert store.record("other") == OTHER, at
                assert store.faults() == (), at
        except DownrangeError:
            pass
        path.unlink()
    assert refused  # the flips reach what is read
    assert repaired or part  # and some are made good by keeping


def changed_by(path: Path, whole: bytes, *statements: str) -> Path:
    """The whole file, changed by SQL as a tool of someone else would."""
    path.write_bytes(whole)
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()
    return path


CHANGES = {
    "a letter of a statement": (
        "UPDATE statement SET body = replace(body, 'North', 'South')",
        StoreCode.CHANGED,
    ),
    "a title": ("UPDATE launch SET title = 'Another'", StoreCode.LIST_CHANGED),
    "a line lost": ("DELETE FROM stands WHERE kind = 'event'", StoreCode.LIST_CHANGED),
    "two lines exchanged": ("UPDATE stands SET place = 9 - place", StoreCode.LIST_CHANGED),
    "a line that leads to an older statement": (
        "UPDATE stands SET statement = (SELECT id FROM statement WHERE body LIKE '%went up%') WHERE kind = 'event'",
        StoreCode.LIST_CHANGED,
    ),
    "a body of bytes": ("UPDATE statement SET body = CAST(body AS BLOB)", StoreCode.CHANGED),
    "a title of a number": ("UPDATE launch SET title = CAST('1' AS BLOB)", StoreCode.LIST_CHANGED),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_by_another_program_is_refused_by_code(whole: bytes, tmp_path: Path, change: str) -> None:
    sql, code = CHANGES[change]
    with Store.open(changed_by(tmp_path / "r.sqlite", whole, sql)) as store:
        with pytest.raises(RecordError) as refused:
            store.record("launch")
        assert refused.value.code == code
        assert store.faults()


@pytest.mark.parametrize("column", ["kind", "key"])
def test_a_column_that_only_other_programs_read_is_checked_too(
    whole: bytes, tmp_path: Path, column: str
) -> None:
    with Store.open(changed_by(tmp_path / "r", whole, f"UPDATE statement SET {column} = 'other'")) as store:
        assert {fault.code for fault in store.faults()} == {StoreCode.CHANGED}


def test_what_the_record_itself_holds_is_repaired_and_counted(whole: bytes, tmp_path: Path) -> None:
    path = changed_by(
        tmp_path / "r.sqlite",
        whole,
        "UPDATE statement SET body = replace(body, 'up', 'UP') WHERE kind = 'event' AND body NOT LIKE '%went%'",
        "UPDATE launch SET title = 'Another' WHERE name = 'launch'",
    )
    with Store.open(path) as store:
        assert store.keep(KEPT).repaired == 2
        assert store.record("launch") == KEPT
        assert store.faults() == ()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE statement SET body = replace(body, 'went', 'came') WHERE body LIKE '%went%'",
        "UPDATE launch SET title = 'Another' WHERE name = 'other'",
    ],
)
def test_damage_that_the_record_cannot_make_good_is_refused_and_nothing_is_written(
    whole: bytes, tmp_path: Path, sql: str
) -> None:
    path = changed_by(tmp_path / "r.sqlite", whole, sql)
    with Store.open(path) as store, pytest.raises(RecordError):
        store.keep(replace(KEPT, title="A newer title"))
    db = sqlite3.connect(path)
    assert db.execute("SELECT title FROM launch WHERE name = 'launch'").fetchone() == (KEPT.title,)
    db.close()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON statement BEGIN UPDATE launch SET title = 'x'; END",
        "CREATE UNIQUE INDEX i ON stands (launch, place)",
        "DROP VIEW withdrawn",
        "ALTER TABLE statement RENAME COLUMN body TO text",
        "ALTER TABLE statement ADD COLUMN more",
    ],
)
def test_a_file_with_other_tables_or_triggers_is_refused(whole: bytes, tmp_path: Path, sql: str) -> None:
    with pytest.raises(RecordError) as refused:
        Store.open(changed_by(tmp_path / "r.sqlite", whole, sql))
    assert refused.value.code == StoreCode.SCHEMA


def test_a_table_of_someone_else_beside_ours_does_no_harm(whole: bytes, tmp_path: Path) -> None:
    path = changed_by(tmp_path / "r.sqlite", whole, "CREATE TABLE theirs (x)", "ANALYZE")
    with Store.open(path) as store:
        assert store.keep(KEPT).unchanged
        assert store.record("launch") == KEPT


READ = """
import os, sys
from downrange.errors import OutputError
from downrange.record.store import Store
import downrange.record.store_migrations
os.getuid() or os.setuid(65534)  # the administrator may write anywhere
with Store.open(sys.argv[1]) as store:
    print(store.record("launch").title, store.launches(), store.faults())
    try:
        store.keep(store.record("launch"))
    except OutputError as error:
        print(error.code)
"""


def _read_where_nothing_can_be_written(folder: Path) -> subprocess.CompletedProcess[str]:
    for above in folder.parents:
        if above.is_relative_to(tempfile.gettempdir()) and above != Path(tempfile.gettempdir()):
            above.chmod(0o755)
    folder.chmod(0o555)
    try:
        return subprocess.run(
            [sys.executable, "-c", READ, str(folder / "r.sqlite")],
            check=False, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    finally:
        folder.chmod(0o755)


def _older(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("ALTER TABLE launch DROP COLUMN seal")
    db.execute("DELETE FROM migration WHERE number = 3")
    db.execute("PRAGMA user_version = 2")
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no users of this kind on this system")
@pytest.mark.parametrize("before", [lambda path: None, _older], ids=["as it is", "of an older version"])
def test_a_record_on_read_only_media_is_read(
    whole: bytes, tmp_path: Path, before: Callable[[Path], None]
) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / "r.sqlite").write_bytes(whole)
    before(folder / "r.sqlite")
    (folder / "r.sqlite").chmod(0o444)
    done = _read_where_nothing_can_be_written(folder)
    said = "A launch from the North ('launch', 'other') ()\nstore.read-only\n"
    assert (done.stdout, done.stderr) == (said, "")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no users of this kind on this system")
def test_changes_not_yet_merged_on_read_only_media_are_not_left_out_in_silence(tmp_path: Path) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    with Store.open(folder / "r.sqlite") as store:
        store.keep(KEPT)
        for name in ("r.sqlite", "r.sqlite-wal"):
            (tmp_path / name).write_bytes((folder / name).read_bytes())
    for name in ("r.sqlite", "r.sqlite-wal"):
        (folder / name).write_bytes((tmp_path / name).read_bytes())
        (folder / name).chmod(0o444)
    done = _read_where_nothing_can_be_written(folder)
    assert "A launch" in done.stdout or "not yet merged" in done.stderr


def test_a_file_locked_by_another_is_an_error_of_the_file(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("downrange.record.store_file.WAIT_FOR_OTHERS_S", 0.0)
    path = tmp_path / "r.sqlite"
    path.write_bytes(whole)
    with Store.open(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="locked"):
            store.keep(KEPT)
        assert store.record("launch") == KEPT
        other.close()
