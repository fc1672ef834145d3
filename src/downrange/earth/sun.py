"""Sun: its direction, its elevation over a place, and local solar time.

Method: the low-precision formulas of the Astronomical Almanac (page C5; Michalsky, Solar Energy 40 (1988)
227), good to 0.01 degrees from 1950 to 2050. Universal time is used for dynamical time: the sun moves 0.001
degrees in the difference. No refraction, no parallax, centre of the disc.
"""

from __future__ import annotations

import numpy as np

from downrange.earth.constants import J2000_JD
from downrange.earth.frames import gmst82_rad, teme_to_ecef
from downrange.kernel.arrays import ArrayLike, Floats


def sun_direction_teme(jd: ArrayLike, fraction: ArrayLike) -> Floats:
    """Unit vector (3, ...) from the Earth to the sun, on the equator and equinox of date.

    The equinox here is the mean one and the equator within 0.003 degrees of the true one of TEME.
    """
    days = np.asarray(jd, dtype=np.float64) - J2000_JD + np.asarray(fraction, dtype=np.float64)
    anomaly = np.radians(357.528 + 0.985_600_3 * days)
    mean_longitude_deg = 280.460 + 0.985_647_4 * days
    longitude = np.radians(mean_longitude_deg + 1.915 * np.sin(anomaly) + 0.020 * np.sin(2 * anomaly))
    obliquity = np.radians(23.439 - 4e-7 * days)
    return np.stack(
        [
            np.cos(longitude),
            np.cos(obliquity) * np.sin(longitude),
            np.sin(obliquity) * np.sin(longitude),
        ]
    )


def sun_elevation_deg(lat_deg: ArrayLike, lon_deg: ArrayLike, jd: ArrayLike, fraction: ArrayLike) -> Floats:
    """Elevation of the sun's centre above the horizon in degrees, without refraction; places and times broadcast."""
    x, y, z = teme_to_ecef(sun_direction_teme(jd, fraction), jd, fraction)
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    upward = np.cos(lat) * (np.cos(lon) * x + np.sin(lon) * y) + np.sin(lat) * z
    elevation: Floats = np.degrees(np.arcsin(np.clip(upward, -1.0, 1.0)))
    return elevation


def local_solar_time_h(lon_deg: ArrayLike, jd: ArrayLike, fraction: ArrayLike) -> Floats:
    """True (apparent) solar time in hours [0, 24): the sun crosses the meridian at 12.

    It includes the equation of time, up to 16 minutes; mean solar time (UTC + longitude / 15) does not.
    """
    x, y, _ = sun_direction_teme(jd, fraction)
    hour_angle = gmst82_rad(jd, fraction) + np.radians(lon_deg) - np.arctan2(y, x)
    hours: Floats = (np.degrees(hour_angle) / 15 + 12) % 24
    return hours
