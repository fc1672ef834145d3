"""How far two outlines lie apart, and how much of their surface they share."""

from typing import Any

import numpy as np
import shapely
import shapely.geometry

from downrange.earth.constants import SPHERE_RADIUS_KM
from downrange.earth.polygons import densify
from downrange.earth.unit_vectors import unit_vectors
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area

_STEPS = 300  # points on an outline when two outlines are compared, beside its corners
_SHORTEST_KM = 0.05  # a step along an outline is no shorter


def outlines_apart(old: Area, new: Area) -> tuple[float | None, float]:
    """How far apart two outlines lie at most (Hausdorff distance, km), and the share of the joint surface in both."""
    rings = [_outline(area) for area in (old, new)]
    if rings[0] is None or rings[1] is None:
        return None, 0.0
    far_km = max(_farthest_km(rings[0], rings[1]), _farthest_km(rings[1], rings[0]))
    a, b = surface(old), surface(new)
    if a is None or b is None:
        return far_km, 0.0
    return far_km, float(shapely.intersection(a, b).area / max(shapely.union(a, b).area, 1e-30))


def _farthest_km(ring: Floats, other: Floats) -> float:
    """How far the farthest point of one dense ring lies from the edges of the other, by chords on a sphere."""
    points, start = unit_vectors(*ring).T[:, None, :], unit_vectors(*other).T[None, :, :]
    edge = np.roll(start, -1, axis=1) - start
    length = np.maximum((edge * edge).sum(axis=2), 1e-30)
    share = np.clip(((points - start) * edge).sum(axis=2) / length, 0, 1)
    apart = np.linalg.norm(points - start - share[:, :, None] * edge, axis=2)
    return float(apart.min(axis=1).max()) * SPHERE_RADIUS_KM


def _outline(area: Area) -> Floats | None:
    ring = area.boundary
    if ring is None:
        return None
    vectors = unit_vectors(*ring)
    around = np.arccos(np.clip((vectors * np.roll(vectors, -1, axis=1)).sum(axis=0), -1, 1)).sum()
    return densify(ring, max(float(around) * SPHERE_RADIUS_KM / _STEPS, _SHORTEST_KM))


def surface(area: Area) -> Any:
    """The area as a shape on a map of true surface (longitude, sine of latitude); None without an outline."""
    geometry = area.geometry()
    if geometry is None:
        return None
    return shapely.make_valid(shapely.transform(shapely.geometry.shape(geometry), _true_to_surface))


def _true_to_surface(lon_lat: Floats) -> Floats:
    return np.column_stack([np.radians(lon_lat[:, 0]), np.sin(np.radians(lon_lat[:, 1]))])
