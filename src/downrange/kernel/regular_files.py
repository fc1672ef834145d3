"""Regular files: reading a file that somebody else named, never more than a limit and never waiting for one.

A name may lead to a pipe that nobody writes to, to a device without an end, or by a link out of the folder it should
stand in. The file is opened without waiting, and what is open is looked at, not the name, which may change between.
"""

import errno
import os
import stat
import unicodedata
from pathlib import Path

from downrange.kernel.tables import DIRECTION_MARKS

_KINDS = (
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISSOCK, "socket"),
)


class FileTooLarge(OSError):
    """The file holds more bytes than the limit."""


class OutsideFolder(OSError):
    """The file, after every link, does not stand in the folder it should stand in."""


def is_file_name(name: str) -> bool:
    """Whether a path can be that of a file and shown as it is: not blank, no control or direction characters."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:  # half a character
        return False
    controls = any(unicodedata.category(character) == "Cc" for character in name)
    return bool(name.strip()) and not controls and not DIRECTION_MARKS & set(name)


def read_regular(path: str | Path, most_bytes: int, within: Path | None = None) -> bytes:
    """The bytes of a regular file; OSError, whose `strerror` says why, for what is not one or cannot be read.

    FileTooLarge where there are more than `most_bytes`; OutsideFolder where it is not `within`, links followed;
    ValueError where the path cannot be one.
    """
    if not is_file_name(str(path)):
        raise ValueError(errno.EINVAL)
    place = Path(path)
    if within is not None:
        place = place.resolve()
        if not place.is_relative_to(within.resolve()):
            raise OutsideFolder(errno.EACCES, "it leads out of the folder")
    follow = 0 if within is None else getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(place, os.O_RDONLY | follow | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "special file")
            raise OSError(errno.EINVAL, f"it is a {kind}, not a regular file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(most_bytes + 1)
    finally:
        os.close(handle)
    if len(data) > most_bytes:
        raise FileTooLarge(errno.EFBIG, os.strerror(errno.EFBIG))
    return data
