"""Manoeuvre detection in a cleaned history: time, change of speed, direction and probability of each.

In low, near-circular orbit a burn is a kink of the phase along the orbit, good to tens of metres even where a set's
own semi-major axis is 20 m off. Elsewhere steps of the semi-major axis that stand out of the noise are timed by
where the orbit before and the orbit after cross. Across gaps of weeks only raises are reported. A burn out of the
plane alone is told where the plane turns far above the noise of its time.
design/manoeuvre_accuracy.py measures this code.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from downrange.earth.constants import DAY_S
from downrange.earth.instants import datetime_utc
from downrange.kernel.arrays import Floats
from downrange.kernel.number_checks import number
from downrange.kernel.package_data import table_rows
from downrange.orbit.elements.elements import require_sound
from downrange.orbit.history.element_history import History
from downrange.orbit.history.manoeuvres.along_track import AlongTrack, along_track
from downrange.orbit.history.manoeuvres.axis_steps import FEWEST_NEAR, Steps, crossings_days, steps_of
from downrange.orbit.history.manoeuvres.kink_fit import PROMPT_DAYS
from downrange.orbit.history.manoeuvres.kink_search import LIMIT, FoundBurns, find_burns
from downrange.orbit.history.manoeuvres.manoeuvre import (
    AGAINST,
    ALONG,
    KINK,
    NORMAL,
    SPARSE,
    STEP,
    TURN,
    Manoeuvre,
)
from downrange.orbit.history.manoeuvres.manoeuvre_domain import domain_of
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
_TURN_SIGMAS = 7.0  # beside a step
# In low orbit: the catalogue's own changes (15 June 2017) turn planes by 0.003 deg at 25 sigma, sets of 2002 to 2004
# by 0.017 deg at 13 sigma; 25 burns of 0.009 to 0.05 deg on six satellites stand above both.
PLANE_SIGMAS, PLANE_LEAST_DEG = 15.0, 0.004
_NEAR_KINK_DAYS = 3.0  # a turn nearer to a kink belongs to it
FINDINGS = "manoeuvre_findings.csv"
# Half of the bracket: sigmas of the fitted time, within limits. Measured on matched findings, six satellites:
# it holds 91 % of 272 (prompt sets, 1.0 d wide in the median) and 97 % of 103 (lagging sets, 4.0 d).
_BRACKET_SIGMAS, _LEAST_HALF_DAYS, _LEAST_HALF_LAG_DAYS, _MOST_HALF_DAYS = 3.0, 0.5, 2.0, 3.0
_CAMPAIGN_DAYS = 3.5  # burns nearer than this are sized by the sets beside them
# Of turns as high none was false, but all were found beside a kink as well (six satellites): Laplace's rule on 25.
PLANE_PROBABILITY = 26 / 27
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


# Where the phase tells a burn: measured at 14.5 to 12.8 rev/day; SGP4 has its short-period theory to 225 min.
NEAR_EARTH_REV_DAY, MOST_ECCENTRIC = 6.4, 0.05


def rules_of(history: History) -> Rules:
    """The rules for the height of the history's orbits."""
    return LOW if float(np.median(history.elements.mean_motion_rev_day)) > HIGH_REV_DAY else HIGH


def detect_manoeuvres(history: History, threshold: float | None = None) -> tuple[Manoeuvre, ...]:
    """The manoeuvres of one cleaned history (`histories` makes them), by time. ``threshold`` in sigma replaces the
    one of the orbit's height."""
    require_sound(history.elements)
    if threshold is not None:
        number(threshold, "threshold", (0.1, 1000.0))
    if len(history.elements) < 2:
        return ()
    found = _found(history, threshold)
    if not found:
        return ()
    by_method = {one.method: domain_of(history, sparse=one.method == SPARSE) for one in found}
    return tuple(replace(one, measured=False) if by_method[one.method].outside else one for one in found)


def _found(history: History, threshold: float | None) -> tuple[Manoeuvre, ...]:
    found = _sparse(history) if rules_of(history) is LOW else []
    if len(history.elements) > FEWEST_NEAR:
        steps = steps_of(history)
        if shows_kinks(history):
            kinks = _kinks(history, steps, threshold)
            # Gaps of 5 to 12 days are looked into both ways; a burn found in one is the kink, which has its time.
            alone = [one for one in found if not any(one.after <= kink.time <= one.before for kink in kinks)]
            return tuple(sorted([*alone, *kinks], key=lambda one: one.time))
        rules = rules_of(history)
        limit = rules.threshold if threshold is None else threshold
        found += [_by_step(history, steps, gap, rules) for gap in _highest(history, steps.sigma, limit)]
    return tuple(sorted(found, key=lambda one: one.time))


def shows_kinks(history: History) -> bool:
    """Whether the orbits are of the kind in which burns are found by the phase: near the Earth and near a circle."""
    sets = history.elements
    low = float(np.median(sets.mean_motion_rev_day)) > NEAR_EARTH_REV_DAY
    return low and float(np.median(sets.eccentricity)) < MOST_ECCENTRIC


def _kinks(history: History, steps: Steps, threshold: float | None) -> list[Manoeuvre]:
    """Burns along the track with the turns of the plane beside them, and turns of their own."""
    track = along_track(history)
    found = find_burns(track, LIMIT if threshold is None else threshold)
    days = np.array([_time_of(track, history, found, row) for row in range(len(found.gaps))])
    gaps = np.array(_turns(history, steps), dtype=np.int64)
    middles = (history.days[gaps] + history.days[gaps + 1]) / 2
    turns, alone = np.zeros(len(days)), []
    for gap, middle in zip(gaps.tolist(), middles.tolist(), strict=True):
        near = np.abs(days - middle)
        if len(near) and near.min() <= _NEAR_KINK_DAYS:
            turns[np.argmin(near)] = steps.turn_rad[gap]
        else:
            alone.append(_by_turn(history, steps, gap))
    return alone + [
        _by_kink(history, track, found, row, float(days[row]), float(turns[row])) for row in range(len(days))
    ]


def _turns(history: History, steps: Steps) -> list[int]:
    """Gaps in which the plane turned beyond what sets and their catalogues do, one within _ALONE_DAYS, by time."""
    size = np.where(np.degrees(steps.turn_rad) > PLANE_LEAST_DEG, steps.turn_sigma, 0.0)
    return _highest(history, size, PLANE_SIGMAS)


def _by_turn(history: History, steps: Steps, gap: int) -> Manoeuvre:
    """A burn out of the plane, by inclination and node alone; the bracket reaches to the sets around."""
    days = history.days
    first, last = float(days[max(gap - 1, 0)]), float(days[min(gap + 2, len(days) - 1)])
    middle = float(days[gap] + days[gap + 1]) / 2
    turn, sigma = float(steps.turn_rad[gap]), float(steps.turn_sigma[gap])
    return _manoeuvre(history, gap, (first, middle, last), 0.0, sigma, PLANE_PROBABILITY, TURN, turn)


def _time_of(track: AlongTrack, history: History, found: FoundBurns, row: int) -> float:
    """When the burn was, in the history's days."""
    gap, kink = int(found.gaps[row]), float(found.kinks.kink[row])
    # A burn later than the middle of the gap leaves the phase behind by the kink times the delay.
    later = float(np.clip(-found.kinks.shift[row] / kink, -_MOST_HALF_DAYS, _MOST_HALF_DAYS))
    days = float(found.burns.days[row]) + later
    if np.isfinite(found.place[row]):
        days = float(track.days[gap] + found.place[row] * (track.days[gap + 1] - track.days[gap]))
    return float(np.interp(days, track.days, history.days))


def _by_kink(
    history: History, track: AlongTrack, found: FoundBurns, row: int, time: float, turn: float
) -> Manoeuvre:
    gap, lag = int(found.gaps[row]), float(found.burns.lag_days[row])
    kink, sigma = float(found.kinks.kink[row]), float(found.score[row])
    lagging = lag > PROMPT_DAYS
    least = _LEAST_HALF_LAG_DAYS if lagging else _LEAST_HALF_DAYS
    half = float(np.clip(_BRACKET_SIGMAS * found.kinks.shift_sd[row] / abs(kink), least, _MOST_HALF_DAYS))
    others = np.delete(found.burns.days, row)
    if np.isfinite(found.place[row]) and np.any(np.abs(others - found.burns.days[row]) <= _CAMPAIGN_DAYS):
        # Two fitted kinks with one set between them lean on each other: the two rates do not.
        kink = float(track.rate_m_day[gap + 1] - track.rate_m_day[gap])
        half = min(half, max(_LEAST_HALF_DAYS, float(track.days[gap + 1] - track.days[gap])))
    raise_km = -kink / track.metre_m_day / 1000
    chance = kink_probability(sigma, lagging)
    return _manoeuvre(history, gap, (time - half, time, time + half), raise_km, sigma, chance, KINK, turn)


@cache
def _findings() -> dict[bool, tuple[tuple[float, int, int], ...]]:
    """Lowest sigma, findings and real ones among them, by whether the sets lag, as measured."""
    rows = table_rows(FINDINGS)
    return {
        lagging: tuple(
            (float(row["least_sigma"]), int(row["findings"]), int(row["real"]))
            for row in rows
            if row["fits"] == ("lagging" if lagging else "prompt")
        )
        for lagging in (False, True)
    }


def kink_probability(sigma: float, lagging: bool) -> float:
    """Share of real ones among the measured findings of that sigma, by Laplace's rule; ``lagging`` sets show a burn
    days later, and their findings are less sure."""
    cells = [cell for cell in _findings()[lagging] if sigma >= cell[0]] or [_findings()[lagging][0]]
    _, count, real = cells[-1]
    return (real + 1) / (count + 2)


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


def _highest(history: History, size: Floats, limit: float) -> list[int]:
    """Gaps whose value is over the limit and the highest within three days, by time."""
    middle = (history.days[1:] + history.days[:-1]) / 2
    free = size > limit
    found = []
    for gap in np.argsort(-size, kind="stable").tolist():
        if size[gap] <= limit:
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
