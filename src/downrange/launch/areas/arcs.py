"""Circular arcs as edges of an outline, drawn as points of the circle.

An arc keeps what was printed: a centre, a radius and a direction, between two printed vertices. Its points lie so
close together that no edge between them departs from the circle by more than `CHORD_ERROR_M`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, ceil, degrees

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.earth.constants import M_PER_NM
from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse
from downrange.kernel.arrays import Floats

Position = tuple[float, float]

CHORD_ERROR_M = 50.0
MOST_POINTS = 1000  # of all arcs of one outline; five full circles of 100 nm take as many
_WIDEST_NM = 2500.0
# A radius is printed to a tenth of a mile or to a whole mile beside its kilometres, positions to the second.
_SLACK_NM, _SLACK_SHARE = 0.3, 0.02
_NO_CIRCLE_SHARE = 0.1  # ends further off than this share of the radius belong to another circle
_HALF_TURN_DEG = (
    150.0,
    210.0,
)  # about half a turn, the rounding of the ends decides which way round is shorter


@dataclass(frozen=True, slots=True)
class Arc:
    """The edge from vertex number `start` (from 0) to the next one, along a circle; the first follows the last.

    Centre in degrees, latitude first; `clockwise` is None where the notice does not give the direction.
    """

    start: int
    center: Position
    radius_nm: float
    clockwise: bool | None = None


@dataclass(frozen=True, slots=True)
class ArcFit:
    """How an arc fits its two vertices: the bearing of the first from the centre and the sweep to the second
    (degrees, clockwise positive), and how far each lies off the circle (nautical miles, outside positive).
    """

    bearing_deg: float
    sweep_deg: float
    off_nm: tuple[float, float]
    fits: bool
    drawn: bool


def arc_fit(vertices: Sequence[Position], arc: Arc) -> ArcFit:
    """Fit an arc to its vertices.

    Where the direction is not given, the shorter arc is taken; at about half a turn, the one that bulges outwards.
    `fits` is False where a vertex lies further from the circle than 0.3 nm and 2 % of the radius; `drawn` is
    False past a tenth of the radius.
    """
    ends = (vertices[arc.start], vertices[(arc.start + 1) % len(vertices)])
    lats, lons = zip(*ends, strict=True)
    distance_m, bearing, _ = geodesic_inverse(
        np.full(2, arc.center[0]), np.full(2, arc.center[1]), np.array(lats), np.array(lons)
    )
    off = (distance_m / M_PER_NM - arc.radius_nm).tolist()
    sweep = float(bearing[1] - bearing[0]) % 360
    clockwise = arc.clockwise
    if clockwise is None:
        half = _HALF_TURN_DEG[0] < sweep < _HALF_TURN_DEG[1]
        clockwise = _winds_clockwise(vertices) if half else sweep < 180
    worst = max(map(abs, off))
    drawn = 0 < arc.radius_nm <= _WIDEST_NM and worst <= _NO_CIRCLE_SHARE * arc.radius_nm
    fits = drawn and worst <= max(_SLACK_NM, _SLACK_SHARE * arc.radius_nm)
    return ArcFit(float(bearing[0]), sweep if clockwise else sweep - 360, (off[0], off[1]), fits, drawn)


def _winds_clockwise(vertices: Sequence[Position]) -> bool:
    """Whether the vertices of an outline are printed clockwise; longitudes are counted from the first."""
    x = [wrap_180_deg(lon - vertices[0][1]) for _, lon in vertices]
    return sum(x[i - 1] * vertices[i][0] - x[i] * vertices[i - 1][0] for i in range(len(x))) < 0


def outline_with_arcs(vertices: Sequence[Position], arcs: Sequence[Arc]) -> Floats | None:
    """The outline with its arcs drawn, as a ring (2, N): latitudes over longitudes in degrees.

    The printed vertices stay where they are: the radius changes linearly from one end's distance to the other's.
    None where the arcs would take more than `MOST_POINTS` points.
    """
    following = {arc.start: arc for arc in arcs}
    pieces, points = [], 0
    for index, vertex in enumerate(vertices):
        pieces.append(np.array([[vertex[0]], [vertex[1]]]))
        arc = following.get(index)
        fit = arc_fit(vertices, arc) if arc else None
        if arc is None or fit is None or not fit.drawn:
            continue
        steps = _steps(arc.radius_nm * M_PER_NM, abs(fit.sweep_deg))
        points += steps
        if points > MOST_POINTS:
            return None
        share = np.arange(1, steps) / steps
        radius_m = (arc.radius_nm + fit.off_nm[0] + share * (fit.off_nm[1] - fit.off_nm[0])) * M_PER_NM
        lat, lon, _ = geodesic_direct(*arc.center, fit.bearing_deg + share * fit.sweep_deg, radius_m)
        pieces.append(np.array([lat, lon]))
    return np.concatenate(pieces, axis=1)


def _steps(radius_m: float, sweep_deg: float) -> int:
    """The number of edges at which none departs from the circle by more than the chord error (on a plane)."""
    half_turn = acos(max(0.5, 1 - CHORD_ERROR_M / radius_m))
    return max(1, ceil(sweep_deg / degrees(2 * half_turn)))
