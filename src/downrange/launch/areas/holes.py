"""Areas with parts cut out of them: the difference of GeoJSON polygons."""

from collections.abc import Sequence
from typing import Any

import shapely
from shapely.geometry.polygon import orient


def without_holes(outer: dict[str, Any], holes: Sequence[dict[str, Any] | None]) -> dict[str, Any]:
    """A GeoJSON polygon less others (RFC 7946: outer rings anticlockwise, holes clockwise).

    A hole without geometry, and one that would leave nothing, is not cut out: rather too much is shown.
    Edges are straight in longitude and latitude, as GeoJSON has them.
    """
    left = shapely.geometry.shape(outer)
    for hole in holes:
        if hole is None:
            continue
        try:
            rest = left.difference(shapely.geometry.shape(hole))
        except shapely.errors.GEOSException:  # an outline that touches itself
            continue
        left = rest if rest.area > 0 else left
    parts = [orient(part) for part in getattr(left, "geoms", [left]) if part.geom_type == "Polygon"]
    rings = [
        [[[lon, lat] for lon, lat, *_ in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two GeoJSON polygons have a part in common; outlines that touch themselves have none."""
    try:
        return bool(shapely.geometry.shape(a).intersection(shapely.geometry.shape(b)).area > 0)
    except shapely.errors.GEOSException:
        return False
