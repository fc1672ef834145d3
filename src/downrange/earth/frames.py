"""Reference frames: TEME (the frame of SGP4) to and from ECEF, and topocentric horizon coordinates.

TEME, true equator and mean equinox of date, is rotated by Greenwich mean sidereal time (GMST 1982) to the pseudo
Earth-fixed frame, and by polar motion to ECEF (ITRF): Vallado et al., Revisiting Spacetrack Report 3,
AIAA 2006-6753, appendix C. Earth orientation parameters are arguments. Where they are left at zero, UT1 - UTC (never
above 0.9 s) shifts a ground track by at most 0.42 km east or west, and polar motion (0.6 arcsec at most) by 20 m:
both are small beside the kilometres of an element set.
"""

from __future__ import annotations

from typing import overload

import numpy as np

from downrange.earth.constants import CENTURY_DAYS, DAY_S, J2000_JD
from downrange.earth.ellipsoid import geodetic_to_ecef_m
from downrange.kernel.arrays import ArrayLike, Floats

_ARCSEC = np.radians(1 / 3600)
_SIDEREAL_S_PER_CENTURY = 8_640_184.812_866  # of GMST on UT1
GMST_RATE_RAD_S = 2 * np.pi / DAY_S * (1 + _SIDEREAL_S_PER_CENTURY / (CENTURY_DAYS * DAY_S))


def gmst82_rad(jd: ArrayLike, fraction: ArrayLike, dut1_s: ArrayLike = 0.0) -> Floats:
    """Greenwich mean sidereal time in [0, 2 pi), IAU 1982, of a UTC Julian date in two parts.

    Source: Aoki et al., Astron. Astrophys. 105 (1982) 359. `dut1_s` is UT1 - UTC in seconds.
    """
    midnight = np.asarray(jd, dtype=np.float64)
    day = np.asarray(fraction, dtype=np.float64) + np.asarray(dut1_s, dtype=np.float64) / DAY_S
    t = (midnight - J2000_JD + day) / CENTURY_DAYS
    sidereal_s = 67_310.548_41 + t * (_SIDEREAL_S_PER_CENTURY + t * (0.093_104 - t * 6.2e-6))
    turns = midnight % 1 + day + sidereal_s / DAY_S
    return 2 * np.pi * (turns % 1)


@overload
def teme_to_ecef(
    r_teme: ArrayLike,
    jd: ArrayLike,
    fraction: ArrayLike,
    dut1_s: ArrayLike = ...,
    v_teme: None = ...,
    *,
    xp_arcsec: float = ...,
    yp_arcsec: float = ...,
) -> Floats: ...
@overload
def teme_to_ecef(
    r_teme: ArrayLike,
    jd: ArrayLike,
    fraction: ArrayLike,
    dut1_s: ArrayLike = ...,
    *,
    v_teme: ArrayLike,
    xp_arcsec: float = ...,
    yp_arcsec: float = ...,
) -> tuple[Floats, Floats]: ...
def teme_to_ecef(
    r_teme: ArrayLike,
    jd: ArrayLike,
    fraction: ArrayLike,
    dut1_s: ArrayLike = 0.0,
    v_teme: ArrayLike | None = None,
    *,
    xp_arcsec: float = 0.0,
    yp_arcsec: float = 0.0,
) -> Floats | tuple[Floats, Floats]:
    """Earth-fixed position, and velocity if `v_teme` is given, of TEME vectors (3, ..., T) at times (T,).

    Any unit of length; velocities are per second, and relative to the Earth's surface in ECEF.
    """
    angle = gmst82_rad(jd, fraction, dut1_s)
    r = _turn(r_teme, angle)
    r_ecef = _polar_motion(r, xp_arcsec, yp_arcsec)
    if v_teme is None:
        return r_ecef
    v = _turn(v_teme, angle) - _carried(r)
    return r_ecef, _polar_motion(v, xp_arcsec, yp_arcsec)


@overload
def ecef_to_teme(
    r_ecef: ArrayLike,
    jd: ArrayLike,
    fraction: ArrayLike,
    dut1_s: ArrayLike = ...,
    v_ecef: None = ...,
    *,
    xp_arcsec: float = ...,
    yp_arcsec: float = ...,
) -> Floats: ...
@overload
def ecef_to_teme(
    r_ecef: ArrayLike,
    jd: ArrayLike,
    fraction: ArrayLike,
    dut1_s: ArrayLike = ...,
    *,
    v_ecef: ArrayLike,
    xp_arcsec: float = ...,
    yp_arcsec: float = ...,
) -> tuple[Floats, Floats]: ...
def ecef_to_teme(
    r_ecef: ArrayLike,
    jd: ArrayLike,
    fraction: ArrayLike,
    dut1_s: ArrayLike = 0.0,
    v_ecef: ArrayLike | None = None,
    *,
    xp_arcsec: float = 0.0,
    yp_arcsec: float = 0.0,
) -> Floats | tuple[Floats, Floats]:
    """The inverse of `teme_to_ecef`: same arguments, same units."""
    angle = gmst82_rad(jd, fraction, dut1_s)
    r = _polar_motion(r_ecef, xp_arcsec, yp_arcsec, back=True)
    r_teme = _turn(r, -angle)
    if v_ecef is None:
        return r_teme
    v = _polar_motion(v_ecef, xp_arcsec, yp_arcsec, back=True) + _carried(r)
    return r_teme, _turn(v, -angle)


def horizon(
    r_ecef_m: ArrayLike, lat_deg: ArrayLike, lon_deg: ArrayLike, alt_m: ArrayLike = 0.0
) -> tuple[Floats, Floats, Floats]:
    """Elevation and azimuth [0, 360) in degrees and range in metres of positions (3, ...) from a geodetic place.

    Elevation is above the plane normal to the ellipsoid's vertical; there is no refraction.
    """
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    x, y, z = (
        seen - stand
        for seen, stand in zip(
            np.asarray(r_ecef_m, dtype=np.float64), geodetic_to_ecef_m(lat_deg, lon_deg, alt_m), strict=True
        )
    )
    outward = np.cos(lon) * x + np.sin(lon) * y
    east = np.cos(lon) * y - np.sin(lon) * x
    north = np.cos(lat) * z - np.sin(lat) * outward
    up = np.sin(lat) * z + np.cos(lat) * outward
    level = np.hypot(east, north)
    return np.degrees(np.arctan2(up, level)), np.degrees(np.arctan2(east, north)) % 360, np.hypot(level, up)


def _turn(vector: ArrayLike, angle_rad: Floats) -> Floats:
    """Coordinates in a frame rotated by `angle_rad` about the pole."""
    x, y, z = np.asarray(vector, dtype=np.float64)
    cos, sin = np.cos(angle_rad), np.sin(angle_rad)
    return np.stack(np.broadcast_arrays(cos * x + sin * y, cos * y - sin * x, z))


def _carried(r: Floats) -> Floats:
    """Velocity of a point that rotates with the Earth."""
    return GMST_RATE_RAD_S * np.stack([-r[1], r[0], np.zeros_like(r[2])])


def _polar_motion(vector: ArrayLike, xp_arcsec: float, yp_arcsec: float, *, back: bool = False) -> Floats:
    """From the pole of date to the reference pole, or back: x towards Greenwich, y towards 90 W."""
    cos_x, sin_x = np.cos(xp_arcsec * _ARCSEC), np.sin(xp_arcsec * _ARCSEC)
    cos_y, sin_y = np.cos(yp_arcsec * _ARCSEC), np.sin(yp_arcsec * _ARCSEC)
    reference_to_day = np.array(
        [
            [cos_x, 0.0, -sin_x],
            [sin_x * sin_y, cos_y, cos_x * sin_y],
            [sin_x * cos_y, -sin_y, cos_x * cos_y],
        ]
    )
    matrix = reference_to_day if back else reference_to_day.T
    return np.tensordot(matrix, np.asarray(vector, dtype=np.float64), axes=1)
