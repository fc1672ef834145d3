"""Edges of an outline that follow the shore, drawn along the shore line of Natural Earth at 1:10 million."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from downrange.earth.angles import wrap_180_deg
from downrange.geography.shore_path import shore_path
from downrange.kernel.arrays import Floats
from downrange.launch.areas.arcs import Position


@dataclass(frozen=True, slots=True)
class ShoreEdge:
    """The edge from vertex number `start` (from 0) to the next one, along the shore; the first follows the last.

    `off_km`: how far the two vertices lie from the shore line that is drawn.
    """

    start: int
    off_km: tuple[float, float]


def shore_edge(vertices: Sequence[Position], start: int) -> ShoreEdge | None:
    """The shore as an edge of an outline; None where it is not known well enough (`geography.shore_path`)."""
    path = shore_path(vertices[start], vertices[(start + 1) % len(vertices)])
    if path is None:
        return None
    edge = ShoreEdge(start, (round(path.off_km[0], 2), round(path.off_km[1], 2)))
    return None if outline_with_shores(vertices, [edge]) is None else edge


def outline_with_shores(vertices: Sequence[Position], shores: Sequence[ShoreEdge]) -> Floats | None:
    """The outline (2, N) with its shores, latitudes over longitudes; None where a shore crosses another edge."""
    following = {shore.start for shore in shores}
    pieces = []
    for index, vertex in enumerate(vertices):
        pieces.append(np.array([[vertex[0]], [vertex[1]]]))
        if index in following:
            path = shore_path(vertex, vertices[(index + 1) % len(vertices)])
            if path is None:
                return None
            pieces.append(path.lat_lon)
    ring = np.concatenate(pieces, axis=1)
    lons = ring[1, 0] + wrap_180_deg(ring[1] - ring[1, 0])
    return ring if shapely.Polygon(np.column_stack([lons, ring[0]])).is_valid else None
