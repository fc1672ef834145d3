"""Case writer: a new case folder whose files say, in comments, what belongs in them."""

from importlib.resources import files
from pathlib import Path

from downrange.case.case_codes import CaseCode
from downrange.errors import OutputError
from downrange.kernel.regular_files import is_file_name
from downrange.kernel.staged_files import staging

EMPTY_FOLDERS = ("notices", "elements")


def write_blank_case(folder: Path) -> tuple[str, ...]:
    """Make `folder` with blank files and return their names, sorted; it appears whole or not at all.

    OutputError: something of that name is there already, or the folder cannot be made.
    """
    if not is_file_name(str(folder)):
        raise OutputError(CaseCode.NOT_WRITABLE, where=str(folder), reason="it is not a file name")
    try:
        folder.lstat()
    except FileNotFoundError:
        pass
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(CaseCode.NOT_WRITABLE, where=str(folder)[:80], reason=reason) from error
    else:
        raise OutputError(CaseCode.ALREADY_THERE, value=str(folder))
    blank = files("downrange.cases").joinpath("_blank")
    contents = {entry.name: entry.read_bytes() for entry in blank.iterdir() if entry.is_file()}
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with staging(folder.parent) as beside:
            made = beside / "case"
            made.mkdir()
            for name, data in contents.items():
                (made / name).write_bytes(data)
            for name in EMPTY_FOLDERS:
                (made / name).mkdir()
            made.rename(folder)
    except OSError as error:
        raise OutputError(
            CaseCode.NOT_WRITABLE, where=str(folder), reason=error.strerror or str(error)
        ) from error
    return tuple(sorted(contents))
