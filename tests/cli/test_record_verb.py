"""The doors of the record: the same answers for people and for machines, and one clear line for a wrong word."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from command_line import answer
from repository import REFERENCE

CASE = "2023-11-21-malligyong-1"


def test_the_timeline_keeps_local_time_and_says_who_differs() -> None:
    code, out, _ = answer("record", "timeline", CASE)
    assert code == 0
    assert "2023-11-21T22:42:28+09:00" in out
    told = answer("record", "timeline", CASE, "--json").json
    line = next(row for row in told["timeline"] if row.get("event", {}).get("id") == "liftoff-gcat")
    assert line["differs_from"] == ["liftoff-kcna", "liftoff-japan"]
    assert line["event"]["sources"][0]["url"].startswith("https://")


def test_claims_stand_side_by_side() -> None:
    code, out, _ = answer("record", "claims", CASE, "--question", "munitions")
    assert code == 0
    assert "asserts: " in out
    assert "denies: " in out
    assert "[paraphrase]" in out
    (debate,) = answer("record", "claims", CASE, "--question", "munitions", "--json").json["questions"]
    assert debate["asserts"]
    assert debate["denies"]
    assert len(debate["roots_asserting"]) < len(debate["asserts"])


def test_provisions_say_what_is_not_checked() -> None:
    rows = answer("record", "provisions", CASE, "--topic", "launch", "--json").json["provisions"]
    assert any(row["citation"].endswith("paragraph to be checked") for row in rows)
    assert all("launch" in row["topics"] for row in rows)


def test_the_check_gives_its_figures_and_its_limits() -> None:
    code, out, _ = answer("record", "check", CASE, "C25")
    assert code == 0
    assert "POSSIBLE" in out
    assert "not that any image exists" in " ".join(out.split())
    (check,) = answer("record", "check", CASE, "C25", "--json").json["checks"]
    assert check["sightings"][0]["closest"].startswith("2023-11-27T14:36:2")


def test_keeping_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    first = answer("record", "keep", CASE, str(path), "--json").json
    again = answer("record", "keep", CASE, str(path), "--json").json
    assert again == {"new": 0, "unchanged": first["new"], "withdrawn": 0, "repaired": 0}
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM claim WHERE id = 'C25'").fetchone() == (1,)
    db.close()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [('title = "', '# "', "title is missing"), ('title = "', 'title = "\\u001b[2J', "the character U+001B")],
)
def test_a_case_that_cannot_be_kept_begins_no_record(tmp_path: Path, old: str, new: str, says: str) -> None:
    case = tmp_path / "bad"
    shutil.copytree(REFERENCE, case)
    text = (case / "case.toml").read_text(encoding="utf-8")
    (case / "case.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    code, out, err = answer("record", "keep", str(case), str(tmp_path / "record.sqlite"))
    assert (code, out) == (2, "")
    assert says in err
    assert list(tmp_path.iterdir()) == [case]
    code, out, _ = answer("case", "check", str(case))
    assert (code, says in out) == (1, True)


def test_verifying_says_whether_the_record_is_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    code, _, err = answer("record", "verify", "--store", str(path))
    assert (code, path.exists()) == (2, False)
    assert "is not a record" in err
    answer("record", "keep", CASE, str(path))
    code, out, _ = answer("record", "verify", "--store", str(path))
    assert (code, "what was kept" in out) == (0, True)
    db = sqlite3.connect(path)
    db.execute("UPDATE statement SET body = replace(body, 'North', 'South')")
    db.commit()
    db.close()
    found = answer("record", "verify", "--store", str(path), "--json")
    assert found.code == 1
    assert {fault["code"] for fault in found.json["faults"]} == {"store.statement-changed"}
    assert "and written anew" in answer("record", "keep", CASE, str(path)).out
    assert answer("record", "verify", "--store", str(path), "--json").json == {"whole": True, "faults": []}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("timeline", "no-such-case"), "there is no case"),
        (("claims", CASE, "--question", "cheese"), "There are: "),
        (("provisions", CASE, "--topic", "cheese"), "It has: "),
        (("check", CASE, "C01"), "Testable: C24"),
        (("check", "2023-05-25-nuri-3"), "Testable: none"),
        (("keep", CASE, "no/such/folder/r.sqlite"), "cannot open the record"),
        (("keep", CASE, ":memory:"), "is not a file name for a record"),
    ],
)
def test_a_wrong_word_is_one_line_and_exit_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = answer("record", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1
