"""Checks: the notice against itself, so that no error stays silent.

Each check turns a doubt into a defect; none changes what was read.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from statistics import median

import numpy as np

from downrange.earth.constants import KM_PER_NM
from downrange.earth.polygons import self_crossings
from downrange.launch.areas.arcs import arc_fit
from downrange.launch.areas.area import MOST_VERTICES, Area, Position
from downrange.launch.notices.dialects.message import Message

_LONGEST_EDGE_KM = 9000.0
_WIDEST_NM = 2500.0
_FEWEST_ALIKE, _MOST_ALTERNATES = 3, 40
_ALIKE = timedelta(minutes=3)  # windows of one launch keep their length within so much from day to day
_EARTH_KM = 6371.0  # the mean radius


def check(message: Message) -> None:
    """Run every check and keep the defects on the message's page."""
    for area in message.areas:
        _ring(message, area)
        _sizes(message, area)
    _q_circle(message)
    _cancel_time(message)
    _windows(message)
    _odd_lengths(message)
    _labels(message)


def _say(message: Message, area: Area | None, says: str) -> None:
    text = ""
    if area is not None and area.spans:
        text = " ".join(message.page.text[area.spans[0][0] : area.spans[-1][1]].split())
        text = text if len(text) <= 160 else text[:157] + "..."
    name = f"area {area.label}: " if area is not None and area.label else ""
    message.page.defects.append((text, name + says))


def _ring(message: Message, area: Area) -> None:
    if area.shape != "polygon":
        return
    repeated = len(area.vertices) - len(set(area.vertices))
    if repeated:
        _say(
            message,
            area,
            f"{repeated} vertex printed more than once"
            if repeated == 1
            else f"{repeated} vertices printed more than once",
        )
    if not area.drawable:
        _say(
            message,
            area,
            f"more than {MOST_VERTICES} vertices, or an outline around half the Earth; not drawn",
        )
        return
    _arcs(message, area)
    if len(area.vertices) > 3 and not _convex(area) and self_crossings(np.array(area.vertices).T):
        _say(message, area, _crossing(area))


def _arcs(message: Message, area: Area) -> None:
    """Whether the vertices lie on the circles of their arcs, the way round is said, and the arcs can be drawn."""
    for arc in area.arcs:
        fit = arc_fit(area.vertices, arc)
        name = f"the arc of {arc.radius_nm:.4g} nm about {arc.center[0]:.4f}, {arc.center[1]:.4f}"
        if not fit.fits:
            off = max(fit.off_nm, key=abs)
            _say(message, area, f"{name}: an end lies {abs(off):.2f} nm {'outside' if off > 0 else 'inside'} "
                 f"its circle; drawn {'to meet it' if fit.drawn else 'straight'}")  # fmt: skip
        if fit.drawn and arc.clockwise is None:
            way = "clockwise" if fit.sweep_deg > 0 else "anticlockwise"
            _say(message, area, f"{name}: which way round is not said; drawn {way}")
    if area.arcs and area.boundary_with_arcs is None:
        _say(
            message, area, "the outline with its arcs crosses itself, or has too many points; drawn straight"
        )


def _crossing(area: Area) -> str:
    drawn = "drawn in an order that does not" if area.boundary is not None else "not drawn"
    return f"the outline crosses itself in the order printed; {drawn}"


def _convex(area: Area) -> bool:
    """A quick test on the plane: all turns one way, and once around. Small rings away from poles and 180 only."""
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
        longest_km = max(_apart_km(a, b) for a, b in pairwise((*points, points[0])))
        if longest_km > _LONGEST_EDGE_KM:
            _say(message, area, f"an edge of {longest_km:.0f} km")
        elif len(points) >= 4 and _stray(points):
            _say(message, area, "one vertex lies far from all the others")
    for distance in (area.radius_nm, area.halfwidth_nm):
        if distance is not None and not 0 < distance <= _WIDEST_NM:
            _say(message, area, f"a distance of {distance:g} nm")
    if area.shape == "box" and area.lat and area.lat[0] == area.lat[1]:
        _say(message, area, "a box without height")


def _apart_km(a: Position, b: Position) -> float:
    """The distance of two positions on a sphere: within 0.6 % of the ellipsoid's, and the checks are no finer."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    lat_half, lon_half = (lat_b - lat_a) / 2, radians(b[1] - a[1]) / 2
    chord = sin(lat_half) ** 2 + cos(lat_a) * cos(lat_b) * sin(lon_half) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))


def _stray(points: tuple[Position, ...]) -> bool:
    """Whether one vertex lies more than 15 times further from the median than any of the others."""
    middle_lat, middle_lon = (median(values) for values in zip(*points, strict=True))
    shrink = cos(radians(middle_lat))
    off = sorted(
        hypot(lat - middle_lat, ((lon - middle_lon + 180) % 360 - 180) * shrink) for lat, lon in points
    )
    return off[-1] > 15 * max(off[-2], 0.05) and off[-1] > 2


# Why a Q-line's circle and the areas do not agree; the first words of each are counted in design/notice_survey.py.
Q_CORNER = "all corners but one lie in it: that corner may be misprinted"
Q_ELSEWHERE = "it lies elsewhere: the place of an aerodrome, of another notice, or a misprint"
Q_AROUND_CORNER = "it is drawn around a corner of the area, not its middle"
Q_SHORT = "it stands over the areas, with too short a radius"
Q_WIDE = "its radius is that of something larger"
Q_PART = "it holds a part of them, why is not told"
_ON_CORNER_NM = 2.0  # a Q-line is printed to a minute of arc


def _q_circle(message: Message) -> None:
    """The circle of a NOTAM's Q-line should hold its areas and not be much larger."""
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
        _say(
            message,
            None,
            f"the Q-line's circle ({lat:.2f}, {lon:.2f}, {radius_nm:.0f} nm) does not hold the areas: "
            f"a vertex lies {worst:.0f} nm from its centre; {_why_not_held((lat, lon), radius_nm, points)}",
        )
    elif worst < radius_nm * 0.5 - 10:
        _say(
            message,
            None,
            f"the Q-line's circle ({radius_nm:.0f} nm) is far larger than the areas, "
            f"which reach {worst:.0f} nm from its centre; {Q_WIDE}",
        )


def _why_not_held(centre: Position, radius_nm: float, points: Sequence[Position]) -> str:
    """What the places of a Q-line's circle and of the areas it does not hold tell of the reason."""
    middle = sum(lat for lat, _ in points) / len(points), _mean_longitude([lon for _, lon in points])
    off = _apart_km(centre, middle) / KM_PER_NM
    reach = max(_apart_km(middle, point) for point in points) / KM_PER_NM
    away = sorted(_apart_km(centre, point) / KM_PER_NM for point in points)
    if len(away) >= 4 and away[-2] <= radius_nm * 1.15 + 6 and away[-1] > 3 * radius_nm:
        return Q_CORNER
    if off > reach + radius_nm:
        return Q_ELSEWHERE
    if away[0] < _ON_CORNER_NM:
        return Q_AROUND_CORNER
    return Q_SHORT if off <= reach and radius_nm < reach else Q_PART


def _mean_longitude(longitudes: Sequence[float]) -> float:
    """The mean of longitudes, across 180 too."""
    first = longitudes[0]
    return first + sum((lon - first + 180) % 360 - 180 for lon in longitudes) / len(longitudes)


def _cancel_time(message: Message) -> None:
    """A maritime warning cancels itself after its last window, as a rule an hour later."""
    if message.self_cancel is None or not message.windows:
        return
    last = max(window.end for window in message.windows)
    after = message.self_cancel - last
    if after < timedelta(0):
        _say(
            message,
            None,
            f"it cancels itself at {message.self_cancel:%d %b %H%MZ}, "
            f"before its last window ends ({last:%d %b %H%MZ})",
        )
    elif after > timedelta(hours=30):
        _say(
            message,
            None,
            f"it cancels itself at {message.self_cancel:%d %b %H%MZ}, "
            f"{after.days} days after its last window ends ({last:%d %b %H%MZ})",
        )


def _windows(message: Message) -> None:
    for window in message.windows:
        if window.end == window.start:
            _say(message, None, f"a window without length at {window.start:%d %b %H%MZ}")
    opening = min((window.start for window in message.windows), default=None)
    if opening and message.issued and opening < message.issued - timedelta(days=40):
        _say(message, None, "a window that opens more than 40 days before the message was issued")


def _odd_lengths(message: Message) -> None:
    """One window of an area just an hour longer or shorter than all the others: 1030-1230 behind ten of 1130-1430."""
    for label in dict.fromkeys(window.area for window in message.windows):
        windows = [window for window in message.windows if window.area == label]
        if not _FEWEST_ALIKE < len(windows) <= _MOST_ALTERNATES:
            continue
        lengths = [window.end - window.start for window in windows]
        usual = sorted(lengths)[len(lengths) // 2]
        odd = [w for w, length in zip(windows, lengths, strict=True) if abs(length - usual) > _ALIKE]
        if len(odd) == 1 and abs(abs(odd[0].end - odd[0].start - usual) - timedelta(hours=1)) <= _ALIKE:
            window = odd[0]
            span = f"{window.start:%d %b %H%M}-{window.end:%H%M}Z"
            _say(message, None, f"the window of {span} is an hour off the length of the others")


def _labels(message: Message) -> None:
    known = {area.label for area in message.areas}
    for label in dict.fromkeys(window.area for window in message.windows):
        if label is not None and label not in known:
            _say(message, None, f"times are given for area {label}, which has no outline")
    labels = [area.label for area in message.areas if area.label]
    if len(labels) != len(set(labels)) and message.windows and any(w.area for w in message.windows):
        _say(message, None, "two areas carry the same label")
