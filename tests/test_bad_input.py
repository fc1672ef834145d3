"""Bad input gets one clear line and exit code 2, nothing is half-written, and no traceback is ever shown."""

import shutil
import subprocess
from pathlib import Path

import pytest

from command_line import downrange
from downrange.case.case_reader import SHIPPED

REFERENCE = "2023-11-21-malligyong-1"
NOTICE = SHIPPED / REFERENCE / "notices" / "B4525-23.txt"
ELEMENTS = SHIPPED / REFERENCE / "elements" / "58400.tle"
WRONG_CHECKSUM = """1 58400U 23179A   23327.21599119  .00012574  00000+0  56597-3 0  9991
2 58400  97.4263 211.9766 0014186 274.4179 205.2075 15.21134246   242
"""


def is_one_clear_message(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    said = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(said) == 1, done.stderr
    for word in words:
        assert word in done.stderr


def test_an_empty_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    is_one_clear_message(downrange("notice", "read", str(empty)), "empty")
    is_one_clear_message(downrange("notice", "read", "-", stdin=" \n "), "empty")
    is_one_clear_message(downrange("passes", str(empty), "--place", "0,0", "--start", "2023-11-27T00:00Z",
                                   "--end", "2023-11-28T00:00Z"), "empty")  # fmt: skip


def test_a_text_that_is_no_notice(tmp_path: Path) -> None:
    is_one_clear_message(downrange("notice", "read", "-", stdin="Dear all, lunch is at noon.\n"), "no notice")


def test_a_truncated_notice_is_read_as_far_as_it_goes_and_says_so() -> None:
    half = NOTICE.read_text(encoding="utf-8")[:200]
    done = downrange("notice", "read", "-", "--json", stdin=half)
    assert done.returncode == 1, done.stderr  # no area could be read
    assert "Traceback" not in done.stderr
    assert "defects" in done.stdout
    assert '"defects": []' not in done.stdout


@pytest.mark.parametrize("length", [30, 60, 90, 120, 160])
def test_a_notice_cut_before_its_area_is_refused(length: int) -> None:
    half = NOTICE.read_text(encoding="utf-8")[:length]
    is_one_clear_message(downrange("notice", "read", "-", stdin=half), "breaks off")


def test_a_wrong_checksum() -> None:
    is_one_clear_message(
        downrange("passes", "-", "--place", "39.0425,125.71", "--start", "2023-11-27T00:00Z",
                  "--end", "2023-11-28T00:00Z", stdin=WRONG_CHECKSUM),
        "checksum",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["2099-01-01-nothing", "../../etc", "a" * 5000, "no\nsuch"])
def test_an_unknown_case(name: str) -> None:
    is_one_clear_message(downrange("brief", name), "there is no case", REFERENCE)


def test_a_case_with_a_misspelt_key(tmp_path: Path) -> None:
    text = (SHIPPED / REFERENCE / "case.toml").read_text(encoding="utf-8")
    (tmp_path / "case.toml").write_text(
        text.replace("[announced_window]", "[anounced_window]"), encoding="utf-8"
    )
    is_one_clear_message(downrange("brief", str(tmp_path)), "anounced_window", "case.toml")


def test_a_case_that_names_a_missing_file(tmp_path: Path) -> None:
    text = (SHIPPED / REFERENCE / "case.toml").read_text(encoding="utf-8")
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    is_one_clear_message(downrange("brief", str(tmp_path)), "notices/B4525-23.txt")


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt"])
def test_a_case_cannot_reach_out_of_its_folder(tmp_path: Path, path: str) -> None:
    text = (SHIPPED / REFERENCE / "case.toml").read_text(encoding="utf-8")
    (tmp_path / "case.toml").write_text(text.replace("notices/B4525-23.txt", path), encoding="utf-8")
    is_one_clear_message(downrange("brief", str(tmp_path)), "inside its folder")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine")
    is_one_clear_message(
        downrange("brief", REFERENCE, "--out", str(in_the_way), "--samples", "100"), "cannot write"
    )
    assert in_the_way.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_time_without_a_zone() -> None:
    is_one_clear_message(
        downrange("passes", str(ELEMENTS), "--place", "39,125", "--start", "2023-11-27T00:00",
                  "--end", "2023-11-28T00:00Z"),
        "time zone",
    )  # fmt: skip


def test_an_unknown_site() -> None:
    is_one_clear_message(downrange("plane", str(NOTICE), "--site", "SOHAI"), "SOHAI", "SOHAE")


def test_a_new_case_is_not_written_over_an_old_one(tmp_path: Path) -> None:
    first = downrange("case", "new", str(tmp_path / "2027-03-01-example"))
    assert first.returncode == 0, first.stderr
    assert "[launch]" in (tmp_path / "2027-03-01-example" / "case.toml").read_text(encoding="utf-8")
    is_one_clear_message(downrange("case", "new", str(tmp_path / "2027-03-01-example")), "already there")


def test_a_new_case_can_be_briefed_at_once(tmp_path: Path) -> None:
    downrange("case", "new", str(tmp_path / "mine"))
    done = downrange("brief", str(tmp_path / "mine"), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "brief.html").is_file()
    assert "distances" not in done.stdout, "nothing was published in an empty case"


@pytest.mark.parametrize(
    ("right", "wrong"), [('body = "Stage 1"', 'body = "Nobody"'), ('event = "fall-1"', 'event = "nothing"')]
)
def test_a_reported_fall_names_a_body_and_an_event_of_the_case(
    tmp_path: Path, right: str, wrong: str
) -> None:
    case = tmp_path / "case"
    shutil.copytree(SHIPPED / REFERENCE, case)
    text = (case / "case.toml").read_text(encoding="utf-8")
    (case / "case.toml").write_text(text.replace(right, wrong), encoding="utf-8")
    done = downrange("brief", str(case), "--out", str(tmp_path / "out"))
    is_one_clear_message(done, "reported_falls", wrong.split('"')[1])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("verb", ["passes", "overflight"])
def test_more_time_than_an_element_set_can_say_anything_of(verb: str) -> None:
    is_one_clear_message(
        downrange(verb, str(ELEMENTS), "--place", "39,125", "--start", "1900-01-01T00:00Z",
                  "--end", "2100-01-01T00:00Z"),
        "366 days",
    )  # fmt: skip


def test_a_sun_that_is_no_number() -> None:
    is_one_clear_message(
        downrange("overflight", str(ELEMENTS), "--place", "39,125", "--start", "2023-11-27T00:00Z",
                  "--end", "2023-11-28T00:00Z", "--min-sun", "nan"),
        "sun",
    )  # fmt: skip


def test_a_satellite_that_its_files_do_not_hold(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(SHIPPED / REFERENCE, folder)
    text = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(text.replace("main = 58400", "main = 99999"), encoding="utf-8")
    is_one_clear_message(downrange("brief", str(folder), "--out", str(tmp_path / "out")), "99999")
    assert not (tmp_path / "out").exists()
