"""The error tree: what went wrong, where, and how to mend it.

    DownrangeError
    ├── InputError          what was given cannot be read or does not make sense
    │   ├── TimeError       a time without a zone, or no time at all
    │   ├── PlaceError      a place, site or territory that is not known
    │   ├── NoticeError     a text that is no notice, or an empty one
    │   ├── ElementError    an element set that cannot be read
    │   ├── CaseError       a case folder that is missing or wrong
    │   └── RecordError     a claim, source or provision that cannot be kept
    ├── OutputError         a folder or file that cannot be written
    └── WorkError           workers that cannot be reached, or died at the work

The doors (command line, desk) print ``str(error)`` as one clear message and exit with 2; nothing else of
ours reaches a user. Each error says *what* is wrong, *where* it stands, and what would *mend* it.
"""


class DownrangeError(Exception):
    """Something a user can mend. ``str()`` is the whole message: what, where, how to mend."""

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.what, self.where, self.mend = what, where, mend
        place = f" ({where})" if where else ""
        advice = f" {mend}" if mend else ""
        super().__init__(f"{what}{place}.{advice}")


class InputError(DownrangeError):
    """What was given cannot be read or does not make sense."""


class TimeError(InputError):
    """A time without a zone, a window that ends before it starts, or no time at all."""


class PlaceError(InputError):
    """A place, launch site or territory that is not known."""


class NoticeError(InputError):
    """A text that is no notice, or an empty one."""


class ElementError(InputError):
    """An element set that cannot be read."""


class CaseError(InputError):
    """A case folder that is missing, or whose ``case.toml`` is wrong."""


class RecordError(InputError):
    """A claim, source or provision that cannot be kept."""


class OutputError(DownrangeError):
    """A folder or file that cannot be written."""


class WorkError(DownrangeError):
    """Workers (processes, a cluster) that cannot be reached, or died at the work."""
