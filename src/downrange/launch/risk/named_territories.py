"""Which territories may be named: those that the fan of constrained impact points allows, in direction and distance.

A bound can be computed for any place on Earth: what no draw hit is named only if a hard break-up at some ascent's
constrained impact point could reach it, and the bound stands on more than broad classes of vehicle. What few draws
hit, at less than 1 in 10,000, is not named either: with so few ascents behind it, it moves by factors between seeds.
"""

import numpy as np
import shapely

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.geography.territories import Territory
from downrange.kernel.arrays import Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.breakup import SEVERITIES_M_S
from downrange.launch.risk.exposure import Exposure
from downrange.launch.risk.exposure_verdict import Known, Statement
from downrange.launch.risk.reach import CORE_M

REACH_SIGMA = 2.0
LEAST_RANGE = 1e-4
_EVERY_S = 10
_CORNERS = 16


def constrained_reach(after_s: Floats, points: ImpactPoints, constrained_s: Floats) -> shapely.Geometry:
    """Circles of two sigma of a hard break-up about the impact points (T, N) before `constrained_s` (N,), joined."""
    rows = np.flatnonzero(after_s <= np.max(constrained_s, initial=0.0))[::_EVERY_S]
    held = (after_s[rows, None] <= constrained_s) & np.isfinite(points.lat_deg[rows])
    lat, lon, fall_s = (each[rows][held] for each in (points.lat_deg, points.lon_deg, points.after_s))
    high = np.degrees(np.hypot(CORE_M, REACH_SIGMA * SEVERITIES_M_S[-1] * fall_s) / MEAN_RADIUS_M)
    wide = high / np.maximum(np.cos(np.radians(lat)), 0.05)
    turn = np.linspace(0.0, 2.0 * np.pi, _CORNERS, endpoint=False)
    corners = np.stack(
        [lon[:, None] + wide[:, None] * np.cos(turn), lat[:, None] + high[:, None] * np.sin(turn)], axis=2
    )
    # The same from both sides of 180 degrees, so that land on either is met.
    around = [shapely.polygons(corners + np.array([by, 0.0])) for by in (-360.0, 0.0, 360.0)]
    return shapely.union_all(np.concatenate(around))


def may_be_named(row: Exposure, statement: Statement, known: Known, reach: shapely.Geometry) -> bool:
    """Whether a table may have a row of this territory."""
    if statement.figure is not None or (row.over is not None and row.over.is_named):
        return True
    if statement.spread is not None:
        return statement.spread[1] >= LEAST_RANGE
    if row.impact_point is not None and row.impact_point.is_named:
        return True
    return (known.vehicle or known.orbit) and _meets(row.territory, reach)


def _meets(territory: Territory, reach: shapely.Geometry) -> bool:
    return bool(shapely.intersects(territory.geometry, reach))
