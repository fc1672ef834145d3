"""Waters within 12, 24 and 200 nautical miles of a shore: geodesic buffers, approximate, not legal limits."""

from typing import Any

import numpy as np
import shapely
from pyproj import Proj
from world.provinces import GRID_DEG, on_grid

KM_PER_NM = 1.852
# Per width: size of the pieces of coast, in degrees of latitude, and by how much a coast is simplified first.
# A piece of 2 degrees buffered by 370 km lies within 500 km of its centre, where the azimuthal equidistant map
# stretches lengths by 0.1 % at most.
WIDTHS_NM = {12: (1.0, 0.002), 24: (1.0, 0.004), 200: (2.0, 0.015)}
EVERYWHERE = shapely.box(-180, -90, 180, 90)


def coasts(countries: list[Any]) -> list[np.ndarray]:
    """Per country the segments (S, 2, 2) of its rings that lie on the sea: those that are on the land's outline."""
    land = shapely.union_all(shapely.set_precision(countries, GRID_DEG))
    outline = _segments(land)
    sea = np.unique(_keys(outline))
    coast = []
    for country in countries:
        segments = _segments(country)
        lon, lat = segments[:, :, 0], segments[:, :, 1]
        seam = (np.abs(lon) >= 180).all(1) | (lat <= -90 + GRID_DEG).all(1)
        coast.append(segments[np.isin(_keys(segments), sea) & ~seam])
    return coast


def waters(segments: np.ndarray, country: Any, width_nm: int) -> Any:
    """Everything within a distance of a country's coast, its own land included, cut at 180 degrees."""
    cell_deg, tolerance_deg = WIDTHS_NM[width_nm]
    pieces = [_near(lines, width_nm, tolerance_deg) for lines in _by_cell(segments, cell_deg)]
    whole = shapely.union_all([piece for parts in pieces for piece in parts] + [country.buffer(0)])
    filled = [_without_specks(part) for part in shapely.get_parts(shapely.simplify(whole, tolerance_deg))]
    return on_grid(shapely.union_all(shapely.make_valid(filled)))


def _near(lines: np.ndarray, width_nm: int, tolerance_deg: float) -> list[Any]:
    """One piece of coast, buffered on an azimuthal equidistant map about its middle."""
    middle = lines.reshape(-1, 2).mean(axis=0)
    flat = Proj(proj="aeqd", lat_0=middle[1], lon_0=middle[0], ellps="WGS84")
    coast = shapely.simplify(shapely.line_merge(shapely.multilinestrings(list(lines))), tolerance_deg)
    on_map = shapely.transform(coast, lambda lonlat: np.column_stack(flat(*lonlat.T)))
    grown = shapely.buffer(on_map, width_nm * KM_PER_NM * 1000, quad_segs=16)

    def back(xy: np.ndarray) -> np.ndarray:
        lon, lat = flat(*xy.T, inverse=True)
        return np.column_stack([middle[0] + (lon - middle[0] + 180) % 360 - 180, lat])

    zone = shapely.make_valid(shapely.transform(shapely.segmentize(grown, 20_000), back))
    turns = [
        shapely.transform(zone, lambda lonlat, by=by: lonlat + np.array([by, 0])) for by in (-360, 0, 360)
    ]
    return [cut for turn in turns if not (cut := shapely.intersection(turn, EVERYWHERE)).is_empty]


def _by_cell(segments: np.ndarray, cell_deg: float) -> list[np.ndarray]:
    """Segments grouped into cells about as wide as high, whatever the latitude."""
    middle = segments.mean(axis=1)
    row = np.floor(middle[:, 1] / cell_deg)
    wide = cell_deg / np.maximum(np.cos(np.radians((row + 0.5) * cell_deg)), 0.01)
    _, cell = np.unique(np.column_stack([row, np.floor(middle[:, 0] / wide)]), axis=0, return_inverse=True)
    order = np.argsort(cell, kind="stable")
    return np.split(segments[order], np.flatnonzero(np.diff(cell[order])) + 1) if len(order) else []


def _segments(shape: Any) -> np.ndarray:
    """The edges of all rings of a shape, (S, 2, 2): from and to, longitude and latitude."""
    coordinates, ring = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shape)), return_index=True
    )
    same = ring[1:] == ring[:-1]
    return np.stack([coordinates[:-1][same], coordinates[1:][same]], axis=1)


def _keys(segments: np.ndarray) -> np.ndarray:
    """One number an edge, the same whichever way it is walked."""
    grid = np.rint(segments / GRID_DEG).astype(np.int64) + 2_000_000
    ends = np.sort(grid[:, :, 0] * 4_000_001 + grid[:, :, 1], axis=1)
    return ends[:, 0] * 1_000_003 + ends[:, 1]


def _without_specks(polygon: Any, smallest_deg2: float = 1e-3) -> Any:
    """A polygon without its tiny holes."""
    holes = [hole for hole in polygon.interiors if shapely.Polygon(hole).area > smallest_deg2]
    return shapely.Polygon(polygon.exterior, holes)
