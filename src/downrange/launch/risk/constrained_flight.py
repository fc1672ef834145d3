"""How far the flight is constrained: until the last body whose fall was announced, or reported, has left.

Measured on four cases (three flights, one made case with one zone): the middle 90 % of the impact points lie within
40 to 270 km of each other as far as the farthest announced fall, and within 540 to 2,600 km at the same distance
beyond it. Neither a width in km nor one in degrees parts the two; the farthest announced fall does.
"""

import numpy as np

from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_inverse
from downrange.kernel.arrays import Floats
from downrange.launch.trajectory.ascent_ensemble import Ascents


def last_constrained_time_s(ascents: Ascents) -> float:
    """When the last body with an announced or reported fall leaves, s after lift-off: the median over the ascents.

    `Ascents.falls` holds these bodies and no other. The separations of a vehicle's stages without one, supposed or
    stated, do not count, nor does a known orbit: between them and the ground nothing says where the path lies. 0 if
    no fall is known.
    """
    leaves = (float(np.median(body.leaves_s)) for body in ascents.falls.values())
    return max(leaves, default=0.0)


def constrained_until_s(ascents: Ascents) -> Floats:
    """When the last body with an announced or reported fall leaves each ascent (N,), s after lift-off; 0 without.

    An ascent's own path is held until its own bodies have left, sooner or later than in the median.
    """
    leaves = [body.leaves_s for body in ascents.falls.values()] or [np.zeros(ascents.r_ecef_m.shape[2])]
    until: Floats = np.max(np.nan_to_num(leaves), axis=0)
    return until


def farthest_fall_m(ascents: Ascents) -> Floats:
    """How far from the pad the farthest of the announced bodies falls in each ascent (N,), m; 0 without any."""
    pad_lat, pad_lon = pad_of(ascents)
    far = np.zeros(ascents.r_ecef_m.shape[2])
    for body in ascents.falls.values():
        down = np.isfinite(body.lat_deg)
        reach = geodesic_inverse(pad_lat, pad_lon, body.lat_deg[down], body.lon_deg[down])[0]
        far[down] = np.maximum(far[down], reach)
    return far


def pad_of(ascents: Ascents) -> tuple[float, float]:
    """Latitude and longitude of the pad, degrees: where the ascents begin."""
    lat, lon, _ = ecef_m_to_geodetic(ascents.r_ecef_m[:, 0, 0])
    return float(lat), float(lon)
