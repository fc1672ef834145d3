"""Launch azimuth, inertial azimuth, inclination and ascending node, and how each follows from the other.

Azimuths are degrees from north by east in [0, 360). The *launch azimuth* is Earth-fixed; the *inertial azimuth* is
that of the same velocity with the ground's eastward speed added. Inclination follows from the inertial azimuth
alone: ``cos i = cos(phi) sin(A)`` with the geocentric latitude phi (a plane passes through the Earth's centre, so
the geodetic latitude would be up to 0.19 deg off).
"""

from datetime import datetime, timedelta

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.earth.constants import E2, MEAN_RADIUS_M, MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import geocentric_latitude_deg
from downrange.earth.frames import gmst82_rad
from downrange.earth.instants import julian_utc
from downrange.kernel.arrays import ArrayLike, Floats

INJECTION_ALTITUDE_M = 500e3  # a usual first orbit; 200 km more or less change an azimuth by under 0.1 deg
NODE_DELAY_S = (
    350.0  # puts the median error of the node of 19 launches at zero; about half of a powered ascent
)
ORBITAL_SPEED_M_S = float(np.sqrt(MU_M3_S2 / (MEAN_RADIUS_M + INJECTION_ALTITUDE_M)))


def eastward_speed_m_s(lat_deg: ArrayLike) -> Floats:
    """Speed of the ground at a geodetic latitude, towards the east."""
    return OMEGA_RAD_S * MEAN_RADIUS_M * np.cos(np.radians(geocentric_latitude_deg(lat_deg)))


def inertial_azimuth_deg(lat_deg: ArrayLike, launch_azimuth_deg: ArrayLike) -> Floats:
    """Inertial azimuth of an orbit entered on this launch azimuth.

    The speed over the ground is whatever makes the sum, with the ground's own speed, orbital.
    """
    azimuth = np.radians(launch_azimuth_deg)
    east = eastward_speed_m_s(lat_deg)
    along = east * np.sin(azimuth)
    speed = np.sqrt(ORBITAL_SPEED_M_S**2 - east**2 + along**2) - along
    return np.degrees(np.arctan2(speed * np.sin(azimuth) + east, speed * np.cos(azimuth))) % 360


def launch_azimuth_deg(lat_deg: ArrayLike, inertial_azimuth_deg: ArrayLike) -> Floats:
    """Launch azimuth (Earth-fixed) of an orbit entered on this inertial azimuth."""
    azimuth = np.radians(inertial_azimuth_deg)
    east = ORBITAL_SPEED_M_S * np.sin(azimuth) - eastward_speed_m_s(lat_deg)
    return np.degrees(np.arctan2(east, ORBITAL_SPEED_M_S * np.cos(azimuth))) % 360


def inclination_deg(lat_deg: ArrayLike, inertial_azimuth_deg: ArrayLike) -> Floats:
    """Inclination [0, 180] of the plane through this latitude on this inertial azimuth."""
    phi = np.radians(geocentric_latitude_deg(lat_deg))
    cosine = np.clip(np.cos(phi) * np.sin(np.radians(inertial_azimuth_deg)), -1, 1)
    return np.asarray(np.degrees(np.arccos(cosine)))


def inertial_azimuths_deg(lat_deg: float, inclination_deg: float) -> tuple[float, float] | None:
    """The two inertial azimuths, northward and southward, of a plane; None if it never reaches this latitude."""
    sine = np.cos(np.radians(inclination_deg)) / np.cos(np.radians(geocentric_latitude_deg(lat_deg)))
    if abs(sine) > 1:
        return None
    north = float(np.degrees(np.arcsin(sine)))
    return north % 360, (180 - north) % 360


def inertial_azimuth_into_deg(lat_deg: float, inclination_deg: ArrayLike, near_deg: float) -> Floats:
    """Inertial azimuth at a latitude into planes of these inclinations: of the two to each, the one nearer to
    `near_deg`; due east or west where the plane does not reach the latitude."""
    sine = np.cos(np.radians(inclination_deg)) / np.cos(np.radians(geocentric_latitude_deg(lat_deg)))
    northward = np.degrees(np.arcsin(np.clip(sine, -1, 1)))
    nearer = np.abs(turn_deg(northward, near_deg)) <= np.abs(turn_deg(180 - northward, near_deg))
    return np.asarray(np.where(nearer, northward, 180 - northward) % 360)


def along_great_circle(lat_deg: float, azimuth_deg: float, range_km: float) -> tuple[float, float]:
    """Geodetic latitude and azimuth after flying a great circle; by spherical trigonometry, good to 0.2 deg."""
    phi, azimuth = np.radians(float(geocentric_latitude_deg(lat_deg))), np.radians(azimuth_deg)
    angle = range_km * 1e3 / MEAN_RADIUS_M
    there = np.arcsin(np.sin(phi) * np.cos(angle) + np.cos(phi) * np.sin(angle) * np.cos(azimuth))
    onward = np.arctan2(
        np.cos(phi) * np.sin(azimuth),
        np.cos(phi) * np.cos(angle) * np.cos(azimuth) - np.sin(phi) * np.sin(angle),
    )
    geodetic = np.arctan2(np.sin(there), (1 - E2) * np.cos(there))
    return float(np.degrees(geodetic)), float(np.degrees(onward) % 360)


def ascending_node_deg(
    lat_deg: float, lon_deg: float, inertial_azimuth_deg: float, liftoff: datetime
) -> float:
    """Right ascension [0, 360) of the ascending node of the plane entered by a launch at `liftoff`.

    True equator and mean equinox of date, as in element sets. The ground's own speed carries a rocket on
    while it climbs, so the plane stands over the site NODE_DELAY_S after lift-off. Error: two degrees (standard
    deviation over 19 launches, design/node_accuracy.py), four minutes of lift-off, beside that of the azimuth.
    """
    phi, azimuth = np.radians(geocentric_latitude_deg(lat_deg)), np.radians(inertial_azimuth_deg)
    from_node = np.arctan2(np.sin(phi) * np.sin(azimuth), np.cos(azimuth))
    over_site = gmst82_rad(*julian_utc(liftoff + timedelta(seconds=NODE_DELAY_S))) + np.radians(lon_deg)
    return float(np.degrees(over_site - from_node) % 360)


def turn_deg(from_deg: ArrayLike, to_deg: ArrayLike) -> Floats:
    """The angle from one azimuth to another in [-180, 180), clockwise positive."""
    return wrap_180_deg(np.asarray(to_deg, dtype=np.float64) - np.asarray(from_deg, dtype=np.float64))
