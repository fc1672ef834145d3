"""The store keeps a record wholly or not at all, the same after any number of keepings, whatever the words."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.errors import OutputError, RecordError
from downrange.record import store as store_room
from downrange.record.claims import Claim, Question
from downrange.record.provisions import Provision, Resolution
from downrange.record.record_codes import StoreCode
from downrange.record.sources import Source
from downrange.record.store import Record, Store
from downrange.record.store_file import OUR_MARK
from downrange.record.store_migrations import MIGRATIONS, migrate
from downrange.record.timeline import Event
from downrange.record.vague_dates import parse_vague

HOSTILE = (
    "'; DROP TABLE statement; --", '" OR 1=1', "<script>alert(1)</script>", "{{ 7*7 }}", "=HYPERLINK(1)", "%s%n",
    "Ωмега 국가 \U0001f680", "a\nb\tc", "$.speaker", "\\u0000", "NULL",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf")), min_size=1).filter(str.strip),
)
dates = st.sampled_from(
    ("2023", "2023-11", "2023-11-21?", "2023-11-21T13:42Z", "2023-11-21T22:42:28+09:00")
).map(parse_vague)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of any words, with every optional part sometimes there."""

    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    sources = tuple(
        Source(
            f"s{i}",
            draw(texts),
            draw(texts),
            maybe(st.just("https://example.org/?a=b'c")),
            maybe(dates),
            maybe(texts),
        )
        for i in range(draw(st.integers(1, 3)))
    )
    cited = st.lists(st.sampled_from(sources), min_size=1, unique=True).map(tuple)
    words = st.lists(texts, unique=True, max_size=2).map(tuple)
    question = Question("q", draw(texts), draw(words))
    verbatim = draw(st.booleans())
    claims = tuple(
        Claim(
            f"c{i}", draw(dates), draw(texts), draw(texts), draw(st.sampled_from(("asserts", "denies", "doubts"))),
            draw(st.sampled_from(((), (question,)))), draw(cited), maybe(texts), draw(texts) if verbatim else None,
            None if verbatim else draw(texts), maybe(texts), draw(words), maybe(st.just("B3")), maybe(texts),
        )
        for i in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    resolution = Resolution(draw(texts), maybe(dates), maybe(st.booleans()))
    provision = Provision("p", resolution, draw(texts), ("launch",), "seen", maybe(texts), draw(cited))
    event = Event(
        "e", "launch", draw(dates), draw(texts), draw(texts), draw(cited), maybe(texts), draw(words)
    )
    return Record(draw(texts), draw(texts), sources, claims, (provision,), (event,))


SMALL = Record(
    "launch",
    "A launch",
    sources=(Source("s", "P", "T"),),
    events=(Event("e", "launch", parse_vague("2023-11-21"), "up", "A", (Source("s", "P", "T"),)),),
)


@given(records())
def test_what_was_kept_comes_back_whatever_the_words(record: Record) -> None:
    with Store.open(":memory:") as store:
        assert store.keep(record).withdrawn == 0
        assert store.record(record.name) == record
        again = store.keep(record)
        assert (again.new, again.withdrawn) == (0, 0)
        assert store.record(record.name) == record
        assert store.launches() == (record.name,)


def test_the_file_holds_what_was_kept_after_closing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.sqlite") as store:
        store.keep(SMALL)
    with Store.open(tmp_path / "r.sqlite") as store:
        assert store.record("launch") == SMALL


def test_a_changed_statement_does_not_erase_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    changed = replace(SMALL, events=(replace(SMALL.events[0], what="down"),))
    with Store.open(path) as store:
        store.keep(SMALL)
        did = store.keep(changed)
        assert (did.new, did.unchanged, did.withdrawn) == (1, 1, 1)
        assert store.record("launch") == changed
        assert store.keep(SMALL).new == 1
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT what FROM event").fetchall() == [("up",)]
        assert "down" in db.execute("SELECT body FROM withdrawn").fetchone()[0]
    db.close()


def test_launches_do_not_touch_each_other() -> None:
    with Store.open(":memory:") as store:
        store.keep(SMALL)
        store.keep(replace(SMALL, name="other", events=()))
        assert store.record("launch") == SMALL
        assert store.launches() == ("launch", "other")


def test_a_failure_in_the_middle_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "r.sqlite") as store:
        store.keep(SMALL)
        changed = replace(SMALL, title="Another", events=(replace(SMALL.events[0], what="down"),))

        def entries_then_the_power_goes(*_: object) -> Iterator[object]:
            yield from real(changed, ())
            raise KeyboardInterrupt

        real = store_room._entries
        monkeypatch.setattr(store_room, "_by_kind", lambda _: {kind: [] for kind in store_room.KINDS})
        monkeypatch.setattr(store_room, "_entries", entries_then_the_power_goes)
        with pytest.raises(KeyboardInterrupt):
            store.keep(changed)
        monkeypatch.undo()
        assert store.record("launch") == SMALL
        assert store.keep(changed).new == 1  # and the store still works


KILLED = """
import os, signal, sys
from dataclasses import replace
from downrange.record.record_codes import StoreCode
from downrange.record.sources import Source
from downrange.record.store import Record, Store
from downrange.record.store_file import OUR_MARK
from downrange.record import store as room
record = Record("launch", "second", sources=tuple(Source(f"s{i}", "P", "T") for i in range(50)))
def statement_id(kind, body):
    if '"s40"' in body:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(kind, body)
with Store.open(sys.argv[1]) as store:
    store.keep(replace(record, title="first", sources=record.sources[:3]))
    real, room.statement_id = room.statement_id, statement_id
    store.keep(record)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_process_killed_in_the_middle_leaves_the_last_whole_record(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], check=False, env=dict(os.environ), timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        left = store.record("launch")
        assert left.title == "first"
        assert len(left.sources) == 3


def test_a_claim_whose_source_is_not_there_is_refused() -> None:
    with Store.open(":memory:") as store:
        with pytest.raises(RecordError, match="source 's' is not known"):
            store.keep(replace(SMALL, sources=()))
        assert store.launches() == ()


def test_the_database_itself_refuses_it_too() -> None:
    with Store.open(":memory:") as store:
        store.keep(SMALL)
        with pytest.raises(RecordError, match="does not hold together"), store_room._transaction(store._db):
            store._db.execute("DELETE FROM stands WHERE kind = 'source'")
        assert store.record("launch") == SMALL


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800", "a\u202eb", " ", "x" * 20_001])
def test_text_that_could_not_be_read_back_is_not_kept(bad: str) -> None:
    with Store.open(":memory:") as store:
        for record in (
            replace(SMALL, title=bad),
            replace(SMALL, name=bad),
            replace(SMALL, events=(replace(SMALL.events[0], what=bad),)),
        ):
            with pytest.raises(RecordError):
                store.keep(record)
        assert store.launches() == ()


def test_two_of_one_id_are_refused() -> None:
    with Store.open(":memory:") as store, pytest.raises(RecordError):
        store.keep(replace(SMALL, events=SMALL.events * 2))


def test_an_unknown_launch_is_one_error() -> None:
    with Store.open(":memory:") as store, pytest.raises(RecordError, match="nothing yet"):
        store.record("x'; DROP TABLE launch; --")


def test_an_empty_file_is_migrated_from_version_0_and_each_step_noted(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    path.touch()
    Store.open(path).close()
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    noted = db.execute("SELECT number, does FROM migration ORDER BY number").fetchall()
    assert noted == [(step.number, step.does) for step in MIGRATIONS]
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_an_older_file_keeps_its_statements_through_a_migration(tmp_path: Path) -> None:
    """A file as the first step left it: without views and without seals."""
    path = tmp_path / "r.sqlite"
    with Store.open(path) as store:
        store.keep(SMALL)
        rows = {
            table: store._db.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("launch", "statement", "stands", "cites")
        }
    path.unlink()
    db = sqlite3.connect(path, isolation_level=None)
    MIGRATIONS[0].run(db)
    db.execute(f"PRAGMA application_id = {OUR_MARK:d}")
    db.execute("PRAGMA user_version = 1")
    for table, found in rows.items():
        for row in found:
            given = row[:2] if table == "launch" else row
            db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(given))})", given)
    db.close()
    with Store.open(path) as store:
        assert store.record("launch") == SMALL
        assert store._db.execute("SELECT what FROM event").fetchall() == [("up",)]
        assert store.faults() == ()


def test_a_migration_that_fails_leaves_no_half_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (x)")
        raise RuntimeError("the power goes")

    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    bad = replace(MIGRATIONS[-1], number=len(MIGRATIONS) + 1, run=half)
    monkeypatch.setattr("downrange.record.store_migrations.MIGRATIONS", [*MIGRATIONS, bad])
    with pytest.raises(RuntimeError):
        migrate(db)
    assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    db.close()


def test_files_that_are_no_record_are_left_alone(tmp_path: Path) -> None:
    text, foreign, newer = tmp_path / "a.txt", tmp_path / "b.sqlite", tmp_path / "c.sqlite"
    text.write_text("no database, but long enough to look at " * 50)
    db = sqlite3.connect(foreign)
    db.execute("CREATE TABLE theirs (x)")
    db.close()
    Store.open(newer).close()
    db = sqlite3.connect(newer)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = text.read_bytes(), foreign.read_bytes()
    for path, says in ((text, "not a whole record"), (foreign, "something else"), (newer, "newer Downrange")):
        with pytest.raises(RecordError, match=says):
            Store.open(path)
    assert (text.read_bytes(), foreign.read_bytes()) == before


@pytest.mark.parametrize("path", ["no/such/folder/r.sqlite", "."])
def test_a_place_that_cannot_be_opened_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="cannot open the record"):
        Store.open(path)


@pytest.mark.parametrize("name", ["", " ", "\0", "a\nb.sqlite", "a\u202eb.sqlite", "a\ud800.sqlite"])
def test_a_name_that_is_not_a_file_name_is_refused(name: str) -> None:
    """SQLite would take the empty name for a throw-away database."""
    with pytest.raises(OutputError) as refused:
        Store.open(name)
    assert refused.value.code == StoreCode.NO_FILE_NAME


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="not a regular file"):
        Store.open(tmp_path / "pipe")
