"""Codes of the command line: files that cannot be read or written, and internal errors."""

from downrange.codes import Code


class DoorCode(Code):
    """What stands between the command line and the world."""

    UNREADABLE = "door.unreadable", "cannot read {value!r}: {reason}", "Give a file, or - for standard input."
    NO_FILE_NAME = (
        "door.no-file-name",
        "{value!r} is not a file name",
        "Give a file, or - for standard input.",
    )
    TOO_LARGE = "door.too-large", "{value!r} is larger than {megabytes} MB", "Split it."
    UNWRITABLE = "door.unwritable", "cannot write to {value!r}: {reason}", "Name a folder you may write to."
    IS_A_FOLDER = (
        "door.is-a-folder",
        "cannot write to {value!r}: it is a folder",
        "Name a file, for example {value}/areas.geojson.",
    )
    NOTHING_GIVEN = (
        "door.nothing-given",
        "no file is named, and nothing comes through a pipe",
        "Name files, or - for standard input.",
    )
    INPUT_TWICE = "door.input-twice", "standard input can be read only once", "Name - once."
    NO_SUCH_ZONE = (
        "door.no-such-zone",
        "{value!r} is not a time zone",
        "Give local, a name of the IANA list such as Asia/Tokyo, or an offset such as +09:00.",
    )
    INTERNAL = (
        "door.internal-error",
        "internal error ({problem}). This is a bug in Downrange; please report it with the command. "
        "DOWNRANGE_DEBUG=1 shows the traceback.",
    )
