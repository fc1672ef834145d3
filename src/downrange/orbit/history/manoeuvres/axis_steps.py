"""Semi-major-axis steps of a history, in units of its noise, and the instants at which the two orbits cross.

Set k runs by SGP4 to the epoch of set k+1. What the mean semi-major axis is off there, summed along the history,
is flat for a passive object and steps at a burn. Rules and their alternatives: the project's study of 2026;
design/manoeuvre_accuracy.py measures them.
"""

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import SGP4_A_KM
from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import Integers
from downrange.orbit.history.element_history import History
from downrange.orbit.history.running_statistics import running_median, running_scale
from downrange.orbit.propagation.sgp4_states import satellite_of

LONGEST_GAP_DAYS = 5.0  # SGP4 across more is no comparison: along the track it is off by a turn in weeks
_HALF = 40  # gaps on either side from which drag and noise are taken
_NEAR_DAYS = 90.0
FEWEST_NEAR = 12  # gaps there, and in these days, that SGP4 can cross; fewer do not tell the noise
_BEFORE, _AFTER = (-2, -1, 0), (2, 3, 4)  # sets whose orbits are crossed; the one after the gap still lags
_LEAST_KM, _LEAST_RAD = 1e-6, 1e-8  # a millimetre, 0.07 m along the orbit: a history without noise


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """One value a gap k, between sets k and k+1 of S, each (S-1,): ``jump_km`` what the semi-major axis is off after
    SGP4 has carried set k to k+1 (less its running median), ``step_km`` the change of its sum from two sets to two
    sets, ``sigma`` that step over its noise; ``turn_rad`` how far the plane turned by the same rule, ``turn_sigma``
    over its noise. Sigmas are zero across gaps too long for SGP4, and where too few others tell the noise."""

    jump_km: Floats
    step_km: Floats
    sigma: Floats
    turn_rad: Floats
    turn_sigma: Floats


def steps_of(history: History) -> Steps:
    """The steps of a history of at least two sets."""
    own, there = _carried(history)
    off = own[:, 1:] - there[:, :-1]
    off[1] = _turned(off[1])
    off[1] *= np.sin(own[2, 1:])  # the node, as an arc
    known = np.all(np.isfinite(off), axis=0) & (np.diff(history.days) <= LONGEST_GAP_DAYS)
    told = known & (_near(known, history.days) >= FEWEST_NEAR)
    jump, step, scale = zip(*(_step(part, known) for part in off), strict=True)
    turn = np.hypot(step[1], step[2])
    noise = np.maximum(np.hypot(scale[1], scale[2]), _LEAST_RAD)
    sigma = np.where(told, np.abs(step[0]) / np.maximum(scale[0], _LEAST_KM), 0.0)
    return Steps(jump[0], step[0], sigma, turn, np.where(told, turn / noise, 0.0))


def crossings_days(history: History, gap: int) -> Floats:
    """When the orbits of the sets before and after a gap had the same phase (M + omega + Omega cos i), in the
    history's days, (P,) for up to nine pairs of sets: a burn does not move the satellite, only its speed."""
    count, days = len(history.elements), history.days
    early = [gap + k for k in _BEFORE if gap + k >= 0]
    late = [gap + k for k in _AFTER if gap + k < count] or [count - 1]
    phases = {j: _phases(history, j, late if j in early else early) for j in (*early, *late)}
    found = []
    for j in early:
        for m in late:
            at_late = float(_turned(phases[j][m] - phases[m][m]))
            at_early = float(_turned(phases[j][j] - phases[m][j]))
            if np.isfinite(at_late - at_early) and at_late != at_early:
                share = -at_early / (at_late - at_early)
                found.append(days[j] + share * (days[m] - days[j]))
    return np.array(found)


def _near(known: Bools, days: Floats) -> Integers:
    """How many known gaps each has near it, in the window and in time, (G,)."""
    so_far = np.concatenate([[0], np.cumsum(known)])
    k = np.arange(len(known))
    first = np.maximum(k - _HALF, np.searchsorted(days[:-1], days[:-1] - _NEAR_DAYS))
    after = np.minimum(k + _HALF + 1, np.searchsorted(days[:-1], days[:-1] + _NEAR_DAYS))
    near: Integers = so_far[after] - so_far[first]
    return near


def _step(off: Floats, known: Bools) -> tuple[Floats, Floats, Floats]:
    """Jumps, steps and the steps' noise of one mean element, each (S-1,)."""
    off = np.where(known, off, np.nan)
    jump = np.where(known, off - running_median(off, _HALF), 0.0)
    level = np.concatenate([[0.0], np.cumsum(jump)])
    before = (level[:-1] + np.concatenate([level[:1], level[:-2]])) / 2
    after = (level[1:] + np.concatenate([level[2:], level[-1:]])) / 2
    step: Floats = np.where(known, after - before, 0.0)
    return jump, step, running_scale(np.where(known, step, np.nan), _HALF)


def _carried(history: History) -> tuple[Floats, Floats]:
    """Mean semi-major axis (km), node and inclination (rad) of each set at its own epoch and at the next one's,
    (3, S); NaN without an answer."""
    sets = history.elements
    jd, fraction = sets.epoch_jd.tolist(), sets.epoch_fraction.tolist()
    found = np.full((2, 3, len(sets)), np.nan)
    for k in range(len(sets)):
        satellite = satellite_of(sets, k)
        for column, there in enumerate((k, k + 1)):
            if there < len(sets) and not satellite.sgp4(jd[there], fraction[there])[0]:
                found[column, :, k] = satellite.am * SGP4_A_KM, satellite.Om, satellite.im
    return found[0], found[1]


def _phases(history: History, row: int, others: list[int]) -> dict[int, float]:
    satellite, sets = satellite_of(history.elements, row), history.elements
    found = {}
    for there in (row, *others):
        error, _, _ = satellite.sgp4(float(sets.epoch_jd[there]), float(sets.epoch_fraction[there]))
        phase = satellite.mm + satellite.om + satellite.Om * np.cos(satellite.im)
        found[there] = float("nan") if error else float(phase)
    return found


def _turned(angle: Floats | float) -> Floats:
    """The angle within half a turn of zero, rad."""
    turned: Floats = (np.asarray(angle) + np.pi) % (2 * np.pi) - np.pi
    return turned
