"""Sections of a message: where its numbered paragraphs and its lettered or named areas begin."""

import re

from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.notice import Notice

Mark = tuple[int, int, int | None, str | None]  # start, end, number of a paragraph, label of an area

_MARKER = re.compile(
    r"(?=[A-Z])(?<![A-Z\d])(?:(?:AREA|ZONE|SECTOR)S? ?(\d{1,2}|[A-Z]\d?)(?![A-Z\d])|([A-Z]{1,2}\d?)(?=[.):]|\s*¤)"
    r"|([A-Z]{2}-?[DRP]-?\d{1,4}[A-Z]?))"
)
_LONGEST_LETTERED = 3
_FIGURE_AND_STOP = re.compile(r"\d\.\s")  # stands in every number of a paragraph, and is found quickly
_PARAGRAPH = re.compile(r"(?m)(?=[ \t\d])(?:^|(?<=[.:;])|(?<=[.:;] ))[ \t]{0,6}(\d)\.(?=\s)")


def area_labels(notice: Notice) -> set[str]:
    """The labels, or else the names, of the areas read."""
    return {label.upper() for area in notice.areas if (label := area.label or area.name)}


def section_marks(sheet: Sheet, start: int, end: int, labels: set[str]) -> list[Mark]:
    """The numbers of paragraphs and the printed labels, in the order of print."""
    marks: list[Mark] = []
    if _FIGURE_AND_STOP.search(sheet.folded, start, end):
        marks += [
            (*mark.span(), int(mark[1]), None) for mark in _PARAGRAPH.finditer(sheet.folded, start, end)
        ]
    for label in labels:  # 1ST STAGE, PAYLOAD FAIRING
        if len(label) > _LONGEST_LETTERED and label in sheet.folded:
            named = re.compile(rf"(?<![A-Z\d]){re.escape(label)}(?![A-Z\d])(?=[^\n:]{{0,20}}:)")
            marks += [(*mark.span(), None, label) for mark in named.finditer(sheet.folded, start, end)]
    for mark in _MARKER.finditer(sheet.folded, start, end) if labels else ():
        if (label := mark[1] or mark[2] or mark[3]) in labels:
            marks.append((*mark.span(), None, label))
    return sorted(marks, key=lambda mark: mark[:2])
