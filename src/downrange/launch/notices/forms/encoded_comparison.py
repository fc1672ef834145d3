"""What stands beside a text against what was read from it: areas, hours, numbers. A difference is a defect.

The words win: what they say is kept, and what the fields or the drawing say otherwise is said. Where the words give
no area or no time, those beside them are taken.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import MOST_VERTICES, Area, Position
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.auditor import audit
from downrange.launch.notices.audit.printed_beside import Beside
from downrange.launch.notices.dialects.message import Message
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.message_text import Encoded, MessageText
from downrange.launch.notices.notice import Defect, Notice, NoticeWindow

MOST_PAIRS = 400  # of printed and encoded areas that are compared
NEAR_NM = 1.0  # between a printed and an encoded vertex: many are encoded to a tenth of a minute
ROUND_CORNERS = 12  # a ring of so many corners, all as far from one point, is a circle
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def add_encoded(message: Message, source: MessageText) -> list[Defect]:
    """Take from the envelope what the words do not give; the defects where the two differ."""
    defects = list(source.defects)
    if source.number and message.number and _figures(source.number) != _figures(message.number):
        facts = {"field": "number", "said": source.number, "read": message.number}
        defects.append(Defect(source.number, FormDefect.FIELD_DIFFERS, facts))
    message.issuer = message.issuer or source.issuer
    message.number = message.number or source.number
    encoded = source.encoded
    if encoded is None:
        return defects
    if source.whole:
        message.self_cancel = message.self_cancel or source.self_cancel
    words = message.areas
    message.areas, found = compare_areas(words, encoded)
    defects += found
    if encoded.areas and not source.whole and not any(area.shape not in ("other", "named") for area in words):
        defects.append(Defect("", FormDefect.DRAWN_AREA))
    outside = _outside(message.windows, encoded.outer)
    if message.windows and not outside:  # the words give the end that the dates leave open
        defects = [defect for defect in defects if defect.code is not FormDefect.GML_OPEN_RANGE]
    defects += outside
    if not message.windows:
        message.windows = list(encoded.windows)
    elif encoded.windows:
        defects += compare_windows(message.windows, encoded.windows)
    message.cancels += [
        number for number in encoded.cancels if _figures(number) not in map(_figures, message.cancels)
    ]
    if not message.points:
        message.points = list(encoded.points)
    return defects


def audit_of_words(
    printed: Notice, beside: Beside, *, has_areas: bool, has_windows: bool, numbered: bool
) -> tuple[Defect, ...]:
    """The audit of what was read from the words alone, `numbered` if the words print the notice's number.

    Else the number of the envelope stands before them, for the year that it gives. That the words give no area or no
    time is nothing to report where the envelope gives them.
    """
    head = f"{printed.number}.\n" if printed.number and not numbered else ""
    if head:
        printed = replace(printed, text=head + printed.text, start=printed.start - len(head))
    found = audit(printed, beside=beside)
    kept = []
    for defect in found:
        if (defect.code is AuditDefect.NOTHING_PLACED and has_areas) or (
            defect.code is AuditDefect.NOTHING_TIMED and has_windows
        ):
            continue
        start, end = defect.facts["start"] - len(head), defect.facts["end"] - len(head)
        if not head:
            kept.append(defect)
        elif end > 0:
            kept.append(replace(defect, facts={**defect.facts, "start": max(start, 0), "end": end}))
        elif defect.facts["end"] == 0:
            kept.append(defect)
    return tuple(kept)


def _figures(number: str) -> str:
    """The number and year of a message's number, without zeros in front."""
    last = number.split()[-1] if number.split() else ""
    return last.lstrip("0").upper()


def compare_areas(words: Sequence[Area], encoded: Encoded) -> tuple[list[Area], list[Defect]]:
    """The areas of a message: those of the text if it gives any, else those encoded; and where the two differ."""
    defects = list(encoded.defects)
    printed = [area for area in words if area.shape not in ("other", "named")]
    if not printed:
        if encoded.order_open:
            defects.append(Defect("", FormDefect.GML_ORDER))
        return [*words, *encoded.areas], defects
    drawn = list(encoded.areas)
    if len(drawn) * len(printed) > MOST_PAIRS:
        return list(words), [*defects, Defect("", FormDefect.GML_TOO_MANY, {"areas": len(drawn)})]
    if drawn and not any(_alike(a, b) for a in printed for b in drawn):
        turned = [_turned(area) for area in drawn]
        if any(_alike(a, b) for a in printed for b in turned):
            defects.append(Defect("", FormDefect.GML_LON_FIRST))
            drawn = turned
    defects += [
        Defect("", FormDefect.GML_ELSEWHERE)
        for area in drawn
        if not any(_alike(area, other) for other in printed)
    ]
    for area in drawn:
        beside = [other for other in printed if _alike(area, other)]
        if beside and not any(_holes_alike(area, other) for other in beside):
            positions = [list(place) for hole in area.holes for place in _corners(hole)][:50]
            defects.append(Defect(area.label or "", FormDefect.GML_HOLE, {"positions": positions}))
    if drawn:
        missing = [area for area in printed if not any(_alike(area, other) for other in drawn)]
        defects += [Defect(area.label or "", FormDefect.GML_UNDRAWN) for area in missing]
    return list(words), defects


def compare_windows(words: Sequence[NoticeWindow], encoded: Sequence[NoticeWindow]) -> list[Defect]:
    """A defect where the hours of the words and those beside them are not the same.

    Whole days beside the words hold windows that lie in them and reach into the first and the last.
    """
    printed = _joined(words)
    beside = _joined(encoded)
    whole_days = all(start.hour == start.minute == end.hour == end.minute == 0 for start, end in beside)
    if whole_days:
        first, last = beside[0][0], beside[-1][1]
        same = all(any(a - _MINUTE <= start and end <= b + _DAY for a, b in beside) for start, end in printed)
        same = same and printed[0][0] < first + _DAY and printed[-1][1] > last - _DAY
    else:
        same = len(printed) == len(beside) and all(
            abs(a - c) <= _MINUTE and abs(b - d) <= _MINUTE
            for (a, b), (c, d) in zip(printed, beside, strict=True)
        )
    if same:
        return []
    facts = {"said": _printed(beside), "read": _printed(printed)}
    return [Defect("", FormDefect.HOURS_DIFFER, facts)]


def _outside(windows: Sequence[NoticeWindow], outer: tuple[datetime | None, datetime | None]) -> list[Defect]:
    """A defect where windows lie outside the validity that the envelope gives."""
    first, last = outer
    if not windows:
        return []
    early = first is not None and min(window.start for window in windows) < first - _MINUTE
    late = last is not None and max(window.end for window in windows) > last + _MINUTE
    if not (early or late):
        return []
    ends = [f"{end:%Y-%m-%d %H:%MZ}" if end else "open" for end in outer]
    facts = {"said": " to ".join(ends), "read": _printed(_joined(windows))}
    return [Defect("", FormDefect.HOURS_DIFFER, facts)]


def _joined(windows: Sequence[NoticeWindow]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted({(window.start, window.end) for window in windows}):
        if joined and start <= joined[-1][1] + _MINUTE:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _printed(spans: Sequence[tuple[datetime, datetime]]) -> str:
    shown = "; ".join(f"{start:%Y-%m-%d %H:%MZ} to {end:%Y-%m-%d %H:%MZ}" for start, end in spans[:4])
    return shown + (f"; and {len(spans) - 4} more" if len(spans) > 4 else "")


def _corners(area: Area) -> tuple[Position, ...]:
    return area.vertices or area.line or ((area.center,) if area.center and area.shape != "other" else ())


def _alike(one: Area, other: Area) -> bool:
    """Whether two areas are one: every vertex of each within `NEAR_NM` of one of the other, or both one circle."""
    a, b = (np.array(_corners(area), dtype=float).reshape(-1, 2) for area in (one, other))
    if not len(a) or not len(b) or max(len(a), len(b)) > MOST_VERTICES:
        return False
    if one.shape == other.shape == "circle" and one.radius_nm and other.radius_nm:
        near = bool(_apart_nm(a, b)[0, 0] < NEAR_NM)
        return near and abs(one.radius_nm - other.radius_nm) <= max(0.1, 0.01 * one.radius_nm)
    if "ellipse" in (one.shape, other.shape):
        same = (one.semi_axes_nm, one.azimuth_deg) == (other.semi_axes_nm, other.azimuth_deg)
        return same and one.shape == other.shape and bool(_apart_nm(a, b)[0, 0] < NEAR_NM)
    if {one.shape, other.shape} == {"circle", "polygon"}:
        round_one, ring = (one, b) if one.shape == "circle" else (other, a)
        apart = _apart_nm(np.array([round_one.center], dtype=float), ring)
        reach = round_one.radius_nm or 0.0
        return len(ring) >= ROUND_CORNERS and bool((np.abs(apart - reach) <= max(0.2, 0.03 * reach)).all())
    near_each = _apart_nm(a, b) < NEAR_NM
    return bool(near_each.any(axis=0).all() and near_each.any(axis=1).all())


def _holes_alike(one: Area, other: Area) -> bool:
    """Whether two areas have the same holes."""
    return len(one.holes) == len(other.holes) and all(
        any(_alike(hole, near) for near in other.holes) for hole in one.holes
    )


def _apart_nm(a: Floats, b: Floats) -> Floats:
    north = a[:, np.newaxis, 0] - b[:, 0]
    east = wrap_180_deg(a[:, np.newaxis, 1] - b[:, 1]) * np.cos(np.radians(b[:, 0]))
    return 60 * np.hypot(north, east)


def either_order(area: Area) -> bool:
    """Whether the area would be on the Earth with latitude and longitude exchanged as well."""
    return all(abs(lon) <= 90 for _, lon in _corners(area))


def _turned(area: Area) -> Area:
    """An area with latitude and longitude exchanged, where that is on the Earth."""
    corners = _corners(area)
    if any(abs(lon) > 90 for _, lon in corners):
        return area
    holes = tuple(_turned(hole) for hole in area.holes)
    if area.vertices:
        return Area(area.shape, vertices=tuple((lon, lat) for lat, lon in corners), holes=holes)
    return Area(area.shape, center=(corners[0][1], corners[0][0]), radius_nm=area.radius_nm, holes=holes)
