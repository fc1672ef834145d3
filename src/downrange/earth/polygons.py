"""Polygons on the Earth: containment, area, centroid, crossings, and their GeoJSON for maps.

A ring is an array (2, N): latitudes over longitudes in degrees, N >= 3 vertices, the first not repeated. Its
edges are shortest lines, so the 180th meridian and the poles are no special case. A ring is smaller than a
hemisphere and its inside is the smaller side, whichever way it winds.

Lengths and areas are geodesic (WGS 84). Containment and crossings take edges for great circles of geodetic
latitude: on an edge of 500 km the two lines differ by metres, on one of 2000 km by some hundred metres.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely
from shapely import affinity

from downrange.earth.angles import wrap_longitude_deg
from downrange.earth.earth_codes import RingCode
from downrange.earth.ellipsoid import GEOD, geodesic_direct, geodesic_inverse
from downrange.earth.unit_vectors import lat_lon_deg, unit_vectors
from downrange.errors import PlaceError
from downrange.kernel.arrays import ArrayLike, Bools, Floats

_MAP_DIGITS = 9  # decimals of a degree on a map: a tenth of a millimetre
_FLAT = 1e-14  # a sine this small is rounding: a vertex counts as lying on the edge


def ring_area_km2(ring: ArrayLike) -> float:
    """Area on the ellipsoid. Where a ring crosses itself opposite lobes cancel: `untangle` it first."""
    return abs(_signed_area_m2(_ring(ring))) / 1e6


def ring_contains(ring: ArrayLike, lat_deg: ArrayLike, lon_deg: ArrayLike) -> Bools:
    """Whether points (any shape) lie inside the ring or on its edge.

    The gnomonic projection maps every great circle to a straight line on a tangent plane, so that the test
    is that of a point in a plane polygon.
    """
    vertices = unit_vectors(*_ring(ring))
    axes = _tangent_axes(vertices)
    lat, lon = np.broadcast_arrays(np.asarray(lat_deg, np.float64), np.asarray(lon_deg, np.float64))
    east, north, up = np.tensordot(axes, unit_vectors(lat, lon), axes=1)
    in_front = up > 0
    scale = np.where(in_front, up, 1.0)
    flat_east, flat_north, depth = axes @ vertices
    flat = shapely.Polygon(np.stack([flat_east, flat_north]).T / depth[:, None])
    shapely.prepare(flat)
    inside: Bools = shapely.intersects_xy(flat, east / scale, north / scale) & in_front
    return inside


def ring_centroid(ring: ArrayLike) -> tuple[float, float]:
    """Latitude and longitude of the centroid of the area (on the sphere of geodetic latitudes)."""
    a = unit_vectors(*_ring(ring))
    b = np.roll(a, -1, axis=1)
    mean = a.mean(axis=1, keepdims=True)
    cross = np.cross(a, b, axis=0)
    sine = np.linalg.norm(cross, axis=0)
    # The integral of position over a spherical polygon is half the sum of (edge angle) x (unit normal of edge).
    # Split into a x b, taken from the middle, and what the angle exceeds its sine by, so that small rings keep
    # their digits.
    excess = np.arctan2(sine, (a * b).sum(axis=0)) / np.maximum(sine, _FLAT) - 1
    excess[sine < _FLAT] = 0.0
    centre = (np.cross(a - mean, b - mean, axis=0) + cross * excess).sum(axis=1)
    if np.linalg.norm(centre) <= _FLAT * sine.sum():  # no area at all: the vertices in a line
        centre = mean[:, 0]
    lat, lon = lat_lon_deg(centre * np.copysign(1.0, centre @ mean[:, 0]))
    return float(lat), float(wrap_longitude_deg(lon))


def circle_ring(lat_deg: float, lon_deg: float, radius_m: float, points: int = 72) -> Floats:
    """The points at one geodesic distance from a centre, counterclockwise from north."""
    azimuth = np.linspace(360.0, 0.0, points, endpoint=False)
    return np.stack(geodesic_direct(lat_deg, lon_deg, azimuth, radius_m)[:2])


def densify(ring: ArrayLike, max_step_km: float = 50.0) -> Floats:
    """The same ring with vertices added along its geodesic edges, none more than `max_step_km` apart."""
    lat, lon = _ring(ring)
    length_m, azimuth, _ = geodesic_inverse(lat, lon, np.roll(lat, -1), np.roll(lon, -1))
    steps = np.maximum(np.ceil(length_m / (max_step_km * 1e3)), 1).astype(np.int64)
    edge = np.repeat(np.arange(steps.size), steps)
    step = np.arange(edge.size) - np.repeat(np.cumsum(steps) - steps, steps)
    along_m = length_m[edge] * step / steps[edge]
    dense = np.stack(geodesic_direct(lat[edge], lon[edge], azimuth[edge], along_m)[:2])
    dense[:, step == 0] = lat, lon  # the given vertices to the last digit
    return dense


def self_crossings(ring: ArrayLike) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of edges that cross; edge i runs from vertex i to vertex i + 1."""
    vertices = unit_vectors(*_ring(ring))
    x, y, z = vertices
    u, v, w = np.concatenate((vertices[:, 1:], vertices[:, :1]), axis=1)
    normals = np.stack((y * w - z * v, z * u - x * w, x * v - y * u))  # of few vertices, faster than np.cross
    side = normals.T @ vertices  # of edge i, on which side lies vertex k
    side = np.sign(np.where(np.abs(side) < _FLAT, 0.0, side))
    side_after = np.concatenate((side[:, 1:], side[:, :1]), axis=1)
    parted = side * side_after < 0  # edge j has its ends on both sides of edge i
    here = side * side_after.T > 0  # the great circles of both meet twice: here, not at the antipode
    i, j = np.nonzero(parted & parted.T & here)
    return [(first, second) for first, second in zip(i.tolist(), j.tolist(), strict=True) if first < second]


def untangle(ring: ArrayLike) -> Floats:
    """The same vertices in an order whose edges do not cross; a ring already simple is returned as it is.

    A box named by rows (NW, NE, SW, SE) is the usual case, and has one answer. Where there are several, this
    gives the one found by reversing the vertices between two crossing edges until none cross (2-opt);
    each reversal shortens the ring, so it ends.
    """
    simple = _ring(ring)
    while crossings := self_crossings(simple):
        i, j = crossings[0]
        simple = np.concatenate([simple[:, : i + 1], simple[:, j:i:-1], simple[:, j + 1 :]], axis=1)
    return simple


def geojson_geometry(ring: ArrayLike) -> dict[str, Any]:
    """The ring as an RFC 7946 Polygon or MultiPolygon: lon-lat, right-hand rule, cut at the 180th meridian.

    A ring around a pole is closed along the map's edge. A ring that crosses itself is untangled first. A map
    draws edges straight in longitude and latitude: `densify` the ring first where that would show. It is done
    here only where the straight edges would cross, or turn the area inside out.
    """
    simple = untangle(ring)
    flat = _drawn_flat(simple)
    if not flat.is_valid or flat.exterior.is_ccw != (_signed_area_m2(simple) > 0):
        flat = _drawn_flat(densify(simple))
    drawn = shapely.make_valid(flat)
    west, _, east, _ = drawn.bounds
    pieces = []
    for turn in range(round(west / 360), round(east / 360) + 1):
        strip = shapely.intersection(drawn, shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90))
        pieces.append(affinity.translate(strip, xoff=-360.0 * turn))
    # Points and lines, which have no area, fall away; what was cut at no edge of the map grows together again.
    surfaces = [part for part in shapely.get_parts(shapely.get_parts(pieces)) if part.area > 0]
    whole = shapely.set_precision(shapely.union_all(surfaces), 10.0**-_MAP_DIGITS)
    if whole.is_empty:
        raise PlaceError(RingCode.NO_SURFACE)
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(shapely.orient_polygons(whole)))
    return geometry


def _ring(ring: ArrayLike) -> Floats:
    """The ring as an array; `PlaceError` for what is none."""
    array = np.asarray(ring, dtype=np.float64)
    if array.ndim != 2 or array.shape[0] != 2 or array.shape[1] < 3:
        raise PlaceError(RingCode.NOT_A_RING, value=array.shape)
    if not (np.isfinite(array).all() and (np.abs(array[0]) <= 90).all()):
        raise PlaceError(RingCode.OFF_EARTH)
    return array


def _signed_area_m2(ring: Floats) -> float:
    """Geodesic area, positive when the ring runs counterclockwise."""
    return float(GEOD.polygon_area_perimeter(ring[1], ring[0])[0])


def _tangent_axes(vertices: Floats) -> Floats:
    """Rows east, north, up at the middle of the vertices; all must lie within 90 degrees of it."""
    up = vertices.mean(axis=1)
    if not (up @ vertices > 0).all():
        raise PlaceError(RingCode.HEMISPHERE)
    up /= np.linalg.norm(up)
    east = np.cross(np.eye(3)[np.argmin(np.abs(up))], up)
    east /= np.linalg.norm(east)
    return np.stack([east, np.cross(up, east), up])


def _drawn_flat(ring: Floats) -> shapely.Polygon:
    """The ring in longitude and latitude, longitudes running on past 180, closed over a pole it goes around."""
    lat, lon = _off_poles(ring)
    lat, lon = np.append(lat, lat[0]), wrap_longitude_deg(np.append(lon, lon[0]))
    lon = np.round(
        np.unwrap(lon, period=360), _MAP_DIGITS
    )  # the noise of unwrapping would leave the ring open
    points = np.stack([lon, lat])
    turn = lon[-1] - lon[0]
    if abs(turn) > 180:  # counterclockwise and eastward is around the north pole
        pole = float(np.copysign(90.0, turn * _signed_area_m2(ring)))
        points = np.concatenate([points, [[lon[-1], lon[0]], [pole, pole]]], axis=1)
    return shapely.Polygon(points.T)


def _off_poles(ring: Floats) -> Floats:
    """The ring with each vertex on a pole, and each edge over one, drawn as a step along the map's edge."""
    points: list[tuple[float, float]] = []
    before, here, after = np.roll(ring, 1, axis=1).T, ring.T, np.roll(ring, -1, axis=1).T
    for (_, lon_before), (lat, lon), (lat_after, lon_after) in zip(before, here, after, strict=True):
        if abs(lat) == 90:
            points += [(lat, lon_before), (lat, lon_after)]
            continue
        points.append((lat, lon))
        if (lon_after - lon) % 360 == 180 and abs(lat_after) != 90:
            pole = np.copysign(90.0, lat + lat_after)
            points += [(pole, lon), (pole, lon_after)]
    return np.array(points).T
