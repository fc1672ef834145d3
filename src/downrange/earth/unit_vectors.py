"""Unit vectors in ECEF from latitude and longitude, and back; local east, north and up."""

import numpy as np

from downrange.kernel.arrays import ArrayLike, Floats


def unit_vectors(lat_deg: ArrayLike, lon_deg: ArrayLike) -> Floats:
    """Unit vectors (3, ...) towards a latitude and longitude.

    Of geodetic latitude it is the ellipsoid's outward normal (local up); of geocentric latitude the direction
    from the Earth's centre.
    """
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def lat_lon_deg(vectors: ArrayLike) -> tuple[Floats, Floats]:
    """Latitude and longitude [-180, 180] in degrees of vectors (3, ...) of any length."""
    x, y, z = np.asarray(vectors, dtype=np.float64)
    return np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))


def local_axes(lat_deg: ArrayLike, lon_deg: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """East, north and up (geodetic) at places: unit vectors (3, ...) in ECEF."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    east = np.stack([-np.sin(lon), np.cos(lon), np.zeros_like(lon)])
    north = np.stack([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)])
    return east, north, unit_vectors(lat_deg, lon_deg)
