"""Powered flight: a point mass under thrust, drag and gravity from the pad of a rotating Earth; RK4, fixed steps.

    dv/dt = g(mu, J2) - w x (w x r) - 2 w x v + a_T d - rho |v| v / (2 beta),    Earth-fixed axes, WGS84, still air

Thrust of a phase: a_T = a0 (1 - k p/p0) f / (1 - zeta (s + d (s - s^2) / 2)), the rocket equation, s the share of the
burn that is over. The flow f = 1 + d (1/2 - s) falls evenly by d of its middle (solids burn so, and engines are
throttled); a0 is the acceleration in a vacuum at ignition of the even flow, c the exhaust speed, zeta the share of
the stack that is burnt, in zeta c / a0.
Steering: vertical; a tilt to the kick angle; along the airstream to the end of the first phase (gravity turn); then
tan(pitch) falls linearly to the end of the last (the linear tangent law: Lawden, Optimal Trajectories for Space
Navigation, 1963). Each upper phase yaws off the heading of the velocity (dog-leg), by an angle that changes evenly
with time: a turn may come early, where it is cheap, or late, where the ground below asks for it.

Steps land on every change of phase and on every moment that is asked for, so the answer depends on the parameters
alone. Steps of LONGEST_STEP_S keep it within 10 m of half as long ones
(tests/launch/trajectory/test_powered_flight.py).
"""

from math import atan2, cos, exp, floor, hypot, nan, sin, sqrt, tan

import numpy as np

from downrange.earth.constants import G0_M_S2, J2, OMEGA_RAD_S
from downrange.earth.gravity import height_m, pull_m_s2
from downrange.kernel.arrays import Bools, Floats
from downrange.kernel.compiled import compiled

# The kick: the thrust tilts evenly until TILTED_S, from VERTICAL_SHARE of it on (fall study, 2026); a vehicle that is
# slower then than TILTED_M_S waits for it, for a slow one would topple.
TILTED_S, VERTICAL_SHARE, TILTED_M_S, SLOWEST_M_S2 = 22.0, 8.0 / 22.0, 70.0, 1.4
SEA_LEVEL_LOSS = 0.11  # of the vacuum thrust of a first stage; kerosene and storable engines: 8 to 14 %
# A whole rocket: 200 t on 4 m across with a drag coefficient of 1. Drag then costs 100 to 140 m/s, as it does of real
# ones (135 Ariane 44L, 110 Atlas I, 136 Delta 7925, 107 Shuttle, 156 Titan IV, 40 Saturn V: Humble, Henry and Larson,
# Space Propulsion Analysis and Design, 1995; from memory).
ASCENT_BETA_KG_M2 = 15000.0
PRESSURE_SCALE_M = 7400.0
SHORT_STEPS_UNTIL_S = 40.0  # steps of one second until the vehicle has tilted and gathered speed
LONGEST_STEP_S = 2.0
# Columns of a phase.
IGNITION_S, BURN_S, A0_M_S2, EXHAUST_M_S, YAW_RAD, DECLINE, YAW_GROWS_RAD = range(7)  # yaw at mid-burn
# Places of the steering.
KICK_RAD, HEADING_RAD, OFFSET_RAD, BEND = range(4)
COASTING, TILTING = -1, -2  # how it flies, beside the number of the phase
LEAST_SHARE_LEFT = 0.02  # of the stack at ignition: where rounding would make the mass nothing

State = tuple[float, float, float, float, float, float]


@compiled
def tilted_s(first: Floats) -> float:
    """When the kick is done: seconds after lift-off, by the first phase (7,)."""
    push = first[A0_M_S2] * (1.0 + 0.5 * first[DECLINE]) * (1.0 - SEA_LEVEL_LOSS)
    waits: float = max(TILTED_S, TILTED_M_S / max(push - G0_M_S2, SLOWEST_M_S2))
    return waits


@compiled
def kicked(t: float, tilted: float) -> float:
    """The share of the kick by which the thrust is tilted, t seconds after lift-off."""
    return min(max((t / tilted - VERTICAL_SHARE) / (1.0 - VERTICAL_SHARE), 0.0), 1.0)


@compiled
def _slope(
    t: float, y: State, phases: Floats, flight: int, steer: Floats, law: Floats, air: Floats, air_step_m: float,
) -> State:  # fmt: skip
    """The rate of change of (r, v). `flight` is the phase, or COASTING, or TILTING in the first until it follows the
    airstream. `law`: tan of the pitch at hand-over, its time, the end's; the kick's."""
    x, yy, z, vx, vy, vz = y
    ax, ay, az = pull_m_s2(x, yy, z, vx, vy, J2, OMEGA_RAD_S)
    height = max(height_m(x, yy, z), 0.0)
    speed = sqrt(vx * vx + vy * vy + vz * vz)
    place = height / air_step_m
    if place < air.size - 1:
        k = int(place)
        drag = exp(air[k] + (place - k) * (air[k + 1] - air[k])) * speed / (2.0 * ASCENT_BETA_KG_M2)
        ax -= drag * vx
        ay -= drag * vy
        az -= drag * vz
    if flight == COASTING:
        return vx, vy, vz, ax, ay, az
    phase = max(flight, 0)
    a0, burn_s, decline = phases[phase, A0_M_S2], phases[phase, BURN_S], phases[phase, DECLINE]
    over = (t - phases[phase, IGNITION_S]) / burn_s
    spent = a0 * burn_s / phases[phase, EXHAUST_M_S] * (over + 0.5 * decline * (over - over * over))
    push = a0 * (1.0 + decline * (0.5 - over)) / max(1.0 - spent, LEAST_SHARE_LEFT)
    if phase == 0:
        push *= 1.0 - SEA_LEVEL_LOSS * exp(-height / PRESSURE_SCALE_M)
        if flight == 0:
            push /= max(speed, 1.0)
            return vx, vy, vz, ax + push * vx, ay + push * vy, az + push * vz
    # Local axes: the kick's by the plumb line, for a gravity turn makes ten degrees out of a fifth of one; then by
    # the geocentric vertical, which is within 0.2 degrees of it.
    ring = sqrt(x * x + yy * yy)
    if flight == TILTING:
        gx, gy, gz = pull_m_s2(x, yy, z, 0.0, 0.0, J2, OMEGA_RAD_S)
    else:
        gx, gy, gz = -x, -yy, -z
    g = -sqrt(gx * gx + gy * gy + gz * gz)
    ex, ey, ux, uy, uz = -yy / ring, x / ring, gx / g, gy / g, gz / g
    nx, ny, nz = -uz * ey, uz * ex, ux * ey - uy * ex
    if flight == TILTING:
        kick, heading = steer[KICK_RAD] * kicked(t, law[3]), steer[HEADING_RAD]
        rise, east, north = cos(kick), sin(kick) * sin(heading), sin(kick) * cos(heading)
    else:
        tangent = law[0] * (1.0 - steer[BEND] * (t - law[1]) / max(law[2] - law[1], 1.0))
        ahead = 1.0 / sqrt(1.0 + tangent * tangent)
        rise = tangent * ahead
        to_east, to_north = vx * ex + vy * ey, vx * nx + vy * ny + vz * nz
        ahead /= max(hypot(to_east, to_north), 1e-6)
        yaw = phases[phase, YAW_RAD] + phases[phase, YAW_GROWS_RAD] * (over - 0.5)
        cosine, sine = cos(yaw), sin(yaw)
        east = ahead * (to_east * cosine + to_north * sine)
        north = ahead * (to_north * cosine - to_east * sine)
    ax += push * (rise * ux + east * ex + north * nx)
    ay += push * (rise * uy + east * ey + north * ny)
    az += push * (rise * uz + north * nz)
    return vx, vy, vz, ax, ay, az


@compiled
def _moved(y: State, h: float, k: State) -> State:
    return (
        y[0] + h * k[0], y[1] + h * k[1], y[2] + h * k[2],
        y[3] + h * k[3], y[4] + h * k[4], y[5] + h * k[5],
    )  # fmt: skip


@compiled
def _pitch(y: State) -> float:
    """The angle of the Earth-fixed velocity above the geocentric horizon, radians."""
    r = sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2])
    up = (y[0] * y[3] + y[1] * y[4] + y[2] * y[5]) / r
    return atan2(up, sqrt(max(y[3] * y[3] + y[4] * y[4] + y[5] * y[5] - up * up, 1.0)))


@compiled
def _fly(
    start: Floats, phases: Floats, steer: Floats, moments: Floats, air: Floats, air_step_m: float, step_s: float,
    states: Floats, powered: Bools, at_moments: Floats,
) -> bool:  # fmt: skip
    """One ascent. States at whole seconds into `states` (6, T), those at `moments` (rising) into (6, M).

    Returns False if it comes back to the ground; the states after that are left as they were.
    """
    last = len(phases) - 1
    end_s = phases[last, IGNITION_S] + phases[last, BURN_S]
    law = np.array([0.0, phases[0, BURN_S], end_s, tilted_s(phases[0])])
    y = (start[0], start[1], start[2], start[3], start[4], start[5])
    lowest = (
        sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]) - 2000.0
    )  # the radius of the ellipsoid varies by less
    t, phase, moment, second = 0.0, 0, 0, 0
    while True:
        while moment < len(moments) and moments[moment] <= t + 1e-9:
            for i in range(6):
                at_moments[i, moment] = y[i]
            moment += 1
        burning = phase <= last and t >= phases[phase, IGNITION_S] - 1e-9
        if second < states.shape[1] and t >= second - 1e-9:
            for i in range(6):
                states[i, second] = y[i]
            powered[second] = burning
            second += 1
        if t >= end_s - 1e-9:
            return True
        turn_s = phases[phase, IGNITION_S] + (phases[phase, BURN_S] if burning else 0.0)
        until = min(floor(t + 1e-9) + 1.0 if t < SHORT_STEPS_UNTIL_S else t + step_s, turn_s)
        if second < states.shape[1]:
            until = min(until, float(second))
        if moment < len(moments):
            until = min(until, moments[moment])
        # What steers is settled at a step's start: its last slope must not see the law of the next.
        now = phase if burning else COASTING
        if phase == 0 and t < law[3] - 1e-9:
            now = TILTING
            until = min(until, law[3])
        h = until - t
        k1 = _slope(t, y, phases, now, steer, law, air, air_step_m)
        k2 = _slope(t + h / 2, _moved(y, h / 2, k1), phases, now, steer, law, air, air_step_m)
        k3 = _slope(t + h / 2, _moved(y, h / 2, k2), phases, now, steer, law, air, air_step_m)
        k4 = _slope(t + h, _moved(y, h, k3), phases, now, steer, law, air, air_step_m)
        y = _moved(_moved(_moved(_moved(y, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4)
        t = until
        if not sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]) > lowest:
            return False
        if burning and t >= turn_s - 1e-9:
            if phase == 0:
                law[0] = tan(min(max(_pitch(y) + steer[OFFSET_RAD], -0.3), 1.4))
            phase += 1


@compiled
def fly_all(
    start: Floats, phases: Floats, steer: Floats, moments: Floats, air: Floats, air_step_m: float,
    step_s: float, seconds: int,
) -> tuple[Floats, Bools, Floats]:  # fmt: skip
    """N ascents from one start (6,): phases (N, P, 7), steer (N, 4), moments (N, M) rising.

    Returns states at whole seconds (6, T, N), burning (T, N) and states at the moments (6, M, N), all in ECEF, m and
    m/s; NaN after the end of an ascent, and throughout where it came back to the ground. T = 0 asks for no seconds.
    """
    count, many = phases.shape[0], moments.shape[1]
    states, powered = np.full((6, seconds, count), nan), np.zeros((seconds, count), dtype=np.bool_)
    at_moments = np.full((6, many, count), nan)
    for n in range(count):
        one, there = np.full((6, seconds), nan), np.full((6, many), nan)
        burning = np.zeros(seconds, dtype=np.bool_)
        if _fly(start, phases[n], steer[n], moments[n], air, air_step_m, step_s, one, burning, there):
            states[:, :, n], powered[:, n], at_moments[:, :, n] = one, burning, there
    return states, powered, at_moments
