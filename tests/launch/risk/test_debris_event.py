"""Debris of a known state: beside single falls, beside an integrated lift, and the same on any number of workers."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_inverse
from downrange.earth.unit_vectors import local_axes
from downrange.kernel.arrays import Floats
from downrange.launch.fall.ballistic_fall import drop, standard_atmosphere
from downrange.launch.risk.debris_event import (
    LEVELS_M,
    EventClass,
    EventStates,
    _lift_arm_m,
    event_classes,
    event_pieces,
    states_from,
)
from downrange.launch.risk.falling_pieces import aircraft_hits, ship_hits

AIR = standard_atmosphere()
STILL = EventClass("body", None, (500.0, 0.0), 0.0)


def states(count: int, *, beta: float = np.nan, speed: float = 3000.0, height: float = 60e3) -> EventStates:
    one = np.ones(count)
    r, v = states_from(20.0 * one, 179.9 * one, height * one, speed * one, 80.0 * one, -2.0 * one)
    return EventStates(r, v, 10.0 * one, beta * one)


def test_a_state_has_the_height_speed_and_heading_it_says() -> None:
    lat, lon = np.array([55.0, -20.0]), np.array([-70.0, 179.0])
    speed, heading, path = np.array([7000.0, 100.0]), np.array([45.0, 300.0]), np.array([-1.0, 60.0])
    r, v = states_from(lat, lon, np.array([1e5, 2e4]), speed, heading, path)
    at_lat, at_lon, height = ecef_m_to_geodetic(r)
    assert np.allclose([at_lat, at_lon, height], [lat, lon, [1e5, 2e4]])
    east, north, up = local_axes(lat, lon)
    assert np.allclose((v * up).sum(axis=0), speed * np.sin(np.radians(path)))
    assert np.allclose(
        np.degrees(np.arctan2((v * east).sum(axis=0), (v * north).sum(axis=0))) % 360.0, heading
    )


def test_a_whole_body_without_wind_or_lift_falls_as_it_falls_alone() -> None:
    begun = states(3, beta=500.0)
    found = event_pieces(begun, STILL, AIR, wind_sd_m_s=0.0, seed=1).pieces
    alone = drop(begun.r_ecef_m, begun.v_ecef_m_s, 500.0, AIR)
    assert geodesic_inverse(found.lat_deg[-1], found.lon_deg[-1], alone.lat_deg, alone.lon_deg)[0].max() < 5.0
    assert np.allclose(found.after_s[-1], 10.0 + alone.after_s)
    assert (np.diff(found.after_s[1:], axis=0) > 0.0).all()


def test_a_stage_comes_apart_near_78_km_and_its_light_pieces_fall_short() -> None:
    begun = states(400, beta=110.0, speed=7400.0, height=120e3)
    found = event_pieces(begun, event_classes()["stage"], AIR, wind_sd_m_s=0.0, seed=1)
    height = found.inputs["breakup_height"] / 1e3
    assert height.mean() == pytest.approx(78.0, abs=1.0)
    assert height.std() == pytest.approx(5.0, abs=1.0)
    light = found.beta_kg_m2 < 30.0
    from_start = geodesic_inverse(20.0, 179.9, found.pieces.lat_deg[-1], found.pieces.lon_deg[-1])[0]
    assert np.median(from_start[light]) < np.median(from_start[found.beta_kg_m2 > 300.0]) - 50e3
    assert np.median(found.pieces.after_s[-1, light]) > np.median(found.pieces.after_s[-1, ~light])


def test_a_body_already_below_its_height_of_break_up_comes_apart_where_it_is() -> None:
    found = event_pieces(states(200, beta=110.0), event_classes()["stage"], AIR, wind_sd_m_s=0.0, seed=2)
    assert np.allclose(found.inputs["breakup_height"], 60e3, atol=1.0)
    assert np.isfinite(found.pieces.lat_deg[-1]).all()


def test_what_stays_aloft_is_in_no_area() -> None:
    found = event_pieces(
        states(100, speed=7900.0, height=300e3), event_classes()["breakup"], AIR, wind_sd_m_s=0.0, seed=1
    )
    aloft = np.isnan(found.pieces.lat_deg[-1])
    assert aloft.mean() > 0.9
    assert ship_hits(found.pieces).lat_deg.size == int((~aloft).sum())


def test_a_draw_is_the_same_on_any_workers_and_in_any_number() -> None:
    event = event_classes()["breakup"]
    alone = event_pieces(states(600), event, AIR, wind_sd_m_s=15.0, seed=3)
    with ThreadPoolExecutor(3) as workers:
        shared = event_pieces(states(600), event, AIR, wind_sd_m_s=15.0, seed=3, executor=workers)
    assert np.array_equal(alone.pieces.lat_deg, shared.pieces.lat_deg)
    fewer = event_pieces(states(100), event, AIR, wind_sd_m_s=15.0, seed=3)
    first = alone.pieces.draw < 100
    assert np.array_equal(np.sort(fewer.pieces.lat_deg[-1]), np.sort(alone.pieces.lat_deg[-1, first]))


def test_wind_drifts_light_pieces_as_long_as_they_fall() -> None:
    """Authority: 15 m/s for the time below 18 km, each way."""
    found = event_pieces(states(2000, beta=500.0), STILL, AIR, wind_sd_m_s=15.0, seed=5).pieces
    still = event_pieces(states(1, beta=500.0), STILL, AIR, wind_sd_m_s=0.0, seed=5).pieces
    away, azimuth, _ = geodesic_inverse(
        still.lat_deg[-1], still.lon_deg[-1], found.lat_deg[-1], found.lon_deg[-1]
    )
    north = away * np.cos(np.radians(azimuth))
    assert north.std() == pytest.approx(15.0 * float(still.after_s[-1, 0] - still.after_s[1, 0]), rel=0.1)
    assert abs(aircraft_hits(found).lat_deg - still.lat_deg[3, 0]).max() < 1.0


def _integrated_lift(beta: float, speed: float, path_deg: float, lift_to_drag: float) -> tuple[float, float]:
    """(path along, drift aside) to the ground, m, of a fall from 60 km with steady sideways lift; flat Earth, RK4."""

    def slope(s: Floats) -> Floats:
        v = s[3:]
        fast = float(np.linalg.norm(v))
        drag = 0.5 * 1.225 * np.exp(-max(s[2], 0.0) / 7200.0) * fast / beta
        aside = np.cross(v, [0.0, 0.0, 1.0])
        size = float(np.linalg.norm(aside))
        lift = lift_to_drag * drag * fast * aside / size if size > 1e-6 else np.zeros(3)
        return np.concatenate([v, -drag * v + lift - [0.0, 0.0, 9.8]])

    path = np.radians(path_deg)
    state, step = np.array([0.0, 0.0, 60e3, speed * np.cos(path), 0.0, speed * np.sin(path)]), 0.25
    while state[2] > 0.0:
        a = slope(state)
        b = slope(state + 0.5 * step * a)
        c = slope(state + 0.5 * step * b)
        d = slope(state + step * c)
        state = state + step / 6 * (a + 2 * b + 2 * c + d)
    return float(state[0]), float(abs(state[1]))


FALLS = [
    (10.0, 7500.0, -1.5), (30.0, 7000.0, -5.0), (110.0, 7500.0, -1.5), (350.0, 7000.0, -10.0),
    (110.0, 5000.0, -10.0), (30.0, 3000.0, -20.0), (350.0, 2500.0, -45.0), (110.0, 300.0, -80.0),
]  # fmt: skip


@pytest.mark.parametrize(("beta", "speed", "path"), FALLS)
def test_the_reach_of_lift_is_that_of_an_integrated_one_within_a_factor_of_two(
    beta: float, speed: float, path: float
) -> None:
    """A lift over drag of 0.03 to one side all the way down, the most that a tumbling piece would not do."""
    along, aside = _integrated_lift(beta, speed, path, 0.03)
    r, _ = states_from(*(np.array([x]) for x in (0.0, 0.0, 60e3, 0.0, 0.0, 0.0)))
    east = np.degrees(along / 6_378_137.0)
    lon = np.full((len(LEVELS_M), 1), east)
    lon[0] = np.nan
    lat = np.where(np.isnan(lon), np.nan, 0.0)
    reach = 0.03 * float(_lift_arm_m(r, lat, lon)[-1, 0])
    assert 0.5 < reach / aside < 2.0
