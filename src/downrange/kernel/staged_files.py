"""Staged files: the files of one run appear together or not at all, and what a killed run leaves is cleared.

Files are written whole into a staging folder beside their place and made safe on the disk. A folder that holds
nothing else is then exchanged for the new one in one step (renameat2 with RENAME_EXCHANGE, Linux). Elsewhere, and
where other files stand in the folder, the old files are first taken out and then the new moved in: stopped between,
some are missing, but files of two runs never stand side by side.

A staging folder is locked by its process for as long as it lives (flock), so a later run knows which to clear.
"""

import ctypes
import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows, where what is in use cannot be removed
    fcntl = None  # type: ignore[assignment]

PREFIX = ".downrange-writing-"
_OLD_S = 86_400.0  # without locks, a staging folder older than a day was left behind
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A staging folder inside `folder`, removed at the end; at the start those of killed runs are removed."""
    clear_leftovers(folder)
    with ExitStack() as held:
        while True:
            made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
            lock = _locked(made, wait=True)
            if made.exists():  # else a clearing run saw it before it was locked
                break
            _close(lock)
        held.callback(_close, lock)
        held.callback(shutil.rmtree, made, ignore_errors=True)
        yield made


def clear_leftovers(folder: Path) -> None:
    """Remove the staging folders in `folder` whose processes are gone."""
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if fcntl is None and time.time() - left.stat().st_mtime < _OLD_S:
                continue
            lock = _locked(left, wait=False)
            shutil.rmtree(left, ignore_errors=True)
            _close(lock)


def write_set(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write a set of files (name to bytes) into `folder`, made if missing. OSError: nothing was changed."""
    place = folder.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    if not (_is_ours_alone(place, contents) and _exchanged(place, contents)):
        place.mkdir(exist_ok=True)
        write_all({place / name: data for name, data in contents.items()})
    return [folder / name for name in contents]


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files (path to bytes), in folders that are there, one or several. OSError: nothing was changed."""
    places = {path: path.resolve() if path.is_symlink() else path for path in contents}
    for place in places.values():
        if place.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
    with ExitStack() as held:
        folders = {
            folder: held.enter_context(staging(folder))
            for folder in sorted({place.parent for place in places.values()})
        }
        staged = {place: _written(folders[place.parent] / "new", place.name, contents[path])
                  for path, place in places.items()}  # fmt: skip
        for folder in folders:
            held.callback(_close, _locked(folder, wait=True))  # two runs must not move at once
        old = _taken_out(staged, folders) if len(staged) > 1 else {}
        try:
            for place, new in staged.items():
                new.replace(place)
        except OSError:
            for place in staged:
                place.unlink(missing_ok=True)
            for place, kept in old.items():
                kept.replace(place)
            raise
        for folder in folders:
            _sync(folder)


def _taken_out(places: Iterable[Path], folders: Mapping[Path, Path]) -> dict[Path, Path]:
    """Move what stands at these places into the staging folders; where each is now."""
    old = {}
    for place in places:
        kept = folders[place.parent] / "old" / place.name
        kept.parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            place.replace(kept)
            old[place] = kept
    return old


def _is_ours_alone(folder: Path, names: Iterable[str]) -> bool:
    """Whether a folder is missing, or can be exchanged as a whole: only files of the set, nobody works inside it."""
    if not folder.exists():
        return True
    if not hasattr(os, "geteuid") or folder.stat().st_uid != os.geteuid():
        return False
    if Path.cwd().is_relative_to(folder) or not os.access(folder.parent, os.W_OK):
        return False
    known = set(names)
    with os.scandir(folder) as entries:
        return all(
            entry.name in known and stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
            for entry in entries
            if not entry.name.startswith(PREFIX)
        )


def _exchanged(folder: Path, contents: Mapping[str, bytes]) -> bool:
    """Whether the folder was put in its place whole; if not, nothing was changed."""
    with staging(folder.parent) as beside:
        for name, data in contents.items():
            _written(beside / "new", name, data)
        try:
            if folder.exists():
                (beside / "new").chmod(stat.S_IMODE(folder.stat().st_mode))
                if not _exchange(beside / "new", folder):
                    return False
            else:
                (beside / "new").rename(folder)
        except OSError:
            return False
        _sync(folder.parent)
        return True


def _exchange(first: Path, second: Path) -> bool:
    """Whether two names could be exchanged in one step."""
    rename: Any = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    names = os.fsencode(first), os.fsencode(second)
    return bool(rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _written(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return path


def _sync(folder: Path) -> None:
    """Make the names in a folder safe on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _locked(folder: Path, *, wait: bool) -> int | None:
    """The lock of a folder, None where the system has none. OSError: another holds it, and `wait` is False."""
    if fcntl is None:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        if not wait:
            raise
        return None  # a file system without locks
    return handle


def _close(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
