"""Reach: which territories the debris of a failed flight can come down in, while announced falls hold its path."""

import numpy as np
import shapely

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.geography.territories import candidates
from downrange.geography.territory_raster import TerritoryRaster, territory_raster
from downrange.kernel.arrays import Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.breakup import SEVERITIES_M_S

CORE_M = 10e3  # the spread of a break-up that throws nothing: drag, wind and the uncertainty of the path
REACH_M_S = (
    5.0 * SEVERITIES_M_S[-1]
)  # ten sd of the fastest class of a hard break-up; or a long turn, and three
_EVERY_S = 10
_WIDEST = 0.05  # cosine of the latitude beyond which a reach counts as all longitudes


def reach_raster(
    after_s: Floats, points: ImpactPoints, constrained_s: Floats, waters: bool = True
) -> TerritoryRaster:
    """The raster of the territories within reach of failures of N ascents before `constrained_s` (N,).

    `after_s` (T,) seconds after lift-off; `points` the instantaneous impact points (T, N). No island groups: their
    province has them. What lies within reach is a matter of boxes, so some of the territories cannot be reached.
    """
    rows = np.flatnonzero(after_s <= np.max(constrained_s, initial=0.0))[::_EVERY_S]
    held = (after_s[rows, None] <= constrained_s) & np.isfinite(points.lat_deg[rows])
    lat, lon, fall_s = (each[rows][held] for each in (points.lat_deg, points.lon_deg, points.after_s))
    if not lat.size:
        return territory_raster((), 0.0, 0.0)
    high = np.degrees(np.hypot(CORE_M, REACH_M_S * fall_s) / MEAN_RADIUS_M)
    south, north = np.maximum(lat - high, -90.0), np.minimum(lat + high, 90.0)
    narrowest = np.cos(np.radians(np.maximum(np.abs(south), np.abs(north))))
    wide = np.where(narrowest > _WIDEST, high / np.maximum(narrowest, _WIDEST), 360.0)
    boxes = [shapely.box(lon + turn - wide, south, lon + turn + wide, north) for turn in (-360.0, 0.0, 360.0)]
    near = [each for each in candidates(np.concatenate(boxes), waters) if each.kind != "islands"]
    return territory_raster(near, float(south.min()), float(north.max()))
