"""The shore line between two positions, from the land at 1:10 million.

Natural Earth's own accuracy is about half a kilometre at this scale, so what lies between two positions a few
kilometres apart is not known: the path is refused there, and where the ends are not near one and the same shore.
"""

from functools import cache, lru_cache
from math import cos, radians
from typing import Any, NamedTuple

import numpy as np
import shapely

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.geography.shore import land
from downrange.kernel.arrays import Floats

SCALE = 10_000_000  # of the data, one to
ACCURACY_KM = 0.5  # of the data, about (Natural Earth 1:10m)
NEAR_KM = 5.0  # an end lies as near as this to the shore
SHORTEST_KM = 10 * ACCURACY_KM  # between the ends; below it the data are too coarse
LONGEST_SHARE = 6.0  # the shore is at most as many times as long as the straight line
_OTHER_WAY = 2.0  # the other way round an island is at least as many times as long
_SIMPLER_KM = 0.2  # points that bend the path by less than this are left out
_KM_A_DEGREE = 111.2
_REACH_DEG = 0.2


class ShorePath(NamedTuple):
    """The points of a shore (2, N), latitude over longitude in degrees, from near one end to near the other.

    `off_km`: how far the two ends lie from the shore.
    """

    lat_lon: Floats
    off_km: tuple[float, float]


@lru_cache(maxsize=64)  # the edges of one notice: a path is asked for by its reader and by whoever draws it
def shore_path(start: tuple[float, float], end: tuple[float, float]) -> ShorePath | None:
    """The shore between two positions (latitude, longitude in degrees), the shorter way along one shore line.

    None where an end lies more than `NEAR_KM` from it, they lie on different shores or less than `SHORTEST_KM` apart,
    the shore is more than `LONGEST_SHARE` times as long as the straight line, or an island's other way round is
    nearly as short.
    """
    straight_km = float(geodesic_inverse(*start, *end)[0]) / 1000
    if straight_km < SHORTEST_KM:
        return None
    found = None
    for number in _rings_near(start):
        ring = _rings()[number]
        path = _along(ring, start, end, straight_km)
        if path is not None and (found is None or sum(path.off_km) < sum(found.off_km)):
            found = path
    return found


@cache
def _rings() -> Any:
    return shapely.get_rings(shapely.get_parts(land("10m")))


@cache
def _tree() -> shapely.STRtree:
    return shapely.STRtree(_rings())


def _rings_near(place: tuple[float, float]) -> list[int]:
    lat, lon = place
    wide = _REACH_DEG / max(0.05, cos(radians(lat)))
    box = shapely.box(lon - wide, lat - _REACH_DEG, lon + wide, lat + _REACH_DEG)
    return [int(number) for number in _tree().query(box, predicate="intersects")]


def _along(
    ring: Any, start: tuple[float, float], end: tuple[float, float], straight_km: float
) -> ShorePath | None:
    """The shorter of the two ways along a ring, on a plane of true distances at the middle of the ends."""
    shrink = cos(radians((start[0] + end[0]) / 2))
    corners = shapely.get_coordinates(ring) * np.array([shrink, 1.0])
    line = shapely.LineString(corners)
    ends = [shapely.Point(lon * shrink, lat) for lat, lon in (start, end)]
    off_km = [float(line.distance(point)) * _KM_A_DEGREE for point in ends]
    if max(off_km) > NEAR_KM:
        return None
    first, last = (float(line.project(point)) for point in ends)
    low, high = min(first, last), max(first, last)
    inner_km, other_km = (high - low) * _KM_A_DEGREE, (line.length - high + low) * _KM_A_DEGREE
    if min(inner_km, other_km) > LONGEST_SHARE * straight_km:
        return None
    if max(inner_km, other_km) < _OTHER_WAY * min(inner_km, other_km):
        return None
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    cut = [shapely.get_coordinates(shapely.line_interpolate_point(line, place)) for place in (low, high)]
    if inner_km <= other_km:
        points = np.concatenate([cut[0], corners[(low < along) & (along < high)], cut[1]])
    else:
        points = np.concatenate([cut[1], corners[along > high], corners[1:][along[1:] < low], cut[0]])[::-1]
    if first > last:
        points = points[::-1]
    if np.abs(points[:, 0] / shrink).max() >= 180 or len(points) < 2:
        return None  # the seam of the data at 180 degrees is no shore
    points = shapely.get_coordinates(shapely.LineString(points).simplify(_SIMPLER_KM / _KM_A_DEGREE))
    lat_lon = np.array([points[:, 1], points[:, 0] / shrink])
    lat_lon.flags.writeable = False
    return ShorePath(lat_lon, (off_km[0], off_km[1]))
