"""Consistency checks of one notice: outlines, the Q-line's circle, the cancellation time, windows, labels.

A check that fails becomes a defect; none changes what was read.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from statistics import median
from typing import Any

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.earth.constants import KM_PER_NM, SPHERE_RADIUS_KM
from downrange.earth.polygons import self_crossings
from downrange.launch.areas.arcs import arc_fit
from downrange.launch.areas.area import MOST_VERTICES, Area, Position
from downrange.launch.notices.dialects.message import Message
from downrange.launch.notices.notice import Defect
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.word_lists import pattern

# Strips for the debris of a stage reach 8,000 km, with two long sides across from each other; a misprinted vertex
# gives two long edges that meet in it.
LONGEST_EDGE_KM, ALWAYS_LONG_KM = 3000.0, 9000.0
LIKE_ACROSS = 0.6  # the share of the longest edge that the one across from it has at least
SMALLEST_RADIUS_NM, WIDEST_RADIUS_NM = 0.050 / KM_PER_NM, 2000.0 / KM_PER_NM
_FEWEST_ALIKE, _MOST_ALTERNATES = 3, 40
_ALIKE = timedelta(minutes=3)  # the windows of one launch differ in length by less


def check(message: Message) -> None:
    """Run every check; the defects are kept on the message's page."""
    for area in message.areas:
        _ring(message, area)
        _sizes(message, area)
    _q_circle(message)
    _cancel_time(message)
    _windows(message)
    _open_end(message)
    _choice_of_days(message)
    _odd_lengths(message)
    _labels(message)


def _report(message: Message, area: Area | None, code: NoticeDefect, **facts: Any) -> None:
    text = ""
    if area is not None and area.spans:
        text = " ".join(message.page.text[area.spans[0][0] : area.spans[-1][1]].split())
        text = text if len(text) <= 160 else text[:157] + "..."
    if area is not None and area.label:
        facts["area"] = area.label
    message.page.defects.append(Defect(text, code, facts))


def _ring(message: Message, area: Area) -> None:
    if area.shape != "polygon":
        return
    repeated = len(area.vertices) - len(set(area.vertices))
    if repeated:
        _report(message, area, NoticeDefect.VERTEX_REPEATED, count=repeated)
    if not area.drawable:
        _report(message, area, NoticeDefect.NOT_DRAWN, most=MOST_VERTICES)
        return
    _arcs(message, area)
    if len(area.vertices) > 3 and not _convex(area) and self_crossings(np.array(area.vertices).T):
        drawn = area.boundary is not None
        _report(message, area, NoticeDefect.CROSSES_ITSELF if drawn else NoticeDefect.CROSSES_NOT_DRAWN)


def _arcs(message: Message, area: Area) -> None:
    """Whether the vertices lie on the circles of their arcs, the direction is given, and the arcs can be drawn."""
    for arc in area.arcs:
        fit = arc_fit(area.vertices, arc)
        facts = {"radius_nm": arc.radius_nm, "lat_deg": arc.center[0], "lon_deg": arc.center[1]}
        if not fit.fits:
            off = max(fit.off_nm, key=abs)
            code = NoticeDefect.ARC_END_OFF if fit.drawn else NoticeDefect.ARC_NOT_DRAWN
            side = "outside" if off > 0 else "inside"
            _report(message, area, code, off_nm=abs(off), side=side, **facts)
        if fit.drawn and arc.clockwise is None:
            way = "clockwise" if fit.sweep_deg > 0 else "anticlockwise"
            _report(message, area, NoticeDefect.ARC_DIRECTION, direction=way, **facts)
    if area.arcs and area.boundary_with_arcs is None:
        _report(message, area, NoticeDefect.ARCS_CROSS)


def _convex(area: Area) -> bool:
    """Whether a ring is convex in longitude and latitude: a quick test, away from the poles and 180 degrees."""
    ring = area.vertices
    lats, lons = [v[0] for v in ring], [v[1] for v in ring]
    if max(lons) - min(lons) > 90 or max(map(abs, lats)) > 75:
        return False
    turns, quadrants = set(), 0
    for i in range(len(ring)):
        (y0, x0), (y1, x1), (y2, x2) = ring[i - 2], ring[i - 1], ring[i]
        turn = (x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1)
        if abs(turn) < 1e-12:
            return False
        turns.add(turn > 0)
        quadrants += (x1 - x0 > 0) != (x2 - x1 > 0)
    return len(turns) == 1 and quadrants <= 2


def _sizes(message: Message, area: Area) -> None:
    points = area.vertices or area.line
    if len(points) >= 2:
        lengths_km = [_apart_km(a, b) for a, b in pairwise((*points, points[0]))]
        longest_km = max(lengths_km)
        if longest_km > LONGEST_EDGE_KM and (longest_km > ALWAYS_LONG_KM or not _has_like_across(lengths_km)):
            _report(message, area, NoticeDefect.LONG_EDGE, length_km=longest_km)
        elif len(points) >= 4 and _stray(points):
            _report(message, area, NoticeDefect.STRAY_VERTEX)
    for distance in (area.radius_nm, area.halfwidth_nm, *(area.semi_axes_nm or ())):
        if distance is not None and not SMALLEST_RADIUS_NM <= distance <= WIDEST_RADIUS_NM:
            _report(message, area, NoticeDefect.DISTANCE, distance_nm=distance)
    if area.shape == "box" and area.lat and area.lat[0] == area.lat[1]:
        _report(message, area, NoticeDefect.FLAT_BOX)


def _has_like_across(lengths_km: Sequence[float]) -> bool:
    """Whether an edge that shares no vertex with the longest one is about as long, as in a strip."""
    count, first = len(lengths_km), lengths_km.index(max(lengths_km))
    across = [length for at, length in enumerate(lengths_km) if 1 < (at - first) % count < count - 1]
    return max(across, default=0.0) >= LIKE_ACROSS * lengths_km[first]


def _apart_km(a: Position, b: Position) -> float:
    """The distance of two positions on a sphere: within 0.6 % of the geodesic, which is enough for these checks."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    lat_half, lon_half = (lat_b - lat_a) / 2, radians(b[1] - a[1]) / 2
    chord = sin(lat_half) ** 2 + cos(lat_a) * cos(lat_b) * sin(lon_half) ** 2
    return 2 * SPHERE_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def _stray(points: tuple[Position, ...]) -> bool:
    """Whether one vertex lies more than 15 times further from the median than any of the others."""
    middle_lat, middle_lon = (median(values) for values in zip(*points, strict=True))
    shrink = cos(radians(middle_lat))
    off = sorted(hypot(lat - middle_lat, wrap_180_deg(lon - middle_lon) * shrink) for lat, lon in points)
    return off[-1] > 15 * max(off[-2], 0.05) and off[-1] > 2


_ON_CORNER_NM = 2.0  # a Q-line is printed to a minute of arc


def _q_circle(message: Message) -> None:
    """The circle of a NOTAM's Q-line should contain its areas and not be much larger (ICAO Doc 10066, App. 3)."""
    if message.circle is None:
        return
    lat, lon, radius_nm = message.circle
    if radius_nm >= 999:
        return
    points: list[Position] = []
    for area in message.areas:
        if area.shape == "polygon":
            points += area.vertices
        elif (ring := area.boundary) is not None:
            points += zip(*ring.tolist(), strict=True)
    if not points:
        return
    worst = max(_apart_km((lat, lon), point) for point in points) / KM_PER_NM
    if worst > radius_nm * 1.15 + 6:
        code = _why_not_contained((lat, lon), radius_nm, points)
        _report(message, None, code, lat_deg=lat, lon_deg=lon, radius_nm=radius_nm, reach_nm=worst)
    elif worst < radius_nm * 0.5 - 10:
        _report(message, None, NoticeDefect.Q_WIDE, radius_nm=radius_nm, reach_nm=worst)


def _why_not_contained(centre: Position, radius_nm: float, points: Sequence[Position]) -> NoticeDefect:
    """The likely reason why a Q-line's circle does not contain the areas."""
    middle = sum(lat for lat, _ in points) / len(points), _mean_longitude([lon for _, lon in points])
    off = _apart_km(centre, middle) / KM_PER_NM
    reach = max(_apart_km(middle, point) for point in points) / KM_PER_NM
    away = sorted(_apart_km(centre, point) / KM_PER_NM for point in points)
    if len(away) >= 4 and away[-2] <= radius_nm * 1.15 + 6 and away[-1] > 3 * radius_nm:
        return NoticeDefect.Q_ONE_CORNER
    if off > reach + radius_nm:
        return NoticeDefect.Q_ELSEWHERE
    if away[0] < _ON_CORNER_NM:
        return NoticeDefect.Q_AROUND_CORNER
    return NoticeDefect.Q_SHORT if off <= reach and radius_nm < reach else NoticeDefect.Q_PART


def _mean_longitude(longitudes: Sequence[float]) -> float:
    """The mean of longitudes, also across 180 degrees."""
    first = longitudes[0]
    return first + sum(wrap_180_deg(lon - first) for lon in longitudes) / len(longitudes)


def _cancel_time(message: Message) -> None:
    """A NAVAREA warning gives its cancellation time after its last window, as a rule an hour later."""
    if message.self_cancel is None or not message.windows:
        return
    last = max(window.end for window in message.windows)
    after = message.self_cancel - last
    if after < timedelta(0):
        _report(message, None, NoticeDefect.CANCEL_BEFORE_END, cancel=message.self_cancel, end=last)
    elif after > timedelta(hours=30):
        facts = {"cancel": message.self_cancel, "end": last, "hours": after / timedelta(hours=1)}
        _report(message, None, NoticeDefect.CANCEL_LONG_AFTER, **facts)


def _windows(message: Message) -> None:
    for window in message.windows:
        if window.end == window.start:
            _report(message, None, NoticeDefect.WINDOW_WITHOUT_LENGTH, start=window.start)
    opening = min((window.start for window in message.windows), default=None)
    if opening and message.issued and opening < message.issued - timedelta(days=40):
        _report(message, None, NoticeDefect.WINDOW_BEFORE_ISSUE)


_OPEN_END = re.compile(
    r"\b(?:UNTIL|UNTILL|TILL?) (?:FURTHER|COMPLETION|COMPLETED|CANCELLED|ADVISED|NOTIFIED)\b|\bUFN\b|\bAND ONWARDS?\b"
)


def _open_end(message: Message) -> None:
    """DAILY FROM 28 NOV UNTIL FURTHER NOTICE: windows of the days that are printed are not all."""
    page = message.page
    said = page.folded[page.tokens[0].start : page.tokens[-1].end]
    printed = _OPEN_END.search(" ".join(said.split()))
    if printed and not any(defect.code == NoticeDefect.END_OPEN for defect in page.defects):
        page.defects.append(Defect(printed[0], NoticeDefect.END_OPEN, {"printed": printed[0]}))


_CHOICE = pattern("choices", "choices of days")


def _choice_of_days(message: Message) -> None:
    """EVERY OTHER DAY, ONE HOUR BEFORE SUNRISE: the windows are of every day, and from sunrise."""
    page = message.page
    said = " ".join(page.folded[page.tokens[0].start : page.tokens[-1].end].split())
    if message.windows and (printed := _CHOICE.search(said)):
        page.defects.append(Defect(printed[0], NoticeDefect.DAYS_CHOSEN, {"printed": printed[0]}))


def _odd_lengths(message: Message) -> None:
    """One window of an area an hour longer or shorter than all the others: 1030-1230 after ten of 1130-1430."""
    for label in dict.fromkeys(window.area for window in message.windows):
        windows = [window for window in message.windows if window.area == label]
        if not _FEWEST_ALIKE < len(windows) <= _MOST_ALTERNATES:
            continue
        lengths = [window.end - window.start for window in windows]
        usual = sorted(lengths)[len(lengths) // 2]
        odd = [w for w, length in zip(windows, lengths, strict=True) if abs(length - usual) > _ALIKE]
        if len(odd) == 1 and abs(abs(odd[0].end - odd[0].start - usual) - timedelta(hours=1)) <= _ALIKE:
            _report(message, None, NoticeDefect.WINDOW_ODD_LENGTH, start=odd[0].start, end=odd[0].end)


def _labels(message: Message) -> None:
    known = {area.label for area in message.areas}
    for label in dict.fromkeys(window.area for window in message.windows):
        if label is not None and label not in known:
            _report(message, None, NoticeDefect.LABEL_UNKNOWN, label=label)
    labels = [area.label for area in message.areas if area.label]
    if len(labels) != len(set(labels)) and message.windows and any(w.area for w in message.windows):
        _report(message, None, NoticeDefect.LABEL_TWICE)
