"""Footprints: containment contours of 50, 97 and 99.7 per cent of where a body may land.

97 % is the containment required of an area that ships are warned of (14 CFR 450.133(b)). A contour follows the
density of the samples, smoothed by a normal kernel of Silverman's width and cut at the level that contains the share.
Where too few samples lie beyond a contour to place it, there is none, and the reason is given: a thousand samples
cannot show one in a thousand, let alone one in a million.

Source of the width: B. W. Silverman, Density Estimation (1986), section 4.3.
"""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from downrange.codes import Remark
from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse
from downrange.earth.polygons import geojson_geometry
from downrange.earth.unit_vectors import lat_lon_deg, unit_vectors
from downrange.kernel.arrays import ArrayLike, Floats
from downrange.launch.fall.fall_codes import ContourRefused

SHARES = (0.5, 0.97, 0.997)
FEWEST_BEYOND = 10  # samples that must lie beyond a contour: its share is then known to about a third
_CELLS = 96  # of the density's grid, along each axis
_FINEST = 0.01  # standard deviations by which a contour may be straightened
_MARGIN = 4.0  # kernel widths between the outermost draw and the edge of the grid


@dataclass(frozen=True, slots=True)
class Contour:
    """The smallest area that contains this share of the samples: its rings, each (2, M) latitude over longitude.

    `arrival` is when the first and the last of the samples inside it come down.
    """

    share: float
    rings: tuple[Floats, ...]
    arrival: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Footprint:
    """The contours of `samples` samples, and for each share that was refused, why.

    `densest` is where most come down, latitude and longitude in degrees, and the share of a body there per km2; None
    where no contour could be drawn.
    """

    samples: int
    contours: tuple[Contour, ...]
    refused: tuple[tuple[float, Remark], ...]
    densest: tuple[float, float, float] | None

    def as_dict(self) -> dict[str, Any]:
        return {
            "containment": {f"{contour.share:g}": rings_geometry(contour.rings) for contour in self.contours},
            "containment_arrival_s": {
                f"{contour.share:g}": [round(t, 1) for t in contour.arrival] for contour in self.contours
            },
            "densest": self.densest
            and {
                "lat": round(self.densest[0], 4),
                "lon": round(self.densest[1], 4),
                "per_km2": float(f"{self.densest[2]:.2g}"),
            },
            "containment_refused": {f"{share:g}": why.says for share, why in self.refused},
            "containment_refused_codes": {f"{share:g}": str(why.code) for share, why in self.refused},
        }


def footprint(
    lat_deg: ArrayLike, lon_deg: ArrayLike, after_s: ArrayLike, shares: tuple[float, ...] = SHARES
) -> Footprint:
    """The contours of points (N,), in degrees, that landed `after_s`; holes are filled: a warned area has none."""
    lat, lon = np.asarray(lat_deg, dtype=np.float64), np.asarray(lon_deg, dtype=np.float64)
    after = np.asarray(after_s, dtype=np.float64)
    refused = tuple((share, _too_few(share, lat.size)) for share in shares if not _enough(share, lat.size))
    drawn = tuple(share for share in shares if _enough(share, lat.size))
    if not drawn:
        return Footprint(lat.size, (), refused, None)
    middle_lat, middle_lon = _middle(lat, lon)
    plane = _flat(middle_lat, middle_lon, lat, lon)
    centre = plane.mean(axis=1, keepdims=True)
    # A millimetre of scatter is added to each axis, so that draws in a line or on one spot have an area too.
    stretch = np.linalg.cholesky(np.cov(plane) + 1e-6 * np.eye(2))
    white = np.linalg.solve(stretch, plane - centre)
    density, grid = _density(white)
    at_points = _read(density, grid, white)
    contours = []
    for share in drawn:
        level = float(np.quantile(at_points, 1.0 - share))
        rings = [centre + stretch @ ring for ring in _level_rings(density, grid, level)]
        inside = after[at_points >= level]
        on_earth = tuple(_round_earth(middle_lat, middle_lon, ring) for ring in rings)
        contours.append(Contour(share, on_earth, (float(inside.min()), float(inside.max()))))
    i, j = np.unravel_index(int(np.argmax(density)), density.shape)
    top = _round_earth(middle_lat, middle_lon, centre + stretch @ np.array([[grid[i]], [grid[j]]]))[:, 0]
    cell_km2 = abs(float(np.linalg.det(stretch))) * float(grid[1] - grid[0]) ** 2 / 1e6
    densest = float(top[0]), float(top[1]), float(density[i, j] / density.sum()) / cell_km2
    return Footprint(lat.size, tuple(contours), refused, densest)


def _enough(share: float, samples: int) -> bool:
    return samples * (1.0 - share) >= FEWEST_BEYOND - 1e-9


def _too_few(share: float, samples: int) -> Remark:
    facts = {"samples": samples, "beyond": 1 - share, "needed": round(FEWEST_BEYOND / (1.0 - share))}
    return Remark(ContourRefused.TOO_FEW_DRAWS, facts)


def _middle(lat_deg: Floats, lon_deg: Floats) -> tuple[float, float]:
    """The mean direction of the points: right beside the 180th meridian and the poles too."""
    lat, lon = lat_lon_deg(unit_vectors(lat_deg, lon_deg).mean(axis=1))
    return float(lat), float(lon)


def _flat(lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    """Points on the plane of distance and direction from a middle: (2, N) metres east and north."""
    away_m, azimuth, _ = geodesic_inverse(lat, lon, lats, lons)
    return np.stack([away_m * np.sin(np.radians(azimuth)), away_m * np.cos(np.radians(azimuth))])


def _round_earth(lat: float, lon: float, plane: Floats) -> Floats:
    azimuth = np.degrees(np.arctan2(plane[0], plane[1]))
    return np.stack(geodesic_direct(lat, lon, azimuth, np.hypot(plane[0], plane[1]))[:2])


def _density(white: Floats) -> tuple[Floats, Floats]:
    """Smoothed density on a square grid, and the coordinates of its lines (the same along both axes)."""
    width = white.shape[1] ** (-1 / 6)
    reach = float(np.abs(white).max()) + _MARGIN * width
    edges = np.linspace(-reach, reach, _CELLS + 1)
    counts, _, _ = np.histogram2d(white[0], white[1], bins=(edges, edges))
    lines = 0.5 * (edges[:-1] + edges[1:])
    kernel = np.exp(-0.5 * ((lines[:, None] - lines[None, :]) / width) ** 2)
    smooth: Floats = kernel @ counts @ kernel
    return smooth, lines


def _read(density: Floats, lines: Floats, points: Floats) -> Floats:
    """Density at points (2, N): straight lines between the grid's."""
    place = (points - lines[0]) / (lines[1] - lines[0])
    i, j = np.clip(place.astype(np.int64), 0, lines.size - 2)
    x, y = place[0] - i, place[1] - j
    low = density[i, j] * (1 - x) + density[i + 1, j] * x
    high = density[i, j + 1] * (1 - x) + density[i + 1, j + 1] * x
    value: Floats = low * (1 - y) + high * y
    return value


def _level_rings(density: Floats, lines: Floats, level: float) -> list[Floats]:
    """The outer rings (2, M) along which the density has this level, the largest first.

    Each square of the grid is two triangles; through a triangle with corners on both sides the line runs
    straight from edge to edge. The pieces meet exactly, because an edge has one crossing point for both triangles.
    """
    n = lines.size
    index = np.arange(n * n).reshape(n, n)
    a, b, c, d = index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]
    triangles = np.concatenate(
        [np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)]
    )
    flat = density.ravel()
    above = flat[triangles] > level
    cut = above.any(axis=1) & ~above.all(axis=1)
    triangles, above = triangles[cut], above[cut]
    odd = np.where(above.sum(axis=1) == 1, above.argmax(axis=1), above.argmin(axis=1))
    rows = np.arange(odd.size)
    lone, second, third = (triangles[rows, (odd + step) % 3] for step in range(3))
    ends = np.stack([_crossing(flat, lines, level, lone, other) for other in (second, third)], axis=1)
    pieces: Any = shapely.linestrings(ends)
    outlines = shapely.get_exterior_ring(shapely.get_parts(shapely.polygonize(pieces)))
    area = shapely.simplify(shapely.union_all(shapely.polygons(outlines)), _FINEST)
    shapes = sorted(shapely.get_parts(area), key=lambda shape: -float(shape.area))
    return [shapely.get_coordinates(shapely.get_exterior_ring(shape))[:-1].T for shape in shapes]


def _crossing(flat: Floats, lines: Floats, level: float, one: Any, other: Any) -> Floats:
    """Where the edges between two grid points meet the level: (K, 2), the same whichever end is named first."""
    p, q = np.minimum(one, other), np.maximum(one, other)
    part = ((level - flat[p]) / (flat[q] - flat[p]))[:, None]
    start = np.stack([lines[p // lines.size], lines[p % lines.size]], axis=1)
    end = np.stack([lines[q // lines.size], lines[q % lines.size]], axis=1)
    crossing: Floats = start + part * (end - start)
    return crossing


def rings_geometry(rings: tuple[Floats, ...]) -> dict[str, Any]:
    """Outer rings (2, M) as one valid RFC 7946 geometry: where two overlap on a map, they are one."""
    parts = [geojson_geometry(ring) for ring in rings]
    if len(parts) == 1:
        return parts[0]
    whole = shapely.union_all([shapely.from_geojson(json.dumps(part)) for part in parts])
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(shapely.orient_polygons(whole)))
    return geometry
