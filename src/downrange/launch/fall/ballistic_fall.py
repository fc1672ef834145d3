"""Ballistic falls through the atmosphere of a rotating Earth, body by body, to the ground.

A body is a point with a ballistic coefficient. In the Earth-fixed frame (ECEF):

    dv/dt = g(r) - w x (w x r) - 2 w x v - rho(h) |u| u / (2 beta),     u = v - wind,  beta = m / (Cd A)

with gravity of degree two (J2), density and wind of `Atmosphere`, and no lift. Integrated by the Dormand-Prince pair
5(4) with a step of its own for each body (`integrator`), so a body falls the same in any batch.
"""

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from downrange.earth.atmosphere import log_density_table
from downrange.earth.constants import J2, OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.errors import InputError
from downrange.kernel.arrays import ArrayLike, Floats
from downrange.kernel.kernel_codes import NumberCode
from downrange.kernel.number_checks import number
from downrange.launch.fall.fall_codes import AtmosphereError, FallEnd
from downrange.launch.fall.integrator import ALOFT, BAD_START, LANDED, STEP_LIMIT, STEP_LIMIT_COUNT, fall_all

ENDS = {
    LANDED: FallEnd.LANDED,
    ALOFT: FallEnd.ALOFT,
    STEP_LIMIT: FallEnd.STEP_LIMIT,
    BAD_START: FallEnd.BAD_START,
}
TRACK_STEP_S = 5.0
_PIECE = 20_000  # bodies in one call of the loops: a fifth of a second
_NO_LEVELS = np.empty(0), np.empty((0, 7, 0))
# Density of a vacuum: exp(-700) is 1e-304 kg/m3, zero for every purpose, and finite for the compiler.
_LOG_DENSITY_OF_VACUUM = -700.0


@dataclass(frozen=True, slots=True)
class Atmosphere:
    """What a body falls through, and how the Earth below it pulls and turns.

    log_density  (K,) natural logarithm of density in kg/m3 at 0, step_m, 2 step_m, ...; linear between, vacuum above
    wind         (3, L) rows altitude_m (rising), east_m_s, north_m_s; held beyond the ends, linear
                 between levels (and read at the heights of the air's table, linear between those);
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
    `failed` is a key of ENDS, LANDED or the reason.
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

    def as_dict(self) -> dict[str, list[float]]:
        """The path in the JSON contract; the seconds count from lift-off where the caller made them so."""
        return {
            "after_liftoff_s": np.round(self.after_s, 1).tolist(),
            "lat": np.round(self.lat_deg, 4).tolist(),
            "lon": np.round(self.lon_deg, 4).tolist(),
            "alt_km": np.round(self.alt_m / 1e3, 2).tolist(),
        }


def standard_atmosphere(wind: ArrayLike | None = None) -> Atmosphere:
    """US Standard Atmosphere 1976 to 1000 km, the real Earth, and a wind profile (3, L) if one is given."""
    step_m = 250.0
    profile = np.empty((3, 0)) if wind is None else np.array(wind, dtype=np.float64, order="C")
    if profile.ndim != 2 or profile.shape[0] != 3 or not (np.diff(profile[0]) > 0.0).all():
        raise InputError(AtmosphereError.NO_WIND_PROFILE)
    if not np.isfinite(profile).all():
        raise InputError(AtmosphereError.GAP)
    return Atmosphere(np.array(log_density_table(step_m, 1_000_000.0), dtype=np.float64), step_m, profile)


standard_sky = standard_atmosphere  # its name in downrange.api


def vacuum(j2: float = J2, omega_rad_s: float = OMEGA_RAD_S) -> Atmosphere:
    """No air at all; with j2 = 0 and omega = 0 a fall is an arc of a Kepler ellipse."""
    return Atmosphere(np.full(2, _LOG_DENSITY_OF_VACUUM), 250.0, np.empty((3, 0)), j2, omega_rad_s)


LONGEST_S = 864_000.0  # ten days: what flies longer is in orbit


def drop(
    r_ecef_m: ArrayLike,
    v_ecef_m_s: ArrayLike,
    beta_kg_m2: ArrayLike,
    air: Atmosphere,
    *,
    longest_s: float = 7200.0,
    accuracy: float = 1.0,
) -> Impacts:
    """Drop N bodies: positions and velocities (3, N) in ECEF (relative to the turning Earth), beta (N,) or one.

    `longest_s` ends the integration (then ALOFT); `accuracy` scales the error a step may make (smaller is finer).
    Source of the method: the module's own docstring. Never raises for a body: see `Impacts.failed`. InputError for
    arrays of other shapes, and for settings out of range.
    """
    number(longest_s, "longest_s", (0.0, LONGEST_S))
    number(accuracy, "accuracy", (1e-6, 1e6))
    r, v = _bodies(r_ecef_m, "r_ecef_m"), _bodies(v_ecef_m_s, "v_ecef_m_s")
    beta = _numbers_of(beta_kg_m2, "beta_kg_m2")
    if v.shape != r.shape or beta.shape not in ((), (1,), r.shape[1:]):
        raise InputError(
            NumberCode.SHAPE, field="v_ecef_m_s", value=f"{v.shape}, beta {beta.shape}", wanted=str(r.shape)
        )
    beta = np.array(np.broadcast_to(beta, r.shape[1:]))
    return _in_pieces(r, v, beta, air, longest_s, accuracy, np.empty(0))[0]


def _bodies(given: ArrayLike, field: str) -> Floats:
    """(3, N) of one vector or N; values that are not numbers are each body's own failure."""
    found = _numbers_of(given, field)
    if found.ndim not in (1, 2) or found.shape[0] != 3:
        raise InputError(NumberCode.SHAPE, field=field, value=str(found.shape), wanted="(3, N)")
    return np.ascontiguousarray(found.reshape(3, -1))


def _numbers_of(given: ArrayLike, field: str) -> Floats:
    try:
        return np.array(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(NumberCode.NOT_NUMBERS, field=field, value=repr(given)[:80]) from error


def drop_through(
    r_ecef_m: ArrayLike,
    v_ecef_m_s: ArrayLike,
    beta_kg_m2: ArrayLike,
    air: Atmosphere,
    levels_m: ArrayLike,
    *,
    longest_s: float = 7200.0,
) -> tuple[Impacts, Floats]:
    """As `drop`, and the states (L, 7, N) at which the bodies come down through geodetic heights `levels_m` (L,).

    Rows x, y, z (m, ECEF), their rates (m/s) and the seconds after the start; NaN where a body starts below a level
    or does not reach it. Of a body that skips out and comes back the last crossing is given.
    """
    r = np.array(r_ecef_m, dtype=np.float64, order="C").reshape(3, -1)
    v = np.array(v_ecef_m_s, dtype=np.float64, order="C").reshape(3, -1)
    beta = np.array(np.broadcast_to(np.asarray(beta_kg_m2, dtype=np.float64), r.shape[1:]))
    levels = np.array(levels_m, dtype=np.float64, order="C").reshape(-1)
    return _in_pieces(r, v, beta, air, longest_s, 1.0, levels)


def _in_pieces(
    r: Floats, v: Floats, beta: Floats, air: Atmosphere, longest_s: float, accuracy: float, levels_m: Floats
) -> tuple[Impacts, Floats]:
    """The falls, and the crossings of the levels: many bodies a piece at a time, for a loop cannot be interrupted."""
    ends, failed = np.empty((6, beta.size)), np.empty(beta.size, dtype=np.int64)
    crossings, layers = np.full((levels_m.size, 7, beta.size), nan), _layers(air)
    no_steps = np.empty((0, 7))
    for first in range(0, beta.size, _PIECE):
        piece = slice(first, first + _PIECE)
        start_r, start_v = np.ascontiguousarray(r[:, piece]), np.ascontiguousarray(v[:, piece])
        through = np.full((levels_m.size, 7, start_r.shape[1]), nan)
        ends[:, piece], failed[piece] = fall_all(
            start_r, start_v, beta[piece], *layers, longest_s, accuracy, no_steps, levels_m, through
        )
        crossings[:, :, piece] = through
    lat_deg, lon_deg, _ = ecef_m_to_geodetic(ends[0:3])
    return Impacts(lat_deg, lon_deg, ends[3], ends[4], ends[5], failed), crossings


def trace(
    r_ecef_m: ArrayLike,
    v_ecef_m_s: ArrayLike,
    beta_kg_m2: float,
    air: Atmosphere,
    *,
    every_s: float = TRACK_STEP_S,
    longest_s: float = 7200.0,
    accuracy: float = 1.0,
) -> Track:
    """The path of one body, r and v (3,), a point each `every_s` seconds and one where it lands."""
    start = np.array(r_ecef_m, dtype=np.float64), np.array(v_ecef_m_s, dtype=np.float64)
    r, v = (each.reshape(3, 1) for each in start)
    steps = np.full((STEP_LIMIT_COUNT + 1, 7), nan)
    beta = np.array([float(beta_kg_m2)])
    _, failed = fall_all(r, v, beta, *_layers(air), longest_s, accuracy, steps, *_NO_LEVELS)
    steps = steps[np.isfinite(steps[:, 0])]
    after_s = np.append(np.arange(0.0, steps[-1, 0], every_s), steps[-1, 0])
    lat_deg, lon_deg, alt_m = ecef_m_to_geodetic(_between(steps, after_s))
    return Track(after_s, lat_deg, lon_deg, alt_m, int(failed[0]))


def _between(steps: Floats, after_s: Floats) -> Floats:
    """Positions (3, M) at times within the steps (K, 7), seconds and states: cubic Hermite."""
    k = np.clip(np.searchsorted(steps[:, 0], after_s, side="right") - 1, 0, max(len(steps) - 2, 0))
    a, b = steps[k].T, steps[np.minimum(k + 1, len(steps) - 1)].T
    h = np.maximum(b[0] - a[0], 1e-9)
    p = (after_s - a[0]) / h
    wa, wb = 2 * p**3 - 3 * p**2 + 1, 3 * p**2 - 2 * p**3
    position: Floats = (
        wa * a[1:4] + wb * b[1:4] + h * ((p**3 - 2 * p**2 + p) * a[4:7] + (p**3 - p**2) * b[4:7])
    )
    return position


def _layers(air: Atmosphere) -> tuple[Floats, float, bool, float, float]:
    """The atmosphere as `integrator` reads it: (K, LAYER), 1 / step, whether there is wind, J2, the Earth's rotation.

    The wind is taken at the air's own heights and linear between them. The last layer is empty: vacuum above.
    """
    log_density = np.append(air.log_density, air.log_density[-1])
    windy = air.wind.shape[1] > 0
    at_m = air.step_m * np.arange(len(log_density))
    east, north = (
        np.interp(at_m, air.wind[0], row) if windy else np.zeros(len(at_m)) for row in air.wind[1:]
    )
    columns = [np.exp(log_density)]
    for row in (log_density, east, north):
        columns += [row] if row is not log_density else []
        columns.append(np.diff(row, append=row[-1]))
    layers = np.stack(columns, axis=1)
    layers[-2:, 0] = 0.0
    layers[-2:, 1] = 0.0
    return np.ascontiguousarray(layers), 1.0 / air.step_m, windy, air.j2, air.omega_rad_s
