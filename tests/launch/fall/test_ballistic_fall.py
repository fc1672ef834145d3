"""The kernel argues with scipy's DOP853 and with itself: steps, company, wind, and falls that never end."""

from collections.abc import Callable
from math import atan2, cos, degrees, exp, hypot, sin, sqrt

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from downrange.earth.atmosphere import log_density_table
from downrange.earth.constants import A_M, E2, J2, MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import geodesic_inverse, geodetic_to_ecef_m
from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.launch.fall.ballistic_fall import ALOFT, BAD_START, LANDED, drop, standard_atmosphere, trace

fifty_meters = 50.0
two_centimeters = 0.02
half_a_second = 0.5
Pair = tuple[float, float]
Wind = Callable[[float], Pair]
RESULTS = ("lat_deg", "lon_deg", "after_s", "speed_m_s", "apogee_m", "failed")


def start(
    lat: Floats, lon: Floats, alt_m: Floats, speed: Floats, path_deg: Floats, heading_deg: Floats
) -> tuple[Floats, Floats]:
    """Positions and velocities in ECEF, written out here so as not to lean on the room's own."""
    la, lo, path, heading = map(np.radians, (lat, lon, path_deg, heading_deg))
    up = np.array([np.cos(la) * np.cos(lo), np.cos(la) * np.sin(lo), np.sin(la)])
    east = np.array([-np.sin(lo), np.cos(lo), 0 * lo])
    north = np.cross(up, east, axis=0)
    level = np.sin(heading) * east + np.cos(heading) * north
    return geodetic_to_ecef_m(lat, lon, alt_m), speed * (np.cos(path) * level + np.sin(path) * up)


def crowd(n: int, seed: int, beta: Pair, alt_km: Pair, fast: float) -> tuple[Floats, Floats, Floats]:
    """Bodies anywhere on Earth that climb or have just left a climb."""
    g = np.random.default_rng(seed)
    r, v = start(
        g.uniform(-70, 70, n), g.uniform(-180, 180, n), 1e3 * g.uniform(*alt_km, n),
        g.uniform(1000, fast, n), g.uniform(-5, 45, n), g.uniform(0, 360, n),
    )  # fmt: skip
    return r, v, np.exp(g.uniform(*np.log(beta), n))


def workload(n: int) -> tuple[Floats, Floats, Floats]:
    """The bodies of the performance baselines: off the Korean west coast, 70 km, 2300 m/s, 30 to 3000 kg/m2."""
    g = np.random.default_rng(0)
    beta = np.exp(g.uniform(np.log(30), np.log(3000), n))
    r, v = start(
        36 + g.uniform(-0.02, 0.02, n), 124.5 + g.uniform(-0.02, 0.02, n), 70e3 + g.uniform(-500, 500, n),
        2300 + g.uniform(-20, 20, n), 25 + g.uniform(-1, 1, n), 180 + g.uniform(-0.5, 0.5, n),
    )  # fmt: skip
    return r, v, beta


def geodetic(x: float, y: float, z: float) -> tuple[float, float]:
    """Geodetic latitude in radians and height, by the fixed point of Heiskanen and Moritz."""
    across, lat = hypot(x, y), atan2(z, (1 - E2) * hypot(x, y))
    for _ in range(4):
        normal = A_M / sqrt(1 - E2 * sin(lat) ** 2)
        lat = atan2(z + E2 * normal * sin(lat), across)
    return lat, across * cos(lat) + z * sin(lat) - A_M * sqrt(1 - E2 * sin(lat) ** 2)


def scipy_impact(r: Floats, v: Floats, beta: float, wind: Wind | None = None) -> tuple[float, float, float]:
    """Latitude, longitude and time of impact by DOP853, with the true geodetic height in the density and the end."""
    table = log_density_table(250.0, 1_000_000.0).tolist()

    def motion(_t: float, state: Floats) -> list[float]:
        x, y, z, vx, vy, vz = state.tolist()
        far2 = x * x + y * y + z * z
        pull = MU_M3_S2 / far2**1.5
        bulge, tilt = 1.5 * J2 * A_M**2 / far2, 5 * z * z / far2
        spun = pull * (1 + bulge * (1 - tilt)) - OMEGA_RAD_S**2
        lat, alt = geodetic(x, y, z)
        place = min(max(alt / 250.0, 0.0), len(table) - 1.001)
        i = int(place)
        density = exp(table[i] + (place - i) * (table[i + 1] - table[i]))
        east, north = wind(alt) if wind else (0.0, 0.0)
        lon = atan2(y, x)
        ux = vx + east * sin(lon) + north * sin(lat) * cos(lon)
        uy = vy - east * cos(lon) + north * sin(lat) * sin(lon)
        uz = vz - north * cos(lat)
        drag = 0.5 * density / beta * sqrt(ux * ux + uy * uy + uz * uz)
        return [
            vx, vy, vz,
            -spun * x + 2 * OMEGA_RAD_S * vy - drag * ux,
            -spun * y - 2 * OMEGA_RAD_S * vx - drag * uy,
            -pull * (1 + bulge * (3 - tilt)) * z - drag * uz,
        ]  # fmt: skip

    def ground(_t: float, state: Floats) -> float:
        return geodetic(*state[:3])[1]

    ground.terminal = True  # type: ignore[attr-defined]
    ground.direction = -1  # type: ignore[attr-defined]
    end = solve_ivp(
        motion, (0, 20_000), [*r, *v], method="DOP853", rtol=1e-9, atol=1e-4, events=ground, max_step=10.0
    )
    x, y, z = end.y_events[0][0][:3]
    return degrees(geodetic(x, y, z)[0]), degrees(atan2(y, x)), float(end.t_events[0][0])


def worst_against_scipy(r: Floats, v: Floats, beta: Floats) -> tuple[float, float]:
    fall = drop(r, v, beta, standard_atmosphere())
    assert (fall.failed == LANDED).all()
    lat, lon, after = np.array([scipy_impact(r[:, i], v[:, i], beta[i]) for i in range(beta.size)]).T
    return apart(fall.lat_deg, fall.lon_deg, lat, lon), float(np.abs(fall.after_s - after).max())


def apart(lat: Floats, lon: Floats, lat2: Floats, lon2: Floats) -> float:
    return float(geodesic_inverse(lat, lon, lat2, lon2)[0].max())


CROWDS = {
    "the baselines": workload(80),
    "light fairings": crowd(40, 1, (5, 10), (60, 250), 4000),
    "from above the air": crowd(80, 2, (20, 3000), (90, 350), 4500),
}


@pytest.mark.parametrize("name", CROWDS)
def test_impacts_agree_with_scipy(name: str) -> None:
    """Two hundred bodies in all, among them fairings of 5 kg/m2 and starts above 90 km."""
    distance_m, seconds = worst_against_scipy(*CROWDS[name])
    assert distance_m < fifty_meters
    assert seconds < half_a_second


def test_finer_steps_move_no_impact_by_fifty_meters() -> None:
    """Three thousand bodies of the baselines against the same pair with steps a millionth as wrong."""
    r, v, beta = workload(3000)
    coarse, fine = (
        drop(r, v, beta, standard_atmosphere()),
        drop(r, v, beta, standard_atmosphere(), accuracy=1e-6),
    )
    assert apart(coarse.lat_deg, coarse.lon_deg, fine.lat_deg, fine.lon_deg) < fifty_meters


def test_wind_agrees_with_scipy() -> None:
    profile = np.array([[0.0, 5e3, 12e3, 25e3], [5.0, 20.0, 45.0, 0.0], [-3.0, 8.0, -10.0, 0.0]])

    def blows(alt_m: float) -> tuple[float, float]:
        return float(np.interp(alt_m, profile[0], profile[1])), float(
            np.interp(alt_m, profile[0], profile[2])
        )

    r, v, beta = crowd(6, 3, (20, 200), (80, 150), 2500)
    fall = drop(r, v, beta, standard_atmosphere(profile))
    still = drop(r, v, beta, standard_atmosphere())
    ends = np.array([scipy_impact(r[:, i], v[:, i], beta[i], blows) for i in range(6)]).T
    assert apart(fall.lat_deg, fall.lon_deg, ends[0], ends[1]) < fifty_meters
    drift_m = geodesic_inverse(still.lat_deg, still.lon_deg, fall.lat_deg, fall.lon_deg)[0]
    assert drift_m.min() > 2000


def test_a_body_falls_the_same_whoever_falls_beside_it() -> None:
    r, v, beta = workload(50)
    together = drop(r, v, beta, standard_atmosphere())
    for i in (0, 17, 49):
        alone = drop(r[:, i], v[:, i], beta[i], standard_atmosphere())
        for name in RESULTS:
            assert getattr(alone, name).tobytes() == getattr(together, name)[i : i + 1].tobytes()


def test_the_track_ends_where_the_body_lands() -> None:
    r, v, beta = workload(3)
    fall = drop(r, v, beta, standard_atmosphere())
    for i in range(3):
        track = trace(r[:, i], v[:, i], beta[i], standard_atmosphere())
        assert track.failed == LANDED
        assert track.after_s[-1] == fall.after_s[i]
        assert abs(track.alt_m[-1]) < two_centimeters
        assert np.diff(track.after_s)[:-1] == pytest.approx(5.0)
        assert track.alt_m.max() == pytest.approx(fall.apogee_m[i], abs=50.0)
        lands = slice(i, i + 1)
        assert apart(track.lat_deg[-1:], track.lon_deg[-1:], fall.lat_deg[lands], fall.lon_deg[lands]) < 1e-6


def test_failures_stand_beside_the_result() -> None:
    alt_m, speed = (
        np.array([300e3, 300e3, 300e3, -10.0, 50e3]),
        np.array([9000.0, 12000.0, 2000.0, 100.0, 100.0]),
    )
    r, v = start(np.full(5, 10.0), np.full(5, 20.0), alt_m, speed, np.zeros(5), np.full(5, 90.0))
    fall = drop(r, v, np.array([300.0, 300.0, 300.0, 300.0, np.nan]), standard_atmosphere())
    assert fall.failed.tolist() == [ALOFT, ALOFT, LANDED, BAD_START, BAD_START]
    assert np.isnan(fall.lat_deg).tolist() == [True, True, False, True, True]


@pytest.mark.parametrize(
    ("speed", "angle_deg", "alt_km", "downrange_km", "cut_off_s", "apogee_s"),
    [
        (2361.877, 23.636, 65.925, 90.871, 158.0, 270.0),
        (2290.020, 24.639, 65.759, 87.084, 158.0, 270.0),
        (2281.301, 24.832, 64.561, 86.447, 155.0, 268.0),
    ],
    ids=["BulgariaSat-1", "SES-11", "KoreaSat 5A"],
)
def test_first_stages_of_falcon_9_turn_over_when_and_where_their_webcasts_showed(
    speed: float, angle_deg: float, alt_km: float, downrange_km: float, cut_off_s: float, apogee_s: float
) -> None:
    """States at cut-off from webcast telemetry (shahar603/Telemetry-Data, public domain); 119 km shown for all."""
    two_seconds, a_km_and_a_half = 2.0, 1.5
    lon = -80.6 + degrees(1e3 * downrange_km / (A_M * cos(0.5)))  # due east at 28.6 N
    one = (np.array([value]) for value in (28.6, lon, 1e3 * alt_km, speed, angle_deg, 90.0))
    r, v = start(*one)
    track = trace(r[:, 0], v[:, 0], 2500.0, standard_atmosphere(), every_s=0.25)
    top = int(np.argmax(track.alt_m))
    assert cut_off_s + track.after_s[top] == pytest.approx(apogee_s, abs=two_seconds)
    assert track.alt_m[top] / 1e3 == pytest.approx(119.0, abs=a_km_and_a_half)


@pytest.mark.parametrize(
    "wrong", [[[0.0, 0.0], [1.0, 1.0], [1.0, 1.0]], [[0.0, 1.0], [1.0, 1.0]], [[0.0], [np.nan], [1.0]]]
)
def test_a_wrong_wind_profile_is_refused(wrong: list[list[float]]) -> None:
    with pytest.raises(InputError, match="wind profile"):
        standard_atmosphere(wrong)
