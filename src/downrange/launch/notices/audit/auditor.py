"""The auditor: what is printed in a notice against what was read from it, both ways.

It takes every form out of the text in one order, each with its place: the frame of the message, positions, known
references, heights, distances, bearings, names, numbers of messages, times. What the result does not carry back is
a defect with a place; what the result holds and the text does not print is one too. It proposes no reading.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from downrange.launch.notices.audit.area_balance import area_defects
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.envelope_balance import envelope_defects
from downrange.launch.notices.audit.known_references import take_item_numbers, take_references
from downrange.launch.notices.audit.message_frame import Frame, frame
from downrange.launch.notices.audit.name_balance import name_defects
from downrange.launch.notices.audit.printed_beside import Beside
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_measures import (
    PrintedBearing,
    PrintedDistance,
    bearings,
    distances,
    fix_figures,
    take_heights,
)
from downrange.launch.notices.audit.printed_names import PrintedName, area_names, serials
from downrange.launch.notices.audit.printed_positions import PrintedPosition, positions
from downrange.launch.notices.audit.restricting_words import restriction_defects
from downrange.launch.notices.audit.result_values import Values
from downrange.launch.notices.audit.window_balance import window_defects
from downrange.launch.notices.notice import Defect, Notice
from downrange.launch.notices.notice_codes import Q_LINE, NoticeDefect

MOST_LETTERS = 20_000  # of one message; the longest of the archives has 4,174
Found = tuple[AuditDefect, int, int, dict[str, Any]]


@dataclass(slots=True)
class Print:
    """What was found in a message by form alone, and the sheet with what is left."""

    sheet: Sheet
    frame: Frame
    positions: list[PrintedPosition] = field(default_factory=list)
    distances: list[PrintedDistance] = field(default_factory=list)
    bearings: list[PrintedBearing] = field(default_factory=list)
    names: list[PrintedName] = field(default_factory=list)
    serials: list[PrintedName] = field(default_factory=list)


def audit(notice: Notice, text: str | None = None, beside: Beside | None = None) -> tuple[Defect, ...]:
    """What does not balance between a notice and its text; empty where everything does.

    `text` is the message's own text; `Notice.text` where it is not given; `beside` is what its envelope says. Each
    defect's facts hold `start` and `end`, the place in that text. What the reader itself reported with these words is
    not reported again.
    """
    text = notice.text if text is None else text
    if len(text) > MOST_LETTERS:
        facts = {"length": len(text), "most": MOST_LETTERS, "start": 0, "end": len(text)}
        return (Defect("", AuditDefect.TEXT_LONG, facts),)
    found = look(text)
    excused = sorted(_excused(notice, found.sheet.folded))
    starts, reach = [first for first, _ in excused], list(accumulate((last for _, last in excused), max))
    defects: dict[tuple[AuditDefect, int, int, str], Defect] = {}
    for code, start, end, facts in _imbalances(notice, found, beside or Beside()):
        before = bisect_right(starts, start)
        if code in _OF_ONE_PLACE and before and end <= reach[before - 1]:
            continue
        words = " ".join(text[start:end].split())
        about = str(facts.get("area", ""))
        unlabelled = {"area": "without a label"} if "area" in facts and not about else {}
        defects[code, start, end, about] = Defect(
            words[:160], code, {**facts, **unlabelled, "start": start, "end": end}
        )
    return tuple(defects.values())


def look(text: str) -> Print:
    """Find every form in the text."""
    sheet = Sheet.of(text)
    found = Print(sheet, frame(sheet))
    found.positions = positions(sheet)
    take_references(sheet)
    take_heights(sheet)
    turned, lengths = fix_figures(sheet)
    found.distances = sorted([*lengths, *distances(sheet)], key=lambda one: one.start)
    found.bearings = sorted([*turned, *bearings(sheet)], key=lambda one: one.start)
    found.names = area_names(sheet)
    found.serials = serials(sheet, found.frame.schedule)
    take_item_numbers(sheet)
    return found


# Defects of one printed word: the reader's own report of the same words is enough.
_OF_ONE_PLACE = {
    AuditDefect.POSITION_UNUSED,
    AuditDefect.DISTANCE_UNUSED,
    AuditDefect.BEARING_UNUSED,
    AuditDefect.NAME_UNUSED,
    AuditDefect.SERIAL_UNUSED,
    AuditDefect.NUMBER_UNUSED,
    AuditDefect.YEAR_UNUSED,
    AuditDefect.LIMITS_UNUSED,
}


def _imbalances(notice: Notice, found: Print, beside: Beside) -> Iterator[Found]:
    values = Values.of(notice)
    yield from area_defects(notice, values, found.sheet, found.positions, found.distances, found.bearings)
    yield from restriction_defects(notice, found.sheet, found.positions)
    yield from name_defects(notice, values, found.sheet, found.names, found.serials)
    yield from envelope_defects(notice, found.sheet, found.frame)
    whole_days = list(_places_of(notice, found.sheet.folded, {NoticeDefect.DAYS_WITHOUT_HOURS}))
    yield from window_defects(notice, found.sheet, found.frame, found.positions, beside, whole_days)


def _excused(notice: Notice, folded: str) -> Iterator[tuple[int, int]]:
    """Places that the reader reported: unread words, and the words of its defects."""
    for span in notice.unread:
        yield span.start - notice.start, span.end - notice.start
    for defect in notice.defects:
        if defect.code in Q_LINE or isinstance(defect.code, AuditDefect):
            continue
        yield from _places(_words(defect), folded)


def _places_of(notice: Notice, folded: str, codes: set[NoticeDefect]) -> Iterator[tuple[int, int]]:
    """Places of the words of the reader's defects with these codes."""
    for defect in notice.defects:
        if defect.code in codes:
            yield from _places(_words(defect), folded)


def _words(defect: Defect) -> list[str]:
    return Sheet.of(defect.text).folded.removesuffix("...").split()


def _places(words: list[str], folded: str) -> Iterator[tuple[int, int]]:
    """Where the words stand one behind the other, whatever blanks are between them; the first such place."""
    at = folded.find(words[0]) if words else -1
    while at >= 0:
        end = at + len(words[0])
        for word in words[1:]:
            while end < len(folded) and folded[end].isspace():
                end += 1
            if not folded.startswith(word, end):
                break
            end += len(word)
        else:
            yield at, end
            return
        at = folded.find(words[0], at + 1)
