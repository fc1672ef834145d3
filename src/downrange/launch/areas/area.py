"""Announced areas: the shape a notice gives in its own figures, and its boundary as a ring of positions.

An area keeps what was printed: vertices in their printed order and not closed, a circle as centre and radius,
a corridor as its centre line and half-width. `Area.boundary` is the same ring for every reader, computed once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pyproj
import shapely

from downrange.codes import Remark
from downrange.earth.angles import wrap_180_deg
from downrange.earth.constants import M_PER_NM
from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse
from downrange.earth.polygons import circle_ring, geojson_geometry, ring_area_km2, self_crossings
from downrange.earth.unit_vectors import unit_vectors
from downrange.errors import PlaceError
from downrange.kernel.arrays import Floats
from downrange.kernel.number_checks import LATITUDE, LONGITUDE, numbers
from downrange.launch.areas.arcs import Arc, outline_with_arcs
from downrange.launch.areas.arcs import Position as Position
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.areas.computed_positions import ComputedPosition
from downrange.launch.areas.ellipse_ring import ellipse_ring
from downrange.launch.areas.half_plane_cuts import HalfPlane, cut_ring
from downrange.launch.areas.holes import overlap, without_holes
from downrange.launch.areas.shore_edges import ShoreEdge, outline_with_shores

Shape = Literal["polygon", "circle", "ellipse", "corridor", "sector", "box", "named", "other"]

_ARC_STEP_DEG = 5.0
_WIDEST_NM = 5000.0  # a circle of 5400 nm bounds a hemisphere
_CLOSE_DEG = 40.0  # then no point lies a quarter turn from their middle
MOST_VERTICES = 200  # of an outline that is drawn; the longest outline seen in a notice has about 70

MOST_NM = 10_801.0  # half the Earth's circumference


@dataclass(frozen=True)
class Area:
    """One announced area. Latitude before longitude, degrees; distances in nautical miles; bearings true,
    clockwise from the first to the second. An ellipse has its semi-major and semi-minor axis, and the true azimuth
    of the major one at the centre (None where it is not printed: then it has no boundary). `spans` are (start, end)
    in the text for each position. `holes` are the areas that the notice excludes from this one: `geometry` is without
    them, `boundary` is the outer ring. `computed` are the positions that are not printed: by bearing and distance.
    `cuts` are half planes outside of which nothing of the area lies: `boundary` is cut by them. `shores` are
    the edges that are drawn along the shore.
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
    semi_axes_nm: tuple[float, float] | None = None
    azimuth_deg: float | None = None
    lat: tuple[float, float] | None = None
    lon: tuple[float, float] | None = None
    name: str | None = None
    notes: tuple[Remark, ...] = field(default=(), hash=False)
    spans: tuple[tuple[int, int], ...] = ()
    arcs: tuple[Arc, ...] = ()
    holes: "tuple[Area, ...]" = ()
    computed: tuple[ComputedPosition, ...] = ()
    cuts: tuple[HalfPlane, ...] = ()
    shores: tuple[ShoreEdge, ...] = ()

    @property
    def note(self) -> str | None:
        """The notes as one sentence; None without any."""
        return "; ".join(note.says for note in self.notes) or None

    @cached_property
    def boundary(self) -> Floats | None:
        """The boundary as a read-only ring (2, N): latitudes, longitudes in degrees (WGS84), not closed.

        Arcs have their true shape (`arcs`); vertices printed in an order whose edges cross are put into one whose
        edges do not, with straight edges. None where the notice gives no boundary (named areas, lines).
        """
        ring = outline_with_shores(self.vertices, self.shores) if self.shores and self.drawable else None
        if ring is None:
            ring = self.boundary_with_arcs
            ring = _ring_of_shape(self) if ring is None else ring
            ring = None if ring is None or not _on_one_side(ring) else _simple(ring)
        if ring is None:
            return None
        if self.cuts and (part := cut_ring(ring, self.cuts)) is not None:
            ring = part
        ring.setflags(write=False)
        return ring

    @cached_property
    def boundary_with_arcs(self) -> Floats | None:
        """The ring of an outline with arcs; None where its arcs cross its other edges, or are too long to draw."""
        if not (self.arcs and self.drawable):
            return None
        ring = outline_with_arcs(self.vertices, self.arcs)
        return None if ring is None or self_crossings(ring) else ring

    @cached_property
    def drawable(self) -> bool:
        """Whether the vertices of a polygon are few enough, and close enough together, to make one outline of."""
        if not 3 <= len(set(self.vertices)) <= MOST_VERTICES:
            return False
        lats, lons = zip(*self.vertices, strict=True)
        if max(lats) - min(lats) < _CLOSE_DEG and max(lons) - min(lons) < _CLOSE_DEG:
            return True
        return _on_one_side(np.array(self.vertices).T)

    def geometry(self) -> dict[str, Any] | None:
        """The area as RFC 7946 geometry; None where it has no outline that can be drawn (a defect says why)."""
        if self.boundary is None:
            return None
        try:
            outer = geojson_geometry(self.boundary)
        except (PlaceError, ValueError):  # a ring without an inside, such as three positions in a line
            return None
        return without_holes(outer, [hole.geometry() for hole in self.holes]) if self.holes else outer

    def with_holes(self, holes: "Sequence[Area]") -> "Area":
        """This area less others that a file draws inside it; one that has no outline or lies outside is a note."""
        outer = self.geometry()
        drawn = [hole for hole in holes if outer and (inner := hole.geometry()) and overlap(outer, inner)]
        notes = [Remark(AreaNote.EXCLUDED, {"count": len(self.holes) + len(drawn)})] if drawn else []
        notes += [Remark(AreaNote.HOLES)] if len(drawn) < len(holes) else []
        return replace(self, holes=(*self.holes, *drawn), notes=(*self.notes, *notes))

    @cached_property
    def area_km2(self) -> float | None:
        """The surface of the geometry on the ellipsoid, its holes taken out; None without an outline."""
        geometry = self.geometry()
        if geometry is None or self.boundary is None:
            return None
        if not self.holes:
            return ring_area_km2(self.boundary)
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings = [[ring_area_km2(np.array(ring[:-1], dtype=float).T[::-1]) for ring in part] for part in parts]
        return sum(outer - sum(inner) for outer, *inner in rings)

    def as_dict(self) -> dict[str, Any]:
        """The area as `downrange notice read --json` prints it, with ``geojson`` where it has geometry."""
        said: dict[str, Any] = {"label": self.label, "shape": self.shape}
        if self.vertices:
            said["vertices"] = [_rounded(vertex) for vertex in self.vertices]
        if self.center is not None:
            said["center"] = _rounded(self.center)
        if self.line:
            said["line"] = [_rounded(point) for point in self.line]
        if self.arcs:
            said["arcs"] = [_said_arc(arc) for arc in self.arcs]
        for name in ("radius_nm", "inner_radius_nm", "halfwidth_nm", "azimuth_deg", "name", "note"):
            if getattr(self, name) is not None:
                said[name] = getattr(self, name)
        if self.notes:
            said["note_codes"] = [str(note.code) for note in self.notes]
        for name in ("semi_axes_nm", "bearings", "lat", "lon"):
            if getattr(self, name) is not None:
                said[name] = _rounded(getattr(self, name))
        if self.holes:
            said["holes"] = [_without_geometry(hole.as_dict()) for hole in self.holes]
        if self.computed:
            said["computed"] = [one.as_dict() for one in self.computed]
        if self.shores:
            said["shores"] = [{"start": edge.start, "off_km": list(edge.off_km)} for edge in self.shores]
        if self.cuts:
            said["cuts"] = [cut.as_dict() for cut in self.cuts]
        if self.spans:
            said["spans"] = [list(span) for span in self.spans]
        if (geometry := self.geometry()) is not None:
            said["geojson"] = geometry
        return said


def _without_geometry(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "geojson"}


def _said_arc(arc: Arc) -> dict[str, Any]:
    return {
        "start": arc.start,
        "center": _rounded(arc.center),
        "radius_nm": arc.radius_nm,
        "clockwise": arc.clockwise,
    }


def _rounded(pair: tuple[float, float]) -> list[float]:
    return [round(pair[0], 7), round(pair[1], 7)]  # 1e-7 deg is one centimetre


def area_ring(area: Area) -> Floats | None:
    """The boundary of an area, `Area.boundary`, as a function for notebooks. InputError: see `require_on_earth`."""
    require_on_earth(area)
    return area.boundary


def require_on_earth(area: "Area | Floats") -> None:
    """InputError where an area, or a ring (2, N), holds what is not a number or not a position of the Earth."""
    if not isinstance(area, Area):
        lat, _ = numbers(area, "areas", LONGITUDE, (2, None))
        numbers(lat, "areas", LATITUDE)
        return
    places = [*area.vertices, *area.line, *([area.center] if area.center else [])]
    if area.lat and area.lon:
        places += [(area.lat[0], area.lon[0]), (area.lat[1], area.lon[1])]
    if places:
        lat, _ = numbers(places, "area", LONGITUDE, (None, 2)).T
        numbers(lat, "area", LATITUDE)
    far = (0.0, MOST_NM)
    for name in ("radius_nm", "inner_radius_nm", "halfwidth_nm", "semi_axes_nm"):
        if (value := getattr(area, name)) is not None:
            numbers(value, name, far)
    for name in ("bearings", "azimuth_deg"):
        if (value := getattr(area, name)) is not None:
            numbers(value, name, (-360.0, 360.0))
    for hole in area.holes:
        require_on_earth(hole)


def _on_one_side(ring: Floats) -> bool:
    """Whether all points lie less than a quarter turn from their middle."""
    vectors = unit_vectors(*ring)
    return bool((vectors.mean(axis=1) @ vectors > 0).all())


def _ring_of_shape(area: Area) -> Floats | None:
    if area.shape == "polygon" and area.drawable:
        return np.array(area.vertices, dtype=float).T
    if area.shape == "circle" and area.center and area.radius_nm and area.radius_nm < _WIDEST_NM:
        return circle_ring(*area.center, area.radius_nm * M_PER_NM)
    if (
        area.shape == "ellipse"
        and area.center
        and area.semi_axes_nm
        and 0 < area.semi_axes_nm[0] < _WIDEST_NM
    ):
        return ellipse_ring(*area.center, area.semi_axes_nm, area.azimuth_deg or 0.0)
    if area.shape == "sector" and area.center and area.bearings and 0 < (area.radius_nm or 0) < _WIDEST_NM:
        return _sector_ring(area.center, area.inner_radius_nm or 0.0, area.radius_nm or 0.0, area.bearings)
    if area.shape == "corridor" and len(area.line) >= 2 and 0 < (area.halfwidth_nm or 0) < _WIDEST_NM:
        return _corridor_ring(area.line, (area.halfwidth_nm or 0.0) * M_PER_NM)
    if area.shape == "box" and area.lat and area.lon:
        return _box_ring(area.lat, area.lon)
    return None


def _simple(ring: Floats) -> Floats | None:
    """The same vertices in an order whose edges do not cross, as `polygons.untangle` finds it.

    The number of steps is bounded, so that no text can make it run for long; None when they do not suffice.
    """
    for _ in range(2 * ring.shape[1] + 8):
        crossings = self_crossings(ring)
        if not crossings:
            return ring
        i, j = crossings[0]
        ring = np.concatenate([ring[:, : i + 1], ring[:, j:i:-1], ring[:, j + 1 :]], axis=1)
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
    """The ring around all points within a distance of a line: a buffer in an azimuthal equidistant projection."""
    middle = line[len(line) // 2]
    plane = pyproj.Proj(proj="aeqd", lat_0=middle[0], lon_0=middle[1], ellps="WGS84")
    lat, lon = np.concatenate([_along(a, b) for a, b in pairwise(line)], axis=1)
    east, north = plane(lon, lat)
    outline = shapely.LineString(np.column_stack([east, north])).buffer(halfwidth_m).exterior
    xy = np.array(outline.coords)[:-1]
    lon, lat = plane(xy[:, 0], xy[:, 1], inverse=True)
    return np.array([lat, lon])


def _along(start: Position, end: Position) -> Floats:
    """Points on the geodesic between two positions, at most 100 km apart."""
    length_m, azimuth, _ = geodesic_inverse(start[0], start[1], end[0], end[1])
    steps = np.linspace(0.0, float(length_m), 2 + int(length_m / 100e3))
    return np.stack(geodesic_direct(start[0], start[1], azimuth, steps)[:2])


def _box_ring(lat: tuple[float, float], lon: tuple[float, float]) -> Floats:
    """A box of parallels and meridians; the parallels are followed in steps of at most two degrees."""
    width = (lon[1] - lon[0]) % 360 or 360.0
    steps = np.linspace(lon[0], lon[0] + width, 2 + int(width / 2))
    lons = np.concatenate([steps, steps[::-1]])
    lats = np.concatenate([np.full(steps.size, lat[0]), np.full(steps.size, lat[1])])
    return np.array([lats, wrap_180_deg(lons)])
