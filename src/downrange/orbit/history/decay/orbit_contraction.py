"""Orbit contraction: how drag shrinks and rounds an orbit from day to day, down to where it is no orbit any more.

Drag is averaged over a revolution (King-Hele, Satellite Orbits in an Atmosphere, 1987, eqs. 4.24 and 4.32, in the
eccentric anomaly) with the air turning with the Earth and heights above the ellipsoid; the perigee turns with J2.
Midpoint steps of a tenth of a scale height. One loop, compiled, an object after the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import A_M, DAY_S, J2, MU_M3_S2, OMEGA_RAD_S, F
from downrange.kernel.arrays import ArrayLike, Floats
from downrange.kernel.compiled import compiled
from downrange.orbit.history.decay.space_weather import KnownWeather
from downrange.orbit.history.decay.thermosphere import Thermosphere, daily_profiles

DOWN_M = 95_000.0  # mean height over the equatorial radius at which no revolution follows (study of 2026)
_PERIGEE_DOWN_M = 82_000.0
_NODES = 36  # of the eccentric anomaly; enough for e below 0.1
_STEP_SCALE_HEIGHTS = 0.1
_LONGEST_STEP_DAYS = 1.0  # the weather changes by the day


@dataclass(frozen=True, slots=True, eq=False)
class MeanOrbits:
    """Mean orbits of N objects at their epochs ``jd``, every column (N,); angles in radians."""

    jd: Floats
    a_m: Floats
    e: Floats
    argp: Floats
    inclination: Floats

    def select(self, rows: object) -> MeanOrbits:
        return MeanOrbits(*(getattr(self, name)[rows] for name in ("jd", "a_m", "e", "argp", "inclination")))


@dataclass(frozen=True, slots=True, eq=False)
class AirDensity:
    """ln of density in kg/m3 by day from the midnight ``jd`` on and by height, (D, H)."""

    jd: float
    height_km: Floats
    log_density: Floats


def air_density(air: Thermosphere, weather: KnownWeather) -> AirDensity:
    return AirDensity(weather.jd, air.height_km, daily_profiles(air, weather))


@dataclass(frozen=True, slots=True, eq=False)
class Descent:
    """Where N orbits ended, every column (N,): ``down_jd`` (infinite when not down in time), semi-major axis, and
    what was flown till then, radians: ``flown`` of mean anomaly (Kepler's), ``node_turn``, ``perigee_turn`` (J2)."""

    down_jd: Floats
    a_m: Floats
    flown: Floats
    node_turn: Floats
    perigee_turn: Floats


def contract(
    density: AirDensity, orbits: MeanOrbits, ballistic_m2_kg: ArrayLike, until_jd: ArrayLike
) -> tuple[Floats, Floats]:
    """When each orbit is down, Julian date, infinite when not before ``until_jd``; and its semi-major axis in
    metres then, both (N,). ``ballistic_m2_kg`` is drag coefficient times area over mass. Days after the last
    of the density have the air of the last."""
    ended = descend(density, orbits, ballistic_m2_kg, until_jd)
    return ended.down_jd, ended.a_m


def descend(
    density: AirDensity, orbits: MeanOrbits, ballistic_m2_kg: ArrayLike, until_jd: ArrayLike
) -> Descent:
    """`contract`, with what was flown on the way."""
    down, ends = _contract(
        density.jd, density.height_km, density.log_density, orbits.jd, orbits.a_m, orbits.e, orbits.argp,
        orbits.inclination,
        np.asarray(ballistic_m2_kg, dtype=np.float64), np.asarray(until_jd, dtype=np.float64),
    )  # fmt: skip
    return Descent(down, *ends)


def fall_rate_m_day(density: AirDensity, orbits: MeanOrbits, days: int) -> Floats:
    """Rate of the semi-major axis for one m2/kg, metres a day (negative), with the mean air of the ``days`` days
    that end at each epoch, (N,)."""
    rate = np.zeros(len(orbits.jd))
    for back in range(days):
        rate += _rates(
            density.jd, density.height_km, density.log_density, orbits.jd - back, orbits.a_m, orbits.e, orbits.argp,
            orbits.inclination,
        )  # fmt: skip
    return rate / days


@compiled
def _log_density(height_km: float, heights_km: Floats, profile: Floats) -> float:
    """Straight lines between the nodes; the end slopes go on."""
    k = min(max(int(np.searchsorted(heights_km, height_km)) - 1, 0), len(heights_km) - 2)
    share = (height_km - heights_km[k]) / (heights_km[k + 1] - heights_km[k])
    return float(profile[k] + share * (profile[k + 1] - profile[k]))


@compiled
def _drag(
    heights_km: Floats, profile: Floats, a: float, e: float, argp: float, inclination: float
) -> tuple[float, float]:
    """Rates of a (m/s) and e (1/s) for one m2/kg, averaged over a revolution."""
    n = np.sqrt(MU_M3_S2 / a**3)
    perigee = a * (1 - e)
    turning = (1 - OMEGA_RAD_S * perigee / (n * a * np.sqrt((1 + e) / (1 - e))) * np.cos(inclination)) ** 2
    sine2 = np.sin(inclination) ** 2
    shrinks, rounds = 0.0, 0.0
    for k in range(_NODES):
        anomaly = 2 * np.pi * (k + 0.5) / _NODES
        c = np.cos(anomaly)
        true = np.arctan2(np.sqrt(1 - e * e) * np.sin(anomaly), c - e)
        radius = a * (1 - e * c)
        ground = A_M * (1 - F * sine2 * np.sin(argp + true) ** 2)
        rho = np.exp(_log_density((radius - ground) / 1e3, heights_km, profile))
        root = np.sqrt((1 + e * c) / (1 - e * c))
        shrinks += rho * root * (1 + e * c)
        rounds += rho * root * c
    return -n * a * a * turning * shrinks / _NODES, -n * a * (1 - e * e) * turning * rounds / _NODES


@compiled
def _rates(
    density_jd: float,
    heights_km: Floats,
    density: Floats,
    jd: Floats,
    a: Floats,
    e: Floats,
    argp: Floats,
    incl: Floats,
) -> Floats:
    rate = np.empty(len(jd))
    for i in range(len(jd)):
        day = min(max(int(np.floor(jd[i] - density_jd)), 0), len(density) - 1)
        rate[i] = _drag(heights_km, density[day], a[i], e[i], argp[i], incl[i])[0] * DAY_S
    return rate


@compiled
def _contract(
    density_jd: float,
    heights_km: Floats,
    density: Floats,
    jd: Floats,
    a0: Floats,
    e0: Floats,
    argp0: Floats,
    incl: Floats,
    ballistic: Floats,
    until: Floats,
) -> tuple[Floats, Floats]:
    down, ends = np.full(len(jd), np.inf), np.empty((4, len(jd)))
    for i in range(len(jd)):
        t, a, e, argp = jd[i], a0[i], e0[i], argp0[i]
        flown, node = 0.0, 0.0
        while t < until[i]:
            if a - A_M <= DOWN_M or a * (1 - e) - A_M <= _PERIGEE_DOWN_M:
                down[i] = t
                break
            profile = density[min(max(int(np.floor(t - density_jd)), 0), len(density) - 1)]
            shrinks, rounds = _drag(heights_km, profile, a, e, argp, incl[i])
            shrinks, rounds = shrinks * ballistic[i] * DAY_S, rounds * ballistic[i] * DAY_S
            perigee_km = (a * (1 - e) - A_M) / 1e3
            falls = (
                _log_density(perigee_km, heights_km, profile)
                - _log_density(perigee_km + 5.0, heights_km, profile)
            ) / 5e3
            # Perigee falls by (1 - e) da - a de; what matters to the density is whichever moves more.
            moves = max(abs(shrinks) * (1 - e) - a * abs(rounds), 0.05 * abs(shrinks), 1e-9)
            step = min(_STEP_SCALE_HEIGHTS / (falls * moves), _LONGEST_STEP_DAYS, until[i] - t)
            middle_a, middle_e = a + shrinks * step / 2, max(e + rounds * step / 2, 0.0)
            n_day = np.sqrt(MU_M3_S2 / middle_a**3) * DAY_S
            flattening = 1.5 * J2 * n_day * (A_M / (a * (1 - e * e))) ** 2
            turn = flattening * (2 - 2.5 * np.sin(incl[i]) ** 2)
            shrinks, rounds = _drag(heights_km, profile, middle_a, middle_e, argp + turn * step / 2, incl[i])
            a += shrinks * ballistic[i] * DAY_S * step
            e = max(e + rounds * ballistic[i] * DAY_S * step, 0.0)
            argp += turn * step
            node -= flattening * np.cos(incl[i]) * step
            flown += n_day * step
            t += step
        ends[0, i], ends[1, i], ends[2, i], ends[3, i] = a, flown, node, argp - argp0[i]
    return down, ends
