"""Case writer: a new case folder whose files say, in comments, what belongs in them."""

import tempfile
from importlib.resources import files
from pathlib import Path

from downrange.case.case_codes import CaseCode
from downrange.errors import OutputError

EMPTY_FOLDERS = ("notices", "elements")


def write_blank_case(folder: Path) -> tuple[str, ...]:
    """Make `folder` with blank files and return their names, sorted; it appears whole or not at all.

    OutputError: something of that name is there already, or the folder cannot be made.
    """
    if folder.exists():
        raise OutputError(CaseCode.ALREADY_THERE, value=str(folder))
    blank = files("downrange.cases").joinpath("_blank")
    contents = {entry.name: entry.read_bytes() for entry in blank.iterdir() if entry.is_file()}
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder.parent) as beside:
            made = Path(beside) / "case"
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
