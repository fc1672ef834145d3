"""Secular motion: what a mean orbit's size is, and how the Earth's flattening turns it from day to day.

First order in J2, as SGP4 takes it (Spacetrack Report No. 3), with the constants of WGS72 that element sets
are fitted with. Good to some 5 km in size and to 0.02 deg a day in the node: enough to say which launch an
object came from; positions come from SGP4 itself (``orbit.propagate``).
"""

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import SGP4_A_KM, SGP4_J2, SGP4_MU_KM3_S2
from downrange.kernel.arrays import ArrayLike, Floats
from downrange.orbit.elements.elements import Elements

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


@dataclass(frozen=True, slots=True, eq=False)
class WoundBack:
    """Orbits of C objects carried back to T instants; every array is (C, T), angles in degrees.

    ``days`` from the instant to the object's epoch (negative where the epoch is earlier), ``node_deg`` right
    ascension of the ascending node, ``revolutions`` flown between the two, ``latitude_argument_deg`` from the
    node along the orbit (mean, not true), ``drag_revolutions`` the share of drag in ``revolutions``.
    """

    days: Floats
    node_deg: Floats
    revolutions: Floats
    latitude_argument_deg: Floats
    drag_revolutions: Floats


def wind_back(elements: Elements, jd: ArrayLike, fraction: ArrayLike) -> WoundBack:
    """Mean orbits at earlier instants (T,), by the secular rates; a mean motion that falls is a manoeuvre, ignored.

    Full SGP4 backwards does no better over the weeks in question (the project's study of identification, 2026).
    """
    jd, fraction = np.atleast_1d(np.asarray(jd, dtype=np.float64)), np.atleast_1d(np.asarray(fraction))

    def column(values: Floats) -> Floats:
        return values[:, np.newaxis]

    n = column(elements.mean_motion_rev_day)
    shape = (elements.mean_motion_rev_day, elements.eccentricity, elements.inclination_deg)
    days = (column(elements.epoch_jd) - jd) + (column(elements.epoch_fraction) - fraction)
    slope = column(np.maximum(elements.ndot, 0.0))  # half the derivative, as printed
    earlier = np.clip((n - 2 * slope * days) / n, 0.96, 1.0)
    node_rate = column(node_rate_deg_day(*shape)) * (1 + earlier ** (7 / 3)) / 2  # the rate goes as n^(7/3)
    drag_revolutions = slope * days**2
    perigee_turns = column(perigee_rate_deg_day(*shape)) * days / 360
    revolutions = n * days - drag_revolutions + perigee_turns
    return WoundBack(
        days=days,
        node_deg=column(elements.raan_deg) - node_rate * days,
        revolutions=revolutions,
        latitude_argument_deg=column(elements.argp_deg + elements.mean_anomaly_deg) - 360 * revolutions,
        drag_revolutions=drag_revolutions,
    )
