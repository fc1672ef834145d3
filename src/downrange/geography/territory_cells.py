"""Territories as cells of a quarter of a degree, each with its ground in square metres: for sums over clouds."""

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.geography.territory_raster import ROWS_A_DEGREE, TerritoryRaster
from downrange.kernel.arrays import Bools, Floats, Ints
from downrange.kernel.compiled import compiled

CELLS_A_DEGREE = 4
COLUMNS = 360 * CELLS_A_DEGREE
_NONE = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)


@dataclass(frozen=True, slots=True)
class TerritoryCells:
    """Cells in rows from `first_row` on (row 0 lies at the south pole), columns from 180 degrees west.

    start     (rows * COLUMNS + 1,)  where each cell begins among the entries
    territory, area_m2  (E,)  place of a territory in the raster, and its ground in the cell
    """

    first_row: int
    start: Ints
    territory: Ints
    area_m2: Floats


def territory_cells(raster: TerritoryRaster, chosen: Bools) -> TerritoryCells:
    """The cells of the chosen territories (M,) of a raster: sums of its rows, so small islands have theirs.

    A row counts as a spherical belt a quarter of an arc minute wide.
    """
    in_cell = ROWS_A_DEGREE // CELLS_A_DEGREE
    first_row = raster.south_row // in_cell
    rows = max((raster.south_row + len(raster.row_start) - 2) // in_cell - first_row + 1, 0)
    column = np.cumsum(chosen) - 1
    belt = np.zeros((COLUMNS, int(chosen.sum())))  # one row of cells: all of the Earth's would take gigabytes
    parts = []
    for row in range(rows):
        begin = max((first_row + row) * in_cell - raster.south_row, 0)
        end = min((first_row + row + 1) * in_cell - raster.south_row, len(raster.row_start) - 1)
        touched = _add_rows(
            raster.south_row, raster.row_start[begin : end + 1], raster.along_deg, raster.label, raster.set_start,
            raster.members, chosen, column, begin, belt,
        )  # fmt: skip
        cell, place = np.nonzero(belt[:, touched])
        place = np.flatnonzero(touched)[place]
        parts.append((row * COLUMNS + cell, place, belt[cell, place]))
        belt[:, touched] = 0.0
    cell, place, area = (np.concatenate(each) for each in zip(*parts, strict=True)) if parts else _NONE
    start = np.searchsorted(cell, np.arange(rows * COLUMNS + 1))
    return TerritoryCells(
        first_row, start.astype(np.int64), np.flatnonzero(chosen)[place].astype(np.int64), area
    )


@compiled
def _add_rows(
    south_row: int, row_start: Ints, along_deg: Floats, label: Ints, set_start: Ints, members: Ints,
    chosen: Bools, column: Ints, first: int, belt: Floats,
) -> Bools:  # fmt: skip
    """Add the ground of each interval of some rows of the raster, `first` the first, to the row of cells they lie in.

    Returns which of the chosen territories have any ground there.
    """
    touched = np.zeros(belt.shape[1], dtype=np.bool_)
    for row in range(row_start.size - 1):
        lat = np.radians((south_row + first + row + 0.5) / ROWS_A_DEGREE - 90.0)
        high_m = np.radians(1.0 / ROWS_A_DEGREE) * MEAN_RADIUS_M
        m_a_degree = np.radians(1.0) * MEAN_RADIUS_M * np.cos(lat)
        for k in range(row_start[row], row_start[row + 1] - 1):
            west, east, of = along_deg[k], along_deg[k + 1], label[k]
            told = False
            for i in range(set_start[of], set_start[of + 1]):
                told = told or chosen[members[i]]
            while told and west < east:
                cell = min(int(west * CELLS_A_DEGREE), COLUMNS - 1)
                edge = min(east, (cell + 1.0) / CELLS_A_DEGREE)
                if edge <= west:
                    break
                for i in range(set_start[of], set_start[of + 1]):
                    if chosen[members[i]]:
                        belt[cell, column[members[i]]] += (edge - west) * m_a_degree * high_m
                        touched[column[members[i]]] = True
                west = edge
    return touched
