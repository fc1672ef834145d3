"""An answer: what one weighing of the grid says of inclination, launch azimuth and inertial course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.launch.plane.azimuth import course_into_deg, launch_azimuth_deg, turn_deg
from downrange.launch.plane.azimuth_grid import Grid, quantiles

SHARES = {"p05": 0.05, "p25": 0.25, "median": 0.5, "p75": 0.75, "p95": 0.95}
BIN_DEG = 2.0


@dataclass(frozen=True, slots=True)
class Spread:
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

    def holds(self, inclination_deg: float) -> bool:
        """Whether an inclination lies in the 90 % interval."""
        return self.p05 <= inclination_deg <= self.p95

    def as_dict(self) -> dict[str, float]:
        return {name: round(getattr(self, name), 2) for name in SHARES}


@dataclass(frozen=True, slots=True)
class Answer:
    """One weighing: inclination, launch azimuth over the ground and inertial course at the site, in degrees.

    `histogram` is the weight of inclinations in bins of BIN_DEG from 0 to 180 deg, summing to one.
    """

    inclination_deg: Spread
    azimuth_deg: Spread
    inertial_course_deg: Spread
    histogram: tuple[float, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "azimuth_deg": self.azimuth_deg.as_dict(),
            "inclination_deg": self.inclination_deg.as_dict(),
            "inertial_course_deg": self.inertial_course_deg.as_dict(),
        }


def answer_from(site: Site, grid: Grid, weights: Floats, near_deg: float) -> Answer:
    """The answer of weights (N,) on the cells of a grid; they need not sum to one.

    Courses and azimuths are those of a straight flight from the site into each plane, on the course nearer to
    `near_deg`; due east or west where none reaches it.
    """
    middle = grid.inclination_deg
    course = course_into_deg(site.lat_deg, middle, near_deg)
    bins = np.arange(0.0, 180.0 + BIN_DEG, BIN_DEG)
    histogram = np.histogram(middle, bins, weights=weights / weights.sum())[0]
    return Answer(
        Spread(*map(float, quantiles(middle, weights, tuple(SHARES.values())))),
        _around(launch_azimuth_deg(site.lat_deg, course), weights),
        _around(course, weights),
        tuple(float(share) for share in histogram),
    )


def _around(azimuth_deg: Floats, weights: Floats) -> Spread:
    """Quantiles of directions, counted clockwise from the direction opposite to their mean."""
    azimuth = np.radians(azimuth_deg)
    mean = np.degrees(np.arctan2(weights @ np.sin(azimuth), weights @ np.cos(azimuth)))
    off = quantiles(turn_deg(mean, azimuth_deg), weights, tuple(SHARES.values()))
    return Spread(*((off + mean) % 360).tolist())
