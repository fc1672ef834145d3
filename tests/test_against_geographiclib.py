"""Geodesics and areas against geographiclib, Karney's own Python code, on hard cases and at random."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse
from downrange.earth.polygons import circle_ring, densify, ring_area_km2

one_micrometre_m = 1e-6
one_square_metre_km2 = 1e-6
EARTH = Geodesic.WGS84


def pairs(count: int) -> np.ndarray:
    random = np.random.default_rng(1976)
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, (2, count))))
    lon = random.uniform(-180, 180, (2, count))
    hard = [[90, 0, 10, 20], [-90, 5, 90, 5], [0, 0, 0, 90], [0, 179.9, 0, -179.9], [10, 20, -9.9, -160.2]]
    return np.concatenate([np.stack([lat[0], lon[0], lat[1], lon[1]]), np.array(hard).T], axis=1)


def test_distances_and_azimuths() -> None:
    points = pairs(500)
    distance, azimuth, azimuth_there = geodesic_inverse(*points)
    for k, (lat1, lon1, lat2, lon2) in enumerate(points.T):
        theirs = EARTH.Inverse(lat1, lon1, lat2, lon2)
        assert distance[k] == pytest.approx(theirs["s12"], abs=one_micrometre_m)
        # An angle times the length of the line's lever, so that near the antipode only the place counts.
        lever = abs(np.sin(distance[k] / 6.371e6))
        for ours, other in ((azimuth[k], theirs["azi1"]), (azimuth_there[k], theirs["azi2"])):
            assert abs((ours - other + 180) % 360 - 180) * lever < 1e-9
            assert 0 <= ours < 360


def test_ends_of_geodesics() -> None:
    random = np.random.default_rng(77)
    points = pairs(300)
    azimuth, distance = random.uniform(0, 360, points.shape[1]), random.uniform(0, 1.9e7, points.shape[1])
    lat, lon, azimuth_there = geodesic_direct(points[0], points[1], azimuth, distance)
    for k in range(points.shape[1]):
        theirs = EARTH.Direct(points[0, k], points[1, k], azimuth[k], distance[k])
        assert EARTH.Inverse(lat[k], lon[k], theirs["lat2"], theirs["lon2"])["s12"] < one_micrometre_m
        assert abs((azimuth_there[k] - theirs["azi2"] + 180) % 360 - 180) < 1e-7


def test_places_and_distances_broadcast() -> None:
    distance, azimuth, _ = geodesic_inverse(39.66, 124.705, [[26.2], [13.4]], [127.7, 144.8, 120.0])
    assert distance.shape == azimuth.shape == (2, 3)
    lat, _, _ = geodesic_direct(39.66, 124.705, azimuth, distance)
    np.testing.assert_allclose(lat, [[26.2] * 3, [13.4] * 3], atol=1e-9)


@pytest.mark.parametrize(
    ("lat", "lon", "radius_m"),
    [(0, 0, 1e5), (35, 125, 4e5), (10, 179.9, 5e5), (89, 10, 3e5), (-90, 0, 1e6), (60, -170, 2e6)],
)
def test_areas(lat: float, lon: float, radius_m: float) -> None:
    ring = circle_ring(lat, lon, radius_m, points=24)
    polygon = EARTH.Polygon()
    for vertex_lat, vertex_lon in ring.T:
        polygon.AddPoint(vertex_lat, vertex_lon)
    _, perimeter_m, area_m2 = polygon.Compute(sign=True)
    assert area_m2 > 0, "circles run counterclockwise"
    for turned in (ring, ring[:, ::-1], densify(ring, 40.0)):
        assert ring_area_km2(turned) == pytest.approx(area_m2 / 1e6, abs=one_square_metre_km2)
    dense = densify(ring, 40.0)
    steps, _, _ = geodesic_inverse(*dense, *np.roll(dense, -1, axis=1))
    assert steps.max() <= 40_000 + one_micrometre_m
    assert steps.sum() == pytest.approx(perimeter_m, abs=1e-4)
