"""Secular rates: size of a mean orbit, and the J2 drift of its node and perigee.

First order in J2, as in SGP4 (Spacetrack Report No. 3), with the WGS72 constants that element sets are fitted with.
Accuracy: some 5 km in the semi-major axis and 0.02 deg a day in the node, enough to attribute an object to a launch.
Positions come from SGP4 itself (`sgp4_states.propagate`).
"""

import numpy as np

from downrange.earth.constants import SGP4_A_KM, SGP4_J2, SGP4_MU_KM3_S2
from downrange.kernel.arrays import ArrayLike, Floats

DAY_S = 86_400.0


def semi_major_axis_km(mean_motion_rev_day: ArrayLike) -> Floats:
    """Semi-major axis of a mean motion by Kepler's third law."""
    n_rad_s = np.asarray(mean_motion_rev_day, dtype=np.float64) * (2 * np.pi / DAY_S)
    a_km: Floats = (SGP4_MU_KM3_S2 / n_rad_s**2) ** (1 / 3)
    return a_km


def apsides_km(mean_motion_rev_day: ArrayLike, eccentricity: ArrayLike) -> tuple[Floats, Floats]:
    """Perigee and apogee height over the equatorial radius, km, of the mean orbit."""
    a_km = semi_major_axis_km(mean_motion_rev_day)
    e = np.asarray(eccentricity, dtype=np.float64)
    return a_km * (1 - e) - SGP4_A_KM, a_km * (1 + e) - SGP4_A_KM


def node_rate_deg_day(
    mean_motion_rev_day: ArrayLike, eccentricity: ArrayLike, inclination_deg: ArrayLike
) -> Floats:
    """Drift of the ascending node, deg a day: westward (negative) for an eastward orbit."""
    rate: Floats = -_turning(mean_motion_rev_day, eccentricity) * np.cos(np.radians(inclination_deg))
    return rate


def perigee_rate_deg_day(
    mean_motion_rev_day: ArrayLike, eccentricity: ArrayLike, inclination_deg: ArrayLike
) -> Floats:
    """Drift of the argument of perigee, deg a day: zero at 63.4 deg of inclination."""
    sine = np.sin(np.radians(inclination_deg))
    rate: Floats = _turning(mean_motion_rev_day, eccentricity) * (2 - 2.5 * sine**2)
    return rate


def _turning(mean_motion_rev_day: ArrayLike, eccentricity: ArrayLike) -> Floats:
    """3/2 J2 n (R/p)^2 in deg a day."""
    n = np.asarray(mean_motion_rev_day, dtype=np.float64)
    e = np.asarray(eccentricity, dtype=np.float64)
    p_km = semi_major_axis_km(n) * (1 - e**2)
    turning: Floats = 1.5 * SGP4_J2 * n * 360 * (SGP4_A_KM / p_km) ** 2
    return turning
