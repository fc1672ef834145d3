"""The fit: an ensemble of ascents consistent with the observations, as wide as they leave it.

Randomised maximum likelihood (Oliver, He, Reynolds, "Conditioning permeability fields to pressure data", ECMOR 1996):
each member is a least-squares fit to data and prior means that were shifted at random by their own spread; for a
linear problem the members are draws from the posterior. Levenberg's and Marquardt's method, many members at once.

Member n depends on the case, the seed and n alone.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

import numpy as np

from downrange.codes import Remark
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.errors import InputError
from downrange.kernel.arrays import Bools, Floats
from downrange.kernel.parallel import map_spans, spans
from downrange.kernel.random_streams import normals
from downrange.launch.trajectory.ascent_ensemble import Ascents, FitCounts
from downrange.launch.trajectory.ascent_parameters import flight_parameters, parameter_count
from downrange.launch.trajectory.flight_events import INSERTION
from downrange.launch.trajectory.influence import nudged_columns
from downrange.launch.trajectory.observations import Observations
from downrange.launch.trajectory.residuals import Drop, Problem, fallen, fly, problem_of, residuals_sigma
from downrange.launch.trajectory.trajectory_codes import AscentError, AscentRemark, fitted_data
from downrange.launch.trajectory.vehicle import Vehicle

_STARTS, _START_ROUNDS, _POLISH_ROUNDS, _MEMBER_ROUNDS = 16, 12, 10, 12
_SPAN = 20  # members in one piece of work
_NUDGE = 0.02  # of a standard deviation, for the slopes: far above the rounding of a fall's own steps
_FLAT = 1e4  # a slope steeper than this is no slope: the nudged ascent did not fly
_LONGEST_STEP_SD = 2.0
_SETTLED = 0.02  # a member is done when a round lowers its cost by less
_MISSED_SD = 3.0  # a datum that the best fit misses by more sigmas is reported as missed
_FELL_BACK_M = (
    80e3  # a last burn-out lower than this is not one in space: no orbit of a case may be lower either
)
_NOT_FITTED = 5.0  # sigmas of chi square above the best fit's cost: such a member did not converge


def fit_ascents(
    vehicle: Vehicle,
    pad: tuple[float, float],
    known: Observations,
    drop: Drop,
    *,
    case: str,
    seed: int,
    members: int = 120,
    done: Callable[[int], None] | None = None,
    executor: Executor | None = None,
) -> Ascents:
    """Fit `members` ascents of a vehicle from a pad (lat, lon) to what is known; `done` hears how many are finished.

    Members that find no agreement, or come back to the ground, are left out, and `misses` says how many. InputError
    if nothing flies at all, or a datum has no place in the ascent. The executor may be of threads, or of processes if
    `drop` can be pickled; it changes nothing in the answer.
    """
    problem = problem_of(vehicle, pad, known, drop)
    best = _best(problem, case, seed)
    slopes = _slopes(problem, best, *_goal(problem))[
        0
    ]  # every member starts there, so they are computed once
    work = partial(_members, problem, best, slopes, case, seed)
    fits = map_spans(work, spans(members, _SPAN), executor, done)
    z, cost = (np.concatenate(each, axis=-1) for each in zip(*fits, strict=True))
    floor = float((residuals_sigma(problem, best, *_goal(problem)) ** 2).sum() + (best**2).sum())
    data = len(problem.data)
    agree = cost <= floor + data + _NOT_FITTED * np.sqrt(2.0 * max(data, 1))
    return _ensemble(problem, z, agree, floor, _missed(problem, best))


def _goal(problem: Problem) -> tuple[Floats, Floats]:
    """The data's values (D, 1) and sigmas (D,)."""
    return np.array([[d.value] for d in problem.data]).reshape(-1, 1), np.array([d.sd for d in problem.data])


def _best(problem: Problem, case: str, seed: int) -> Floats:
    """The likeliest ascent (K, 1), from several starts."""
    many = parameter_count(problem.vehicle)
    starts = normals(case, seed, "ascent starts", 0, _STARTS, many)
    starts[:, 0] = 0.0
    prior = np.zeros((many, 1))
    tried, cost = _fitted(problem, starts, *_goal(problem), prior, _START_ROUNDS)
    best, _ = _fitted(problem, tried[:, [int(np.argmin(cost))]], *_goal(problem), prior, _POLISH_ROUNDS)
    return best


def _members(
    problem: Problem, best: Floats, slopes: Floats, case: str, seed: int, start: int, stop: int
) -> tuple[Floats, Floats]:
    """Members start..stop-1: fits (K, n) to shifted data and priors, and their costs. A pure piece of work.

    `slopes` (K, D) are those of the likeliest ascent, `best`.
    """
    value, sd = _goal(problem)
    many = len(best)
    shift = normals(case, seed, "ascents", start, stop, many + len(sd))
    prior, goal = shift[:many], value + sd[:, None] * shift[many:]
    starts = np.repeat(best, stop - start, axis=1)
    return _fitted(problem, starts, goal, sd, prior, _MEMBER_ROUNDS, slopes)


def _fitted(
    problem: Problem, z: Floats, goal: Floats, sd: Floats, prior: Floats, rounds: int,
    at_start: Floats | None = None,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Least squares from N starts z (K, N) to goals (D, N or 1) and prior means (K, N or 1): fits and costs.

    `at_start` (K, D): the slopes there, if the starts are one and they are known.
    """
    z = z.copy()
    many, count = z.shape
    goal, prior = (np.broadcast_to(each, (len(each), count)) for each in (goal, prior))
    missed = residuals_sigma(problem, z, goal, sd)
    cost = _cost(missed, z - prior)
    damping = np.full(count, 0.3)
    active = moved = np.arange(count)
    known = np.empty((count, many, len(missed)))  # slopes where each is: those that stayed need no new ones
    if at_start is not None:
        known[:], moved = at_start, moved[:0]
    for _ in range(rounds):
        here, wanted, middle = z[:, active], goal[:, active], prior[:, active]
        if moved.size:
            known[moved] = _slopes(problem, z[:, moved], goal[:, moved], sd)
        slopes = known[active]
        normal = slopes @ slopes.transpose(0, 2, 1)
        normal += (1.0 + damping[active])[:, None, None] * np.eye(many)
        downhill = (slopes @ missed[:, active].T[:, :, None])[:, :, 0] + (here - middle).T
        step = np.linalg.solve(normal, -downhill[:, :, None])[:, :, 0].T
        step *= np.minimum(1.0, _LONGEST_STEP_SD / np.maximum(np.abs(step).max(axis=0), 1e-9))
        there = here + step
        missed_there = residuals_sigma(problem, there, wanted, sd)
        cost_there = _cost(missed_there, there - middle)
        gain = cost[active] - cost_there
        better = gain > 0.0
        chosen = active[better]
        z[:, chosen], missed[:, chosen] = there[:, better], missed_there[:, better]
        cost[chosen] = cost_there[better]
        damping[active] = np.where(better, damping[active] * 0.2, damping[active] * 5.0 + 0.1)
        active = active[~better | (gain > _SETTLED)]
        moved = np.intersect1d(chosen, active)
        if active.size == 0:
            break
    return z, cost


def _slopes(problem: Problem, z: Floats, goal: Floats, sd: Floats) -> Floats:
    """How each miss changes with each number of z: (N, K, D), by one-sided differences."""
    many, count = z.shape
    tried = np.repeat(z[:, None, :], 1 + many, axis=1)
    tried[np.arange(many), 1 + np.arange(many)] += _NUDGE
    goals = np.repeat(goal[:, None], 1 + many, axis=1).reshape(len(goal), -1)
    same = nudged_columns(problem.vehicle, count)
    missed = residuals_sigma(problem, tried.reshape(many, -1), goals, sd, same).reshape(-1, 1 + many, count)
    slopes = (missed[:, 1:] - missed[:, :1]) / _NUDGE
    slopes[np.abs(slopes) > _FLAT] = 0.0
    return np.ascontiguousarray(slopes.transpose(2, 1, 0))


def _cost(missed: Floats, away: Floats) -> Floats:
    cost: Floats = (missed**2).sum(axis=0) + (away**2).sum(axis=0)
    return cost


def _missed(problem: Problem, best: Floats) -> tuple[Remark, ...]:
    """The data that the likeliest ascent does not reach."""
    missed = residuals_sigma(problem, best, *_goal(problem))[:, 0]
    return tuple(
        Remark(AscentRemark.MISSED, {"datum": datum.what.says, "sigmas": abs(float(miss))})
        for datum, miss in zip(problem.data, missed, strict=True)
        if abs(miss) > _MISSED_SD
    )


def _ensemble(
    problem: Problem, z: Floats, agree: Bools, misfit: float, misses: tuple[Remark, ...]
) -> Ascents:
    """The ascents that agree and reach the end of their last phase, second by second."""
    count = z.shape[1]
    ends = flight_parameters(problem.vehicle, problem.known, z).events[INSERTION]
    agree = agree & np.isfinite(ends)
    fell_back = _fell_back(problem, z[:, ~agree])
    z = z[:, agree] if agree.any() else z
    ascent = flight_parameters(problem.vehicle, problem.known, z)
    seconds = int(np.ceil(ascent.events[INSERTION].max())) + 2
    states, powered, at = fly(problem, ascent, seconds)
    up = np.isfinite(at[INSERTION][0])
    if not up.any():
        raise InputError(AscentError.NO_ASCENT)
    falls = {part.name: fallen(problem, ascent, at, part.name) for part in problem.vehicle.parts}
    agreed = int(up.sum()) if agree.any() else 0
    if agreed:
        fell_back += int((~up).sum())
    fits = FitCounts(count, agreed, fell_back, misfit, len(problem.data))
    return Ascents(
        after_s=np.arange(seconds, dtype=float),
        r_ecef_m=states[:3][:, :, up],
        v_ecef_m_s=states[3:][:, :, up],
        powered=powered[:, up],
        events={event: when[up] for event, when in ascent.events.items()},
        falls={name: fall.of(up) for name, fall in falls.items()},
        fitted_to=_fitted_to(problem),
        misses=(*misses, *_left_out(fits)),
        fits=fits,
    )


def _fell_back(problem: Problem, z: Floats) -> int:
    """How many of the ascents are on the ground, or all but, at the end of their last phase."""
    if not z.shape[1]:
        return 0
    _, _, at = fly(problem, flight_parameters(problem.vehicle, problem.known, z))
    height_m = ecef_m_to_geodetic(at[INSERTION][:3])[2]
    return int((~(height_m > _FELL_BACK_M)).sum())


def _left_out(fits: FitCounts) -> list[Remark]:
    """What is said of the members that are not in the ensemble, each cause with its number."""
    disagree = fits.tried - fits.agreed - fits.fell_back
    if not fits.agreed:
        return [Remark(AscentRemark.NONE_AGREES)]
    causes = (AscentRemark.LEFT_OUT, disagree), (AscentRemark.FELL_BACK, fits.fell_back)
    return [Remark(code, {"left": left, "members": fits.tried}) for code, left in causes if left]


def _fitted_to(problem: Problem) -> Remark:
    known = problem.known
    data = fitted_data(
        (body.body for body in known.landed),
        (timed.moment for timed in known.timed),
        (height.moment for height in known.heights),
        known.insertion.alt_km if known.insertion else None,
    )
    return Remark(AscentRemark.FITTED, {"data": data, "vehicle": problem.vehicle.remark.says})
