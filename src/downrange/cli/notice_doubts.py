"""The doubts about a notice at the terminal: each defect once, with the lines and words that it is about."""

from collections.abc import Sequence
from typing import Any

from downrange.cli.door_codes import DoorNote
from downrange.cli.terminal import console, print_hanging
from downrange.launch.notices.defect_places import PrintedLines
from downrange.launch.notices.notice import Defect, Notice

MOST_PLACES = 6  # of one defect that are quoted; the count is always given
MOST_UNREAD = 24


def show_doubts(notice: Notice, lines: PrintedLines, *, tick: bool = True) -> None:
    """Defects as lines that begin with ``!``, those of one sentence together; the tick; the words not read, ``?``."""
    message = " of the message" if lines.counted_in == "message" else ""
    for says, defects in _grouped(notice.defects).items():
        places = [place for place in (lines.of_defect(defect) for defect in defects) if place]
        count = f" ({len(defects)} places)" if len(defects) > 1 else ""
        print_hanging(f"! {says}{count} [{defects[0].code}]", mark="yellow")
        for place in places[:MOST_PLACES]:
            print_hanging(f"    {_line(place, message)}", style="dim")
        if len(places) > MOST_PLACES:
            print_hanging(f"    ... and {len(places) - MOST_PLACES} more (--json has all)", style="dim")
    if tick and notice.every_word_was_read:
        console.print(f"[green]✓[/green] {DoorNote.ALL_READ.says()}")
    _show_unread(notice, lines, message)


def _grouped(defects: Sequence[Defect]) -> dict[str, list[Defect]]:
    groups: dict[str, list[Defect]] = {}
    for defect in defects:
        groups.setdefault(defect.says, []).append(defect)
    return groups


def _line(place: dict[str, Any], message: str) -> str:
    where = f"line {place['line']}{message}: " if place["line"] else ""
    return f'{where}"{place["quote"]}"' + (f' in "{place["context"]}"' if place.get("context") else "")


def _show_unread(notice: Notice, lines: PrintedLines, message: str) -> None:
    spans = notice.unread
    if not spans:
        return
    print_hanging(f"? not read ({len(spans)} place{'s' * (len(spans) > 1)})", mark="magenta")
    for span in spans[:MOST_UNREAD]:
        start, end = span.start - notice.start, span.end - notice.start
        print_hanging(
            f"    {_line({'line': lines.line(start), **lines.quoted(start, end)}, message)}", style="dim"
        )
    if len(spans) > MOST_UNREAD:
        print_hanging(f"    ... and {len(spans) - MOST_UNREAD} more (--json has all)", style="dim")
