"""The instantaneous impact point beside the integrated fall, and where there is none."""

import numpy as np
import pytest

from downrange.earth.constants import MU_M3_S2
from downrange.earth.ellipsoid import geodesic_inverse, geodetic_to_ecef_m
from downrange.earth.unit_vectors import local_axes
from downrange.launch.fall.ballistic_fall import drop, vacuum
from downrange.launch.fall.impact_point import impact_points

FIFTY_METERS = 50.0
HUNDREDTH_SECOND = 0.05


def _states(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    lat, lon = draw.uniform(-80, 80, count), draw.uniform(-180, 180, count)
    r = geodetic_to_ecef_m(lat, lon, draw.uniform(200.0, 400e3, count))
    east, north, up = local_axes(lat, lon)
    speed, path = draw.uniform(100, 6800, count), np.radians(draw.uniform(-60, 85, count))
    head = draw.uniform(0, 2 * np.pi, count)
    v = speed * (np.sin(path) * up + np.cos(path) * (np.sin(head) * east + np.cos(head) * north))
    return r, v


def test_it_is_where_the_integrated_fall_ends() -> None:
    r, v = _states(400, 1)
    fallen = drop(r, v, 1e12, vacuum(j2=0.0), longest_s=6000.0, accuracy=1e-3)
    points = impact_points(r, v)
    down = fallen.failed == 0
    assert down.sum() > 380
    assert np.isfinite(points.lat_deg[down]).all()
    away_m, _, _ = geodesic_inverse(
        points.lat_deg[down], points.lon_deg[down], fallen.lat_deg[down], fallen.lon_deg[down]
    )
    assert away_m.max() < FIFTY_METERS
    assert points.after_s[down] == pytest.approx(fallen.after_s[down], abs=HUNDREDTH_SECOND)


def test_orbits_escapes_and_holes_have_none() -> None:
    r = np.array(
        [[7.0e6, 0.0, 0.0], [7.0e6, 0.0, 0.0], [np.nan, 0.0, 0.0], [6.3e6, 0.0, 0.0], [7.0e6, 0.0, 0.0]]
    ).T
    circular = np.sqrt(MU_M3_S2 / 7.0e6)
    v = np.array([[0, circular, 0], [11e3, 0, 0], [0, 0, 0], [0, 100.0, 0], [0, 0, circular]]).T
    points = impact_points(r, v)
    assert np.isnan(points.lat_deg).all()
    assert np.isnan(points.after_s).all()


def test_any_shape_and_the_same_answer_in_any_company() -> None:
    r, v = _states(12, 2)
    flat = impact_points(r, v)
    square = impact_points(r.reshape(3, 3, 4), v.reshape(3, 3, 4))
    assert square.lat_deg.shape == (3, 4)
    assert square.lat_deg.ravel().tobytes() == flat.lat_deg.tobytes()
    assert impact_points(r[:, 3], v[:, 3]).after_s == flat.after_s[3]
