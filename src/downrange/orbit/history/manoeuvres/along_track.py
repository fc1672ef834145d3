"""Along-track series of a history: where each set puts the satellite on its orbit, and how fast it goes round.

A set's own semi-major axis and B* are fitted against each other, so either may be far off while the phase at its
epoch is good to tens of metres. A burn along the track is a kink of that phase.
"""

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import DAY_S, SGP4_A_KM
from downrange.earth.leap_seconds import leap_seconds
from downrange.earth.moon import moon_position_km
from downrange.earth.sun import sun_direction_teme
from downrange.kernel.arrays import Floats
from downrange.orbit.history.element_history import History
from downrange.orbit.history.running_statistics import running_median
from downrange.orbit.propagation.sgp4_states import satellite_of

_SUN_KM, _SUN_MU, _MOON_MU = 149_597_870.7, 1.32712440e11, 4902.800  # km, km3/s2 (IAU 2009)
_GRID_DAYS = 0.25  # steps of the sum of the pull of Moon and Sun
_NDOT_HALF = 7


@dataclass(frozen=True, slots=True, eq=False)
class AlongTrack:
    """One value a set, S rows, each (S,): ``days`` with leap seconds from the first epoch, ``phase_m`` along the
    orbit less a constant rate, ``rate_m_day`` of the phase by the set's own mean motion less the same, ``pull_m`` and
    ``pull_m_day`` what Moon and Sun add to both, ``drag_m_day2`` the acceleration by the printed n-dot (running
    median). ``metre_m_day`` is the rate that a metre less of semi-major axis adds."""

    days: Floats
    phase_m: Floats
    rate_m_day: Floats
    pull_m: Floats
    pull_m_day: Floats
    drag_m_day2: Floats
    metre_m_day: float
    axis_km: float


def along_track(history: History) -> AlongTrack:
    """The series of a history of at least two sets in low orbit. The phase is M + omega + cos(i) times the node's
    increments; cos i is one for all, as a ten-thousandth of a degree in it would be 80 m along the track."""
    sets = history.elements
    jd = sets.epoch_jd + sets.epoch_fraction
    leaps = leap_seconds(jd)
    days = history.days + (leaps - leaps[0]) / DAY_S
    rates = np.empty((3, len(sets)))
    axis = np.empty(len(sets))
    for k in range(len(sets)):
        one = satellite_of(sets, k)
        rates[:, k] = one.mdot, one.argpdot, one.nodedot
        axis[k] = one.a
    rates *= 1440.0  # rad a day
    cosine = float(np.cos(np.radians(np.median(sets.inclination_deg))))
    node = _unwound(np.radians(sets.raan_deg), rates[2], days)
    rate = rates[0] + rates[1] + cosine * rates[2]
    # The node's whole turns are not whole turns of the phase: only its increments are, times the cosine.
    phase = _unwound(
        np.radians(sets.mean_anomaly_deg + sets.argp_deg), rates[0] + rates[1], days
    ) + cosine * (node - node[0])
    a_m = float(np.median(axis)) * SGP4_A_KM * 1e3
    even = float(np.median(rate))
    pull, pull_rate = _pull(jd, days, node, np.radians(sets.inclination_deg), even)
    ndot = running_median(sets.ndot, _NDOT_HALF)
    return AlongTrack(
        days=days,
        phase_m=a_m * (phase - phase[0] - even * days),
        rate_m_day=a_m * (rate - even),
        pull_m=a_m * pull,
        pull_m_day=a_m * pull_rate,
        drag_m_day2=a_m * 2 * np.pi * 2 * ndot,
        metre_m_day=1.5 * even,
        axis_km=a_m / 1e3,
    )


def _unwound(angle: Floats, rate: Floats, days: Floats) -> Floats:
    """The angle counted on over whole turns, by the mean of the rates of both sets across each gap."""
    expected = (rate[1:] + rate[:-1]) / 2 * np.diff(days)
    over = (np.diff(angle) - expected + np.pi) % (2 * np.pi) - np.pi
    unwound: Floats = np.concatenate([angle[:1], angle[0] + np.cumsum(expected + over)])
    return unwound


def _pull(
    jd: Floats, days: Floats, node: Floats, inclination: Floats, n_rad_day: float
) -> tuple[Floats, Floats]:
    """What Moon and Sun add to the phase (rad, summed from the first set) and to its rate (rad/day), (S,) each, on a
    circular orbit: d(lambda)/dt = -mu / (n r^3) (1 - 3 w^2), w the cosine of body and orbit normal."""
    grid = np.arange(0.0, float(days[-1]) + _GRID_DAYS, _GRID_DAYS)
    at = jd[0] + grid
    turned, tilt = np.interp(grid, days, node), np.interp(grid, days, inclination)
    normal = np.stack([np.sin(tilt) * np.sin(turned), -np.sin(tilt) * np.cos(turned), np.cos(tilt)])
    moon = moon_position_km(at)
    moon_km = np.linalg.norm(moon, axis=0)
    sun = sun_direction_teme(at, 0.0)
    rate = np.zeros_like(grid)
    for mu, distance, towards in ((_MOON_MU, moon_km, moon / moon_km), (_SUN_MU, _SUN_KM, sun)):
        w = np.sum(normal * towards, axis=0)
        rate -= mu * DAY_S**2 / (n_rad_day * distance**3) * (1 - 3 * w**2)
    total = np.concatenate([[0.0], np.cumsum((rate[1:] + rate[:-1]) / 2 * np.diff(grid))])
    return np.interp(days, grid, total), np.interp(days, grid, rate)
