"""The grid of orbital planes: all inertial azimuths, and the planes that no straight flight reaches.

A straight flight from latitude phi reaches inclinations from phi to 180 - phi, each on two azimuths. Lower planes
need a turn (dog-leg); in the grid they are extra cells whose azimuth is due east (or due west, beyond 180 - phi),
with their *deficit* below what due east gives.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from downrange.earth.ellipsoid import geocentric_latitude_deg
from downrange.kernel.arrays import Bools, Floats
from downrange.launch.plane.azimuth import inclination_deg

STEP_DEG = 0.1
_AZIMUTHS = 3600


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells (N,): inertial azimuth at the site, least and greatest inclination, deficit, share; all in degrees.

    `share` is how much of an inclination's weight falls to the cell: half where two azimuths reach it.
    """

    inertial_azimuth_deg: Floats
    low_deg: Floats
    high_deg: Floats
    deficit_deg: Floats
    share: Floats

    @property
    def inclination_deg(self) -> Floats:
        """Middle of each cell."""
        return (self.low_deg + self.high_deg) / 2

    def spread(self, kernel: Callable[[Floats], Floats], inclinations_deg: Floats, weights: Floats) -> Floats:
        """Weight (N,) of each cell under kernels (given by their cumulative function) around inclinations (K,).

        The total is the sum of `weights`, but for what the kernels put outside 0 to 180 deg.
        """
        edges = np.stack([self.low_deg, self.high_deg])[:, :, None] - inclinations_deg
        below = kernel(edges)
        return np.asarray(self.share * ((below[1] - below[0]) @ weights))

    def flat(self) -> Floats:
        """Equal weight for equal angles of azimuth; the planes beyond reach count by their inclination."""
        width = np.where(self.deficit_deg > 0, self.high_deg - self.low_deg, STEP_DEG)
        return np.asarray(width / width.sum())


def grid_at(lat_deg: float) -> Grid:
    """The grid of a site at this geodetic latitude."""
    edges = np.linspace(0.0, 360.0, _AZIMUTHS + 1)
    at_edges = inclination_deg(lat_deg, edges)
    reach = abs(float(geocentric_latitude_deg(lat_deg)))
    below = np.linspace(0.0, reach, max(int(np.ceil(reach / STEP_DEG)), 1) + 1)
    beyond = 180 - below[::-1]
    low = np.concatenate([np.minimum(at_edges[:-1], at_edges[1:]), below[:-1], beyond[:-1]])
    high = np.concatenate([np.maximum(at_edges[:-1], at_edges[1:]), below[1:], beyond[1:]])
    east_or_west = np.repeat([90.0, 270.0], below.size - 1)
    azimuth = np.concatenate([edges[:-1] + STEP_DEG / 2, east_or_west])
    middle = (low + high)[_AZIMUTHS:] / 2
    deficit = np.concatenate([np.zeros(_AZIMUTHS), np.maximum(reach - middle, middle - (180 - reach))])
    share = np.concatenate([np.full(_AZIMUTHS, 0.5), np.ones(2 * (below.size - 1))])
    return Grid(azimuth, low, high, deficit, share)


def quantiles(values: Floats, weights: Floats, shares: Sequence[float]) -> Floats:
    """Weighted quantiles of values (N,) at shares in [0, 1]."""
    order = np.argsort(values, kind="stable")
    heaped = np.cumsum(weights[order])
    middle = (heaped - weights[order] / 2) / heaped[-1]
    return np.interp(shares, middle, values[order])


def ahead(grid: Grid, azimuth_deg: float) -> Bools:
    """Cells whose azimuth lies within a right angle of the given one: of two azimuths to a plane, the one flown."""
    return np.cos(np.radians(grid.inertial_azimuth_deg - azimuth_deg)) > 0
