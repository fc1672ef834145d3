"""Batched Dormand-Prince 5(4) integration of ballistic trajectories, one adaptive step per trajectory.

Each trajectory is one column, a lane, of a table of rows (`_A` its state, `_K` its derivatives, and so on). The loops
run along a row without a branch or a table look-up, so the compiler turns them into vector instructions; what cannot
be so written (interpolation of the atmosphere, acceptance of steps, location of events) has loops of its own. No lane
depends on another, and nothing is fused or reordered: a trajectory is the same to the last bit in any batch.

Source of the pair 5(4): J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19-26, table 2.
"""

from math import isfinite, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from downrange.earth.gravity import A2_OVER_B2, height_m, pull_m_s2
from downrange.kernel.arrays import Floats
from downrange.kernel.compiled import compiled

FALLING, LANDED, ALOFT, STEP_LIMIT, BAD_START = -1, 0, 1, 2, 3

FIRST_STEP_S, LONGEST_STEP_S = 1.0, 20.0
STEP_LIMIT_COUNT = 50_000

# The error one step may make. It sounds large; the fifth-order result kept is far better than the fourth-order one it
# is measured against: impacts are within 25 m (tests/launch/fall/test_integrator.py). An error of speed made during
# the ascent is carried for minutes, so there a step must be this many times better.
POSITION_TOLERANCE_M, VELOCITY_TOLERANCE_M_S = 6.0, 0.006
ASCENT_TOLERANCE_FACTOR = 300.0
SAFETY, LEAST_GROWTH, MOST_GROWTH = 0.9, 0.2, 5.0

_AT_GROUND_M = 1e-3
_DEEP_M, _NEARLY_WHOLE = 50.0, 0.999  # a step that ends deeper below the ground is tried again, cut short

_LANES = 64  # so that their table stays within the first-level cache

# The pair's weights: how the slopes of the stages so far give the state of the next. _W7 gives the fifth-order
# result, _OFF what it has more than the fourth-order one.
_W2 = (1 / 5,)
_W3 = (3 / 40, 9 / 40)
_W4 = (44 / 45, -56 / 15, 32 / 9)
_W5 = (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729)
_W6 = (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656)
_W7 = (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84)
_OFF = (71 / 57600, 0.0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)
_STAGES = 7

# The table's rows: where each begins, in numbers. A state is six rows: x, y, z, vx, vy, vz.
_STATE = 6 * _LANES
_A = 0  # the state
_B = _A + _STATE  # the state of a stage; after the last one, where the step leads
_K = _B + _STATE  # the slopes of the seven stages
(
    _H, _T, _HALF_INVERSE_BETA, _CLIMBING, _HIGHEST, _STEPS, _WHO,
    _MISS, _GROWTH, _HEIGHT, _WILL_CLIMB, _TAKEN, _EVENT, _END,
    _CELL, _PART, _DENSITY, _DECAY, _EAST, _NORTH,
) = (_K + _STAGES * _STATE + row * _LANES for row in range(20))  # fmt: skip
_SIZE = _NORTH + _LANES

# Columns of a layer of air: density and the slope of its logarithm to the next layer, wind and its rise to it.
LAYER = 6


@compiled
def _interpolate_atmosphere(
    state: Floats, lanes: Floats, air: Floats, per_m: float, windy: bool, count: int
) -> None:
    """Density and wind of the first lanes, at their states."""
    top = air.size // LAYER - 1.0
    for j in range(count):
        x, y, z = state[j], state[_LANES + j], state[2 * _LANES + j]
        place = height_m(x, y, z) * per_m
        place = place if place > 0.0 else 0.0  # without a branch; NaN takes the density at the ground
        lanes[_CELL + j] = place if place < top else top
    for j in range(count):
        i = int(lanes[_CELL + j])
        lanes[_PART + j] = lanes[_CELL + j] - i
        lanes[_DENSITY + j] = air[LAYER * i]
        lanes[_DECAY + j] = air[LAYER * i + 1]
        if windy:
            lanes[_EAST + j] = air[LAYER * i + 2] + lanes[_PART + j] * air[LAYER * i + 3]
            lanes[_NORTH + j] = air[LAYER * i + 4] + lanes[_PART + j] * air[LAYER * i + 5]


@compiled
def _slopes(
    state: Floats, rates: Floats, lanes: Floats,
    air: Floats, per_m: float, windy: bool, j2: float, omega: float, count: int,
) -> None:  # fmt: skip
    """The equation of motion: the rates of change of the first lanes' states."""
    _interpolate_atmosphere(state, lanes, air, per_m, windy, count)
    for j in range(count):
        x, y, z = state[j], state[_LANES + j], state[2 * _LANES + j]
        vx, vy, vz = state[3 * _LANES + j], state[4 * _LANES + j], state[5 * _LANES + j]
        ax, ay, az = pull_m_s2(x, y, z, vx, vy, j2, omega)
        ux, uy, uz = vx, vy, vz
        if windy:
            across, steep = sqrt(x * x + y * y), z * A2_OVER_B2  # the vertical is (x, y, steep), unnormalised
            upright = sqrt(across * across + steep * steep)
            inward = lanes[_NORTH + j] * steep / upright
            ux += (lanes[_EAST + j] * y + inward * x) / across
            uy += (inward * y - lanes[_EAST + j] * x) / across
            uz -= lanes[_NORTH + j] * across / upright
        # The density between two layers is exp(e) times the lower one's; e is small, so its series is short.
        e = lanes[_PART + j] * lanes[_DECAY + j]
        decay = 1.0 + e * (1.0 + e * (1 / 2 + e * (1 / 6 + e * (1 / 24 + e * (1 / 120)))))
        drag = lanes[_HALF_INVERSE_BETA + j] * lanes[_DENSITY + j] * decay * sqrt(ux * ux + uy * uy + uz * uz)
        rates[j], rates[_LANES + j], rates[2 * _LANES + j] = vx, vy, vz
        rates[3 * _LANES + j] = ax - drag * ux
        rates[4 * _LANES + j] = ay - drag * uy
        rates[5 * _LANES + j] = az - drag * uz


@compiled
def _larger(a: float, b: float) -> float:
    """The larger of two; NaN if `b` is NaN."""
    return a if a >= b else b


@compiled
def _stage(
    lanes: Floats, weights: tuple[float, ...], air: Floats, per_m: float, windy: bool, j2: float, omega: float,
    count: int,
) -> None:  # fmt: skip
    """The state after a weighted sum of the slopes so far, into `_B`, and the slopes there."""
    h = lanes[_H:]
    for row in range(0, _STATE, _LANES):
        a, b, k = lanes[_A + row :], lanes[_B + row :], lanes[_K + row :]
        for j in range(count):
            total = 0.0
            for i in range(len(weights)):
                total += weights[i] * k[i * _STATE + j]
            b[j] = a[j] + h[j] * total
    rates = lanes[_K + len(weights) * _STATE :]
    _slopes(lanes[_B:], rates, lanes, air, per_m, windy, j2, omega, count)


@compiled
def _step(
    lanes: Floats,
    air: Floats,
    per_m: float,
    windy: bool,
    j2: float,
    omega: float,
    accuracy: float,
    count: int,
) -> None:
    """Try a step in each lane: where it leads (`_B`), how far it misses (`_MISS`), how long the next may be."""
    _stage(lanes, _W2, air, per_m, windy, j2, omega, count)
    _stage(lanes, _W3, air, per_m, windy, j2, omega, count)
    _stage(lanes, _W4, air, per_m, windy, j2, omega, count)
    _stage(lanes, _W5, air, per_m, windy, j2, omega, count)
    _stage(lanes, _W6, air, per_m, windy, j2, omega, count)
    _stage(lanes, _W7, air, per_m, windy, j2, omega, count)
    # The errors are written over the second slopes, which have no part in them.
    off, h = _K + _STATE, lanes[_H:]
    for row in range(0, _STATE, _LANES):
        k = lanes[_K + row :]
        for j in range(count):
            total = 0.0
            for i in range(len(_OFF)):
                total += _OFF[i] * k[i * _STATE + j]
            k[_STATE + j] = abs(h[j] * total)
    per_metre, per_speed = 1.0 / (accuracy * POSITION_TOLERANCE_M), 1.0 / (accuracy * VELOCITY_TOLERANCE_M_S)
    for j in range(count):
        x, y, z = lanes[off + j], lanes[off + _LANES + j], lanes[off + 2 * _LANES + j]
        vx, vy, vz = lanes[off + 3 * _LANES + j], lanes[off + 4 * _LANES + j], lanes[off + 5 * _LANES + j]
        place = _larger(_larger(x, y), z) * per_metre
        miss = _larger(place, _larger(_larger(vx, vy), vz) * per_speed)
        miss *= ASCENT_TOLERANCE_FACTOR if lanes[_CLIMBING + j] > 0.0 else 1.0
        lanes[_MISS + j] = miss
        # The power 3/16 is near enough to a fifth, and made of roots: those vectorise, and round alike everywhere.
        eighth = sqrt(sqrt(sqrt(1e-6 if miss < 1e-6 else miss)))
        lanes[_GROWTH + j] = SAFETY / (eighth * sqrt(eighth))
        x, y, z = lanes[_B + j], lanes[_B + _LANES + j], lanes[_B + 2 * _LANES + j]
        vx, vy, vz = lanes[_B + 3 * _LANES + j], lanes[_B + 4 * _LANES + j], lanes[_B + 5 * _LANES + j]
        lanes[_HEIGHT + j] = height_m(x, y, z)
        lanes[_WILL_CLIMB + j] = x * vx + y * vy + z * vz


@compiled
def _between(lanes: Floats, j: int, part: float) -> tuple[float, float, float]:
    """Position a share `part` of the way through the step of a lane: cubic Hermite."""
    p2, p3, h = part * part, part * part * part, lanes[_H + j]
    wa, wb = 2.0 * p3 - 3.0 * p2 + 1.0, 3.0 * p2 - 2.0 * p3
    wva, wvb = h * (p3 - 2.0 * p2 + part), h * (p3 - p2)
    x = wa * lanes[_A + j] + wb * lanes[_B + j]
    y = wa * lanes[_A + _LANES + j] + wb * lanes[_B + _LANES + j]
    z = wa * lanes[_A + 2 * _LANES + j] + wb * lanes[_B + 2 * _LANES + j]
    a, b = _A + 3 * _LANES + j, _B + 3 * _LANES + j
    return (
        x + wva * lanes[a] + wvb * lanes[b],
        y + wva * lanes[a + _LANES] + wvb * lanes[b + _LANES],
        z + wva * lanes[a + 2 * _LANES] + wvb * lanes[b + 2 * _LANES],
    )


@compiled
def _crossing(lanes: Floats, j: int, level_m: float) -> float:
    """The share of a lane's step at which it crosses a height from above: false position, Illinois variant."""
    above, below, last = 0.0, 1.0, 0
    x, y, z = lanes[_A + j], lanes[_A + _LANES + j], lanes[_A + 2 * _LANES + j]
    high, low = height_m(x, y, z) - level_m, lanes[_HEIGHT + j] - level_m
    for _ in range(60):
        part = below - low * (below - above) / (low - high) if low < high else 0.5 * (above + below)
        x, y, z = _between(lanes, j, part)
        height = height_m(x, y, z) - level_m
        if abs(height) < _AT_GROUND_M:
            return part
        if height > 0.0:
            above, high = part, height
            low = 0.5 * low if last == 1 else low
            last = 1
        else:
            below, low = part, height
            high = 0.5 * high if last == -1 else high
            last = -1
    return below


@compiled
def _begin(
    lanes: Floats, j: int, who: int, r: Floats, v: Floats, beta: Floats,
    air: Floats, per_m: float, windy: bool, j2: float, omega: float, longest_s: float,
) -> bool:  # fmt: skip
    """Start a trajectory in a lane; False if its initial state is not valid."""
    height = height_m(r[0, who], r[1, who], r[2, who])
    speed = sqrt(v[0, who] * v[0, who] + v[1, who] * v[1, who] + v[2, who] * v[2, who])
    if not (height >= 0.0 and beta[who] > 0.0 and isfinite(height + speed + beta[who])):
        return False
    for axis in range(3):
        lanes[_A + axis * _LANES + j] = r[axis, who]
        lanes[_A + (3 + axis) * _LANES + j] = v[axis, who]
    lanes[_T + j], lanes[_H + j] = 0.0, min(FIRST_STEP_S, longest_s)
    lanes[_HALF_INVERSE_BETA + j] = 0.5 / beta[who]
    lanes[_CLIMBING + j] = r[0, who] * v[0, who] + r[1, who] * v[1, who] + r[2, who] * v[2, who]
    lanes[_HIGHEST + j], lanes[_STEPS + j], lanes[_WHO + j] = height, 0.0, who
    _slopes(lanes[_A + j :], lanes[_K + j :], lanes[j:], air, per_m, windy, j2, omega, 1)
    return True


@compiled
def _accept_or_reject(
    lanes: Floats, longest_s: float, levels_m: Floats, crossings: Floats, count: int
) -> None:
    """Accept or reject the step that each lane has tried; `_END` tells which trajectory has ended, and how."""
    for j in range(count):
        lanes[_STEPS + j] += 1.0
        took = lanes[_MISS + j] <= 1.0  # a NaN error is rejected too
        tops = (lanes[_CLIMBING + j] > 0.0) & (lanes[_WILL_CLIMB + j] <= 0.0)
        ends = (lanes[_HEIGHT + j] <= 0.0) | (lanes[_T + j] + lanes[_H + j] >= longest_s)
        lanes[_TAKEN + j] = 1.0 if took else 0.0
        lanes[_EVENT + j] = 1.0 if (took & (tops | ends)) | (lanes[_STEPS + j] > STEP_LIMIT_COUNT) else 0.0
        lanes[_END + j] = FALLING
    for j in range(count):
        if lanes[_EVENT + j] > 0.0:
            _locate_event(lanes, j, longest_s)
    if levels_m.size > 0:
        _note_crossings(lanes, levels_m, crossings, count)
    taken = lanes[_TAKEN:]
    for row in range(0, _STATE, _LANES):
        a, b, k = lanes[_A + row :], lanes[_B + row :], lanes[_K + row :]
        for j in range(count):
            a[j] = b[j] if taken[j] > 0.0 else a[j]
            k[j] = k[(_STAGES - 1) * _STATE + j] if taken[j] > 0.0 else k[j]
    for j in range(count):
        took, h, growth = lanes[_TAKEN + j] > 0.0, lanes[_H + j], lanes[_GROWTH + j]
        t = lanes[_T + j] + h if took else lanes[_T + j]
        longer = h * (growth if growth < MOST_GROWTH else MOST_GROWTH)
        longer = longer if longer < LONGEST_STEP_S else LONGEST_STEP_S
        longer = longer if longer < longest_s - t else longest_s - t
        shorter = h * (growth if growth > LEAST_GROWTH else LEAST_GROWTH)
        lanes[_H + j], lanes[_T + j] = longer if took else shorter, t
        lanes[_CLIMBING + j] = lanes[_WILL_CLIMB + j] if took else lanes[_CLIMBING + j]
        higher = took & (lanes[_HEIGHT + j] > lanes[_HIGHEST + j])
        lanes[_HIGHEST + j] = lanes[_HEIGHT + j] if higher else lanes[_HIGHEST + j]


@compiled
def _locate_event(lanes: Floats, j: int, longest_s: float) -> None:
    """The event in the step that a lane has tried: apogee, ground impact, or the end of the time allowed."""
    if lanes[_STEPS + j] > STEP_LIMIT_COUNT:
        lanes[_TAKEN + j], lanes[_END + j] = 0.0, STEP_LIMIT
        return
    h = lanes[_H + j]
    landing = lanes[_HEIGHT + j] <= 0.0
    part = _crossing(lanes, j, 0.0) if landing else 1.0
    if lanes[_HEIGHT + j] < -_DEEP_M and part < _NEARLY_WHOLE:
        # Below the ground the step means nothing: try again, just to the ground.
        lanes[_TAKEN + j], lanes[_GROWTH + j] = 0.0, max(part, LEAST_GROWTH)
        return
    if lanes[_CLIMBING + j] > 0.0 >= lanes[_WILL_CLIMB + j]:
        x, y, z = _between(lanes, j, lanes[_CLIMBING + j] / (lanes[_CLIMBING + j] - lanes[_WILL_CLIMB + j]))
        lanes[_HIGHEST + j] = max(lanes[_HIGHEST + j], height_m(x, y, z))
    if landing:
        x, y, z = _between(lanes, j, part)
        for axis in range(3, 6):
            start = lanes[_A + axis * _LANES + j]
            lanes[_B + axis * _LANES + j] = start + part * (lanes[_B + axis * _LANES + j] - start)
        lanes[_B + j], lanes[_B + _LANES + j], lanes[_B + 2 * _LANES + j] = x, y, z
        lanes[_H + j], lanes[_END + j] = part * h, LANDED
    elif lanes[_T + j] + h >= longest_s:
        lanes[_END + j] = ALOFT


@compiled
def _note_crossings(lanes: Floats, levels_m: Floats, crossings: Floats, count: int) -> None:
    """Note the state and the time at which each lane has come down through a level in the step just taken.

    A step whose ends lie on one side of a level counts as no crossing, so a body that dips below and rises again
    within one step is not seen there; one that skips has its last crossing noted.
    """
    for j in range(count):
        if lanes[_TAKEN + j] <= 0.0:
            continue
        x, y, z = lanes[_A + j], lanes[_A + _LANES + j], lanes[_A + 2 * _LANES + j]
        high, who = height_m(x, y, z), int(lanes[_WHO + j])
        low = 0.0 if lanes[_END + j] == LANDED else lanes[_HEIGHT + j]
        for k in range(levels_m.size):
            if high > levels_m[k] >= low:
                held = lanes[_HEIGHT + j]
                lanes[_HEIGHT + j] = low
                part = _crossing(lanes, j, levels_m[k])
                lanes[_HEIGHT + j] = held
                x, y, z = _between(lanes, j, part)
                crossings[k, 0, who], crossings[k, 1, who], crossings[k, 2, who] = x, y, z
                for axis in range(3, 6):
                    start = lanes[_A + axis * _LANES + j]
                    crossings[k, axis, who] = start + part * (lanes[_B + axis * _LANES + j] - start)
                crossings[k, 6, who] = lanes[_T + j] + part * lanes[_H + j]


@compiled
def fall_all(
    r: Floats, v: Floats, beta: Floats, air: Floats, per_m: float, windy: bool, j2: float, omega: float,
    longest_s: float, accuracy: float, steps: Floats, levels_m: Floats, crossings: Floats,
) -> tuple[Floats, NDArray[np.int64]]:  # fmt: skip
    """Integrate every body to its end: (6, N) x, y, z, seconds, speed, highest altitude; and how it ended (N,).

    r, v (3, N), beta (N,); air (K, LAYER). Of a single body the rows of `steps` (M, 7), as many as there are, are
    filled with the seconds and the state after each step, from the start on. `crossings` (L, 7, N) takes the state
    and the seconds at which each body comes down through each of `levels_m` (L,), and keeps what it held where it
    does not.
    """
    ends, failed = np.full((6, beta.size), nan), np.empty(beta.size, dtype=np.int64)
    lanes = np.zeros(_SIZE)
    flat, following, count, noted = air.ravel(), 0, 0, 0
    while True:
        while count < _LANES and following < beta.size:
            begun = _begin(lanes, count, following, r, v, beta, flat, per_m, windy, j2, omega, longest_s)
            failed[following] = FALLING if begun else BAD_START
            count += begun
            following += 1
        if noted < steps.shape[0] and count > 0:
            noted += _noted(lanes, steps, noted)
        if count == 0:
            return ends, failed
        _step(lanes, flat, per_m, windy, j2, omega, accuracy, count)
        _accept_or_reject(lanes, longest_s, levels_m, crossings, count)
        for j in range(count - 1, -1, -1):
            if lanes[_END + j] == FALLING:
                continue
            end, who = int(lanes[_END + j]), int(lanes[_WHO + j])
            failed[who], ends[5, who] = end, lanes[_HIGHEST + j]
            if end == LANDED:
                if noted < steps.shape[0]:
                    noted += _noted(lanes, steps, noted)
                for axis in range(3):
                    ends[axis, who] = lanes[_A + axis * _LANES + j]
                ends[3, who] = lanes[_T + j]
                a = _A + 3 * _LANES + j
                vx, vy, vz = lanes[a], lanes[a + _LANES], lanes[a + 2 * _LANES]
                ends[4, who] = sqrt(vx * vx + vy * vy + vz * vz)
            count -= 1
            for row in range(0, _SIZE, _LANES):
                lanes[row + j] = lanes[row + count]


@compiled
def _noted(lanes: Floats, steps: Floats, noted: int) -> int:
    """Note where the body in the first lane is, if it has moved since; 1 if it has."""
    if noted > 0 and steps[noted - 1, 0] >= lanes[_T]:
        return 0
    steps[noted, 0] = lanes[_T]
    for axis in range(6):
        steps[noted, 1 + axis] = lanes[_A + axis * _LANES]
    return 1
