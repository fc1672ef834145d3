"""Writing files so that nothing is ever half-written: all beside their places first, then moved there."""

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from downrange.cli.door_codes import DoorCode
from downrange.errors import OutputError


def require_file_place(path: Path) -> None:
    """OutputError where a file at `path` cannot be written, before any work is done for it."""
    if path.is_dir():
        raise OutputError(DoorCode.IS_A_FOLDER, field="out", value=str(path))
    above = next(folder for folder in path.absolute().parents if folder.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        reason = os.strerror(errno.EACCES if above.is_dir() else errno.ENOTDIR)
        raise OutputError(DoorCode.UNWRITABLE, field="out", value=str(above), reason=reason)


def write_files(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write `contents` (name to bytes) into `folder`, made if missing; OutputError if that cannot be done.

    Every file is first written whole into a folder beside, on the same disk, and made safe there; only then
    is each moved to its place. So a full disk or a lost connection leaves the old files as they were.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as beside:
            for name, data in contents.items():
                with (Path(beside) / name).open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            for name in contents:
                (Path(beside) / name).replace(folder / name)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(DoorCode.UNWRITABLE, field="out", value=str(folder), reason=reason) from error
    return [folder / name for name in contents]
