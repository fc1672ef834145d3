"""The posterior of a plane: quantiles of inclination, launch azimuth and inertial azimuth from weights on a grid."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.launch.plane.azimuth import inertial_azimuth_into_deg, launch_azimuth_deg, turn_deg
from downrange.launch.plane.azimuth_grid import Grid, quantiles

SHARES = {"p05": 0.05, "p25": 0.25, "median": 0.5, "p75": 0.75, "p95": 0.95}
BIN_DEG = 2.0


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Quantiles of one angle, in degrees; for azimuths p05 to p95 runs clockwise."""

    p05: float
    p25: float
    median: float
    p75: float
    p95: float

    @property
    def width_deg(self) -> float:
        """Width of the 90 % interval."""
        return (self.p95 - self.p05) % 360

    def contains(self, inclination_deg: float) -> bool:
        """Whether an inclination lies in the 90 % interval."""
        return self.p05 <= inclination_deg <= self.p95

    def as_dict(self) -> dict[str, float]:
        return {name: round(getattr(self, name), 2) for name in SHARES}


@dataclass(frozen=True, slots=True)
class PlaneEstimate:
    """Inclination, launch azimuth and inertial azimuth at the site, in degrees.

    `histogram` is the weight of inclinations in bins of BIN_DEG from 0 to 180 deg, summing to one.
    """

    inclination_deg: Quantiles
    azimuth_deg: Quantiles
    inertial_azimuth_deg: Quantiles
    histogram: tuple[float, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "azimuth_deg": self.azimuth_deg.as_dict(),
            "inclination_deg": self.inclination_deg.as_dict(),
            "inertial_course_deg": self.inertial_azimuth_deg.as_dict(),
        }


def plane_estimate(site: Site, grid: Grid, weights: Floats, near_deg: float) -> PlaneEstimate:
    """The quantiles of weights (N,) on the cells of a grid; the weights need not sum to one.

    Azimuths are those of a straight flight from the site into each plane, the inertial azimuth being the one nearer
    to `near_deg`; due east or west where none reaches it.
    """
    middle = grid.inclination_deg
    azimuth = inertial_azimuth_into_deg(site.lat_deg, middle, near_deg)
    bins = np.arange(0.0, 180.0 + BIN_DEG, BIN_DEG)
    histogram = np.histogram(middle, bins, weights=weights / weights.sum())[0]
    return PlaneEstimate(
        Quantiles(*map(float, quantiles(middle, weights, tuple(SHARES.values())))),
        _around(launch_azimuth_deg(site.lat_deg, azimuth), weights),
        _around(azimuth, weights),
        tuple(float(share) for share in histogram),
    )


def _around(azimuth_deg: Floats, weights: Floats) -> Quantiles:
    """Quantiles of directions, counted clockwise from the direction opposite to their mean."""
    azimuth = np.radians(azimuth_deg)
    mean = np.degrees(np.arctan2(weights @ np.sin(azimuth), weights @ np.cos(azimuth)))
    off = quantiles(turn_deg(mean, azimuth_deg), weights, tuple(SHARES.values()))
    return Quantiles(*((off + mean) % 360).tolist())
