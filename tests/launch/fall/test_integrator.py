"""The hot loop: energy kept, halved steps, the worst of many bodies, and lanes that do not depend on each other."""

import numpy as np
import pytest

from downrange.earth.constants import MU_M3_S2
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_inverse, geodetic_to_ecef_m
from downrange.earth.unit_vectors import local_axes
from downrange.kernel.arrays import Floats
from downrange.launch.fall import ballistic_fall
from downrange.launch.fall import integrator as lanes
from downrange.launch.fall.ballistic_fall import (
    LANDED,
    Impacts,
    drop,
    drop_through,
    standard_atmosphere,
    vacuum,
)

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
        _, failed = lanes.fall_all(
            *each,
            air,
            1.0 / empty.step_m,
            False,
            0.0,
            0.0,
            7200.0,
            1.0,
            steps,
            np.empty(0),
            np.empty((0, 7, 0)),
        )
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


def test_bodies_in_many_calls_of_the_loops_fall_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    r, v, beta = bodies(100, 3, (5, 3000), 6500)
    air, levels = standard_atmosphere(), np.array([12e3, 6e3])
    whole, through = drop_through(r, v, beta, air, levels)
    monkeypatch.setattr(ballistic_fall, "_PIECE", 7)
    pieces, crossings = drop_through(r, v, beta, air, levels)
    assert np.array_equal(crossings, through, equal_nan=True)
    for name in ("lat_deg", "lon_deg", "after_s", "speed_m_s", "apogee_m", "failed"):
        assert getattr(pieces, name).tobytes() == getattr(whole, name).tobytes()


def test_the_heights_at_which_bodies_come_down_through_levels_are_those_levels() -> None:
    """Within a metre, in falling order of time, and on the way between the start and the impact."""
    r, v, beta = bodies(2000, 9, (20, 3000), 4000)
    levels = np.array([30e3, 12e3, 6e3, 10.0])
    fallen, crossings = drop_through(r, v, beta, standard_atmosphere(), levels)
    plain = drop(r, v, beta, standard_atmosphere())
    assert np.array_equal(fallen.lat_deg, plain.lat_deg)
    assert np.array_equal(fallen.after_s, plain.after_s)
    for level, states in zip(levels, crossings, strict=True):
        assert np.isfinite(states).all()
        assert abs(ecef_m_to_geodetic(states[:3])[2] - level).max() < 1.0
    times = np.stack([*crossings[:, 6], fallen.after_s])
    assert (np.diff(times, axis=0) > 0.0).all()
    lat, lon, _ = ecef_m_to_geodetic(crossings[3, :3])
    assert geodesic_inverse(lat, lon, fallen.lat_deg, fallen.lon_deg)[0].max() < 1_000.0


def test_a_crossing_is_where_a_fall_started_there_goes_on() -> None:
    """A fall begun anew from a crossing ends where the whole fall ends; a level above the start is not crossed."""
    r, v, beta = bodies(500, 11, (20, 3000), 4000)
    air = standard_atmosphere()
    whole, crossings = drop_through(r, v, beta, air, [20e3, 900e3])
    rest = drop(crossings[0, :3], crossings[0, 3:6], beta, air)
    assert geodesic_inverse(whole.lat_deg, whole.lon_deg, rest.lat_deg, rest.lon_deg)[0].max() < 100.0
    assert abs(crossings[0, 6] + rest.after_s - whole.after_s).max() < 1.0
    assert np.isnan(crossings[1]).sum() >= 7 * (whole.apogee_m < 900e3).sum()
