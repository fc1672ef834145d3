"""The files of one run appear together or not at all, and what a killed run left is cleared by the next."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from downrange.kernel import staged_files
from downrange.kernel.staged_files import PREFIX, staging, write_all, write_set

NAMES = ("brief.html", "brief.json", "case.kml")
OLD, NEW = ({name: f"{word} {name}".encode() for name in NAMES} for word in ("old", "new"))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(f"{PREFIX}*")]


@pytest.fixture(params=["exchange", "move"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of putting a set in its place."""
    if request.param == "move":
        monkeypatch.setattr(staged_files, "_exchange", lambda first, second: False)
    return str(request.param)


def test_a_set_is_written_anew_and_again(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "a" / "out"
    assert write_set(folder, OLD) == [folder / name for name in NAMES]
    mode = folder.stat().st_mode
    assert files(folder) == OLD
    write_set(folder, NEW)
    assert files(folder) == NEW
    assert folder.stat().st_mode == mode
    assert not left(tmp_path)


def test_files_of_others_stay_where_they_are(tmp_path: Path, way: str) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "folder").mkdir()
    for contents in (OLD, NEW):
        write_set(tmp_path, contents)
        assert files(tmp_path) == {**contents, "notes.txt": b"mine"}
    assert (tmp_path / "folder").is_dir()
    assert not left(tmp_path)


def test_a_folder_is_not_taken_from_under_somebody_who_works_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    for contents in (OLD, NEW):
        write_set(Path(), contents)
        assert files(Path()) == contents
    assert not left(tmp_path)


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path, way: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write_set(tmp_path / "out", OLD)
    assert (tmp_path / "out").is_symlink()
    assert files(tmp_path / "real") == OLD


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_failure_while_moving_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    (tmp_path / "notes.txt").write_text("mine")  # so the folder is not exchanged
    write_set(tmp_path, OLD)
    real, calls = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        if self.parent.name == "new":
            calls.append(target)
            if len(calls) == number:
                raise OSError("the disk is gone")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError):
        write_set(tmp_path, NEW)
    assert files(tmp_path) == {**OLD, "notes.txt": b"mine"}
    assert not left(tmp_path)


def test_a_folder_where_a_file_should_be_changes_nothing(tmp_path: Path) -> None:
    write_set(tmp_path, OLD)
    (tmp_path / "case.czml").mkdir()
    with pytest.raises(OSError):
        write_set(tmp_path, {**NEW, "case.czml": b""})
    assert files(tmp_path) == OLD


def test_files_in_several_folders_are_of_one_run(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    for word in (b"old", b"new"):
        contents = {tmp_path / "a" / "x": word, tmp_path / "b" / "x": word, tmp_path / "b" / "y": word}
        write_all(contents)
        assert {path: path.read_bytes() for path in contents} == contents
    assert not left(tmp_path)


# A process that stops itself before its n-th step on the disk, as kill -9 or a lost machine would.
KILLED = """
import os, signal, sys
from pathlib import Path
from downrange.kernel import staged_files
folder, number, way = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if way == "move":
    staged_files._exchange = lambda first, second: False
steps = 0
def step(event, args):
    global steps
    if event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "open", "tempfile.mkdtemp"):
        if event == "open" and not isinstance(args[0], (str, bytes)):
            return
        steps += 1
        if steps == number:
            os.kill(os.getpid(), signal.SIGKILL)
names = ("brief.html", "brief.json", "case.kml")
sys.addaudithook(step)
staged_files.write_set(folder, {name: f"new {name}".encode() for name in names})
print("done")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("way", ["exchange", "move", "beside others"])
def test_a_run_killed_at_any_step_leaves_no_mix_and_the_next_clears_it(tmp_path: Path, way: str) -> None:
    seen: list[Mapping[str, bytes]] = []
    for number in range(1, 200):
        folder = tmp_path / str(number) / "out"
        folder.mkdir(parents=True)
        others = {"notes.txt": b"mine"} if way == "beside others" else {}
        for name, data in others.items():
            (folder / name).write_bytes(data)
        write_set(folder, OLD)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(folder), str(number), way],
            check=False, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        found = {name: data for name, data in files(folder).items() if name not in others}
        assert found.items() <= OLD.items() or found.items() <= NEW.items(), number
        if way == "exchange" and sys.platform == "linux":
            assert found in (OLD, NEW), number
        write_set(folder, NEW)
        assert files(folder) == {**NEW, **others}
        assert not left(folder.parent), number
        seen.append(found)
        if "done" in done.stdout:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
    assert seen[0] == OLD
    assert seen[-1] == NEW
    assert len(seen) > 10


def test_what_a_living_run_writes_is_not_cleared(tmp_path: Path) -> None:
    with staging(tmp_path) as first, staging(tmp_path) as second:
        assert first.is_dir()
        assert second.is_dir()
    assert not left(tmp_path)
    (tmp_path / f"{PREFIX}left").mkdir()
    os.utime(tmp_path / f"{PREFIX}left", (0, 0))
    with staging(tmp_path):
        assert len(left(tmp_path)) == 1
