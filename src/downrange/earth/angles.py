"""Angles wrapped to one turn: differences to [-180, 180), longitudes to (-180, 180] degrees."""

from typing import TypeVar

import numpy as np

from downrange.kernel.arrays import ArrayLike, Floats

Angle = TypeVar("Angle", float, Floats)


def wrap_180_deg(angle_deg: Angle) -> Angle:
    """The same direction in [-180, 180); a number or an array of any shape."""
    return (angle_deg + 180) % 360 - 180


def wrap_longitude_deg(lon_deg: ArrayLike) -> Floats:
    """The same meridian in (-180, 180]; a longitude already there is kept to the last bit."""
    lon = np.asarray(lon_deg, dtype=np.float64)
    return np.where((lon > -180) & (lon <= 180), lon, 180 - (180 - lon) % 360)
