"""Ballistic coefficient (Cd A/m) of an object, from the decay of its semi-major axis so far.

Two kinds of estimate. Each *arc* between two element sets gives the coefficient that carries the semi-major axis of
one to the other under the space weather of those days. The *n-dot* of the last set reflects its tracking in the
days before: more recent, but biased by geomagnetic storms. B* is not used: near re-entry it absorbs the errors of
the fit (forecasts from it are 40 to 70 % too long in the study of 2026).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import SGP4_A_KM
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.elements import Elements, Integers
from downrange.orbit.history.decay.orbit_contraction import AirDensity, MeanOrbits, contract, fall_rate_m_day
from downrange.orbit.propagation.sgp4_drag import drag_of
from downrange.orbit.propagation.sgp4_states import satellite_of

NDOT_DAYS = 5  # of weather behind the last set's n-dot: best of 1, 3, 5, 8 on the fit half
_ARC_DAYS, _ARC_FALL_M = 1.0, 300.0  # a shorter or flatter arc drowns in the noise of the sets, some 15 m
_MOST_ARCS = 60
LONGEST_DAYS = 120.0  # older arcs are not asked: attitudes and the errors of the density model change
# By the fit half of design/decay_accuracy.py, all flat:
MEMORY_DAYS, _OWN_WEIGHT, _OWN_POWER = 30.0, 0.3, 1.5
_OWN_OFF = 0.5  # of ln B
_NEWTON_ROUNDS = 6
_SMALLEST, _LARGEST = 1e-5, 10.0  # m2/kg: a lead ball, and foil


@dataclass(frozen=True, slots=True, eq=False)
class DragEstimates:
    """What tells the coefficient, m2/kg: ``own`` by the last set's n-dot (NaN without one), and K arcs, the latest
    first: their coefficients, and the days before the last set at which they begin and end, all (K,)."""

    own: float
    arcs: Floats
    begin_days: Floats
    end_days: Floats


def mean_orbits(elements: Elements) -> MeanOrbits:
    """The mean orbits of S sets as SGP4 holds them (Brouwer's semi-major axis, not Kozai's), (S,)."""
    a = drag_of([satellite_of(elements, row) for row in range(len(elements))]).a
    return MeanOrbits(
        jd=elements.epoch_jd + elements.epoch_fraction,
        a_m=a * SGP4_A_KM * 1e3,
        e=elements.eccentricity,
        argp=np.radians(elements.argp_deg),
        inclination=np.radians(elements.inclination_deg),
    )


def drag_estimates(density: AirDensity, elements: Elements, orbits: MeanOrbits) -> DragEstimates:
    """The drag estimates of one object's sets, S rows by rising epoch; arcs reach back LONGEST_DAYS at most."""
    last = len(elements) - 1
    per_unit = float(fall_rate_m_day(density, orbits.select([last]), NDOT_DAYS)[0])
    fall = _by_ndot_m_day(elements, orbits, last)
    own = fall / per_unit if fall < 0 else np.nan
    begin, end = _arcs(orbits)
    arcs = _coefficients(density, orbits, begin, end) if len(begin) else np.empty(0)
    good = np.isfinite(arcs)
    since = orbits.jd[last] - orbits.jd
    return DragEstimates(own, arcs[good], since[begin][good], since[end][good])


def coefficient(seen: DragEstimates, days_left: float) -> tuple[float, float]:
    """The weighted mean of ln B as a coefficient (m2/kg, NaN without an estimate), and the spread of the estimates:
    the weighted standard deviation about it, or a third of the offset of the last set's n-dot from the arcs.

    The weight of an arc is the part of an exponential memory of 30 days that falls into it. With few ``days_left``
    (by the last set's own n-dot; infinite without) the density differs from that of arcs a month ago, and the n-dot
    gets more weight; one that is far off the arcs is taken for the effect of a storm, and gets less.
    """
    if not len(seen.arcs):
        return seen.own, 0.0 if np.isfinite(seen.own) else np.nan
    weights = np.exp(-seen.end_days / MEMORY_DAYS) - np.exp(-seen.begin_days / MEMORY_DAYS)
    logs, off = np.log(seen.arcs), 0.0
    if np.isfinite(seen.own):
        off = abs(float(np.log(seen.own) - weights @ logs / weights.sum()))
        own = _OWN_WEIGHT * max(1.0, MEMORY_DAYS / max(days_left, 0.1)) ** _OWN_POWER
        weights = np.append(weights, own * np.exp(-((off / _OWN_OFF) ** 4)))
        logs = np.append(logs, np.log(seen.own))
    mean = float(weights @ logs / weights.sum())
    spread = float(np.sqrt(weights @ (logs - mean) ** 2 / weights.sum()))
    return float(np.exp(mean)), max(spread, off / 3)


def _by_ndot_m_day(elements: Elements, orbits: MeanOrbits, row: int) -> float:
    """The printed field is half of n-dot; a falls by two thirds of n-dot / n."""
    share_day = 2 * elements.ndot[row] / elements.mean_motion_rev_day[row]
    return float(-2 / 3 * orbits.a_m[row] * share_day)


def _arcs(orbits: MeanOrbits) -> tuple[Integers, Integers]:
    """First and last rows of arcs that follow each other back from the last set, each long and steep enough."""
    begins: list[int] = []
    ends: list[int] = []
    end = len(orbits.jd) - 1
    while end > 0 and len(ends) < _MOST_ARCS:
        begin = end - 1
        while begin >= 0 and (
            orbits.jd[end] - orbits.jd[begin] < _ARC_DAYS or orbits.a_m[begin] - orbits.a_m[end] < _ARC_FALL_M
        ):
            begin -= 1
        if begin < 0 or orbits.jd[-1] - orbits.jd[begin] > LONGEST_DAYS:
            break
        begins.append(begin)
        ends.append(end)
        end = begin
    return np.array(begins, dtype=np.int64), np.array(ends, dtype=np.int64)


def _coefficients(density: AirDensity, orbits: MeanOrbits, begin: Integers, end: Integers) -> Floats:
    """The coefficient that carries each arc's first orbit to the size of its last, (K,); NaN when none does."""
    first, until = orbits.select(begin), orbits.jd[end]
    wanted = first.a_m - orbits.a_m[end]
    half = first.jd + (until - first.jd) / 2
    middle = MeanOrbits(half, (first.a_m + orbits.a_m[end]) / 2, first.e, first.argp, first.inclination)
    log_b = np.log(wanted / (until - first.jd) / -fall_rate_m_day(density, middle, 1))
    for _ in range(_NEWTON_ROUNDS):
        log_b = np.clip(log_b, np.log(_SMALLEST), np.log(_LARGEST))
        fell, more = (
            first.a_m - contract(density, first, np.exp(log_b + by), until)[1] for by in (0.0, 1e-3)
        )
        slope = np.maximum(
            (more - fell) / 1e-3 / fell, 1.0
        )  # d ln(fall) / d ln(B): one, and more near the end
        log_b = log_b - np.clip(np.log(fell / wanted) / slope, -1.0, 1.0)
    coefficients: Floats = np.where(np.abs(fell / wanted - 1) < 0.01, np.exp(log_b), np.nan)
    return coefficients
