"""Powered flight: a point mass under thrust, drag and gravity from the pad of a rotating Earth, in lanes.

    dv/dt = g(mu, J2) - w x (w x r) - 2 w x v + a_T d - rho |v| v / (2 beta),    Earth-fixed axes, WGS84, still air

Thrust of a phase: a_T = a0 (1 - k p/p0) f / (1 - zeta (s + d (s - s^2) / 2)), the rocket equation, s the share of the
burn that is over. The flow f = 1 + d (1/2 - s) falls evenly by d of its middle (solids burn so, and engines are
throttled); a0 is the acceleration in a vacuum at ignition of the even flow, c the exhaust speed, zeta the share of
the stack that is burnt, in zeta c / a0.
Steering: vertical; a tilt to the kick angle; along the airstream to the end of the first phase (gravity turn); then
tan(pitch) falls linearly to the end of the last (the linear tangent law: Lawden, Optimal Trajectories for Space
Navigation, 1963). Each upper phase yaws off the heading of the velocity (dog-leg), by an angle that changes evenly
with time: a turn may come early, where it is cheap, or late, where the ground below asks for it.

LANES ascents go side by side in a table of rows, as in `fall.integrator`: loops run along a row without a branch, so
the compiler makes vector instructions of them, and none sees another.
"""

from math import sqrt

import numpy as np

from downrange.earth.constants import G0_M_S2, J2, OMEGA_RAD_S
from downrange.earth.gravity import height_m, pull_m_s2
from downrange.kernel.arrays import Floats
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
LEAST_SHARE_LEFT = 0.02  # of the stack at ignition: where rounding would make the mass nothing
# Columns of a phase.
IGNITION_S, BURN_S, A0_M_S2, EXHAUST_M_S, YAW_RAD, DECLINE, YAW_GROWS_RAD = range(7)  # yaw at mid-burn
# Places of the steering.
KICK_RAD, HEADING_RAD, OFFSET_RAD, BEND = range(4)
COASTING, TILTING, TURNING, TANGENT = range(4)  # how it flies; before the tilt the kick is zero

LANES = 16  # so that their table stays within the first-level cache
# The table's rows: where each begins, in numbers. A state is six rows: x, y, z, vx, vy, vz.
STATE = 6 * LANES
A = 0  # the state at a step's start
B = A + STATE  # the state of a stage; after the last one, where the step leads
K1 = B + STATE  # the slopes at the step's start
K = K1 + STATE  # the slopes of a stage; after the last one, at the step's end
SUM = K + STATE  # of the slopes so far
(
    T, H, GROWTH, STAGE_T, NEXT_T, END, COUNT, LOWEST2, UP, ROUGH,
    IGNITION, BURN, A0, SPENT, FALL_OFF,
    COSINE, SINE, TURN, EAST, NORTH, OFFSET, TANGENT_0, TANGENT_T, TANGENT_RATE,
    CELL, PART, DENSITY, DECAY, PRESSURE, SPEED, PUSH,
) = (SUM + STATE + row * LANES for row in range(31))  # fmt: skip
SIZE = PUSH + LANES

# Columns of a layer of air: density, the slope of its logarithm to the next layer, the pressure of the thrust loss.
LAYER = 3
_LOG_DENSITY_OF_VACUUM = -700.0
_PRESSURE_ENDS_M = 300e3


def layers(log_density: Floats, step_m: float) -> Floats:
    """The table of the air for the loops (layers * LAYER,), a vacuum above: from ln(kg/m3) at 0, step_m, ..."""
    above = max(int(_PRESSURE_ENDS_M / step_m) - log_density.size, 0) + 2
    table = np.empty((log_density.size + above, LAYER))
    table[:, 0] = np.exp(np.append(log_density[:-1], np.full(above + 1, _LOG_DENSITY_OF_VACUUM)))
    table[:, 1] = 0.0
    table[: log_density.size - 1, 1] = np.diff(log_density)
    table[:, 2] = np.exp(-np.arange(len(table)) * (step_m / PRESSURE_SCALE_M))
    return table.ravel()


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
def _air(state: Floats, lanes: Floats, air: Floats, per_m: float) -> None:
    """Density, its decay and the pressure at the lanes' states."""
    top = air.size // LAYER - 1.0
    for j in range(LANES):
        place = height_m(state[j], state[LANES + j], state[2 * LANES + j]) * per_m
        place = place if place > 0.0 else 0.0  # without a branch; NaN takes the density at the ground
        lanes[CELL + j] = place if place < top else top
    for j in range(LANES):
        i = int(lanes[CELL + j])
        lanes[PART + j] = lanes[CELL + j] - i
        lanes[DENSITY + j] = air[LAYER * i]
        lanes[DECAY + j] = air[LAYER * i + 1]
        lanes[PRESSURE + j] = air[LAYER * i + 2]


@compiled
def _small_exp(e: float) -> float:
    """exp(e) of a small e."""
    return 1.0 + e * (1.0 + e * (1 / 2 + e * (1 / 6 + e * (1 / 24 + e * (1 / 120)))))


@compiled
def slopes(state: Floats, rates: Floats, lanes: Floats, flight: int, air: Floats, per_m: float) -> None:
    """The equation of motion at STAGE_T: the rates of change of the lanes' states."""
    _air(state, lanes, air, per_m)
    for j in range(LANES):
        x, y, z = state[j], state[LANES + j], state[2 * LANES + j]
        vx, vy, vz = state[3 * LANES + j], state[4 * LANES + j], state[5 * LANES + j]
        ax, ay, az = pull_m_s2(x, y, z, vx, vy, J2, OMEGA_RAD_S)
        speed = sqrt(vx * vx + vy * vy + vz * vz)
        density = lanes[DENSITY + j] * _small_exp(lanes[PART + j] * lanes[DECAY + j])
        drag = density * speed * (0.5 / ASCENT_BETA_KG_M2)
        lanes[SPEED + j] = speed
        rates[j], rates[LANES + j], rates[2 * LANES + j] = vx, vy, vz
        rates[3 * LANES + j] = ax - drag * vx
        rates[4 * LANES + j] = ay - drag * vy
        rates[5 * LANES + j] = az - drag * vz
    if flight == COASTING:
        return
    _thrust(lanes, flight, 1.0 / (per_m * PRESSURE_SCALE_M))
    if flight == TURNING:
        for j in range(LANES):
            speed = lanes[SPEED + j]
            push = lanes[PUSH + j] / (speed if speed > 1.0 else 1.0)
            rates[3 * LANES + j] += push * state[3 * LANES + j]
            rates[4 * LANES + j] += push * state[4 * LANES + j]
            rates[5 * LANES + j] += push * state[5 * LANES + j]
    elif flight == TILTING:
        _tilted(state, rates, lanes)
    else:
        _tangent(state, rates, lanes)


@compiled
def _thrust(lanes: Floats, flight: int, step_per_scale: float) -> None:
    """The acceleration of the thrust, into PUSH."""
    for j in range(LANES):
        over, decline = (lanes[STAGE_T + j] - lanes[IGNITION + j]) / lanes[BURN + j], lanes[FALL_OFF + j]
        left = 1.0 - lanes[SPENT + j] * (over + 0.5 * decline * (over - over * over))
        left = left if left > LEAST_SHARE_LEFT else LEAST_SHARE_LEFT
        lanes[PUSH + j] = lanes[A0 + j] * (1.0 + decline * (0.5 - over)) / left
    if flight != TANGENT:
        for j in range(LANES):
            pressure = lanes[PRESSURE + j] * _small_exp(-step_per_scale * lanes[PART + j])
            lanes[PUSH + j] *= 1.0 - SEA_LEVEL_LOSS * pressure


# Local axes: the kick's by the plumb line, for a gravity turn makes ten degrees out of a fifth of one; then by the
# geocentric vertical, which is within 0.2 degrees of it.
@compiled
def _tilted(state: Floats, rates: Floats, lanes: Floats) -> None:
    """Add the thrust of a vehicle that tilts off the plumb line towards its heading."""
    for j in range(LANES):
        x, y, z = state[j], state[LANES + j], state[2 * LANES + j]
        gx, gy, gz = pull_m_s2(x, y, z, 0.0, 0.0, J2, OMEGA_RAD_S)
        inverse, ring = -1.0 / sqrt(gx * gx + gy * gy + gz * gz), 1.0 / sqrt(x * x + y * y)
        ex, ey, ux, uy, uz = -y * ring, x * ring, gx * inverse, gy * inverse, gz * inverse
        nx, ny, nz = -uz * ey, uz * ex, ux * ey - uy * ex
        push = lanes[PUSH + j]
        rise, along = push * lanes[COSINE + j], push * lanes[SINE + j]
        east, north = along * lanes[EAST + j], along * lanes[NORTH + j]
        rates[3 * LANES + j] += rise * ux + east * ex + north * nx
        rates[4 * LANES + j] += rise * uy + east * ey + north * ny
        rates[5 * LANES + j] += rise * uz + north * nz


@compiled
def _tangent(state: Floats, rates: Floats, lanes: Floats) -> None:
    """Add the thrust of a vehicle whose pitch follows the linear tangent law, yawed off its velocity's heading."""
    for j in range(LANES):
        x, y, z = state[j], state[LANES + j], state[2 * LANES + j]
        vx, vy, vz = state[3 * LANES + j], state[4 * LANES + j], state[5 * LANES + j]
        inverse, ring = 1.0 / sqrt(x * x + y * y + z * z), 1.0 / sqrt(x * x + y * y)
        ex, ey, ux, uy, uz = -y * ring, x * ring, x * inverse, y * inverse, z * inverse
        nx, ny, nz = -uz * ey, uz * ex, ux * ey - uy * ex
        tangent = lanes[TANGENT_0 + j] - lanes[TANGENT_RATE + j] * (lanes[STAGE_T + j] - lanes[TANGENT_T + j])
        ahead = 1.0 / sqrt(1.0 + tangent * tangent)
        push = lanes[PUSH + j] * ahead
        to_east, to_north = vx * ex + vy * ey, vx * nx + vy * ny + vz * nz
        level = sqrt(to_east * to_east + to_north * to_north)
        along = push / (level if level > 1e-6 else 1e-6)
        rise = push * tangent
        east = along * (to_east * lanes[COSINE + j] + to_north * lanes[SINE + j])
        north = along * (to_north * lanes[COSINE + j] - to_east * lanes[SINE + j])
        rates[3 * LANES + j] += rise * ux + east * ex + north * nx
        rates[4 * LANES + j] += rise * uy + east * ey + north * ny
        rates[5 * LANES + j] += rise * uz + north * nz


@compiled
def rotate(lanes: Floats) -> None:
    """Turn the cosine and the sine of the kick or the yaw on by half a step: TURN radians a second."""
    for j in range(LANES):
        a = 0.5 * lanes[H + j] * lanes[TURN + j]
        a2 = a * a
        sine = a * (1.0 - a2 * (1 / 6 - a2 * (1 / 120 - a2 * (1 / 5040 - a2 * (1 / 362880)))))
        cosine = 1.0 - a2 * (1 / 2 - a2 * (1 / 24 - a2 * (1 / 720 - a2 * (1 / 40320 - a2 * (1 / 3628800)))))
        c, s = lanes[COSINE + j], lanes[SINE + j]
        lanes[COSINE + j], lanes[SINE + j] = c * cosine - s * sine, s * cosine + c * sine
