"""Grids of square cells along the great circle through points: neither the 180th meridian nor a pole is special.

The cells are those of an oblique equidistant cylinder on the mean sphere: the angle along the circle, and the angle
across it; the area of a cell falls with the cosine of the latter.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.earth.unit_vectors import lat_lon_deg, unit_vectors
from downrange.kernel.arrays import Bools, Floats

_FAR_DEG = 60.0  # from their middle: the plane is then that of the points about the Earth's centre


@dataclass(frozen=True, slots=True)
class Box:
    """Angles across and along a great circle, rad: from the lowest to the highest of each."""

    across_low: float
    across_high: float
    along_low: float
    along_high: float

    @property
    def size(self) -> float:
        """Its area in square angles, with a little more for a box without any width."""
        return (self.across_high - self.across_low + 1e-6) * (self.along_high - self.along_low + 1e-6)

    def halves(self) -> Iterator["Box"]:
        """Both halves of its longer side."""
        if self.along_high - self.along_low >= self.across_high - self.across_low:
            middle = 0.5 * (self.along_low + self.along_high)
            yield Box(self.across_low, self.across_high, self.along_low, middle)
            yield Box(self.across_low, self.across_high, middle, self.along_high)
        else:
            middle = 0.5 * (self.across_low + self.across_high)
            yield Box(self.across_low, middle, self.along_low, self.along_high)
            yield Box(middle, self.across_high, self.along_low, self.along_high)


@dataclass(frozen=True, slots=True)
class ObliqueGrid:
    """(rows, columns) square cells of `cell_m`: `axes` (3, 3) rows middle, along, across; the first cell begins at
    `low_rad`, angles across and along."""

    axes: Floats
    cell_m: float
    low_rad: tuple[float, float]
    shape: tuple[int, int]

    @classmethod
    def over(cls, axes: Floats, box: Box, finest_m: float, most_cells: int, margin: int) -> "ObliqueGrid":
        """The grid of a box and `margin` cells around it, of the finest cells that leave at most about `most_cells`
        (or as many as twice the margins alone need)."""
        cell_m, most = finest_m, max(most_cells, 2 * (2 * margin + 1) ** 2)
        while True:
            step = cell_m / MEAN_RADIUS_M
            rows = int((box.across_high - box.across_low) / step) + 1 + 2 * margin
            columns = int((box.along_high - box.along_low) / step) + 1 + 2 * margin
            if rows * columns <= most:
                low = box.across_low - margin * step, box.along_low - margin * step
                return cls(axes, cell_m, low, (_smooth(rows), _smooth(columns)))
            cell_m *= 1.25

    @property
    def step_rad(self) -> float:
        """The side of a cell as an angle."""
        return self.cell_m / MEAN_RADIUS_M

    def cells(self, lat_deg: Floats, lon_deg: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column of points (M,); those outside are put to the nearest edge."""
        return self._cells(*angles_rad(self.axes, lat_deg, lon_deg))

    def _cells(self, across: Floats, along: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        row = np.floor((across - self.low_rad[0]) / self.step_rad).astype(np.int64)
        column = np.floor((along - self.low_rad[1]) / self.step_rad).astype(np.int64)
        return np.clip(row, 0, self.shape[0] - 1), np.clip(column, 0, self.shape[1] - 1)

    def cells_at(self, other: "ObliqueGrid") -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column of the cell that holds the middle of each cell of another grid with the same axes."""
        across, along = other._middles()
        row, _ = self._cells(across, np.zeros_like(across))
        _, column = self._cells(np.zeros_like(along), along)
        return row[:, None], column[None, :]

    def _middles(self) -> tuple[Floats, Floats]:
        across = np.asarray(self.low_rad[0] + self.step_rad * (np.arange(self.shape[0]) + 0.5), dtype=float)
        along = np.asarray(self.low_rad[1] + self.step_rad * (np.arange(self.shape[1]) + 0.5), dtype=float)
        return across, along

    def holds(self, across: Floats, along: Floats) -> Bools:
        """Whether angles (M,) lie on the grid."""
        up, right = (across - self.low_rad[0]) / self.step_rad, (along - self.low_rad[1]) / self.step_rad
        within: Bools = (up >= 0) & (up < self.shape[0]) & (right >= 0) & (right < self.shape[1])
        return within

    def inside(self, box: Box) -> Bools:
        """The cells (rows, columns) whose middles lie in a box."""
        across, along = self._middles()
        up = (across >= box.across_low) & (across < box.across_high)
        right = (along >= box.along_low) & (along < box.along_high)
        return up[:, None] & right[None, :]

    def box_around(self, cells: Bools) -> Box:
        """The box of the cells (rows, columns) that are set."""
        rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
        low, step = self.low_rad, self.step_rad
        return Box(
            low[0] + step * float(rows[0]),
            low[0] + step * float(rows[-1] + 1),
            low[1] + step * float(columns[0]),
            low[1] + step * float(columns[-1] + 1),
        )

    def plane_m(self, row: Floats, column: Floats) -> tuple[Floats, Floats]:
        """Metres along and across of places in cells, whole numbers being corners."""
        along, across = self.low_rad[1] + self.step_rad * column, self.low_rad[0] + self.step_rad * row
        return MEAN_RADIUS_M * along, MEAN_RADIUS_M * across

    def cell_km2(self) -> Floats:
        """Area of a cell of each row, (rows,)."""
        areas: Floats = self.cell_m**2 / 1e6 * np.cos(self._middles()[0])
        return areas


def lat_lon_at_deg(axes: Floats, along_m: Floats, across_m: Floats) -> tuple[Floats, Floats]:
    """Geodetic latitude and longitude of metres along and across, as `ObliqueGrid.plane_m` gives them."""
    along, across = along_m / MEAN_RADIUS_M, across_m / MEAN_RADIUS_M
    vectors = np.stack([np.cos(across) * np.cos(along), np.cos(across) * np.sin(along), np.sin(across)])
    return lat_lon_deg(np.tensordot(axes.T, vectors, axes=1))


def angles_rad(axes: Floats, lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
    """Angles across and along the great circle of the axes."""
    x, y, z = axes @ unit_vectors(lat_deg, lon_deg)
    return np.arcsin(np.clip(z, -1.0, 1.0)), np.arctan2(y, x)


def oblique_axes(lat_deg: Floats, lon_deg: Floats) -> Floats:
    """Rows: the middle of points (M,), along and across the great circle nearest to them (least squares).

    Where the points go far around, the middle is set opposite their widest gap, so that no point lies at the cut.
    """
    vectors = unit_vectors(lat_deg, lon_deg)
    mean = vectors.mean(axis=1)
    middle = mean / max(float(np.linalg.norm(mean)), 1e-12)
    if (middle @ vectors).min() < np.cos(np.radians(_FAR_DEG)):
        normal = np.linalg.eigh(vectors @ vectors.T)[1][:, 0]
        one = np.cross(normal, np.eye(3)[np.abs(normal).argmin()])
        one /= np.linalg.norm(one)
        angle = np.sort(np.arctan2(np.cross(normal, one) @ vectors, one @ vectors))
        gaps = np.diff(np.append(angle, angle[0] + 2 * np.pi))
        at = int(gaps.argmax())
        cut = angle[at] + 0.5 * gaps[at] + np.pi
        middle = np.cos(cut) * one + np.sin(cut) * np.cross(normal, one)
    else:
        spread = vectors - middle[:, None] * (middle @ vectors)
        along = np.linalg.eigh(spread @ spread.T + 1e-12 * np.eye(3))[1][:, 2]
        along -= middle * (middle @ along)
        size = float(np.linalg.norm(along))
        one = np.cross(middle, np.eye(3)[np.abs(middle).argmin()])
        along = along / size if size > 1e-3 else one / np.linalg.norm(one)  # all points in one: any direction
        normal = np.cross(middle, along)
    return np.stack([middle, np.cross(normal, middle), normal])


def _smooth(number: int) -> int:
    """The next number made of 2, 3 and 5 alone: transforms of such lengths are fast."""
    while True:
        rest = number
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return number
        number += 1
