"""The hot loop: energy kept, halved steps, the worst of many bodies, and lanes that do not depend on each other."""

import numpy as np
import pytest

from downrange.earth.constants import MU_M3_S2
from downrange.earth.ellipsoid import geodesic_inverse, geodetic_to_ecef_m
from downrange.earth.unit_vectors import local_axes
from downrange.kernel.arrays import Floats
from downrange.launch.fall import integrator as lanes
from downrange.launch.fall.ballistic_fall import LANDED, Impacts, drop, standard_atmosphere, vacuum

ten_meters, twenty_five_meters = 10.0, 25.0
HALVED = 0.5**5  # of the error a step may make: by the fifth order, of half the length


def bodies(n: int, seed: int, beta: tuple[float, float], fast: float) -> tuple[Floats, Floats, Floats]:
    """Bodies anywhere on Earth, 40 to 300 km up, from falling to climbing steeply."""
    g = np.random.default_rng(seed)
    lat, lon = g.uniform(-70, 70, n), g.uniform(-180, 180, n)
    east, north, up = local_axes(lat, lon)
    path, heading, speed = (
        np.radians(g.uniform(-5, 45, n)),
        g.uniform(0, 2 * np.pi, n),
        g.uniform(1000, fast, n),
    )
    level = np.sin(heading) * east + np.cos(heading) * north
    r = geodetic_to_ecef_m(lat, lon, 1e3 * g.uniform(40, 300, n))
    return r, speed * (np.cos(path) * level + np.sin(path) * up), np.exp(g.uniform(*np.log(beta), n))


def apart_m(one: Impacts, other: Impacts) -> float:
    return float(geodesic_inverse(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)[0].max())


def test_energy_is_kept_where_there_is_no_air() -> None:
    """Speed and height alone, on an Earth at rest: a part in ten million over a fall of tens of minutes."""
    r, v, _ = bodies(20, 5, (100, 101), 5000)
    empty = vacuum(j2=0.0, omega_rad_s=0.0)
    air = np.zeros((2, lanes.LAYER))
    for i in range(20):
        steps = np.full((2000, 7), np.nan)
        each = r[:, i : i + 1].copy(), v[:, i : i + 1].copy(), np.array([100.0])
        _, failed = lanes.fall_all(*each, air, 1.0 / empty.step_m, False, 0.0, 0.0, 7200.0, 1.0, steps)
        assert failed[0] == LANDED
        flown = steps[np.isfinite(steps[:, 0])].T[
            :, :-1
        ]  # the speed at the ground itself lies on a straight line
        energy = 0.5 * (flown[4:] ** 2).sum(axis=0) - MU_M3_S2 / np.linalg.norm(flown[1:4], axis=0)
        assert np.ptp(energy) < 1e-7 * abs(energy[0])


def test_steps_of_half_the_length_move_no_impact_by_ten_meters() -> None:
    r, v, beta = bodies(3000, 7, (20, 3000), 4000)
    whole, half = (
        drop(r, v, beta, standard_atmosphere()),
        drop(r, v, beta, standard_atmosphere(), accuracy=HALVED),
    )
    assert (whole.failed == LANDED).all()
    assert apart_m(whole, half) < ten_meters


@pytest.mark.parametrize("beta", [(5.0, 30.0), (30.0, 3000.0)], ids=["light", "dense"])
def test_the_worst_of_many_fast_bodies_is_within_25_m_of_steps_a_millionth_as_wrong(
    beta: tuple[float, float],
) -> None:
    r, v, kg_m2 = bodies(4000, 11, beta, 6500)
    air = standard_atmosphere()
    ours, fine = (drop(r, v, kg_m2, air, accuracy=a, longest_s=20_000.0) for a in (1.0, 1e-6))
    assert (ours.failed == fine.failed).all()
    landed = ours.failed == LANDED
    away, _, _ = geodesic_inverse(ours.lat_deg, ours.lon_deg, fine.lat_deg, fine.lon_deg)
    assert away[landed].max() < twenty_five_meters
    assert np.abs(ours.after_s - fine.after_s)[landed].max() < 0.3


def test_a_lane_does_not_feel_its_neighbours_nor_where_it_stands() -> None:
    """Hundreds of bodies through 64 lanes, forwards, backwards and in pieces: the same bits."""
    r, v, beta = bodies(300, 3, (5, 3000), 6500)
    beta[40], r[0, 120] = -1.0, np.nan  # two that have no start
    air = standard_atmosphere(np.array([[0.0, 10e3], [10.0, 30.0], [-5.0, 5.0]]))
    together = drop(r, v, beta, air)
    backwards = drop(r[:, ::-1], v[:, ::-1], beta[::-1], air)
    pieces = [drop(r[:, i : i + 37], v[:, i : i + 37], beta[i : i + 37], air) for i in range(0, 300, 37)]
    for name in ("lat_deg", "lon_deg", "after_s", "speed_m_s", "apogee_m", "failed"):
        whole = getattr(together, name)
        assert getattr(backwards, name)[::-1].tobytes() == whole.tobytes()
        assert np.concatenate([getattr(piece, name) for piece in pieces]).tobytes() == whole.tobytes()
