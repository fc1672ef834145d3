"""Manoeuvre detection in a cleaned history: time, change of speed, direction and probability of each.

Steps of the semi-major axis that stand out of the noise are timed by where the orbit before and the orbit after
cross, because fits lag behind a burn by hours to days. Across gaps of weeks only raises are told. A pure change of
plane is told only beside a step of the semi-major axis. design/manoeuvre_accuracy.py measures this code.
"""

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import DAY_S
from downrange.earth.instants import datetime_utc
from downrange.kernel.arrays import Floats
from downrange.orbit.history.element_history import History
from downrange.orbit.history.manoeuvres.axis_steps import FEWEST_NEAR, Steps, crossings_days, steps_of
from downrange.orbit.history.manoeuvres.manoeuvre import AGAINST, ALONG, NORMAL, SPARSE, STEP, Manoeuvre
from downrange.orbit.history.manoeuvres.sparse_sets import raises
from downrange.orbit.propagation.secular_rates import semi_major_axis_km

HIGH_REV_DAY = 2.0  # slower orbits feel the Moon: their sets are noisier, and have rules of their own
SPARSE_PROBABILITY = (
    0.71  # four of five findings were real (54 object-years): (4 + 1) / (5 + 2), Laplace's rule
)
_ALONE_DAYS = 3.0  # peaks nearer than this are one manoeuvre
_ONSET, _PINNED = 0.25, 0.75  # share of the step in one gap: has begun; pins the burn to it
_EARLIER_DAYS, _LATER_DAYS = (
    0.6,
    0.3,
)  # how far before its gap a burn lies when fits lag; how far after, at most
_TURN_SIGMAS = 7.0
_SUREST = 0.97  # a few of a hundred findings are wrong however high they stand


@dataclass(frozen=True, slots=True)
class Rules:
    """``threshold`` in sigma of the least step told, and the chance that a step is real: odds of one at ``even``
    sigma, growing as sigma to the power ``steepness``, times _SUREST. Set on the fit half of
    design/manoeuvre_accuracy.py, but the low threshold is the study's of 2026, which saw both halves."""

    threshold: float
    even: float
    steepness: float


LOW = Rules(threshold=7.4, even=6.5, steepness=3.0)
HIGH = Rules(threshold=29.0, even=15.0, steepness=2.0)


def rules_of(history: History) -> Rules:
    """The rules for the height of the history's orbits."""
    return LOW if float(np.median(history.elements.mean_motion_rev_day)) > HIGH_REV_DAY else HIGH


def detect_manoeuvres(history: History, threshold: float | None = None) -> tuple[Manoeuvre, ...]:
    """The manoeuvres of one cleaned history (`histories` makes them), by time. ``threshold`` in sigma replaces the
    one of the orbit's height."""
    if len(history.elements) < 2:
        return ()
    found = _sparse(history) if rules_of(history) is LOW else []
    if len(history.elements) > FEWEST_NEAR:
        rules = rules_of(history)
        steps = steps_of(history)
        limit = rules.threshold if threshold is None else threshold
        found += [_by_step(history, steps, gap, rules) for gap in _peaks(history, steps, limit)]
    return tuple(sorted(found, key=lambda one: one.time))


def _sparse(history: History) -> list[Manoeuvre]:
    told, lift_km, sigma = raises(history)
    found = []
    for gap in np.flatnonzero(told).tolist():
        start, end = float(history.days[gap]), float(history.days[gap + 1])
        found.append(
            _manoeuvre(
                history, gap, (start, (start + end) / 2, end), float(lift_km[gap]),
                float(sigma[gap]), SPARSE_PROBABILITY, SPARSE,
            )
        )  # fmt: skip
    return found


def _peaks(history: History, steps: Steps, limit: float) -> list[int]:
    """Gaps whose step is over the limit and the highest within three days, by time."""
    middle = (history.days[1:] + history.days[:-1]) / 2
    free = steps.sigma > limit
    found = []
    for gap in np.argsort(-steps.sigma, kind="stable").tolist():
        if steps.sigma[gap] <= limit:
            break
        if free[gap]:
            found.append(gap)
            free &= np.abs(middle - middle[gap]) > _ALONE_DAYS
    return sorted(found)


def _by_step(history: History, steps: Steps, gap: int, rules: Rules) -> Manoeuvre:
    days, sigma = history.days, float(steps.sigma[gap])
    time, scatter = _time(history, steps, gap, rules)
    half = max(scatter, float(days[gap + 1] - days[gap]) / 2)
    chance = _SUREST / (1 + (rules.even / sigma) ** rules.steepness)
    turn = float(steps.turn_rad[gap]) if steps.turn_sigma[gap] > _TURN_SIGMAS else 0.0
    return _manoeuvre(
        history, gap, (time - half, time, time + half), float(steps.step_km[gap]), sigma, chance, STEP, turn
    )


def _manoeuvre(
    history: History,
    gap: int,
    days: tuple[float, float, float],
    raise_km: float,
    sigma: float,
    probability: float,
    method: str,
    turn_rad: float = 0.0,
) -> Manoeuvre:
    """``days`` are after, best time and before. On a near circle da = 2 dv / n, and a turn takes speed times turn."""
    n_rev_day = float(history.elements.mean_motion_rev_day[gap])
    n_rad_s = 2 * np.pi * n_rev_day / DAY_S
    along = n_rad_s / 2 * raise_km * 1000
    normal = float(semi_major_axis_km(np.array([n_rev_day]))[0]) * 1000 * n_rad_s * turn_rad
    jd, fraction = float(history.elements.epoch_jd[0]), float(history.elements.epoch_fraction[0])
    after, time, before = (datetime_utc(jd, fraction + day) for day in days)
    turned = normal > abs(along)
    return Manoeuvre(
        norad=history.norad,
        after=after,
        before=before,
        time=time,
        dv_m_s=normal if turned else along,
        direction=NORMAL if turned else ALONG if along > 0 else AGAINST,
        probability=probability,
        raise_km=raise_km,
        turn_deg=float(np.degrees(turn_rad)),
        sigma=sigma,
        method=method,
    )


def _time(history: History, steps: Steps, gap: int, rules: Rules) -> tuple[float, float]:
    """When the burn was, in the history's days, and the scatter of that time: the crossing of the two orbits,
    unless it lies where no burn of this step can."""
    days = history.days
    first = max(gap - 4, 0)
    gaps = range(first, min(gap + 2, len(steps.jump_km)))
    shares: Floats = steps.jump_km[first : gaps.stop] / steps.step_km[gap]
    crossings = crossings_days(history, gap)
    time = float(np.median(crossings)) if len(crossings) else float("nan")
    scatter = float(np.median(np.abs(crossings - time))) if len(crossings) else 0.0
    if not days[first] <= time <= days[gap + 1] + _LATER_DAYS:
        onset = gaps[int(np.argmax(np.cumsum(shares) > _ONSET))]
        return float(days[onset] + days[onset + 1]) / 2, 0.0
    if rules is LOW and float(shares.max()) > _PINNED:
        pinned = gaps[int(np.argmax(shares))]
        time = float(np.clip(time, days[pinned] - _EARLIER_DAYS, days[pinned + 1]))
    return time, scatter
