"""Output files at the command line: the place is checked before any work, the files appear together or not at all."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from downrange.cli.door_codes import DoorCode
from downrange.errors import OutputError
from downrange.kernel.regular_files import is_file_name
from downrange.kernel.staged_files import write_all, write_set


def require_file_place(path: Path, *, inputs: Iterable[str | Path | None] = ()) -> None:
    """OutputError where a file at `path` cannot be written, or is one of `inputs`, before any work is done for it."""
    _require_name(path)
    with _as_output_error(path):
        if path.is_dir():
            raise OutputError(DoorCode.IS_A_FOLDER, field="out", value=str(path))
        _require_writable(path)
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is not a regular file")
    for given in inputs:
        with suppress(OSError, ValueError):  # an input that is not there is told where it is read
            if given is not None and path.samefile(given):
                raise OutputError(DoorCode.OVER_INPUT, field="out", value=str(path))


def require_file_places(*paths: Path, inputs: Iterable[str | Path | None] = ()) -> None:
    """OutputError where a file cannot be written at each of `paths`, one is an input, or two of them are one."""
    given = tuple(inputs)
    for path in paths:
        require_file_place(path, inputs=given)
    if len({path.resolve() for path in paths}) < len(paths):
        raise OutputError(DoorCode.ONE_PLACE, field="out", value=str(paths[-1]))


def require_folder_place(folder: Path) -> None:
    """OutputError where files cannot be written into `folder`, before any work is done for them."""
    _require_name(folder)
    with _as_output_error(folder):
        if folder.exists() and not folder.is_dir():
            raise _unwritable(folder, errno.ENOTDIR)
        _require_writable(folder / "any")


def write_files(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write a set of files (name to bytes) into `folder`, made if missing, as `kernel.staged_files.write_set`.

    OutputError: it cannot be done, and nothing was changed.
    """
    _require_name(folder)
    with _as_output_error(folder):
        return write_set(folder, contents)


def write_each(contents: Mapping[Path, bytes]) -> None:
    """Write the files of one run (path to bytes), all or none; folders are made if missing. OutputError as above."""
    for path in contents:
        _require_name(path)
        with _as_output_error(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    with _as_output_error(next(iter(contents), Path())):
        write_all(contents)


def _require_name(path: Path) -> None:
    if not is_file_name(str(path)):
        reason = "it is not a file name"
        raise OutputError(DoorCode.UNWRITABLE, field="out", value=str(path), reason=reason)


def _require_writable(path: Path) -> None:
    above = next(folder for folder in path.absolute().parents if folder.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise _unwritable(above, errno.EACCES if above.is_dir() else errno.ENOTDIR)


def _unwritable(path: Path, why: int) -> OutputError:
    return OutputError(DoorCode.UNWRITABLE, field="out", value=str(path), reason=os.strerror(why))


@contextmanager
def _as_output_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(DoorCode.UNWRITABLE, field="out", value=str(path), reason=reason) from error
