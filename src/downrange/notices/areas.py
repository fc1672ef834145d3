"""Areas: the places a notice announces, in the shape the notice gave them, and their boundary as a ring.

An area keeps what was printed: vertices in their printed order and not closed, a circle as centre and radius,
a corridor as its line and half-width. `area_ring` draws the boundary of any of them for those who need one.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyproj
import shapely

from downrange.earth.arrays import Floats
from downrange.earth.constants import M_PER_NM
from downrange.earth.ellipsoid import geodesic_direct
from downrange.earth.polygons import circle_ring, densify, geojson_geometry, untangle

Position = tuple[float, float]
Shape = Literal["polygon", "circle", "corridor", "sector", "box", "named", "other"]

_ARC_STEP_DEG = 5.0


@dataclass(frozen=True, slots=True)
class Area:
    """One announced area. Latitude before longitude, degrees; distances in nautical miles; bearings true,
    clockwise from the first to the second. `spans` are the places in the text that each position came from.
    """

    shape: Shape
    label: str | None = None
    vertices: tuple[Position, ...] = ()
    center: Position | None = None
    radius_nm: float | None = None
    inner_radius_nm: float | None = None
    bearings: tuple[float, float] | None = None
    line: tuple[Position, ...] = ()
    halfwidth_nm: float | None = None
    lat: tuple[float, float] | None = None
    lon: tuple[float, float] | None = None
    name: str | None = None
    note: str | None = None
    spans: tuple[tuple[int, int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The area as `downrange notice read --json` says it, with ``geojson`` where it has geometry."""
        said: dict[str, Any] = {"label": self.label, "shape": self.shape}
        if self.vertices:
            said["vertices"] = [_rounded(vertex) for vertex in self.vertices]
        if self.center is not None:
            said["center"] = _rounded(self.center)
        if self.line:
            said["line"] = [_rounded(point) for point in self.line]
        for name in ("radius_nm", "inner_radius_nm", "halfwidth_nm", "name", "note"):
            if getattr(self, name) is not None:
                said[name] = getattr(self, name)
        for name in ("bearings", "lat", "lon"):
            if getattr(self, name) is not None:
                said[name] = _rounded(getattr(self, name))
        if self.spans:
            said["spans"] = [list(span) for span in self.spans]
        ring = area_ring(self)
        if ring is not None:
            said["geojson"] = geojson_geometry(ring)
        return said


def _rounded(pair: tuple[float, float]) -> list[float]:
    return [round(pair[0], 7), round(pair[1], 7)]  # 1e-7 deg is one centimetre


def area_ring(area: Area) -> Floats | None:
    """The boundary of an area as a ring (2, N): latitudes, longitudes in degrees, not closed.

    A self-crossing order of vertices is mended. None where the notice gives no boundary (named areas, lines).
    """
    if area.shape == "polygon" and len(set(area.vertices)) >= 3:
        return untangle(np.array(area.vertices, dtype=float).T)
    if area.shape == "circle" and area.center and area.radius_nm:
        return circle_ring(*area.center, area.radius_nm * M_PER_NM)
    if area.shape == "sector" and area.center and area.radius_nm and area.bearings:
        return _sector_ring(area.center, area.inner_radius_nm or 0.0, area.radius_nm, area.bearings)
    if area.shape == "corridor" and len(area.line) >= 2 and area.halfwidth_nm:
        return _corridor_ring(area.line, area.halfwidth_nm * M_PER_NM)
    if area.shape == "box" and area.lat and area.lon:
        return _box_ring(area.lat, area.lon)
    return None


def _sector_ring(center: Position, inner_nm: float, outer_nm: float, bearings: tuple[float, float]) -> Floats:
    opening = (bearings[1] - bearings[0]) % 360 or 360.0
    sweep = np.linspace(bearings[0], bearings[0] + opening, 2 + int(opening / _ARC_STEP_DEG))
    outer = _arc(center, sweep, outer_nm)
    inner = _arc(center, sweep[::-1], inner_nm) if inner_nm else np.array([[center[0]], [center[1]]])
    return np.concatenate([outer, inner], axis=1)


def _arc(center: Position, bearings_deg: Floats, radius_nm: float) -> Floats:
    lat, lon, _ = geodesic_direct(center[0], center[1], bearings_deg, radius_nm * M_PER_NM)
    return np.array([lat, lon])


def _corridor_ring(line: tuple[Position, ...], halfwidth_m: float) -> Floats:
    """All points within a distance of a line, by a buffer in an azimuthal equidistant plane at its middle."""
    track = densify(np.array(line, dtype=float).T)[:, :-1]
    middle = line[len(line) // 2]
    plane = pyproj.Proj(proj="aeqd", lat_0=middle[0], lon_0=middle[1], ellps="WGS84")
    east, north = plane(np.append(track[1], line[-1][1]), np.append(track[0], line[-1][0]))
    outline = shapely.LineString(np.column_stack([east, north])).buffer(halfwidth_m).exterior
    xy = np.array(outline.coords)[:-1]
    lon, lat = plane(xy[:, 0], xy[:, 1], inverse=True)
    return np.array([lat, lon])


def _box_ring(lat: tuple[float, float], lon: tuple[float, float]) -> Floats:
    """A box of parallels and meridians; the parallels are followed by steps of at most two degrees."""
    width = (lon[1] - lon[0]) % 360 or 360.0
    steps = np.linspace(lon[0], lon[0] + width, 2 + int(width / 2))
    lons = np.concatenate([steps, steps[::-1]])
    lats = np.concatenate([np.full(steps.size, lat[0]), np.full(steps.size, lat[1])])
    return np.array([lats, (lons + 180) % 360 - 180])
