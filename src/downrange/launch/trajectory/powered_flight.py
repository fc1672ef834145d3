"""Ascents in lanes: fourth-order Runge-Kutta with a fixed number of graded steps for each stretch of the flight.

Every ascent takes the same number of steps in each stretch, whatever its length: closer where it turns or gains most
(geometric in time in the gravity turn, where a small angle grows; even in the logarithm of the mass in a burn). So
LANES ascents go in step without a branch, and steps need not land on the moments that are asked for: states there
and at whole seconds are cubic Hermite interpolations within a step. A small change of the parameters moves every
step a little, so slopes are smooth; and an ascent has the same bits in any company.

The equations are in `flight_equations`. Accuracy: tests/launch/trajectory/test_powered_flight.py.
"""

from math import atan2, ceil, cos, nan, sin, sqrt, tan

import numpy as np
from numpy.typing import NDArray

from downrange.kernel.arrays import Bools, Floats
from downrange.kernel.compiled import compiled
from downrange.launch.trajectory import flight_equations as rows
from downrange.launch.trajectory.flight_equations import (
    COASTING,
    LANES,
    STATE,
    TANGENT,
    TILTING,
    TURNING,
    layers,
    rotate,
    slopes,
    tilted_s,
)

# Steps of each stretch: upright, tilting, gravity turn, coast (more if it is long), burn of an upper phase.
UPRIGHT_STEPS, TILT_STEPS, TURN_STEPS, COAST_STEPS, BURN_STEPS = 2, 8, 48, 4, 20
LONGEST_COAST_STEP_S = 100.0
MASS_GRADING = 0.8  # steps of a burn are even in the logarithm of 1 - 0.8 of what is spent
# The roughness of an ascent: the sum over its steps of what a velocity changes by if the last slopes of a step are
# replaced by those where it led. Of 2,000 prior draws of five vehicles all but some dozen are below 10 or above
# 500 m/s: those above dive into dense air or stand still on their tails. They are flown again with shorter steps, and
# what is rough even then counts as an ascent that does not fly.
MOST_ROUGH_M_S, REFINED = 30.0, 8
AT_ONCE_S = 1e-9  # a moment within rounding of a stretch's end is its end
RADIUS_SPREAD_M = 2000.0  # the radius of the ellipsoid varies by less below an ascent
_PIECE = 256 * LANES  # ascents in one call of the loops, which cannot be interrupted: a twentieth of a second


def fly_all(
    start: Floats, phases: Floats, steer: Floats, moments: Floats, air: Floats, air_step_m: float,
    seconds: int, finer: int = 1,
) -> tuple[Floats, Bools, Floats]:  # fmt: skip
    """N ascents from one start (6,): phases (N, P, 7), steer (N, 4), moments (N, M) rising, `air` the ln of kg/m3.

    Returns states at whole seconds (6, T, N), burning (T, N) and states at the moments (6, M, N), all in ECEF, m and
    m/s; NaN after the end of an ascent, and throughout where it came back to the ground. T = 0 asks for no seconds.
    `finer` multiplies the number of steps.
    """
    states, at, up, rough = _flown(start, phases, steer, moments, air, air_step_m, seconds, finer)
    if rough.any():
        again = phases[rough], steer[rough], moments[rough]
        states[:, :, rough], at[:, :, rough], up[rough], still = _flown(
            start, *again, air, air_step_m, seconds, REFINED * finer
        )
        up[rough] &= ~still
    states[:, :, ~up] = nan
    at[:, :, ~up] = nan
    ignition_s = phases[:, :, rows.IGNITION_S] - AT_ONCE_S
    t = np.arange(seconds)[:, None, None]
    powered = ((t >= ignition_s) & (t < ignition_s + phases[:, :, rows.BURN_S])).any(axis=2)
    return states, powered & up, at


def _flown(
    start: Floats, phases: Floats, steer: Floats, moments: Floats, air: Floats, air_step_m: float,
    seconds: int, finer: int,
) -> tuple[Floats, Floats, Bools, Bools]:  # fmt: skip
    """States at whole seconds and at the moments; which stay off the ground, and which are rough (N,)."""
    count = len(phases)
    phases, steer, moments = (np.ascontiguousarray(each) for each in (phases, steer, moments))
    states, at = np.full((6, seconds, count), nan), np.full((6, moments.shape[1], count), nan)
    rough_m_s, up, table = np.empty(count), np.empty(count, dtype=np.bool_), layers(air, air_step_m)
    for first in range(0, count, _PIECE):
        last = min(first + _PIECE, count)
        given = start, phases, steer, moments, table, 1.0 / air_step_m, finer
        _fly(*given, first, last, states, at, up, rough_m_s)
    return states, at, up, ~(rough_m_s <= MOST_ROUGH_M_S)


@compiled
def _fly(
    start: Floats, phases: Floats, steer: Floats, moments: Floats, air: Floats, per_m: float, finer: int,
    first: int, last: int, states: Floats, at: Floats, up: Bools, rough_m_s: Floats,
) -> None:  # fmt: skip
    """Ascents first..last-1, LANES at a time: states at whole seconds and moments, and how rough the steps were."""
    lanes, noted = np.zeros(rows.SIZE), np.zeros((2, LANES), dtype=np.int64)
    for group in range(first, last, LANES):
        noted[:] = 0
        _begin(lanes, start, phases, steer, group, last, finer)
        for stretch in range(2 * phases.shape[1] + 1):
            if stretch < 3:
                flight = TURNING if stretch == 2 else TILTING
                steps = _of_first_phase(lanes, stretch, phases, steer, group, last, finer)
            else:
                phase = (stretch - 1) // 2
                flight = TANGENT if stretch % 2 == 0 else COASTING
                if flight == COASTING:
                    steps = _of_coast(lanes, phase, phases, group, last, finer)
                else:
                    steps = _of_burn(lanes, phase, phases, group, last, finer)
            for j in range(LANES):
                lanes[rows.STAGE_T + j] = lanes[rows.T + j]
            slopes(lanes[rows.A :], lanes[rows.K1 :], lanes, flight, air, per_m)
            for k in range(steps):
                _step(lanes, k, flight, air, per_m)
                _note(lanes, group, last, moments, states, at, noted)
                _go_on(lanes)
        for n in range(group, min(group + LANES, last)):
            up[n], rough_m_s[n] = lanes[rows.UP + n - group] > 0.0, lanes[rows.ROUGH + n - group]


@compiled
def _begin(
    lanes: Floats, start: Floats, phases: Floats, steer: Floats, group: int, last: int, finer: int
) -> None:
    """Set up a group of ascents on the pad; lanes left over fly the last one again."""
    for j in range(LANES):
        n = min(group + j, last - 1)
        for axis in range(6):
            lanes[rows.A + axis * LANES + j] = start[axis]
        lanes[rows.T + j], lanes[rows.UP + j], lanes[rows.ROUGH + j] = 0.0, 1.0, 0.0
        heading = steer[n, rows.HEADING_RAD]
        lanes[rows.EAST + j], lanes[rows.NORTH + j] = sin(heading), cos(heading)
        lanes[rows.COSINE + j], lanes[rows.SINE + j] = 1.0, 0.0
    r2 = start[0] * start[0] + start[1] * start[1] + start[2] * start[2]
    lowest = sqrt(r2) - RADIUS_SPREAD_M
    for j in range(LANES):
        lanes[rows.LOWEST2 + j] = lowest * lowest
    _load(lanes, 0, phases, group, last)


@compiled
def _load(lanes: Floats, phase: int, phases: Floats, group: int, last: int) -> None:
    """The figures of a phase, for the thrust."""
    for j in range(LANES):
        own = phases[min(group + j, last - 1), phase]
        lanes[rows.IGNITION + j], lanes[rows.BURN + j] = own[rows.IGNITION_S], own[rows.BURN_S]
        lanes[rows.A0 + j], lanes[rows.FALL_OFF + j] = own[rows.A0_M_S2], own[rows.DECLINE]
        lanes[rows.SPENT + j] = own[rows.A0_M_S2] * own[rows.BURN_S] / own[rows.EXHAUST_M_S]


@compiled
def _of_first_phase(
    lanes: Floats, stretch: int, phases: Floats, steer: Floats, group: int, last: int, finer: int
) -> int:
    """Set the steps of the stretches of the first phase: upright (0), tilting (1), gravity turn (2); how many."""
    steps = finer * (UPRIGHT_STEPS if stretch == 0 else TILT_STEPS if stretch == 1 else TURN_STEPS)
    for j in range(LANES):
        n = min(group + j, last - 1)
        burn, tilted, t = phases[n, 0, rows.BURN_S], tilted_s(phases[n, 0]), lanes[rows.T + j]
        end = rows.VERTICAL_SHARE * tilted if stretch == 0 else tilted if stretch == 1 else burn
        end = min(end, burn)
        growth = (end / t) ** (1.0 / steps) if stretch == 2 else 1.0
        lanes[rows.GROWTH + j], lanes[rows.END + j], lanes[rows.COUNT + j] = growth, end, steps
        lanes[rows.H + j] = t * (growth - 1.0) if stretch == 2 else (end - t) / steps
        if stretch == 1:
            lanes[rows.TURN + j] = steer[n, rows.KICK_RAD] / (tilted * (1.0 - rows.VERTICAL_SHARE))
        else:
            lanes[rows.TURN + j] = 0.0
        end_s = phases[n, -1, rows.IGNITION_S] + phases[n, -1, rows.BURN_S]
        lanes[rows.TANGENT_T + j] = burn
        lanes[rows.TANGENT_RATE + j] = steer[n, rows.BEND] / max(end_s - burn, 1.0)
        lanes[rows.OFFSET + j] = steer[n, rows.OFFSET_RAD]
    return steps


@compiled
def _of_coast(lanes: Floats, phase: int, phases: Floats, group: int, last: int, finer: int) -> int:
    """Set the steps of the coast before a phase; the most that a lane takes (the others' further ones are of 0 s)."""
    most = 0
    for j in range(LANES):
        t = lanes[rows.T + j]
        if phase == 1:  # the law of pitch begins as the gravity turn ends
            tangent = tan(min(max(_pitch(lanes, j) + lanes[rows.OFFSET + j], -0.3), 1.4))
            lanes[rows.TANGENT_0 + j] = tangent
            lanes[rows.TANGENT_RATE + j] *= tangent
        end = max(phases[min(group + j, last - 1), phase, rows.IGNITION_S], t)
        steps = finer * max(COAST_STEPS, ceil((end - t) / LONGEST_COAST_STEP_S))
        lanes[rows.GROWTH + j], lanes[rows.END + j], lanes[rows.COUNT + j] = 1.0, end, steps
        lanes[rows.H + j] = (end - t) / steps
        most = max(most, steps)
    return most


@compiled
def _of_burn(lanes: Floats, phase: int, phases: Floats, group: int, last: int, finer: int) -> int:
    """Set the steps of the burn of an upper phase; how many."""
    _load(lanes, phase, phases, group, last)
    steps = finer * BURN_STEPS
    for j in range(LANES):
        own = phases[min(group + j, last - 1), phase]
        spent = MASS_GRADING * min(lanes[rows.SPENT + j], 1.0)
        shrink = (1.0 - spent) ** (1.0 / steps)
        lanes[rows.GROWTH + j], lanes[rows.COUNT + j] = shrink, steps
        lanes[rows.END + j] = own[rows.IGNITION_S] + own[rows.BURN_S]
        lanes[rows.H + j] = own[rows.BURN_S] * (1.0 - shrink) / spent
        yaw = own[rows.YAW_RAD] - 0.5 * own[rows.YAW_GROWS_RAD]
        lanes[rows.COSINE + j], lanes[rows.SINE + j] = cos(yaw), sin(yaw)
        lanes[rows.TURN + j] = own[rows.YAW_GROWS_RAD] / own[rows.BURN_S]
    return steps


@compiled
def _pitch(lanes: Floats, j: int) -> float:
    """The angle of a lane's Earth-fixed velocity above the geocentric horizon, radians."""
    x, y, z = lanes[rows.A + j], lanes[rows.A + LANES + j], lanes[rows.A + 2 * LANES + j]
    v = rows.A + 3 * LANES + j
    vx, vy, vz = lanes[v], lanes[v + LANES], lanes[v + 2 * LANES]
    up = (x * vx + y * vy + z * vz) / sqrt(x * x + y * y + z * z)
    return atan2(up, sqrt(max(vx * vx + vy * vy + vz * vz - up * up, 1.0)))


@compiled
def _step(lanes: Floats, k: int, flight: int, air: Floats, per_m: float) -> None:
    """The k-th step of a stretch from `A`, with its slopes `K1`, to `B`, with the slopes there in `K`."""
    for j in range(LANES):
        t, end, ends = lanes[rows.T + j], lanes[rows.END + j], k + 1.0 >= lanes[rows.COUNT + j]
        h = end - t if ends else lanes[rows.H + j]
        lanes[rows.H + j], lanes[rows.NEXT_T + j] = h, end if ends else t + h
        lanes[rows.STAGE_T + j] = t + 0.5 * h
    for i in range(STATE):
        lanes[rows.SUM + i], lanes[rows.K + i] = 0.0, lanes[rows.K1 + i]
    _stage(lanes, 1.0, 0.5)
    rotate(lanes)
    slopes(lanes[rows.B :], lanes[rows.K :], lanes, flight, air, per_m)
    _stage(lanes, 2.0, 0.5)
    slopes(lanes[rows.B :], lanes[rows.K :], lanes, flight, air, per_m)
    _stage(lanes, 2.0, 1.0)
    rotate(lanes)
    for j in range(LANES):
        lanes[rows.STAGE_T + j] = lanes[rows.NEXT_T + j]
    slopes(lanes[rows.B :], lanes[rows.K :], lanes, flight, air, per_m)
    for row in range(0, STATE, LANES):
        for j in range(LANES):
            total = lanes[rows.SUM + row + j] + lanes[rows.K + row + j]
            lanes[rows.B + row + j] = lanes[rows.A + row + j] + lanes[rows.H + j] * (1 / 6) * total
    for i in range(STATE):
        lanes[rows.SUM + i] = lanes[rows.K + i]  # kept for the measure of roughness
    slopes(lanes[rows.B :], lanes[rows.K :], lanes, flight, air, per_m)


@compiled
def _stage(lanes: Floats, weight: float, share: float) -> None:
    """Add the slopes in `K` to the sum, and go a share of the step along them, into `B`."""
    for row in range(0, STATE, LANES):
        for j in range(LANES):
            k = lanes[rows.K + row + j]
            lanes[rows.SUM + row + j] += weight * k
            lanes[rows.B + row + j] = lanes[rows.A + row + j] + share * lanes[rows.H + j] * k


@compiled
def _go_on(lanes: Floats) -> None:
    """The end of a step is the start of the next; an ascent that is underground counts no more."""
    for j in range(LANES):
        x, y, z = lanes[rows.B + j], lanes[rows.B + LANES + j], lanes[rows.B + 2 * LANES + j]
        up = lanes[rows.UP + j] if x * x + y * y + z * z > lanes[rows.LOWEST2 + j] else 0.0
        lanes[rows.UP + j] = up
        # The step's last slopes less those where it led: of the order of its error, and far above it.
        x = lanes[rows.SUM + 3 * LANES + j] - lanes[rows.K + 3 * LANES + j]
        y = lanes[rows.SUM + 4 * LANES + j] - lanes[rows.K + 4 * LANES + j]
        z = lanes[rows.SUM + 5 * LANES + j] - lanes[rows.K + 5 * LANES + j]
        lanes[rows.ROUGH + j] += up * lanes[rows.H + j] * sqrt(x * x + y * y + z * z)
        lanes[rows.T + j] = lanes[rows.NEXT_T + j]
        lanes[rows.H + j] *= lanes[rows.GROWTH + j]
    for i in range(STATE):
        lanes[rows.A + i], lanes[rows.K1 + i] = lanes[rows.B + i], lanes[rows.K + i]


@compiled
def _note(
    lanes: Floats,
    group: int,
    last: int,
    moments: Floats,
    states: Floats,
    at: Floats,
    noted: NDArray[np.int64],
) -> None:
    """Note the states at the moments and the whole seconds within a step; `noted`: how many are, of each lane."""
    for j in range(min(LANES, last - group)):
        n, until = group + j, lanes[rows.NEXT_T + j] + AT_ONCE_S
        while noted[0, j] < moments.shape[1] and moments[n, noted[0, j]] <= until:
            _between(lanes, j, moments[n, noted[0, j]], at, noted[0, j], n)
            noted[0, j] += 1
        while noted[1, j] < states.shape[1] and noted[1, j] <= until:
            _between(lanes, j, float(noted[1, j]), states, noted[1, j], n)
            noted[1, j] += 1


@compiled
def _between(lanes: Floats, j: int, moment: float, out: Floats, place: int, n: int) -> None:
    """The state of a lane at a moment within its step, into out[:, place, n]: cubic Hermite of r and v, v and a."""
    h = lanes[rows.H + j]
    part = min(max((moment - lanes[rows.T + j]) / h, 0.0), 1.0) if h > 0.0 else 1.0
    p2, p3 = part * part, part * part * part
    wa, wb = 2.0 * p3 - 3.0 * p2 + 1.0, 3.0 * p2 - 2.0 * p3
    ka, kb = h * (p3 - 2.0 * p2 + part), h * (p3 - p2)
    for axis in range(6):
        i = axis * LANES + j
        ends = wa * lanes[rows.A + i] + wb * lanes[rows.B + i]
        out[axis, place, n] = ends + ka * lanes[rows.K1 + i] + kb * lanes[rows.K + i]
