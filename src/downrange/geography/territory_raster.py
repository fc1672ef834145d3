"""A raster of territories: which of many territories, overlapping or not, hold each of millions of points.

Territories are known along parallels a quarter of an arc minute (463 m) apart, exactly in longitude, as the land is
in `shore`: each parallel is a list of crossings of outlines from west to east, and between two crossings a point is
in one and the same set of territories. A set is numbered once and called a label; label 0 is the empty set. The
answer can differ from the outline within 232 m of it, and an island that no parallel crosses is nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.geography.territories import Territory
from downrange.kernel.arrays import Floats, Ints
from downrange.kernel.compiled import compiled

ROWS_A_DEGREE = 240  # as `shore.ROWS_A_DEGREE`
_KEYS_A_ROW = 1024.0  # longitudes run over 360 of these, so that one sorted list holds all rows


@dataclass(frozen=True, slots=True)
class TerritoryRaster:
    """Territories along R parallels from row `south_row` on (row 0 lies at the south pole), in flat arrays.

    territories  the M territories asked for
    row_start    (R + 1,)  where each row begins among the crossings
    along_deg    (C,)  east of 180 degrees west: where outlines cross the rows, rising in each row
    label        (C,)  the set of territories east of each crossing
    set_start    (L + 1,)  where each label's set begins in `members`
    members      (S,)  places in `territories`
    """

    territories: tuple[Territory, ...]
    south_row: int
    row_start: Ints
    along_deg: Floats
    label: Ints
    set_start: Ints
    members: Ints

    def labels(self, lat_deg: Floats, lon_deg: Floats) -> Ints:
        """The labels of points (N,), degrees, longitudes of any turn; 0 where a point is not a number."""
        return _labels(lat_deg, lon_deg, self.south_row, self.row_start, self.along_deg, self.label)

    def inside(self, lat_deg: Floats, lon_deg: Floats) -> NDArray[np.bool_]:
        """Which points (N,) are in which territories: (M, N)."""
        sets = np.zeros((len(self.set_start) - 1, len(self.territories)), dtype=np.bool_)
        sets[np.repeat(np.arange(len(sets)), np.diff(self.set_start)), self.members] = True
        return sets[self.labels(lat_deg, lon_deg)].T


def territory_raster(
    territories: Sequence[Territory], south_deg: float = -90.0, north_deg: float = 90.0
) -> TerritoryRaster:
    """The raster of territories between two latitudes; outside of them every point has label 0."""
    south_row = int(np.floor((max(south_deg, -90.0) + 90.0) * ROWS_A_DEGREE))
    rows = int(np.ceil((min(north_deg, 90.0) + 90.0) * ROWS_A_DEGREE)) - south_row
    row, along, which = _crossings(territories, south_row, rows)
    key = row * _KEYS_A_ROW + along
    order = np.argsort(key, kind="stable")
    row, along, which = row[order], along[order], which[order]
    row_start = np.searchsorted(row, np.arange(rows + 1))
    label, sets = _sets(row_start, which, len(territories))
    return TerritoryRaster(
        territories=tuple(territories),
        south_row=south_row,
        row_start=row_start.astype(np.int64),
        along_deg=np.ascontiguousarray(along),
        label=label,
        set_start=np.cumsum([0, *(len(each) for each in sets)]),
        members=np.array([place for each in sets for place in each], dtype=np.int64),
    )


def _crossings(territories: Sequence[Territory], south_row: int, rows: int) -> tuple[Ints, Floats, Ints]:
    """Where parallels cross outlines: row from the south row on, degrees east of 180 west, place of the territory.

    Rows lie in the middle of each quarter minute, off the grid of the outlines' vertices, so no edge ends on one.
    """
    shapes = np.array([territory.geometry for territory in territories], dtype=object)
    parts, of_shape = shapely.get_parts(shapes, return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    lon_lat, ring = shapely.get_coordinates(rings, return_index=True)
    along = lon_lat[:, 0] + 180.0
    height = (lon_lat[:, 1] + 90.0) * ROWS_A_DEGREE - 0.5 - south_row
    edge = np.flatnonzero(ring[1:] == ring[:-1])
    low = np.ceil(np.minimum(height[edge], height[edge + 1])).astype(np.int64).clip(0, rows)
    high = np.ceil(np.maximum(height[edge], height[edge + 1])).astype(np.int64).clip(0, rows)
    met = high - low
    edge, low, first = np.repeat(edge, met), np.repeat(low, met), np.repeat(np.cumsum(met) - met, met)
    row = low + np.arange(len(edge)) - first
    share = (row - height[edge]) / (height[edge + 1] - height[edge])
    return (
        row,
        along[edge] + share * (along[edge + 1] - along[edge]),
        of_shape[of_part[ring[edge]]].astype(np.int64),
    )


def _sets(row_start: Ints, which: Ints, many: int) -> tuple[Ints, list[Ints]]:
    """Labels of the intervals east of sorted crossings, and the set of each label; the set of label 0 is empty.

    Each crossing puts a territory into the running set, or takes it out. A set is known by the exclusive-or of 64
    random bits of each of its members, which is the running exclusive-or along the crossings: each row ends empty.
    """
    bits = np.random.Philox(key=many).random_raw(many) if many else np.empty(0, dtype=np.uint64)
    running = np.bitwise_xor.accumulate(bits[which]) if which.size else np.empty(0, dtype=np.uint64)
    known, first, label = np.unique(np.append(np.uint64(0), running), return_index=True, return_inverse=True)
    begin = row_start[np.searchsorted(row_start, first - 1, side="right") - 1]
    sets = []
    for k in range(len(known)):
        toggled = np.bincount(which[begin[k] : first[k]], minlength=1) if first[k] else np.zeros(1)
        sets.append(np.flatnonzero(toggled % 2 == 1))
    return label.ravel()[1:].astype(np.int64), sets


@compiled
def label_at(
    lat_deg: float, lon_deg: float, south_row: int, row_start: Ints, along_deg: Floats, label: Ints
) -> int:
    """The label of one point, in `TerritoryRaster`'s flat arrays."""
    if not (isfinite(lat_deg) and isfinite(lon_deg)):
        return 0
    row = int(np.floor((lat_deg + 90.0) * ROWS_A_DEGREE)) - south_row
    if row < 0 or row >= row_start.size - 1:
        return 0
    along = lon_deg + 180.0
    along -= 360.0 * np.floor(along / 360.0)
    low, high = row_start[row], row_start[row + 1]
    first = low
    while low < high:  # how many crossings lie at or west of the point
        middle = (low + high) // 2
        if along_deg[middle] <= along:
            low = middle + 1
        else:
            high = middle
    return label[low - 1] if low > first else 0


@compiled
def _labels(
    lat_deg: Floats, lon_deg: Floats, south_row: int, row_start: Ints, along_deg: Floats, label: Ints
) -> Ints:
    found = np.zeros(lat_deg.size, dtype=np.int64)
    for n in range(lat_deg.size):
        found[n] = label_at(lat_deg[n], lon_deg[n], south_row, row_start, along_deg, label)
    return found
