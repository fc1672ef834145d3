"""Moon: its direction and distance.

Method: the low-precision formulas of the Astronomical Almanac (page D46, D22 of later years), good to 0.3 deg
in longitude, 0.2 in latitude and 0.003 in parallax from 1950 to 2050. Universal time is used for dynamical time.
"""

from __future__ import annotations

import numpy as np

from downrange.earth.constants import J2000_JD
from downrange.kernel.arrays import ArrayLike, Floats

_CENTURY = 36525.0
_RADIUS_KM = 6378.14  # of the Earth, in the Almanac's parallax
# Amplitude, phase and rate a century, degrees.
_LONGITUDE = (
    (6.29, 135.0, 477198.87), (-1.27, 259.3, -413335.36), (0.66, 235.7, 890534.22), (0.21, 269.9, 954397.74),
    (-0.19, 357.5, 35999.05), (-0.11, 186.5, 966404.03),
)  # fmt: skip
_LATITUDE = (
    (5.13, 93.3, 483202.02),
    (0.28, 228.2, 960400.89),
    (-0.28, 318.3, 6003.15),
    (-0.17, 217.6, -407332.21),
)
_PARALLAX = (
    (0.0518, 135.0, 477198.87),
    (0.0095, 259.3, -413335.36),
    (0.0078, 235.7, 890534.22),
    (0.0028, 269.9, 954397.74),
)


def moon_position_km(jd: ArrayLike) -> Floats:
    """Position (3, ...) from the Earth's centre in km, on the equator and equinox of date (TEME within 0.003 deg)."""
    t = (np.asarray(jd, dtype=np.float64) - J2000_JD) / _CENTURY
    longitude = np.radians(218.32 + 481267.881 * t + _sum(_LONGITUDE, t, 0.0))
    latitude = np.radians(_sum(_LATITUDE, t, 0.0))
    distance = _RADIUS_KM / np.sin(np.radians(0.9508 + _sum(_PARALLAX, t, 90.0)))
    obliquity = np.radians(23.439 - 0.0130 * t)
    x = np.cos(latitude) * np.cos(longitude)
    y = np.cos(latitude) * np.sin(longitude)
    z = np.sin(latitude)
    north, south = np.cos(obliquity), np.sin(obliquity)
    position: Floats = distance * np.stack([x, north * y - south * z, south * y + north * z])
    return position


def _sum(terms: tuple[tuple[float, float, float], ...], t: Floats, turned_deg: float) -> Floats:
    total: Floats = sum(
        (size * np.sin(np.radians(phase + rate * t + turned_deg)) for size, phase, rate in terms),
        np.zeros_like(t),
    )
    return total
