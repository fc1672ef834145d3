"""Lifetime of years: the range of dates on which an object comes down if it no longer steers.

The Sun decides, and nobody knows it years ahead. The early end has the strongest solar cycle since 1957 and more drag
than the sets show, the late end the weakest and less; cycles are as long as the shortest or the longest since then,
whichever serves the end. Only the sets and the weather known at the last one's epoch enter: the range is the same
whatever day it is asked on. design/decay_lifetimes.py counts how often it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from downrange.earth.instants import format_utc
from downrange.kernel.arrays import Floats
from downrange.orbit.history.decay.orbit_contraction import AirDensity, MeanOrbits, air_density, contract
from downrange.orbit.history.decay.space_weather import KnownWeather, cycle_twelfths
from downrange.orbit.history.decay.thermosphere import thermosphere

LONGEST_YEARS = 25.0  # two cycles and the rest of one: beyond, "not before"
DRAG_HALF = 0.2  # of ln B: what drag of weeks tells of years (design/decay_lifetimes.py; both halves seen)
# Least and greatest means of the cycles 19 to 25 by twelfths of a cycle from minimum, and cycle lengths in years,
# computed from CelesTrak's SW-All.txt (F10.7 observed, daily Ap); minima: SILSO, Royal Observatory of Belgium.
WEAK_FLUX = (69.0, 74.7, 86.7, 118.9, 120.7, 121.9, 144.8, 118.1, 95.5, 77.5, 73.5, 70.1)
WEAK_AP = (4.8, 4.3, 6.3, 7.7, 9.0, 7.8, 7.4, 11.3, 10.6, 10.3, 8.4, 6.6)
STRONG_FLUX = (75.3, 86.3, 128.1, 198.9, 257.1, 234.0, 204.5, 178.4, 142.0, 113.7, 85.9, 78.5)
STRONG_AP = (11.4, 11.4, 15.7, 17.9, 19.7, 17.8, 25.0, 22.7, 19.5, 19.2, 18.3, 15.6)
CYCLE_LENGTHS_YEARS = (9.9, 11.0, 12.4)
_YEAR_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Between which instants (UTC) it comes down if it no longer steers; ``late`` is None beyond LONGEST_YEARS."""

    early: datetime
    late: datetime | None

    def as_dict(self) -> dict[str, Any]:
        """The range by the day, with its condition."""
        late = None if self.late is None else format_utc(self.late)[:10]
        return {"early": format_utc(self.early)[:10], "late": late, "condition": "if it no longer steers"}


def lifetime(orbit: MeanOrbits, ballistic_m2_kg: float, epoch: datetime) -> Lifetime | None:
    """The range for one orbit (N = 1) with the drag its sets show; None where even the early end is too far."""
    days = []
    for strong in (True, False):
        drag = ballistic_m2_kg * float(np.exp(DRAG_HALF if strong else -DRAG_HALF))
        until = orbit.jd + LONGEST_YEARS * _YEAR_DAYS
        down, _ = contract(_density(float(orbit.jd[0]) // _YEAR_DAYS, strong), orbit, np.array([drag]), until)
        days.append(float(down[0] - orbit.jd[0]))
    early, late = days
    if not np.isfinite(early):
        return None
    return Lifetime(
        epoch + timedelta(days=early), epoch + timedelta(days=late) if np.isfinite(late) else None
    )


@lru_cache(maxsize=8)
def _density(year: float, strong: bool) -> AirDensity:
    """The air of the strongest or the weakest cycles from the start of a numbered year (of 365.25 days) on."""
    days: Floats = year * _YEAR_DAYS + np.arange(int((LONGEST_YEARS + 2) * _YEAR_DAYS), dtype=np.float64)
    start = float(np.floor(days[0] - 0.5) + 0.5)
    flux, ap = scenario(days, strong)
    air = KnownWeather(start, flux, ap, "climatology", np.inf, float(flux[0]), float(ap[0]), 0.0)
    return air_density(thermosphere(), air)


def scenario(jd: Floats, strong: bool) -> tuple[Floats, Floats]:
    """F10.7 and Ap at Julian dates, (D,): by the day the greatest (or least) over the cycle lengths, of the
    strongest (weakest) cycle."""
    means = (STRONG_FLUX, STRONG_AP) if strong else (WEAK_FLUX, WEAK_AP)
    extreme = np.max if strong else np.min
    twelfths = [cycle_twelfths(jd, length) for length in CYCLE_LENGTHS_YEARS]
    flux, ap = (
        extreme([np.interp(twelfth, np.arange(12.0), mean, period=12) for twelfth in twelfths], axis=0)
        for mean in means
    )
    return flux, ap
