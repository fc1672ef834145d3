"""Which position of one area belongs to which of another, and how far they lie apart."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.unit_vectors import unit_vectors
from downrange.launch.areas.area import Area, Position

_NEARER = 1e-3  # weight of the distance against the likeness of shape


def position_shifts(old: Area, new: Area) -> list[tuple[int, int, float]] | None:
    """Positions of two areas that belong together: indices in both, and how many km they lie apart.

    None where the areas are of different shapes, or have different numbers of positions, or none.
    """
    a, b = positions_of(old), positions_of(new)
    if old.shape != new.shape or len(a) != len(b) or not a:
        return None
    order = _best_order(a, b, closed=old.shape == "polygon")
    lat_a, lon_a = np.array(a).T
    lat_b, lon_b = np.array(b)[order].T
    apart_km = geodesic_inverse(lat_a, lon_a, lat_b, lon_b)[0] / 1000
    return [
        (i, int(j), float(km)) for i, (j, km) in enumerate(zip(order, np.atleast_1d(apart_km), strict=True))
    ]


def positions_of(area: Area) -> tuple[Position, ...]:
    """The positions that make an area: its vertices, its line, the corners of a box, or its centre."""
    if area.vertices or area.line:
        return area.vertices or area.line
    if area.lat and area.lon:
        return ((area.lat[0], area.lon[0]), (area.lat[1], area.lon[1]))
    return () if area.center is None else (area.center,)


def _best_order(a: Sequence[Position], b: Sequence[Position], *, closed: bool) -> Any:
    """For each position of the first the index of its counterpart.

    The order in which most positions have moved alike: the least median of their offsets from the median offset. Of
    orders that are as good the one that moves them less.
    """
    count = len(a)
    forward = np.arange(count)
    if closed:
        turned = (forward[:, None] + forward[None, :]) % count
        orders = np.concatenate([turned, turned[:, ::-1]])
    else:
        orders = np.stack([forward, forward[::-1]])
    here, there = unit_vectors(*np.array(a).T), unit_vectors(*np.array(b).T)
    offsets = there[:, orders] - here[:, None, :]
    beside_move = np.linalg.norm(offsets - np.median(offsets, axis=2, keepdims=True), axis=0)
    scores = np.median(beside_move, axis=1) + _NEARER * np.median(np.linalg.norm(offsets, axis=0), axis=1)
    return orders[int(np.argmin(np.round(scores, 12)))]
