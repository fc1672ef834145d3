"""Limits, qualifier line and items B and C of a NOTAM against the result."""

import math
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from downrange.earth.constants import KM_PER_NM, SPHERE_RADIUS_KM
from downrange.launch.areas.area import Position
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.message_frame import Frame
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_limits import PrintedLimits, limit, limits, same_limit
from downrange.launch.notices.audit.result_values import area_positions
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import Q_LINE
from downrange.launch.notices.tokens.word_lists import pattern

Found = tuple[AuditDefect, int, int, dict[str, Any]]
_MINUTE = timedelta(minutes=1)
_LONG_BEFORE = timedelta(
    days=60
)  # a message ends hours after its last window; few archive notices reach 30 days
_QUALIFIER = re.compile(
    r"\bQ\) ?(?P<fir>[A-Z]{4})/[^)\n]{0,60}?"
    r"(?P<lat>\d{4})(?P<ns>[NS])(?P<lon>\d{5})(?P<ew>[EW])(?P<nm>\d{3})?"
)
_ENDLESS = re.compile(
    r"\b(?:UNTIL|TILL?)\s(?:FURTHER|COMPLET\w{2,3}|CANCELLED|ADVISED|NOTIFIED)|\bUFN\b|\bONWARDS?\b"
)
_CHOICE = pattern("choices", "choices of days")
_SECONDS = re.compile(
    r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d:(?!00(?:[.,]0+)?(?!\d))[0-5]\d(?![\d:])(?! ?[NSEW°])"
    r"|T(?:[01]\d|2[0-4])[0-5]\d(?!00)[0-5]\dZ"
)
_NUMBER_YEAR = re.compile(r"/(?:20)?(\d{2})(?!\d)")
_ALL_OF_THE_FIR_NM = 999
_SLACK_NM, _SLACK_SHARE = (
    10.0,
    0.25,
)  # a circle is printed to a minute and its radius rounded, often too small


def envelope_defects(notice: Notice, sheet: Sheet, frame: Frame) -> Iterator[Found]:
    """Everything of the frame that does not balance: limits, the Q-line's circle and FIR, the validity."""
    yield from _limits(notice, limits(sheet, frame.body[0] if frame.notam else 0))
    yield from _qualifier(notice, sheet, frame)
    if notice.windows and (endless := _ENDLESS.search(sheet.folded)):
        yield AuditDefect.END_OPEN, *endless.span(), {}
    if notice.windows:
        for choice in _CHOICE.finditer(sheet.folded):
            yield AuditDefect.CHOICE_UNCHECKED, *choice.span(), {}
        for seconds in _SECONDS.finditer(sheet.text):  # figures of positions are taken
            yield AuditDefect.SECONDS_UNUSED, *seconds.span(), {}
        last = max(window.end for window in notice.windows)
        if notice.self_cancel is not None and notice.self_cancel - last > _LONG_BEFORE:
            days = (notice.self_cancel - last) / timedelta(days=1)
            yield AuditDefect.ENDS_LONG_BEFORE, 0, 0, {"days": days}
        year = _NUMBER_YEAR.search(notice.number or "")
        if year and all(window.end.year < 2000 + int(year[1]) for window in notice.windows):
            yield AuditDefect.YEAR_BEFORE, 0, 0, {}
    if frame.validity and not frame.validity_unread:
        begin, end = frame.validity
        if any(w.start < begin - _MINUTE or w.end > end + _MINUTE for w in notice.windows):
            yield AuditDefect.OUTSIDE_VALIDITY, 0, 0, {}


def _limits(notice: Notice, printed: list[PrintedLimits]) -> Iterator[Found]:
    if notice.kind == "cancel":
        return
    read = [limit(one) for one in notice.vertical] if notice.vertical else None
    items = [one for one in printed if one.items]
    for one in items or printed:
        place = one.start, one.end
        if read is None:
            yield AuditDefect.LIMITS_UNUSED, *place, {}
        elif one.lower is None or one.upper is None:
            yield AuditDefect.LIMITS_UNCHECKED, *place, {}
        elif not (same_limit(one.lower, read[0]) and same_limit(one.upper, read[1])):
            yield AuditDefect.LIMITS_DIFFER, *place, {"read": " to ".join(notice.vertical or ())}
    if items and items[0].lower and items[0].upper:  # limits of single areas lie within those of the NOTAM
        low, high = items[0].lower[0], items[0].upper[0]
        for one in printed:
            beyond = (one.lower and one.lower[0] < low - 1) or (one.upper and one.upper[0] > high + 1)
            if not one.items and beyond:
                yield AuditDefect.LIMITS_BEYOND, one.start, one.end, {}
    if read is not None and not printed and not any(_printed(one, notice) for one in notice.vertical or ()):
        yield AuditDefect.LIMITS_UNPRINTED, 0, 0, {}


def _printed(one: str, notice: Notice) -> bool:
    """Whether a limit of a text in words (``18000 feet MSL``) stands in it, whatever its capitals and blanks."""
    words = " ".join(one.upper().split())
    return words in " ".join(notice.text.upper().split())


def _qualifier(notice: Notice, sheet: Sheet, frame: Frame) -> Iterator[Found]:
    found = _QUALIFIER.search(sheet.folded, 0, frame.body[0]) if frame.notam else None
    if found is None:
        return
    if notice.issuer is not None and notice.issuer != found["fir"]:
        yield AuditDefect.FIR_DIFFERS, *found.span("fir"), {"read": notice.issuer}
    if not found["nm"] or int(found["nm"]) >= _ALL_OF_THE_FIR_NM:
        return
    if any(defect.code in Q_LINE for defect in notice.defects):
        return  # the reader has said that the circle and the areas differ
    sign = -1 if found["ns"] == "S" else 1, -1 if found["ew"] == "W" else 1
    lat, lon = (
        one * (int(figures[:-2]) + int(figures[-2:]) / 60)
        for one, figures in zip(sign, (found["lat"], found["lon"]), strict=True)
    )
    most_nm = int(found["nm"]) * (1 + _SLACK_SHARE) + _SLACK_NM
    for area in notice.areas:
        if any(_apart_nm((lat, lon), position) > most_nm for position in area_positions(area)):
            yield AuditDefect.OUTSIDE_CIRCLE, *found.span(), {"area": area.label or area.name or ""}


def _apart_nm(a: Position, b: Position) -> float:
    lat_a, lat_b, apart = math.radians(a[0]), math.radians(b[0]), math.radians(b[1] - a[1])
    along = math.sin(lat_a) * math.sin(lat_b) + math.cos(lat_a) * math.cos(lat_b) * math.cos(apart)
    return math.acos(max(-1.0, min(1.0, along))) * SPHERE_RADIUS_KM / KM_PER_NM
