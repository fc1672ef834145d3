"""The planes that a site has flown, and the prior that follows from them.

The planes are those of `data/planes.csv`: launches into low orbit since 2000 with the median inclination of
their payloads, from the General Catalog of Artificial Space Objects (J. McDowell, CC-BY 4.0).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from downrange.geography.sites import Site, same_place
from downrange.kernel.arrays import Floats
from downrange.kernel.package_data import table_rows
from downrange.launch.plane.azimuth_grid import Grid

YEARS_BACK, HALF_LIFE_YEARS = 12.0, 5.0
_YEAR_DAYS = 365.25
SHARP_WEIGHT, SHARP_DEG = 0.6, 0.17  # the same plane again: a logistic of standard deviation 0.3 deg
NEAR_DEG = 0.8  # a plane like it: Cauchy
SITE_TRUST, SITE_DOUBT = 0.85, 3.0  # weight of n past launches: SITE_TRUST n / (n + SITE_DOUBT)
WORLD_WEIGHT = 0.5  # of the rest, to planes flown anywhere
NEW_WEIGHT = 0.45  # of the rest, to planes flown nowhere yet; what remains is flat over all azimuths
NEW_UP_TO_DEG = 100.0  # new planes lie between due east and a little past sun-synchronous


@dataclass(frozen=True, slots=True)
class PastPlane:
    """One launch into low orbit: GCAT tag, site code, UTC date, vehicle, inclination in degrees."""

    launch: str
    site: str
    day: date
    vehicle: str
    inclination_deg: float


@dataclass(frozen=True, slots=True)
class History:
    """Launches of one place before a day, and their weights by age; n is the sum of the weights."""

    planes: tuple[PastPlane, ...]
    weights: Floats

    @property
    def n(self) -> float:
        return float(self.weights.sum())

    def n_like(self, inclination_deg: float, within_deg: float) -> float:
        """Sum of the weights of the launches into a plane like this one."""
        past = np.array([plane.inclination_deg for plane in self.planes])
        return float(self.weights @ (np.abs(past - inclination_deg) <= within_deg))


@cache
def past_planes() -> tuple[PastPlane, ...]:
    """All launches of the table, oldest first."""
    return tuple(
        PastPlane(
            row["launch"],
            row["site"],
            date.fromisoformat(row["date"]),
            row["vehicle"],
            float(row["inclination_deg"]),
        )
        for row in table_rows("planes.csv")
    )


def history_of(site: Site, before: date | None = None) -> History:
    """Launches from where the site lies in the twelve years before a day (None: before the table ends)."""
    codes = {site.code} | {other.code for other in same_place(site)}
    return _recent([plane for plane in past_planes() if plane.site in codes], before)


def prior(site: Site, grid: Grid, before: date | None) -> Floats:
    """Weight (N,) of each cell before any area is seen, summing to about one.

    A mixture: the launch repeats a plane of this site, or repeats one of the world, or flies a new one. The
    areas then decide between them by Bayes' rule: a plane often flown, but far from where they point, loses to a
    new one.
    """
    here, world = history_of(site, before), _recent(past_planes(), before)
    trust = SITE_TRUST * here.n / (here.n + SITE_DOUBT)
    rest = (
        WORLD_WEIGHT * _mixture(grid, world)
        + NEW_WEIGHT * _new_planes(grid)
        + (1 - WORLD_WEIGHT - NEW_WEIGHT) * grid.flat()
    )
    return trust * _mixture(grid, here) + (1 - trust) * rest


def recency(days: Sequence[date], before: date | None) -> Floats:
    """Weight (K,) of past days by age: half for each HALF_LIFE_YEARS, none for later or much older ones."""
    day = before if before is not None else past_planes()[-1].day + timedelta(days=1)
    age_years = np.array([(day - past).days for past in days]) / _YEAR_DAYS
    return np.where((age_years > 0) & (age_years <= YEARS_BACK), 0.5 ** (age_years / HALF_LIFE_YEARS), 0.0)


def _recent(planes: Sequence[PastPlane], before: date | None) -> History:
    weights = recency([plane.day for plane in planes], before)
    kept = tuple(plane for plane, weight in zip(planes, weights, strict=True) if weight > 0)
    return History(kept, weights[weights > 0])


def _new_planes(grid: Grid) -> Floats:
    """Equal weight for all azimuths of a straight flight, up to a little past sun-synchronous."""
    usual = grid.flat() * ((grid.deficit_deg == 0) & (grid.inclination_deg <= NEW_UP_TO_DEG))
    return np.asarray(usual / usual.sum())


def _mixture(grid: Grid, past: History) -> Floats:
    """Kernels around past planes, summing to one; planes alike to a tenth of a degree are counted together."""
    if not past.planes:
        return np.zeros_like(grid.inertial_azimuth_deg)
    rounded = np.round([plane.inclination_deg for plane in past.planes], 1)
    inclinations, index = np.unique(rounded, return_inverse=True)
    weights = np.bincount(index, weights=past.weights)
    return grid.spread(past_plane_kernel, inclinations, weights / weights.sum())


def past_plane_kernel(off_deg: Floats) -> Floats:
    """Share of a past plane's weight that lies below an inclination so far off it (a cumulative kernel)."""
    sharp = 0.5 * (1 + np.tanh(off_deg / (2 * SHARP_DEG)))
    near = 0.5 + np.arctan(off_deg / NEAR_DEG) / np.pi
    return SHARP_WEIGHT * sharp + (1 - SHARP_WEIGHT) * near
