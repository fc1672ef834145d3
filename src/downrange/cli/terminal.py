"""What every verb shares at the terminal: reading input, saying a dict as JSON, the console."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from textwrap import wrap
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from downrange.answers.requests import Document
from downrange.cli.door_codes import DoorCode
from downrange.codes import Remark
from downrange.earth.instants import format_duration, format_utc
from downrange.errors import DownrangeError, InputError
from downrange.kernel.regular_files import FileTooLarge, read_regular
from downrange.kernel.visible_text import json_text, visible, visible_lines


class VisibleConsole(Console):
    """A console that shows characters that are not seen as signs, and neither colours nor replaces words of a text.

    Signs are put in before anything is measured and wrapped, and again into whatever is about to be written.
    """

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, emoji=False)  # ":star:" in a text is no star

    def render_str(self, text: str, **options: Any) -> Text:
        """A text with the program's markup."""
        spaced = visible_lines(text).expandtabs()  # rich measures a tab as one letter, and cuts the cell
        rendered = super().render_str(spaced, **options)
        rendered.overflow = rendered.overflow or "fold"  # a cell would else cut a word wider than its column
        return rendered

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of anything that is printed."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible_lines(text), style, control)


console = VisibleConsole()
progress_console = VisibleConsole(stderr=True)

LARGEST_INPUT_BYTES = 64 * 1024 * 1024


def emit(answer: Mapping[str, Any]) -> None:
    """Print one answer as JSON on standard output; NaN and infinity are refused, as JSON has none."""
    plain = (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8"
    print(json_text(answer, indent=2, ascii_only=plain))


@contextmanager
def progress(says: str) -> Iterator[Callable[[str, int], Callable[[int], None]]]:
    """Bars on standard error while work lasts: an active one that `says` what it is about, and one for each part.

    Gives `report(what, how_many)`, which opens a part's bar and gives its callback (`kernel.parallel.Draws`). Where
    standard error is a file or a pipe nothing is written: rich would end its bars with an empty line there.
    """
    if not progress_console.is_interactive:
        yield lambda what, how_many: lambda finished: None
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=progress_console, transient=True) as bars:
        bars.add_task(says, total=None)

        def report(what: str, how_many: int) -> Callable[[int], None]:
            bar = bars.add_task(what, total=how_many)
            return lambda finished: bars.update(bar, completed=finished)

        yield report


def opened(path: str) -> Document:
    """A file, or standard input for ``-``, as a document. InputError says what is wrong with it."""
    megabytes = LARGEST_INPUT_BYTES >> 20
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST_INPUT_BYTES + 1)
            if len(data) > LARGEST_INPUT_BYTES:
                raise InputError(DoorCode.TOO_LARGE, field="file", value=path, megabytes=megabytes)
        else:
            data = read_regular(path, LARGEST_INPUT_BYTES)
    except FileTooLarge as error:
        raise InputError(DoorCode.TOO_LARGE, field="file", value=path, megabytes=megabytes) from error
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(DoorCode.UNREADABLE, field="file", value=path, reason=reason) from error
    except ValueError as error:
        raise InputError(DoorCode.NO_FILE_NAME, field="file", value=path) from error
    return Document(name="standard input" if path == "-" else path, data=data)


def named_documents(paths: Sequence[str] | None) -> tuple[tuple[Document, ...], dict[str, DownrangeError]]:
    """The files that can be opened, in their order, and the errors of the others by name.

    Without a name it is what comes through a pipe. InputError where nothing is named and nothing is piped, and
    where standard input is named twice.
    """
    if not paths and sys.stdin.isatty():
        raise InputError(DoorCode.NOTHING_GIVEN, field="file")
    paths = list(paths or ("-",))
    if paths.count("-") > 1:
        raise InputError(DoorCode.INPUT_TWICE, field="file", value="-")
    documents: list[Document] = []
    unopened: dict[str, DownrangeError] = {}
    for path in paths:
        try:
            documents.append(opened(path))
        except InputError as error:
            unopened[path] = error
    return tuple(documents), unopened


def opened_pair(first: str, second: str) -> tuple[Document, Document]:
    """Two files, at most one of them standard input."""
    if first == second == "-":
        raise InputError(DoorCode.INPUT_TWICE, field="file", value="-")
    return opened(first), opened(second)


def say_error(text: str) -> None:
    """One line on standard error, with characters that are not seen as signs: what is quoted cannot begin a line."""
    print(f"downrange: {visible(text)}", file=sys.stderr)


def say_refused(refused: Mapping[str, DownrangeError]) -> None:
    """One message on standard error for each file that could not be read, with the file's name."""
    for name, error in refused.items():
        named = "" if name in str(error) else f"{name}: "
        say_error(f"{named}{error}")


def say_incomplete(remarks: Iterable[Remark]) -> None:
    """One line on standard error for each thing that could not be told, with its code: why the exit code is 1."""
    for remark in remarks:
        say_error(f"{remark.says} [{remark.code}]")


def narrow_table(*heads: str) -> Table:
    """A table whose times stay whole; on a narrow terminal the place or name gives way."""
    table = Table(*heads, box=None, pad_edge=False)
    for column in table.columns:
        column.no_wrap = column.header not in ("place", "name")
    return table


def day_and_time(t: datetime, error_s: float = 0.0) -> str:
    """Month, day and time, as exact as its error lets it be; the year is that of the window asked for."""
    return (
        f"{t:%m-%d} {clock(t, error_s)}"
        if error_s <= 5.0
        else f"{_rounded(t, error_s):%m-%d} {clock(t, error_s)}"
    )


def clock(t: datetime, error_s: float = 0.0) -> str:
    """The time of day: to the second for an error up to 5 s, to ten up to 50 s, else or if unknown to the minute."""
    if error_s <= 5.0:
        return format_utc(t)[11:-1]
    return f"{_rounded(t, error_s):%H:%M:%S}" if error_s <= 50.0 else f"{_rounded(t, error_s):%H:%M}"


def _rounded(t: datetime, error_s: float) -> datetime:
    step_s = 10 if error_s <= 50.0 else 60
    midnight = t.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(seconds=step_s * round((t - midnight).total_seconds() / step_s))


def margin(error_s: float) -> str:
    """The error of a time as a table shows it, ? where it is not known."""
    return f"±{format_duration(error_s)}" if error_s == error_s else "±?"


def print_hanging(text: str, mark: str = "", style: str = "") -> None:
    """A sentence wrapped to the terminal, its further rows below its second word; `mark` styles its first letter."""
    text = visible_lines(text)
    indent = " " * (len(text) - len(text.lstrip()) or 2)
    for number, row in enumerate(
        wrap(text, console.width, subsequent_indent=indent, break_on_hyphens=False) or [text]
    ):
        line = Text(row, style=style)
        if mark and number == 0:
            line.stylize(mark, 0, 1)
        console.print(line, soft_wrap=True)


def print_lines(lines: Iterable[str]) -> None:
    """Sentences, one a line, as they are."""
    for line in lines:
        console.print(line, markup=False)
