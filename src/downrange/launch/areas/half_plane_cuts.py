"""Half planes that restrict an area: north of a parallel, east of a meridian, on one side of a printed line.

Edges are straight in longitude and latitude, as GeoJSON has them. A line is not drawn beyond its printed ends, except
by the rounding of a print: one that does not cross the whole area cuts nothing, and the answer says so with None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

import numpy as np
import shapely
import shapely.ops

from downrange.earth.angles import wrap_180_deg
from downrange.kernel.arrays import Floats
from downrange.launch.areas.arcs import Position

_BEYOND_DEG = 0.02  # a position printed to the minute of arc
_PARALLEL_STEP_DEG = 2.0  # between points on a parallel, which is no geodesic
_LEAST_COSINE = 0.38  # a side turned by more than 67.5 degrees from the normal of its line is not clear
_SIDES = {
    "N": (1, 0),
    "E": (0, 1),
    "S": (-1, 0),
    "W": (0, -1),
    "NE": (1, 1),
    "SE": (-1, 1),
    "SW": (-1, -1),
    "NW": (1, -1),
}


@dataclass(frozen=True, slots=True)
class HalfPlane:
    """One side (N, NE, E, ...) of a parallel or meridian (`degrees`), or of a line of positions (degrees)."""

    side: str
    degrees: float | None = None
    line: tuple[Position, ...] = ()

    def __str__(self) -> str:
        where = f"{self.degrees:g}" if self.degrees is not None else f"a line of {len(self.line)} positions"
        return f"{self.side} of {where}"

    def as_dict(self) -> dict[str, Any]:
        """The side, and what it is a side of."""
        if self.degrees is not None:
            return {"side": self.side, "degrees": round(self.degrees, 7)}
        return {"side": self.side, "line": [[round(value, 7) for value in point] for point in self.line]}

    @classmethod
    def from_dict(cls, said: dict[str, Any]) -> "HalfPlane":
        """What `as_dict` gives; raises `KeyError`, `TypeError` or `ValueError` on anything else."""
        line = tuple((float(lat), float(lon)) for lat, lon in said.get("line", ()))
        if said["side"] not in _SIDES or ("degrees" not in said and len(line) < 2):
            raise ValueError(said["side"])
        return cls(said["side"], float(said["degrees"]) if "degrees" in said else None, line)


def cut_ring(ring: Floats, cuts: Sequence[HalfPlane]) -> Floats | None:
    """The part of a ring (2, N) that lies in every half plane, as one ring; None where that is not one whole ring.

    Also None where a line does not cross the ring, where its side is not clear, and where nothing is left.
    """
    first = float(ring[1, 0])
    lons = first + wrap_180_deg(ring[1] - first)
    left = shapely.Polygon(np.column_stack([lons, ring[0]]))
    if not left.is_valid:
        return None
    for cut in cuts:
        part = _beside_line(left, cut) if cut.degrees is None else _beyond(left, cut.side, cut.degrees)
        if part is None or part.geom_type != "Polygon" or part.is_empty or part.interiors:
            return None
        left = part
    corners = np.array(shapely.geometry.polygon.orient(left).exterior.coords)[:-1]
    parallels = {cut.degrees for cut in cuts if cut.side in ("N", "S")}
    points = _along_parallels(corners, parallels)
    return np.array([points[:, 1], wrap_180_deg(points[:, 0])])


def _beyond(area: Any, side: str, degrees: float) -> Any:
    """The part north or south of a parallel, or east or west of a meridian."""
    west, south, east, north = area.bounds
    if side in ("E", "W"):
        middle = (west + east) / 2
        degrees = middle + float(wrap_180_deg(degrees - middle))
    box = {
        "N": (west, degrees, east, max(north, degrees)),
        "S": (west, min(south, degrees), east, degrees),
        "E": (degrees, south, max(east, degrees), north),
        "W": (min(west, degrees), south, degrees, north),
    }[side]
    return area.intersection(shapely.box(*box))


def _beside_line(area: Any, cut: HalfPlane) -> Any:
    middle = area.centroid
    line = [(middle.x + float(wrap_180_deg(lon - middle.x)), lat) for lat, lon in cut.line]
    shrink = cos(radians(middle.y))
    north, east = _SIDES[cut.side]
    along = ((line[-1][0] - line[0][0]) * shrink, line[-1][1] - line[0][1])
    length = hypot(*along)
    if length == 0 or abs(along[0] * north - along[1] * east) < _LEAST_COSINE * length * hypot(north, east):
        return None
    pieces = list(shapely.ops.split(area, shapely.LineString(_longer(line))).geoms)
    if len(pieces) < 2:
        return None
    drawn = shapely.LineString(line)
    kept = []
    for piece in pieces:
        inside = piece.representative_point()
        beside = drawn.interpolate(drawn.project(inside))
        if (inside.y - beside.y) * north + (inside.x - beside.x) * shrink * east > 0:
            kept.append(piece)
    return shapely.union_all(kept) if 0 < len(kept) < len(pieces) else None


def _longer(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The line with both ends drawn out by the rounding of a print."""
    ends = []
    for (x, y), (x1, y1) in ((line[0], line[1]), (line[-1], line[-2])):
        length = hypot(x1 - x, y1 - y) or 1.0
        ends.append((x - (x1 - x) / length * _BEYOND_DEG, y - (y1 - y) / length * _BEYOND_DEG))
    return [ends[0], *line[1:-1], ends[1]]


def _along_parallels(corners: Floats, parallels: set[float | None]) -> Floats:
    """The corners, with points between those that lie on a parallel that cuts."""
    points = []
    for a, b in pairwise([*corners.tolist(), corners[0].tolist()]):
        steps = 1
        if any(
            value is not None and abs(a[1] - value) < 1e-9 and abs(b[1] - value) < 1e-9 for value in parallels
        ):
            steps = 1 + int(abs(b[0] - a[0]) / _PARALLEL_STEP_DEG)
        points += [
            [a[0] + (b[0] - a[0]) * share / steps, a[1] + (b[1] - a[1]) * share / steps]
            for share in range(steps)
        ]
    return np.array(points)
