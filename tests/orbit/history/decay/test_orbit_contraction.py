"""The averaged drag against closed forms, and against flying every revolution."""

import numpy as np
import pytest

from downrange.earth.constants import A_M, DAY_S, MU_M3_S2, OMEGA_RAD_S
from downrange.orbit.history.decay.orbit_contraction import (
    DOWN_M,
    AirDensity,
    MeanOrbits,
    contract,
    fall_rate_m_day,
)

JD = 2460000.5
half_a_percent, two_percent = 0.005, 0.02


def exponential(scale_m: float, kg_m3_at_200_km: float = 2.5e-10) -> AirDensity:
    height_km = np.arange(80.0, 1001.0, 5.0)
    profile = np.log(kg_m3_at_200_km) - (height_km * 1e3 - 200e3) / scale_m
    return AirDensity(JD, height_km, profile[np.newaxis])


def orbit(
    height_km: float, e: float = 0.0, inclination_deg: float = 0.0, argp_deg: float = 0.0
) -> MeanOrbits:
    a_m = A_M + height_km * 1e3
    return MeanOrbits(*(np.array([v]) for v in (
        JD, a_m, e, np.radians(argp_deg), np.radians(inclination_deg)
    )))  # fmt: skip


def test_a_circular_orbit_over_the_equator_lives_as_long_as_the_closed_form_says():
    """da/dt = -B rho sqrt(mu a) (1 - omega/n)^2 in an exponential atmosphere, summed finely."""
    scale_m, ballistic = 40e3, 0.01
    a = np.linspace(A_M + DOWN_M, A_M + 300e3, 200_001)
    rho = 2.5e-10 * np.exp(-(a - A_M - 200e3) / scale_m)
    turning = (1 - OMEGA_RAD_S * np.sqrt(a**3 / MU_M3_S2)) ** 2
    days = np.trapezoid(1 / (ballistic * rho * np.sqrt(MU_M3_S2 * a) * turning), a) / DAY_S
    down, last = contract(exponential(scale_m), orbit(300), [ballistic], [np.inf])
    assert down[0] - JD == pytest.approx(days, rel=half_a_percent)
    assert A_M + DOWN_M - 4e3 < last[0] <= A_M + DOWN_M  # within the last step


def flown(
    height_km: float,
    e: float,
    inclination_deg: float,
    density: AirDensity,
    ballistic: float,
    revolutions: int,
) -> tuple[float, float]:
    """a (m) and e after revolutions flown step by step: gravity of a point, drag in a turning atmosphere whose
    heights are over the ellipsoid, Runge-Kutta of fourth order."""
    a = A_M + height_km * 1e3
    r = np.array([a * (1 - e), 0.0, 0.0])
    speed, i = np.sqrt(MU_M3_S2 * (2 / r[0] - 1 / a)), np.radians(inclination_deg)
    state = np.concatenate([r, speed * np.array([0.0, np.cos(i), np.sin(i)])])

    def rate(s: np.ndarray) -> np.ndarray:
        radius = np.sqrt(s[:3] @ s[:3])
        ground = A_M * (1 - (s[2] / radius) ** 2 / 298.257223563)
        rho = np.exp(np.interp((radius - ground) / 1e3, density.height_km, density.log_density[0]))
        wind = s[3:] - OMEGA_RAD_S * np.array([-s[1], s[0], 0.0])
        drag = -0.5 * ballistic * rho * np.sqrt(wind @ wind) * wind
        return np.concatenate([s[3:], -MU_M3_S2 / radius**3 * s[:3] + drag])

    steps = 240 * revolutions
    step = revolutions * 2 * np.pi * np.sqrt(a**3 / MU_M3_S2) / steps
    for _ in range(steps):
        k1 = rate(state)
        k2 = rate(state + step / 2 * k1)
        k3 = rate(state + step / 2 * k2)
        k4 = rate(state + step * k3)
        state = state + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    r, v = state[:3], state[3:]
    ends_a = 1 / (2 / np.sqrt(r @ r) - v @ v / MU_M3_S2)
    vector = np.cross(v, np.cross(r, v)) / MU_M3_S2 - r / np.sqrt(r @ r)
    return float(ends_a), float(np.sqrt(vector @ vector))


@pytest.mark.parametrize(("height_km", "e", "inclination_deg"), [(260, 0.01, 97.4), (430, 0.03, 51.6)])
def test_a_few_revolutions_are_those_flown_step_by_step(height_km: float, e: float, inclination_deg: float):
    density, ballistic, revolutions = exponential(35e3), 0.02, 4
    a_flown, e_flown = flown(height_km, e, inclination_deg, density, ballistic, revolutions)
    first = orbit(height_km, e, inclination_deg)
    days = revolutions * 2 * np.pi * np.sqrt(first.a_m[0] ** 3 / MU_M3_S2) / DAY_S
    _, a = contract(density, first, [ballistic], [JD + days])
    assert first.a_m[0] - a[0] == pytest.approx(first.a_m[0] - a_flown, rel=two_percent)
    assert e_flown < e


def test_the_rate_is_the_start_of_the_fall():
    density = exponential(45e3)
    rate = fall_rate_m_day(density, orbit(400, 0.002, 82.0, 40.0), 3)
    _, a = contract(density, orbit(400, 0.002, 82.0, 40.0), [1e-3], [JD + 1])
    assert a[0] - orbit(400).a_m[0] == pytest.approx(1e-3 * rate[0], rel=half_a_percent)


def test_an_orbit_that_is_not_down_in_time_is_never_down():
    down, a = contract(exponential(40e3), orbit(300), [1e-4], [JD + 5])
    assert np.isinf(down[0])
    assert A_M + 290e3 < a[0] < A_M + 300e3
