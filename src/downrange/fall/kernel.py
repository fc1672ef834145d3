"""The kernel: ballistic falls through the air of a turning Earth, body by body, to the ground.

A body is a point with a ballistic coefficient. In the frame that turns with the Earth (ECEF):

    dv/dt = g(r) - w x (w x r) - 2 w x v - rho(h) |u| u / (2 beta),     u = v - wind,  beta = m / (Cd A)

with gravity of degree two (J2), the air of `Sky`, and no lift. Integrated by the Dormand-Prince pair 5(4)
with a step chosen by each body for itself, so a body falls the same whoever falls beside it.

Source of the pair: J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19-26, table 2.
"""

from dataclasses import dataclass
from math import ceil, exp, inf, isfinite, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from downrange.earth.air import log_density_table
from downrange.earth.arrays import ArrayLike, Floats
from downrange.earth.compiled import compiled
from downrange.earth.constants import A_M, J2, MU_M3_S2, OMEGA_RAD_S, F
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.errors import InputError

LANDED, ALOFT, STEP_LIMIT, BAD_START = 0, 1, 2, 3
FAILURES = {
    LANDED: "reached the ground",
    ALOFT: "escaped or in orbit: still aloft when the watch ended",
    STEP_LIMIT: "more steps than allowed",
    BAD_START: "no start: below the ground, not finite, or no ballistic coefficient",
}
FIRST_STEP_S, LONGEST_STEP_S = 1.0, 20.0
STEP_LIMIT_COUNT = 50_000
TRACK_STEP_S = 5.0

# The error one step may make. It sounds large; the fifth-order result kept is far better than the fourth-order
# one it is measured against: impacts come out within 50 m (tests/fall/test_kernel.py). An error of speed made
# while the body climbs is carried for minutes, so there a step must be this many times better.
POSITION_TOLERANCE_M, VELOCITY_TOLERANCE_M_S = 60.0, 0.06
CLIMBING_CARE = 100.0

# Drag of nothing: exp(-700) is 1e-304 kg/m3, zero for every purpose, and finite for the compiler.
_LOG_OF_NOTHING = -700.0
_B2_OVER_A2 = (1.0 - F) ** 2

# The pair's weights, row by row; the last row is the fifth-order result less the fourth-order one.
W2 = (1 / 5,)
W3 = (3 / 40, 9 / 40)
W4 = (44 / 45, -56 / 15, 32 / 9)
W5 = (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729)
W6 = (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656)
W7 = (35 / 384, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84)  # of k1, k3, k4, k5, k6
WE = (71 / 57600, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)  # of k1, k3, k4, k5, k6, k7
NOWHERE = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

State = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sky:
    """What a body falls through, and how the Earth below it pulls and turns.

    log_density  (K,) natural logarithm of density in kg/m3 at 0, step_m, 2 step_m, ...; linear between, vacuum above
    wind         (3, L) rows altitude_m (rising), east_m_s, north_m_s; linear between levels, held beyond the ends;
                 L = 0 is still air
    """

    log_density: Floats
    step_m: float
    wind: Floats
    j2: float = J2
    omega_rad_s: float = OMEGA_RAD_S


@dataclass(frozen=True, slots=True)
class Impacts:
    """Where and when bodies reached the ground: arrays (N,), NaN where `failed` is not 0.

    Geodetic WGS84 degrees; seconds after the start; speed relative to the ground; highest geodetic altitude.
    `failed` holds a key of FAILURES.
    """

    lat_deg: Floats
    lon_deg: Floats
    after_s: Floats
    speed_m_s: Floats
    apogee_m: Floats
    failed: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Track:
    """The path of one body: arrays (M,), the last point on the ground (if it came down)."""

    after_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    alt_m: Floats
    failed: int


def standard_sky(wind: ArrayLike | None = None) -> Sky:
    """US Standard Atmosphere 1976 to 1000 km, the real Earth, and a wind profile (3, L) if one is given."""
    step_m = 250.0
    profile = np.empty((3, 0)) if wind is None else np.array(wind, dtype=np.float64, order="C")
    if profile.ndim != 2 or profile.shape[0] != 3 or not (np.diff(profile[0]) > 0.0).all():
        raise InputError(
            "this is no wind profile", mend="Give three rows: altitude_m rising, east_m_s, north_m_s."
        )
    if not np.isfinite(profile).all():
        raise InputError("a wind profile has a gap", mend="Leave out the levels that are not known.")
    return Sky(np.array(log_density_table(step_m, 1_000_000.0), dtype=np.float64), step_m, profile)


def empty_sky(j2: float = J2, omega_rad_s: float = OMEGA_RAD_S) -> Sky:
    """No air at all; with j2 = 0 and omega = 0 a fall is an arc of a Kepler ellipse."""
    return Sky(np.full(2, _LOG_OF_NOTHING), 250.0, np.empty((3, 0)), j2, omega_rad_s)


def drop(
    r_ecef_m: ArrayLike,
    v_ecef_m_s: ArrayLike,
    beta_kg_m2: ArrayLike,
    sky: Sky,
    *,
    longest_s: float = 7200.0,
    accuracy: float = 1.0,
) -> Impacts:
    """Drop N bodies: positions and velocities (3, N) in ECEF (relative to the turning Earth), beta (N,) or one.

    `longest_s` ends the watch (then ALOFT); `accuracy` scales the error a step may make (smaller is finer).
    Source of the method: the module's own docstring. Never raises for a body: see `Impacts.failed`.
    """
    r = np.array(r_ecef_m, dtype=np.float64, order="C").reshape(3, -1)
    v = np.array(v_ecef_m_s, dtype=np.float64, order="C").reshape(3, -1)
    beta = np.array(np.broadcast_to(np.asarray(beta_kg_m2, dtype=np.float64), r.shape[1:]))
    ends, failed = _drop_all(r, v, beta, *_plain(sky), longest_s, accuracy)
    lat_deg, lon_deg, _ = ecef_m_to_geodetic(ends[0:3])
    return Impacts(lat_deg, lon_deg, ends[3], ends[4], ends[5], failed)


def trace(
    r_ecef_m: ArrayLike,
    v_ecef_m_s: ArrayLike,
    beta_kg_m2: float,
    sky: Sky,
    *,
    every_s: float = TRACK_STEP_S,
    longest_s: float = 7200.0,
    accuracy: float = 1.0,
) -> Track:
    """The path of one body, r and v (3,), a point each `every_s` seconds and one where it lands."""
    r = np.array(r_ecef_m, dtype=np.float64)
    v = np.array(v_ecef_m_s, dtype=np.float64)
    points = np.full((ceil(longest_s / every_s) + 2, 4), nan)
    end = _fall(r, v, float(beta_kg_m2), *_plain(sky), longest_s, accuracy, points, every_s)
    points = points[np.isfinite(points[:, 0])]
    lat_deg, lon_deg, alt_m = ecef_m_to_geodetic(np.ascontiguousarray(points[:, 1:4].T))
    return Track(points[:, 0], lat_deg, lon_deg, alt_m, int(end[6]))


def _plain(sky: Sky) -> tuple[Floats, float, Floats, float, float]:
    return sky.log_density, sky.step_m, sky.wind, sky.j2, sky.omega_rad_s


@compiled
def _height_m(x: float, y: float, z: float) -> float:
    """Height above the ellipsoid, measured along the radius: zero exactly where the geodetic height is zero,
    and within 6 parts in a million of it elsewhere (the cosine of the angle between the two verticals)."""
    across = x * x + y * y
    return sqrt(across + z * z) * (1.0 - A_M / sqrt(across + z * z / _B2_OVER_A2))


@compiled
def _level(profile: Floats, altitude_m: float) -> tuple[float, float]:
    """East and north wind at an altitude, from a profile (3, L) with L > 0."""
    last = profile.shape[1] - 1
    if altitude_m <= profile[0, 0]:
        return profile[1, 0], profile[2, 0]
    if altitude_m >= profile[0, last]:
        return profile[1, last], profile[2, last]
    i = np.searchsorted(profile[0], altitude_m)
    part = (altitude_m - profile[0, i - 1]) / (profile[0, i] - profile[0, i - 1])
    return (
        profile[1, i - 1] + part * (profile[1, i] - profile[1, i - 1]),
        profile[2, i - 1] + part * (profile[2, i] - profile[2, i - 1]),
    )


@compiled
def _slope(
    state: State, beta: float, air: Floats, step_m: float, wind: Floats, j2: float, omega: float
) -> State:
    """The equation of motion: the rate of change of (x, y, z, vx, vy, vz)."""
    x, y, z, vx, vy, vz = state
    across2 = x * x + y * y
    r2 = across2 + z * z
    r = sqrt(r2)
    pull = MU_M3_S2 / (r2 * r)
    bulge = 1.5 * j2 * A_M * A_M / r2
    tilt = 5.0 * z * z / r2
    level = pull * (1.0 + bulge * (1.0 - tilt)) - omega * omega  # gravity and the centrifugal pull, per metre
    ax = -level * x + 2.0 * omega * vy
    ay = -level * y - 2.0 * omega * vx
    az = -pull * (1.0 + bulge * (3.0 - tilt)) * z

    height = r * (1.0 - A_M / sqrt(across2 + z * z / _B2_OVER_A2))
    place = max(height / step_m, 0.0)
    if place < air.size - 1:
        i = int(place)
        density = exp(air[i] + (place - i) * (air[i + 1] - air[i]))
        ux, uy, uz = vx, vy, vz
        if wind.size > 0:
            east, north = _level(wind, height)
            across, steep = sqrt(across2), z / _B2_OVER_A2  # the vertical is (x, y, steep), longer than one
            upright = sqrt(across2 + steep * steep)
            inward = north * steep / upright
            ux += (east * y + inward * x) / across
            uy += (-east * x + inward * y) / across
            uz -= north * across / upright
        drag = 0.5 * density * sqrt(ux * ux + uy * uy + uz * uz) / beta
        ax -= drag * ux
        ay -= drag * uy
        az -= drag * uz
    return vx, vy, vz, ax, ay, az


@compiled
def _mix(y: State, h: float, weights: tuple[float, ...], slopes: tuple[State, ...]) -> State:
    """y + h (weights[0] slopes[0] + weights[1] slopes[1] + ...)."""
    x0, x1, x2, x3, x4, x5 = y
    for i in range(len(weights)):
        w, k = h * weights[i], slopes[i]
        x0 += w * k[0]
        x1 += w * k[1]
        x2 += w * k[2]
        x3 += w * k[3]
        x4 += w * k[4]
        x5 += w * k[5]
    return x0, x1, x2, x3, x4, x5


@compiled
def _between(part: float, h: float, a: State, b: State) -> tuple[float, float, float]:
    """Position a share `part` of the way through a step from state a to state b: cubic Hermite."""
    p2, p3 = part * part, part * part * part
    wa, wb, wva, wvb = (
        2.0 * p3 - 3.0 * p2 + 1.0,
        3.0 * p2 - 2.0 * p3,
        h * (p3 - 2.0 * p2 + part),
        h * (p3 - p2),
    )
    return (
        wa * a[0] + wb * b[0] + wva * a[3] + wvb * b[3],
        wa * a[1] + wb * b[1] + wva * a[4] + wvb * b[4],
        wa * a[2] + wb * b[2] + wva * a[5] + wvb * b[5],
    )


@compiled
def _ground_at(h: float, a: State, b: State) -> float:
    """The share of a step from a (above) to b (below) at which the body meets height zero, by halving."""
    above, below = 0.0, 1.0
    for _ in range(40):
        part = 0.5 * (above + below)
        x, y, z = _between(part, h, a, b)
        if _height_m(x, y, z) > 0.0:
            above = part
        else:
            below = part
    return below


@compiled
def _fall(
    r: Floats,
    v: Floats,
    beta: float,
    air: Floats,
    air_step_m: float,
    wind: Floats,
    j2: float,
    omega: float,
    longest_s: float,
    accuracy: float,
    points: Floats,
    every_s: float,
) -> tuple[float, float, float, float, float, float, int]:
    """One body to the ground: x, y, z, seconds, speed, highest altitude, failure.

    Where `points` (M, 4) has rows, they are filled with seconds, x, y, z each `every_s` and at the end.
    """
    a = (r[0], r[1], r[2], v[0], v[1], v[2])
    height = _height_m(a[0], a[1], a[2])
    speed = sqrt(a[3] * a[3] + a[4] * a[4] + a[5] * a[5])
    if not (height >= 0.0 and beta > 0.0 and isfinite(height + speed + beta)):
        return nan, nan, nan, nan, nan, nan, BAD_START
    highest, climbing = height, a[0] * a[3] + a[1] * a[4] + a[2] * a[5]
    noted = 0
    t, h = 0.0, FIRST_STEP_S
    k1 = _slope(a, beta, air, air_step_m, wind, j2, omega)
    for _ in range(STEP_LIMIT_COUNT):
        k2 = _slope(_mix(a, h, W2, (k1,)), beta, air, air_step_m, wind, j2, omega)
        k3 = _slope(_mix(a, h, W3, (k1, k2)), beta, air, air_step_m, wind, j2, omega)
        k4 = _slope(_mix(a, h, W4, (k1, k2, k3)), beta, air, air_step_m, wind, j2, omega)
        k5 = _slope(_mix(a, h, W5, (k1, k2, k3, k4)), beta, air, air_step_m, wind, j2, omega)
        k6 = _slope(_mix(a, h, W6, (k1, k2, k3, k4, k5)), beta, air, air_step_m, wind, j2, omega)
        b = _mix(a, h, W7, (k1, k3, k4, k5, k6))
        k7 = _slope(b, beta, air, air_step_m, wind, j2, omega)
        off = _mix(NOWHERE, h, WE, (k1, k3, k4, k5, k6, k7))
        miss = max(
            max(abs(off[0]), abs(off[1]), abs(off[2])) / (accuracy * POSITION_TOLERANCE_M),
            max(abs(off[3]), abs(off[4]), abs(off[5])) / (accuracy * VELOCITY_TOLERANCE_M_S),
        )
        if climbing > 0.0:
            miss *= CLIMBING_CARE
        if not miss <= 1.0:  # a miss that is no number is refused too
            h *= max(0.2, 0.9 * miss**-0.2) if isfinite(miss) else 0.2
            continue

        height = _height_m(b[0], b[1], b[2])
        landing = height <= 0.0
        part = _ground_at(h, a, b) if landing else 1.0
        while noted < points.shape[0] and noted * every_s < t + part * h:
            x, y, z = _between((noted * every_s - t) / h, h, a, b)
            points[noted, 0], points[noted, 1], points[noted, 2], points[noted, 3] = noted * every_s, x, y, z
            noted += 1
        was_climbing, climbing = climbing, b[0] * b[3] + b[1] * b[4] + b[2] * b[5]
        if was_climbing > 0.0 >= climbing:
            x, y, z = _between(was_climbing / (was_climbing - climbing), h, a, b)
            highest = max(highest, _height_m(x, y, z))
        if landing:
            x, y, z = _between(part, h, a, b)
            if noted < points.shape[0]:
                points[noted, 0], points[noted, 1], points[noted, 2], points[noted, 3] = t + part * h, x, y, z
            vx, vy, vz = a[3] + part * (b[3] - a[3]), a[4] + part * (b[4] - a[4]), a[5] + part * (b[5] - a[5])
            return x, y, z, t + part * h, sqrt(vx * vx + vy * vy + vz * vz), highest, LANDED
        t += h
        highest = max(highest, height)
        if t >= longest_s:
            return nan, nan, nan, nan, nan, highest, ALOFT
        a, k1 = b, k7
        h = min(h * min(5.0, 0.9 * max(miss, 1e-6) ** -0.2), LONGEST_STEP_S, longest_s - t)
    return nan, nan, nan, nan, nan, highest, STEP_LIMIT


@compiled
def _drop_all(
    r: Floats,
    v: Floats,
    beta: Floats,
    air: Floats,
    air_step_m: float,
    wind: Floats,
    j2: float,
    omega: float,
    longest_s: float,
    accuracy: float,
) -> tuple[Floats, NDArray[np.int64]]:
    """Every body in turn: ends (6, N) as in `_fall`, and failures (N,)."""
    count = beta.size
    ends, failed = np.empty((6, count)), np.empty(count, dtype=np.int64)
    no_points = np.empty((0, 4))
    for i in range(count):
        end = _fall(
            r[:, i], v[:, i], beta[i], air, air_step_m, wind, j2, omega, longest_s, accuracy, no_points, inf
        )
        ends[0, i], ends[1, i], ends[2, i], ends[3, i], ends[4, i], ends[5, i], failed[i] = end
    return ends, failed
