"""Land and sea: the outline of the land for maps, and whether points are on land.

Land at ``10m`` is Natural Earth 1:10m with the missing islands added, the same outline as the territories; ``50m``
and ``110m`` are Natural Earth 4.1.0's generalised land for small-scale maps (public domain). Its own accuracy is
about half a kilometre at 1:10m, and an island is a few straight segments.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.errors import InputError
from downrange.geography.area_shapes import boxes
from downrange.geography.geography_codes import GeoCode
from downrange.geography.pack import layer
from downrange.kernel.arrays import ArrayLike, Bools, Floats
from downrange.kernel.kernel_codes import NumberCode
from downrange.kernel.number_checks import LATITUDE, numbers

Detail = Literal["10m", "50m", "110m"]
ROWS_A_DEGREE = 240  # a quarter of an arc minute: 463 m between the rows on which land is known
_KEYS_A_ROW = 1024.0  # longitudes run over 360 of these, so that one sorted list holds all rows


def is_land(lat_deg: ArrayLike, lon_deg: ArrayLike) -> Bools:
    """Whether points are on land, any shape (broadcast). InputError: a position that is not on the globe.

    The land at ``10m`` is known along parallels a quarter of an arc minute (463 m) apart, exactly in longitude:
    a point is judged on the parallel nearest to it, so the answer can differ from the outline within 232 m of a
    shore. Lakes count as land, all but the Caspian. Longitudes may be of any turn.
    """
    lat, lon = numbers(lat_deg, "lat_deg", LATITUDE), numbers(lon_deg, "lon_deg")
    try:
        lat, lon = np.broadcast_arrays(lat, lon)
    except ValueError as error:
        raise InputError(
            NumberCode.SHAPE, field="lon_deg", value=str(lon.shape), wanted=str(lat.shape)
        ) from error
    row = np.floor((lat + 90) * ROWS_A_DEGREE)
    crossings_west = np.searchsorted(_crossings(), row * _KEYS_A_ROW + (lon + 180) % 360, side="right")
    inside: Bools = crossings_west % 2 == 1
    return inside


def land(detail: Detail = "50m") -> Any:
    """All land as one shapely multi-polygon, longitude first, cut at 180 degrees."""
    return layer(_named(detail, "land")).shapes[0]


def land_within(south: float, west: float, north: float, east: float, detail: Detail = "50m") -> Any:
    """The land inside a box, for filling a map. Over the antimeridian (west > east) longitudes go on past 180."""
    pieces = []
    for turn, box in boxes(south, west, north, east):
        near = _parts(detail)[_tree(detail).query(box)]
        cut = shapely.clip_by_rect(near, *box.bounds)
        cut = shapely.make_valid(cut[~shapely.is_empty(cut)])
        pieces += list(shapely.transform(cut, _turned_by(turn)))
    return shapely.union_all(pieces)


def land_meeting(area: Any) -> NDArray[Any]:
    """The polygons of the land at ``10m`` that an area meets, cut to the area's bounds."""
    near = _parts("10m")[_tree("10m").query(area, predicate="intersects")]
    west, south, east, north = area.bounds
    return shapely.make_valid(
        shapely.clip_by_rect(near, west - 0.01, south - 0.01, east + 0.01, north + 0.01)
    )


def coastline(south: float, west: float, north: float, east: float, detail: Detail = "50m") -> list[Floats]:
    """Shore lines inside a box, each an array (2, M) of latitude and longitude, for drawing a map.

    Without the seams of the data: no segment along the box, the antimeridian or the pole. Over the antimeridian
    (west > east) longitudes go on past 180.
    """
    return _lines_within(_shores(detail), south, west, north, east)


def borders(south: float, west: float, north: float, east: float, detail: Detail = "50m") -> list[Floats]:
    """Borders on land between countries as depicted by Natural Earth 4.1.0, as :func:`coastline`."""
    return _lines_within(layer(_named(detail, "borders")).shapes[0], south, west, north, east)


def _turned_by(degrees: float) -> Callable[[Floats], Floats]:
    return lambda lon_lat: lon_lat + np.array([degrees, 0.0])


def _lines_within(lines: Any, south: float, west: float, north: float, east: float) -> list[Floats]:
    found = []
    for turn, box in boxes(south, west, north, east):
        cut = shapely.line_merge(shapely.clip_by_rect(lines, *box.bounds))
        for line in shapely.get_parts(cut):
            lon_lat = shapely.get_coordinates(line)
            found.append(np.stack([lon_lat[:, 1], lon_lat[:, 0] + turn]))
    return found


def _named(detail: str, what: str) -> str:
    if detail not in ("10m", "50m", "110m"):
        raise InputError(GeoCode.NO_DETAIL, field="detail", value=detail, what=what)
    return f"{what}_{detail}"


@cache
def _parts(detail: Detail) -> NDArray[Any]:
    return shapely.get_parts(land(detail))


@cache
def _tree(detail: Detail) -> shapely.STRtree:
    return shapely.STRtree(_parts(detail))


@cache
def _shores(detail: Detail) -> Any:
    """The land's outline as lines, without the segments along 180 degrees and the south pole."""
    lon_lat, ring = shapely.get_coordinates(shapely.get_rings(_parts(detail)), return_index=True)
    seam = (np.abs(lon_lat[:, 0]) >= 180) | (lon_lat[:, 1] < -89.99)
    broken = np.flatnonzero((ring[1:] != ring[:-1]) | (seam[1:] & seam[:-1])) + 1
    lines: list[Any] = [shapely.linestrings(run) for run in np.split(lon_lat, broken) if len(run) > 1]
    return shapely.multilinestrings(lines)


@cache
def _crossings() -> Floats:
    """Where parallels cross the shore: one sorted list of keys, row by row from the south, west to east.

    Between the first and second crossing of a row lies land, between the second and third sea, and so on, so the
    parity of the number of crossings up to a point is the answer. Rows lie at the middle of each quarter minute, off
    the grid of the shores' vertices, so no edge ends on one.
    """
    lon_lat, ring = shapely.get_coordinates(shapely.get_rings(_parts("10m")), return_index=True)
    along = lon_lat[:, 0] + 180
    height = (lon_lat[:, 1] + 90) * ROWS_A_DEGREE - 0.5
    edge = np.flatnonzero(ring[1:] == ring[:-1])
    low = np.ceil(np.minimum(height[edge], height[edge + 1])).astype(np.int64)
    high = np.ceil(np.maximum(height[edge], height[edge + 1])).astype(np.int64)
    rows_met = high - low
    edge = np.repeat(edge, rows_met)
    row = (
        np.repeat(low, rows_met)
        + np.arange(rows_met.sum())
        - np.repeat(np.cumsum(rows_met) - rows_met, rows_met)
    )
    share = (row - height[edge]) / (height[edge + 1] - height[edge])
    return np.sort(row * _KEYS_A_ROW + along[edge] + share * (along[edge + 1] - along[edge]))
