"""Expected hits per target from falling pieces, in cells along their track, smoothed, with the sampling error.

The estimate at a cell is a normal-kernel density (B. W. Silverman, Density Estimation, 1986, ch. 4) whose width is
the least of a row of doubling widths at which the standard error is below `RELATIVE_ERROR` of the value (a balloon
estimator: D. W. Scott, Multivariate Density Estimation, 1992, 6.6.2). The error is that of batch means: the draws are
dealt into `BATCHES` groups that are smoothed apart, so pieces of one draw, which fall together, count as one draw.
Where no width reaches that error the value is an upper bound, with what an unseen draw could add.

Cells are squares of an oblique cylinder (`oblique_grid`); where the finest width resolves the value, finer cells are
laid over the coarse ones, down to `FINEST_CELL_M`; not where the coarse value is less than `CONTRAST` times the least
that is asked for (in the ascents of the reference case the peak at the pad rises by 540 from the coarsest cells on).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from downrange.kernel.arrays import Bools, Floats
from downrange.launch.risk.oblique_grid import Box, ObliqueGrid, angles_rad, oblique_axes

BATCHES = 16
RELATIVE_ERROR = 0.25
FINEST_CELL_M = 2_000.0
MOST_CELLS = 60_000
WIDTHS = (1, 2, 4, 8, 16)  # kernel standard deviations, in cells
_FINER_WIDTHS = 4  # of them in finer cells: what these do not resolve is as in the coarser ones
CONTRAST = 1e-3
WIDEST_M = 100e3  # of a kernel: nothing is taken to be smooth over more than this
UNSEEN_DRAWS = 3.0  # no draw of N seen: at most 3 / N at 95 % (Hanley, Lippman-Hand, JAMA 249 (1983) 1743)
WIDEST_ACROSS_DEG = 60.0  # from the cylinder's equator: beyond, its squares are twice as long as wide
_REACH = 3  # widths beyond which a kernel is nothing
_SHRINKS = 0.6  # a box that shrinks less is cut in two


@dataclass(frozen=True, slots=True)
class Hits:
    """M points at which a target could be hit: geodetic degrees, seconds after the start, and the draw (M,) of each.

    `target_m2` (M,) is the weight of the point times the area that a hit needs; `draws` is how many draws there were,
    with and without points.
    """

    lat_deg: Floats
    lon_deg: Floats
    after_s: Floats
    draw: NDArray[np.int64]
    target_m2: Floats
    draws: int

    def of(self, kept: Bools, draws: int | None = None) -> "Hits":
        """Some of the points; `draws` where they are those of fewer draws."""
        where = self.lat_deg[kept], self.lon_deg[kept], self.after_s[kept]
        return Hits(*where, self.draw[kept], self.target_m2[kept], self.draws if draws is None else draws)


@dataclass(frozen=True, slots=True)
class Patch:
    """Expected hits on one target in each cell of a grid, (rows, columns) all.

    value, error  the estimate and its standard error
    width         which of `WIDTHS` it was smoothed with (of an inherited cell, the widest)
    resolved      whether the error is small enough; else an upper bound alone is to be used
    own           the cells that this patch stands for; others belong to finer or coarser ones
    near          (M,) the hits that the patch was made from
    """

    grid: ObliqueGrid
    value: Floats
    error: Floats
    width: NDArray[np.int64]
    resolved: Bools
    own: Bools
    near: Bools


@dataclass(frozen=True, slots=True)
class ImpactDensity:
    """Patches that cover every hit once, and what an unseen draw could add anywhere, at the widest kernel."""

    patches: tuple[Patch, ...]
    unseen: float

    def upper(self, patch: Patch) -> Floats:
        """The value and two standard errors; where not resolved, what an unseen draw could add too."""
        high: Floats = patch.value + 2.0 * patch.error + np.where(patch.resolved, 0.0, self.unseen)
        return high


def impact_density(hits: Hits, least: float = 0.0) -> ImpactDensity | None:
    """The density of at least one hit; None without any, or where they lie on all sides of the Earth.

    `least` is the smallest value that will be asked for; finer cells are not laid where it is far from it.
    """
    if not hits.lat_deg.size:
        return None
    axes = oblique_axes(hits.lat_deg, hits.lon_deg)
    across, along = angles_rad(axes, hits.lat_deg, hits.lon_deg)
    if np.degrees(np.abs(across).max()) > WIDEST_ACROSS_DEG:
        return None
    box = Box(float(across.min()), float(across.max()), float(along.min()), float(along.max()))
    whole = _patch(hits, axes, box, across, along, None)
    whole = replace(whole, own=np.ones(whole.grid.shape, dtype=bool))
    most_m2 = float(np.bincount(hits.draw, hits.target_m2).max())
    unseen = UNSEEN_DRAWS * most_m2 / hits.draws / (2 * np.pi * WIDEST_M**2)
    return ImpactDensity(tuple(_refined(hits, axes, box, across, along, whole, least)), unseen)


def density_by_time(hits: Hits, patch: Patch, edges_s: Floats) -> Floats:
    """The value (S, rows, columns) of a patch from hits between the S + 1 `edges_s`, smoothed as the whole was."""
    grid, spans = patch.grid, len(edges_s) - 1
    after_s = hits.after_s[patch.near]
    span = np.clip(np.searchsorted(edges_s, after_s, side="right") - 1, 0, spans - 1)
    spectrum = np.fft.rfft2(_counts(hits, grid, patch.near, span, spans))
    found = np.zeros((spans, *grid.shape))
    for k in np.unique(patch.width):
        smooth = np.maximum(_smoothed(spectrum, grid.shape, WIDTHS[k]), 0.0)
        found = np.where(patch.width == k, smooth, found)
    return found


def _refined(
    hits: Hits, axes: Floats, box: Box, across: Floats, along: Floats, patch: Patch, least: float
) -> Iterator[Patch]:
    """A patch and the finer ones laid over the cells that its finest width resolves."""
    fine = patch.resolved & (patch.width == 0) & patch.own & (patch.value >= CONTRAST * least)
    if patch.grid.cell_m <= FINEST_CELL_M or not fine.any():
        yield patch
        return
    inner = patch.grid.box_around(fine)
    parts = [inner] if inner.size <= _SHRINKS * box.size else list(inner.halves())
    own = patch.own.copy()
    for part in parts:
        finer = _patch(hits, axes, part, across, along, patch)
        own &= ~patch.grid.inside(part)
        yield from _refined(hits, axes, part, across, along, finer, least)
    yield replace(patch, own=own)


def _patch(hits: Hits, axes: Floats, box: Box, across: Floats, along: Floats, coarse: Patch | None) -> Patch:
    """The density within a box, in the finest cells that it may have; what they do not resolve as in `coarse`."""
    kernels = WIDTHS if coarse is None else WIDTHS[:_FINER_WIDTHS]
    grid = ObliqueGrid.over(axes, box, FINEST_CELL_M, MOST_CELLS, _REACH * kernels[-1])
    near = grid.holds(across, along)
    widths = [k for k, width in enumerate(kernels) if k == 0 or width * grid.cell_m <= WIDEST_M]
    spectrum = np.fft.rfft2(_counts(hits, grid, near, hits.draw[near] % BATCHES, BATCHES))
    value, error = np.zeros(grid.shape), np.zeros(grid.shape)
    width, resolved = np.full(grid.shape, widths[-1]), np.zeros(grid.shape, dtype=bool)
    for k in widths:
        parts = np.maximum(_smoothed(spectrum, grid.shape, WIDTHS[k]), 0.0)
        total = parts.sum(axis=0)
        spread = np.sqrt(BATCHES * parts.var(axis=0, ddof=1))
        enough = (spread <= RELATIVE_ERROR * total) & (total > 0.0)
        take = (enough | (k == widths[-1])) & ~resolved
        value, error = np.where(take, total, value), np.where(take, spread, error)
        width = np.where(take, k, width)
        resolved |= enough
    if coarse is not None:
        row, column = coarse.grid.cells_at(grid)
        value = np.where(resolved, value, coarse.value[row, column])
        error = np.where(resolved, error, coarse.error[row, column])
        resolved |= coarse.resolved[row, column]
    return Patch(grid, value, error, width, resolved, grid.inside(box), near)


def _counts(hits: Hits, grid: ObliqueGrid, near: Bools, group: NDArray[np.int64], groups: int) -> Floats:
    """Expected hits a cell from each group of hits, (groups, rows, columns)."""
    row, column = grid.cells(hits.lat_deg[near], hits.lon_deg[near])
    weight = hits.target_m2[near] / (hits.draws * grid.cell_km2()[row] * 1e6)
    rows, columns = grid.shape
    counts = np.bincount((group * rows + row) * columns + column, weight, groups * rows * columns)
    return np.asarray(counts, dtype=np.float64).reshape(groups, rows, columns)


def _smoothed(spectrum: NDArray[np.complex128], shape: tuple[int, int], width: float) -> Floats:
    """Grids whose spectra are given, folded with a normal kernel of this width in cells."""
    rows, columns = np.fft.fftfreq(shape[0]), np.fft.rfftfreq(shape[1])
    kernel = np.exp(-2.0 * (np.pi * width) ** 2 * (rows[:, None] ** 2 + columns[None, :] ** 2))
    smooth: Floats = np.fft.irfft2(spectrum * kernel, s=shape)
    return smooth
