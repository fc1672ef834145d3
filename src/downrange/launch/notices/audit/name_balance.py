"""Names, numbers of messages and the reason of a notice against the print."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_names import PrintedName, plain
from downrange.launch.notices.audit.result_values import Values
from downrange.launch.notices.notice import Notice

Found = tuple[AuditDefect, int, int, dict[str, Any]]
_REASON = re.compile(
    r"\b(?:ROCKETS?|MISSILES?|SPACE ?CRAFT|SPACE DEBRIS|AEROSPACE|AER0SPACE|SATELLITE|SPACE LAUNCH"
    r"|RE-?ENTRY|UNBURNED DEBRIS|ARIANE|SOYUZ|FALCON"
    r"|COHETES?|FUSEES?|FUSÉES?|ROKET[A-Z]{0,4}|LAUNCH VEHICLE|BALLISTIC)\b|РАКЕТ|火箭|ロケット|로켓|발사|НЕБЕЗ"
)
_LAUNCH = re.compile(
    r"\bSPACE ?LAUNCH|\b(?:ROCKETS?|RKT) (?:LAUNCH|CARRIER)|\bLAUNCH VEHICLE|\bSOUNDING ROCKET"
)


def name_defects(
    notice: Notice, values: Values, sheet: Sheet, names: Sequence[PrintedName], serials: Sequence[PrintedName]
) -> Iterator[Found]:
    """Names of areas, numbers of messages, labels, the reason."""
    for name in names:
        if name.plain not in values.names:
            yield AuditDefect.NAME_UNUSED, name.start, name.end, {}
    numbers = " ".join(plain(number) for number in (notice.number or "", *notice.cancels))
    for serial in serials:
        if not _same_number(serial.plain, numbers):
            yield AuditDefect.SERIAL_UNUSED, serial.start, serial.end, {}
    printed = plain(sheet.folded)
    for number in (notice.number, *notice.cancels):
        figures = re.search(r"[A-Z]?\d{1,5}/\d{2,4}", number or "")
        if number and figures and not _number_printed(figures[0], sheet.folded, printed):
            yield AuditDefect.SERIAL_UNPRINTED, 0, 0, {"number": number}
    yield from _labels(notice, sheet, printed)
    if notice.kind == "other" and (word := _REASON.search(sheet.folded)):
        yield AuditDefect.KIND_OPEN, *word.span(), {"word": word[0].lower()}
    if notice.kind in ("missile", "reentry", "gunnery") and (word := _LAUNCH.search(sheet.folded)):
        yield AuditDefect.KIND_DIFFERS, *word.span(), {"kind": notice.kind, "word": word[0].lower()}


def _same_number(serial: str, numbers: str) -> bool:
    """Whether the figures stand among the numbers; a year of four figures is one of two."""
    short = re.sub(r"20(\d\d)\Z", r"\1", serial)
    return serial in numbers or short in numbers or serial.lstrip("0") in numbers


def _number_printed(figures: str, folded: str, printed: str) -> bool:
    if figures in folded or plain(figures) in printed:
        return True
    serial, year = figures.split("/")
    return f"{serial}/20{year}" in folded or re.search(rf"\b0*{serial} ?[-/(]", folded) is not None


def _labels(notice: Notice, sheet: Sheet, printed: str) -> Iterator[Found]:
    """A label is printed before the first position of its area and behind the area before; a name is printed."""
    for area in notice.areas:
        if area.name and plain(area.name) and plain(area.name)[:6] not in printed:
            yield AuditDefect.NAME_UNPRINTED, 0, 0, {"area": area.name}
    before = 0
    for area in notice.areas:
        first = area.spans[0][0] - notice.start if area.spans else 0
        if area.label and not _label_printed(area.label.upper(), sheet.folded, before, first):
            yield AuditDefect.LABEL_UNPRINTED, 0, 0, {"area": area.label}
        before = area.spans[-1][1] - notice.start if area.spans else before


def _label_printed(label: str, folded: str, before: int, first: int) -> bool:
    """Between the area before and this one; behind it as ``(AREA 2)``; or letter by letter, one within another."""
    word = rf"(?<![A-Z0-9])(?:AREA|ZONE|SECTOR)?{re.escape(label)}(?![A-Z0-9])"
    if re.search(word, folded[before : first or None]) or re.search(
        rf"\((?:AREA|ZONE) ?{re.escape(label)}\)", folded
    ):
        return True
    return len(label) > 1 and all(re.search(rf"(?<![A-Z0-9]){part}[.)]", folded) for part in label)
