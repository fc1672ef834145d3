"""Land and borders for small-scale maps, out of the TopoJSON of ``world-atlas`` (Natural Earth 4.1.0)."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import antimeridian
import numpy as np
import shapely
from world.provinces import on_grid

Arcs = list[np.ndarray]


def read_land(path: Path) -> Any:
    """The land as one multi-polygon on the grid of the pack; islets that the quantised topology flattens are lost."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    polygons = [
        _polygon(arcs, rings) for shape in _shapes(topology["objects"]["land"]) for rings in _polygons(shape)
    ]
    return on_grid(shapely.union_all(shapely.make_valid(polygons)))


def read_borders(path: Path) -> Any:
    """The borders on land: the arcs that two countries share, as one multi-line."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    used: Counter[int] = Counter()
    for shape in _shapes(topology["objects"]["countries"]):
        used.update(
            {arc if arc >= 0 else ~arc for rings in _polygons(shape) for ring in rings for arc in ring}
        )
    return shapely.multilinestrings([shapely.linestrings(arcs[i]) for i, n in sorted(used.items()) if n > 1])


def _arcs(topology: dict[str, Any]) -> Arcs:
    scale, origin = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]


def _shapes(shape: dict[str, Any]) -> list[dict[str, Any]]:
    return list(shape["geometries"]) if shape["type"] == "GeometryCollection" else [shape]


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    if shape["type"] is None:
        return []
    return [shape["arcs"]] if shape["type"] == "Polygon" else list(shape["arcs"])


def _polygon(arcs: Arcs, rings: list[list[int]]) -> Any:
    """A polygon of TopoJSON, cut at 180 degrees: each ring runs along arcs, a negative number means one reversed.

    TopoJSON's rings keep the land on their right, RFC 7946 on the left, so they are turned round; which side is
    land is all that tells Antarctica from the rest of the world. Islets flattened to a line come out empty.
    """
    lines = [np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring])[::-1] for ring in rings]
    drawn = shapely.Polygon(lines[0], lines[1:])
    if drawn.area == 0:
        return shapely.Polygon()
    return antimeridian.fix_polygon(drawn, fix_winding=False, great_circle=False)
