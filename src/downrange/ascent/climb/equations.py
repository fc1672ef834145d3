"""The powered arc: point masses pushed up from the pad of a turning Earth, by fixed steps of Runge and Kutta.

    dv/dt = g(mu, J2) - w x (w x r) - 2 w x v + a_T d - rho |v| v / (2 beta),    Earth-fixed axes, WGS84, still air

Thrust of a phase: a_T = a0 (1 - k p/p0) f / (1 - zeta (s + d (s - s^2) / 2)), the rocket equation, s the share of the
burn that is over. The flow f = 1 + d (1/2 - s) falls evenly by d of its middle (solids burn so, and engines are
throttled); a0 is the acceleration in a vacuum at ignition of the even flow, c the exhaust speed, zeta the share of
the stack that is burnt, in zeta c / a0.
Steering: vertical; a tilt to the kick angle; along the airstream to the end of the first phase (gravity turn); then
tan(pitch) falls linearly to the end of the last (the linear tangent law: Lawden, Optimal Trajectories for Space
Navigation, 1963), with a constant angle of yaw off the heading of the velocity in each upper phase (dog-leg).

Steps land on every change of phase and on every moment that is asked for, so the answer depends on the parameters
alone. Steps of LONGEST_STEP_S keep it within 10 m of half as long ones (tests/ascent/climb/test_equations.py).
"""

from math import atan2, cos, exp, floor, hypot, nan, sin, sqrt, tan

import numpy as np

from downrange.earth.arrays import Bools, Floats
from downrange.earth.compiled import compiled
from downrange.earth.constants import J2, OMEGA_RAD_S
from downrange.earth.motion import height_m, pull_m_s2

VERTICAL_S, TILTED_S = 8.0, 22.0  # the kick: between these times the thrust tilts evenly (fall study, 2026)
SEA_LEVEL_LOSS = (
    0.11  # of the vacuum thrust of a first stage, at sea level; kerosene and storable engines: 8 to 14 %
)
ASCENT_BETA_KG_M2 = (
    8000.0  # a whole rocket: 100 t on 3 m across, drag coefficient 0.4 to 1.5 through the climb
)
PRESSURE_SCALE_M = 7400.0
SHORT_STEPS_UNTIL_S = 40.0  # steps of one second until the vehicle has tilted and gathered speed
LONGEST_STEP_S = 2.0
# Columns of a phase.
IGNITION_S, BURN_S, A0_M_S2, EXHAUST_M_S, YAW_RAD, DECLINE = range(6)
# Places of the steering.
KICK_RAD, HEADING_RAD, OFFSET_RAD, BEND = range(4)
COASTING, TILTING = -1, -2  # how it flies, beside the number of the phase
LEAST_SHARE_LEFT = 0.02  # of the stack at ignition: where rounding would make the mass nothing

State = tuple[float, float, float, float, float, float]


@compiled
def _slope(
    t: float,
    y: State,
    phases: Floats,
    flight: int,
    steer: Floats,
    law: Floats,
    air: Floats,
    air_step_m: float,
) -> State:
    """The rate of change of (r, v). `flight` is the phase, or COASTING, or TILTING in the first until it follows the
    airstream. `law`: tan of the pitch at hand-over, its time, the end's."""
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
    # Local axes by the geocentric vertical; within 0.2 degrees of the plumb line.
    ring = sqrt(x * x + yy * yy)
    r = sqrt(ring * ring + z * z)
    ex, ey, ux, uy, uz = -yy / ring, x / ring, x / r, yy / r, z / r
    nx, ny, nz = -uz * ey, uz * ex, ring / r
    if flight == TILTING:
        kick = steer[KICK_RAD] * min(max((t - VERTICAL_S) / (TILTED_S - VERTICAL_S), 0.0), 1.0)
        rise, east, north = (
            cos(kick),
            sin(kick) * sin(steer[HEADING_RAD]),
            sin(kick) * cos(steer[HEADING_RAD]),
        )
    else:
        tangent = law[0] * (1.0 - steer[BEND] * (t - law[1]) / max(law[2] - law[1], 1.0))
        ahead = 1.0 / sqrt(1.0 + tangent * tangent)
        rise = tangent * ahead
        to_east, to_north = vx * ex + vy * ey, vx * nx + vy * ny + vz * nz
        ahead /= max(hypot(to_east, to_north), 1e-6)
        cosine, sine = cos(phases[phase, YAW_RAD]), sin(phases[phase, YAW_RAD])
        east, north = (
            ahead * (to_east * cosine + to_north * sine),
            ahead * (to_north * cosine - to_east * sine),
        )
    ax += push * (rise * ux + east * ex + north * nx)
    ay += push * (rise * uy + east * ey + north * ny)
    az += push * (rise * uz + north * nz)
    return vx, vy, vz, ax, ay, az


@compiled
def _moved(y: State, h: float, k: State) -> State:
    return (
        y[0] + h * k[0],
        y[1] + h * k[1],
        y[2] + h * k[2],
        y[3] + h * k[3],
        y[4] + h * k[4],
        y[5] + h * k[5],
    )


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
    law = np.array([0.0, phases[0, BURN_S], end_s])
    y = (start[0], start[1], start[2], start[3], start[4], start[5])
    lowest = (
        sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]) - 2000.0
    )  # the ground rises and falls by the ellipsoid
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
        if phase == 0 and t < TILTED_S - 1e-9:
            now = TILTING
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
    """N ascents from one start (6,): phases (N, P, 6), steer (N, 4), moments (N, M) rising.

    Returns states at whole seconds (6, T, N), burning (T, N) and states at the moments (6, M, N), all in ECEF, m and
    m/s; NaN after the end of an ascent, and throughout where it came back to the ground. T = 0 asks for no seconds.
    """
    count, many = phases.shape[0], moments.shape[1]
    states, powered = np.full((6, seconds, count), nan), np.zeros((seconds, count), dtype=np.bool_)
    at_moments = np.full((6, many, count), nan)
    for n in range(count):
        one, burning, there = (
            np.full((6, seconds), nan),
            np.zeros(seconds, dtype=np.bool_),
            np.full((6, many), nan),
        )
        if _fly(start, phases[n], steer[n], moments[n], air, air_step_m, step_s, one, burning, there):
            states[:, :, n], powered[:, n], at_moments[:, :, n] = one, burning, there
    return states, powered, at_moments
