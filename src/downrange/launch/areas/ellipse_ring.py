"""Ellipses on the WGS84 ellipsoid, drawn as points so close together that the edges follow the curve.

The ellipse is that of the geodesic polar coordinates about its centre: a point on the true azimuth A lies at the
geodesic distance r(A) = a b / sqrt((b cos d)^2 + (a sin d)^2), where a and b are the semi-axes and d is A less the
azimuth of the major axis there. With a = b it is the geodesic circle.
"""

from math import ceil, cos, pi, radians, sqrt, tan

import numpy as np

from downrange.earth.constants import M_PER_NM, SPHERE_RADIUS_KM
from downrange.earth.ellipsoid import geodesic_direct
from downrange.kernel.arrays import Floats

CURVE_ERROR_M = 25.0  # of an edge of the ring; the curve is promised to 50 m
_FEWEST, _MOST = 72, 4000  # points of a ring
_STEEPEST_LAT_DEG = 89.0  # nearer the pole no edge is shortened further


def ellipse_ring(
    lat_deg: float, lon_deg: float, semi_axes_nm: tuple[float, float], azimuth_deg: float
) -> Floats:
    """The ring (2, N) of an ellipse: latitudes over longitudes in degrees, not closed.

    `semi_axes_nm`: the semi-major and the semi-minor axis in nautical miles; `azimuth_deg`: the true azimuth of the
    major axis at the centre, clockwise from north. No edge, straight on the plane or straight in longitude and
    latitude as GeoJSON has it, departs from the curve by more than `CURVE_ERROR_M`, up to `_MOST` points.
    """
    major_m, minor_m = (semi * M_PER_NM for semi in semi_axes_nm)
    around = np.linspace(0.0, 2 * pi, _points(lat_deg, major_m), endpoint=False)
    along, across = major_m * np.cos(around), minor_m * np.sin(around)
    lat, lon, _ = geodesic_direct(
        lat_deg, lon_deg, azimuth_deg - np.degrees(np.arctan2(across, along)), np.hypot(along, across)
    )
    return np.array([lat, lon])


def _points(lat_deg: float, major_m: float) -> int:
    """How many points keep the edges to the curve.

    An edge of length s departs from the ellipse by at most (major / 8) * step^2, and a straight line in longitude and
    latitude from a geodesic by s^2 tan(lat) / (8 R).
    """
    radius_m = SPHERE_RADIUS_KM * 1000
    highest = min(_STEEPEST_LAT_DEG, abs(lat_deg) + 180 / pi * major_m / radius_m)
    steepness = tan(radians(highest)) if cos(radians(highest)) > 0 else 0.0
    bend = major_m / 8 * (1 + major_m * steepness / radius_m)
    return int(min(_MOST, max(_FEWEST, ceil(2 * pi / sqrt(CURVE_ERROR_M / bend)))))
