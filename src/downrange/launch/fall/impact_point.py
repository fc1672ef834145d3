"""The instantaneous impact point (IIP): where a vehicle comes down, in a vacuum, if its thrust ends now.

A Kepler ellipse is followed down to the WGS84 ellipsoid by Newton's method on the eccentric anomaly, and the Earth
turns below it meanwhile; in substance the procedure of 14 CFR 420 appendix B and 417 appendix A. Gravity is that of a
point (no J2): over a fall of ten minutes J2 moves the point by some hundred metres, far less than the air does.
"""

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import A_M, B_M, MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.kernel.arrays import ArrayLike, Floats

_ROUNDS = 12  # Newton converges in 4 or 5; a grazing ellipse needs the rest
_CLOSE_M = 1.0  # how near the ellipsoid the last round must be


@dataclass(frozen=True, slots=True)
class ImpactPoints:
    """Geodetic latitude and longitude in degrees and seconds of fall, each of the states' shape (...).

    NaN where there is no such point: the orbit's lowest point is above the ground, the body escapes, or the state
    itself is not known or lies below the ground.
    """

    lat_deg: Floats
    lon_deg: Floats
    after_s: Floats


def impact_points(r_ecef_m: ArrayLike, v_ecef_m_s: ArrayLike) -> ImpactPoints:
    """The impact points of states (3, ...): position and velocity in ECEF, relative to the turning Earth."""
    r, v = np.asarray(r_ecef_m, dtype=float), np.asarray(v_ecef_m_s, dtype=float)
    shape = r.shape[1:]
    r, v = r.reshape(3, -1), v.reshape(3, -1)
    with np.errstate(all="ignore"):  # states without an impact point are NaN throughout
        landed, after_s = _followed_down(r, v + OMEGA_RAD_S * np.stack([-r[1], r[0], np.zeros(r.shape[1])]))
        lat, lon, _ = ecef_m_to_geodetic(_turned_back(landed, OMEGA_RAD_S * after_s))
    known = np.isfinite(after_s)
    return ImpactPoints(*(np.where(known, part, np.nan).reshape(shape) for part in (lat, lon, after_s)))


def _followed_down(r: Floats, v: Floats) -> tuple[Floats, Floats]:
    """Where and after how long Kepler ellipses through inertial states (3, N) meet the ellipsoid on the way down."""
    distance = np.sqrt((r * r).sum(axis=0))
    a = 1.0 / (2.0 / distance - (v * v).sum(axis=0) / MU_M3_S2)
    radial = (r * v).sum(axis=0) / np.sqrt(MU_M3_S2 * np.abs(a))
    start = np.arctan2(radial, 1.0 - distance / a) % (2.0 * np.pi)  # eccentric anomaly: 0 to pi on the way up
    e = np.hypot(radial, 1.0 - distance / a)
    motion = np.sqrt(MU_M3_S2 / np.abs(a) ** 3)

    # The way down crosses the ground between apogee (pi) and perigee (2 pi); a sphere gives the first guess.
    lowest = np.cos(np.clip(np.arccos(np.clip((1.0 - B_M / a) / e, -1.0, 1.0)), 0.0, np.pi))
    end = 2.0 * np.pi - np.arccos(lowest)
    end = np.maximum(end, start)
    for _ in range(_ROUNDS):
        landed, speed = _on_ellipse(r, v, distance, a, motion, end - start)
        above = _level(landed)
        end = end - above / (_slope(landed, speed) * _seconds_per_radian(e, end, motion))
    landed, _ = _on_ellipse(r, v, distance, a, motion, end - start)
    after_s = ((end - e * np.sin(end)) - (start - e * np.sin(start))) / motion

    off_m = np.abs(_level(landed)) * A_M / 2.0
    reaches = (
        (a > 0.0) & (off_m < _CLOSE_M) & (after_s >= 0.0) & (_level(r) > -1e-9) & (end <= 2.0 * np.pi + 1e-9)
    )
    return np.where(reaches, landed, np.nan), np.where(reaches, after_s, np.nan)


def _on_ellipse(
    r: Floats, v: Floats, distance: Floats, a: Floats, motion: Floats, moved: Floats
) -> tuple[Floats, Floats]:
    """Position and velocity after a change of eccentric anomaly (Lagrange's f and g)."""
    sigma = (r * v).sum(axis=0) / np.sqrt(MU_M3_S2)
    f = 1.0 - a / distance * (1.0 - np.cos(moved))
    g = a * sigma / np.sqrt(MU_M3_S2) * (1.0 - np.cos(moved)) + distance * np.sqrt(a / MU_M3_S2) * np.sin(
        moved
    )
    there = f * r + g * v
    now = np.sqrt((there * there).sum(axis=0))
    f_rate = -np.sqrt(MU_M3_S2 * a) / (now * distance) * np.sin(moved)
    g_rate = 1.0 - a / now * (1.0 - np.cos(moved))
    return there, f_rate * r + g_rate * v


def _level(r: Floats) -> Floats:
    """Zero on the ellipsoid, twice the height over the semi-axis near it."""
    level: Floats = (r[0] ** 2 + r[1] ** 2) / A_M**2 + r[2] ** 2 / B_M**2 - 1.0
    return level


def _slope(r: Floats, v: Floats) -> Floats:
    """The rate of `_level` along a motion, per second."""
    slope: Floats = 2.0 * ((r[0] * v[0] + r[1] * v[1]) / A_M**2 + r[2] * v[2] / B_M**2)
    return slope


def _seconds_per_radian(e: Floats, anomaly: Floats, motion: Floats) -> Floats:
    seconds: Floats = (1.0 - e * np.cos(anomaly)) / motion
    return seconds


def _turned_back(r: Floats, angle_rad: Floats) -> Floats:
    """Inertial axes of the start seen from the Earth after it has turned by an angle."""
    cos, sin = np.cos(angle_rad), np.sin(angle_rad)
    return np.stack([cos * r[0] + sin * r[1], -sin * r[0] + cos * r[1], r[2]])
