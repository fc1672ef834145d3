"""The powered arc against Tsiolkovsky, the energy of a coast, half the step, and scipy's DOP853 on the whole."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from downrange.earth.atmosphere import density_kg_m3, log_density_table
from downrange.earth.constants import A_M, J2, MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodetic_to_ecef_m
from downrange.kernel.arrays import Floats
from downrange.launch.trajectory import powered_flight as equations
from downrange.launch.trajectory.powered_flight import fly_all

ten_meters, fifty_meters, one_mm_s, a_billionth = 10.0, 50.0, 1e-3, 1e-9
AIR_STEP_M = 250.0
AIR = np.asarray(log_density_table(AIR_STEP_M, 500e3))
VACUUM = np.full(2, -700.0)  # logarithm of density
# ignition, burn, acceleration at ignition, exhaust speed, yaw, decline, what the yaw grows by
PHASES = np.array(
    [
        [
            [0.0, 115.0, 15.5, 2700.0, 0.0, 0.3, 0.0],
            [121.0, 190.0, 10.0, 3000.0, 0.2, 0.1, 0.3],
            [460.0, 300.0, 5.4, 2950.0, -0.1, 0.0, -0.2],
        ]
    ]
)
STEER = np.array([[np.radians(2.5), np.radians(190.0), np.radians(3.0), 1.1]])
MOMENTS = np.array([[115.0, 180.0, 311.0, 760.0]])
PAD = np.concatenate([geodetic_to_ecef_m(39.66, 124.705, 0.0).ravel(), np.zeros(3)])


def _at_moments(step_s: float, start: Floats = PAD, phases: Floats = PHASES, air: Floats = AIR) -> Floats:
    return fly_all(start, phases, STEER, MOMENTS, air, AIR_STEP_M, step_s, 0)[2][:, :, 0]


def test_half_the_step_moves_it_less_than_ten_meters() -> None:
    whole, half = _at_moments(equations.LONGEST_STEP_S), _at_moments(equations.LONGEST_STEP_S / 2.0)
    assert np.abs(whole[:3] - half[:3]).max() < ten_meters
    assert np.abs(whole[3:] - half[3:]).max() < ten_meters / 100.0


def test_states_at_whole_seconds_are_those_of_the_same_ascent() -> None:
    states, powered, _ = fly_all(PAD, PHASES, STEER, MOMENTS, AIR, AIR_STEP_M, equations.LONGEST_STEP_S, 800)
    at = _at_moments(equations.LONGEST_STEP_S)
    for moment, second in enumerate((115, 180, 311, 760)):
        assert np.abs(states[:3, second, 0] - at[:3, moment]).max() < ten_meters
    assert np.isnan(states[:, 761:, 0]).all()
    assert powered[:, 0].sum() == pytest.approx(115 + 190 + 300, abs=2)


def test_far_from_the_earth_speed_is_tsiolkovskys() -> None:
    """On the Earth's axis, ten million kilometres off: hardly a pull, no air, and nothing that turning could add."""
    start = np.array([1e-6, 0.0, 1e10, 0.0, 0.0, 0.0])
    phases, steer = PHASES[:, :1].copy(), np.zeros((1, 4))
    ends = np.array([[phases[0, 0, 1]]])
    at = fly_all(start, phases, steer, ends, AIR, AIR_STEP_M, equations.LONGEST_STEP_S, 0)[2]
    _, burn, a0, c, *_ = phases[0, 0]
    assert np.linalg.norm(at[3:, 0, 0]) == pytest.approx(-c * np.log(1.0 - a0 * burn / c), abs=one_mm_s)


def test_a_coast_keeps_its_energy() -> None:
    """An upper phase lit late: until then the vehicle coasts, here through a vacuum."""
    phases = PHASES[:, :2].copy()
    phases[0, 1, 0] = 300.0
    moments = np.array([[115.0, 290.0]])
    at = fly_all(PAD, phases, STEER, moments, VACUUM, AIR_STEP_M, equations.LONGEST_STEP_S, 0)[2][:, :, 0]
    jacobi = [_jacobi(at[:, k]) for k in range(2)]
    assert jacobi[1] == pytest.approx(jacobi[0], rel=a_billionth)


def _jacobi(y: Floats) -> float:
    """Energy in the turning frame, J2 included: kept by every coast."""
    r = float(np.linalg.norm(y[:3]))
    gravity = MU_M3_S2 / r * (1.0 - J2 * (A_M / r) ** 2 * (1.5 * (y[2] / r) ** 2 - 0.5))
    return float(y[3:] @ y[3:] / 2.0 - gravity - OMEGA_RAD_S**2 * (y[0] ** 2 + y[1] ** 2) / 2.0)


def test_scipy_flies_the_same_ascent() -> None:
    """The equation written again from the plate, with the exact air, by an integrator of order eight."""
    ends = {0: 115.0, 1: 311.0, 2: 760.0}
    law: list[float] = []

    def rates(t: float, y: Floats, phase: int | None) -> Floats:
        r, v = y[:3], y[3:]
        size = np.linalg.norm(r)
        up = r / size
        s2 = (r[2] / size) ** 2
        j = 1.5 * J2 * (A_M / size) ** 2
        gravity = -MU_M3_S2 / size**3 * r * (1.0 + j * np.array([1 - 5 * s2, 1 - 5 * s2, 3 - 5 * s2]))
        turn = np.array([0.0, 0.0, OMEGA_RAD_S])
        a = gravity - np.cross(turn, np.cross(turn, r)) - 2.0 * np.cross(turn, v)
        height = float(ecef_m_to_geodetic(r[:, None])[2][0])
        speed = float(np.linalg.norm(v))
        a -= density_kg_m3(max(height, 0.0)) * speed * v / (2.0 * equations.ASCENT_BETA_KG_M2)
        if phase is not None:
            t0, burn, a0, c, yaw, decline, grows = PHASES[0, phase]
            over = (t - t0) / burn
            spent = burn * a0 / c * (over + decline / 2.0 * over * (1.0 - over))
            push = a0 * (1.0 + decline * (0.5 - over)) / (1.0 - spent)
            if phase == 0:
                push *= 1.0 - equations.SEA_LEVEL_LOSS * np.exp(
                    -max(height, 0.0) / equations.PRESSURE_SCALE_M
                )
            east = np.cross([0.0, 0.0, 1.0], up)
            east /= np.linalg.norm(east)
            north = np.cross(up, east)
            kick, heading, _, bend = STEER[0]
            if phase == 0 and t >= 22.0:
                d = v / speed
            elif phase == 0:
                tilt = kick * np.clip((t - 8.0) / 14.0, 0.0, 1.0)
                upright = np.cross(turn, np.cross(turn, r)) - gravity  # the plumb line
                upright /= np.linalg.norm(upright)
                on = np.cos(heading) * np.cross(upright, east) + np.sin(heading) * east
                d = np.cos(tilt) * upright + np.sin(tilt) * on
            else:
                pitch = np.arctan(law[0] * (1.0 - bend * (t - ends[0]) / (ends[2] - ends[0])))
                ahead = np.arctan2(v @ east, v @ north) + yaw + grows * (over - 0.5)
                d = np.sin(pitch) * up + np.cos(pitch) * (np.sin(ahead) * east + np.cos(ahead) * north)
            a = a + push * d
        return np.concatenate([v, a])

    y, at = PAD, {}
    legs = (
        (0.0, 8.0, 0),
        (8.0, 22.0, 0),
        (22.0, 115.0, 0),
        (115.0, 121.0, None),
        (121.0, 311.0, 1),
        (311.0, 460.0, None),
        (460.0, 760.0, 2),
    )
    for start, end, phase in legs:
        y = solve_ivp(rates, (start, end), y, "DOP853", args=(phase,), rtol=1e-10, atol=1e-6).y[:, -1]
        at[end] = y
        if end == 115.0:
            up = y[:3] / np.linalg.norm(y[:3])
            rise = float(np.arcsin(y[3:] @ up / np.linalg.norm(y[3:])))
            law.append(float(np.tan(rise + STEER[0, 2])))
    ours = _at_moments(equations.LONGEST_STEP_S)
    for moment, second in ((0, 115.0), (2, 311.0), (3, 760.0)):
        assert np.linalg.norm(ours[:3, moment] - at[second][:3]) < fifty_meters
