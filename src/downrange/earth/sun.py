"""The Sun: where it stands, how high above a place, and what time a sundial there shows.

Low-precision formulas of the Astronomical Almanac (page C5): 0.01 deg between 1950 and 2050, which is a
fortieth of the Sun's own disc across and two seconds of a sundial. No refraction.
"""

from __future__ import annotations

import numpy as np

from downrange.earth.arrays import ArrayLike, Floats
from downrange.earth.constants import J2000_JD
from downrange.earth.frames import gmst82_rad


def sun_direction_teme(jd: ArrayLike, fraction: ArrayLike) -> Floats:
    """Unit vector (3, ...) to the Sun at UTC Julian dates in two parts, in the equator and equinox of date.

    TEME differs from that frame by the nutation of the equinox, at most 0.005 deg.
    """
    days = (np.asarray(jd, np.float64) - J2000_JD) + np.asarray(fraction, np.float64)
    mean_longitude = 280.460 + 0.985_647_4 * days
    anomaly = np.radians(357.528 + 0.985_600_3 * days)
    longitude = np.radians(mean_longitude + 1.915 * np.sin(anomaly) + 0.020 * np.sin(2 * anomaly))
    obliquity = np.radians(23.439 - 4e-7 * days)
    across = np.sin(longitude)
    return np.stack([np.cos(longitude), np.cos(obliquity) * across, np.sin(obliquity) * across])


def sun_elevation_deg(lat_deg: ArrayLike, lon_deg: ArrayLike, jd: ArrayLike, fraction: ArrayLike) -> Floats:
    """Height of the Sun's centre above the horizon of places, in degrees; all arguments broadcast together.

    Parallax (0.002 deg) is left out.
    """
    lat = np.radians(lat_deg)
    hour_angle, declination = _hour_angle_and_declination(lon_deg, jd, fraction)
    height = np.sin(lat) * np.sin(declination) + np.cos(lat) * np.cos(declination) * np.cos(hour_angle)
    elevation: Floats = np.degrees(np.arcsin(np.clip(height, -1, 1)))
    return elevation


def local_solar_time_h(lon_deg: ArrayLike, jd: ArrayLike, fraction: ArrayLike) -> Floats:
    """True local solar time in hours, 0 to 24: what a sundial at this longitude shows (12 when the Sun is south)."""
    hour_angle, _ = _hour_angle_and_declination(lon_deg, jd, fraction)
    hours: Floats = (np.degrees(hour_angle) / 15 + 12) % 24
    return hours


def _hour_angle_and_declination(
    lon_deg: ArrayLike, jd: ArrayLike, fraction: ArrayLike
) -> tuple[Floats, Floats]:
    x, y, z = sun_direction_teme(jd, fraction)
    hour_angle = gmst82_rad(jd, fraction) + np.radians(lon_deg) - np.arctan2(y, x)
    return hour_angle, np.arcsin(z)
