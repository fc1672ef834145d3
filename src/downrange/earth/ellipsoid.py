"""WGS 84 ellipsoid: geodetic and Earth-centred (ECEF) positions, and geodesics."""

from __future__ import annotations

import numpy as np
from pyproj import Geod

from downrange.earth.angles import wrap_longitude_deg
from downrange.earth.constants import A_M, B_M, E2, F
from downrange.kernel.arrays import ArrayLike, Floats

GEOD = Geod(a=A_M, f=F)  # Karney, Algorithms for geodesics, J. Geodesy 87 (2013): 15 nm
_BOWRING_STEPS = 4  # the first is right to a millimetre at the ground, each further gains digits


def geodetic_to_ecef_m(lat_deg: ArrayLike, lon_deg: ArrayLike, alt_m: ArrayLike = 0.0) -> Floats:
    """Earth-centred, Earth-fixed position (3, ...) in metres of geodetic latitude, longitude and height."""
    lat, lon, alt = np.broadcast_arrays(np.radians(lat_deg), np.radians(lon_deg), alt_m)
    normal = A_M / np.sqrt(1 - E2 * np.sin(lat) ** 2)  # radius of curvature in the prime vertical
    across = (normal + alt) * np.cos(lat)
    return np.stack([across * np.cos(lon), across * np.sin(lon), ((1 - E2) * normal + alt) * np.sin(lat)])


def ecef_m_to_geodetic(r_ecef_m: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Geodetic latitude [-90, 90] and longitude (-180, 180] in degrees, height in metres, of (3, ...) metres.

    Right to a micrometre from 5000 km below ground to geostationary orbit and beyond, poles and equator
    included. Method: Bowring, Survey Review 23 (1976), iterated on the reduced latitude.
    """
    x, y, z = np.asarray(r_ecef_m, dtype=np.float64)
    across = np.hypot(x, y)
    reduced = np.arctan2(A_M * z, B_M * across)
    for _ in range(_BOWRING_STEPS):
        lat = np.arctan2(
            z + E2 / (1 - E2) * B_M * np.sin(reduced) ** 3, across - E2 * A_M * np.cos(reduced) ** 3
        )
        reduced = np.arctan2((1 - F) * np.sin(lat), np.cos(lat))
    alt = across * np.cos(lat) + z * np.sin(lat) - A_M * np.sqrt(1 - E2 * np.sin(lat) ** 2)
    return np.degrees(lat), wrap_longitude_deg(np.degrees(np.arctan2(y, x))), alt


def geodesic_inverse(
    lat1_deg: ArrayLike, lon1_deg: ArrayLike, lat2_deg: ArrayLike, lon2_deg: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Geodesic from point 1 to 2: length in metres, forward azimuths at 1 and at 2 in [0, 360) degrees."""
    lat1, lon1, lat2, lon2 = _columns(lat1_deg, lon1_deg, lat2_deg, lon2_deg)
    azimuth1, back2, distance = GEOD.inv(lon1.ravel(), lat1.ravel(), lon2.ravel(), lat2.ravel())
    shape = lat1.shape
    return distance.reshape(shape), azimuth1.reshape(shape) % 360, (back2.reshape(shape) + 180) % 360


def geodesic_direct(
    lat_deg: ArrayLike, lon_deg: ArrayLike, azimuth_deg: ArrayLike, distance_m: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """End of a geodesic: latitude, longitude (-180, 180] and forward azimuth [0, 360) there, degrees."""
    lat, lon, azimuth, distance = _columns(lat_deg, lon_deg, azimuth_deg, distance_m)
    lon2, lat2, back2 = GEOD.fwd(lon.ravel(), lat.ravel(), azimuth.ravel(), distance.ravel())
    shape = lat.shape
    return lat2.reshape(shape), wrap_longitude_deg(lon2.reshape(shape)), (back2.reshape(shape) + 180) % 360


def geocentric_latitude_deg(lat_deg: ArrayLike) -> Floats:
    """Geocentric latitude in degrees of a point on the ellipsoid at this geodetic latitude."""
    lat = np.radians(lat_deg)
    return np.degrees(np.arctan2((1 - E2) * np.sin(lat), np.cos(lat)))


def _columns(*values: ArrayLike) -> tuple[Floats, ...]:
    return np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))
