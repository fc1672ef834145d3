"""Contours hold the share they say, of draws they have not seen; what the draws cannot support is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.earth.polygons import ring_area_km2, ring_contains
from downrange.kernel.arrays import Floats
from downrange.launch.fall.footprint import SHARES, Footprint, footprint

two_percent = 0.02


def cloud(seed: int, n: int, lat: float = 13.0, lon: float = 129.0) -> tuple[Floats, Floats]:
    """A long, slanting cloud, 200 km by 40 km."""
    along, across = np.random.default_rng(seed).normal(size=(2, n))
    return lat + 1.6 * along + 0.1 * across, (lon - 0.5 * along + 0.35 * across + 180) % 360 - 180


def drawn(lat_deg: Floats, lon_deg: Floats, shares: tuple[float, ...] = SHARES) -> Footprint:
    """The footprint of points that come down a second after each other."""
    return footprint(lat_deg, lon_deg, np.arange(lat_deg.size), shares)


@pytest.mark.parametrize("lon", [129.0, 179.9])
def test_a_contour_holds_its_share_of_new_draws(lon: float) -> None:
    found = drawn(*cloud(1, 8000, lon=lon))
    assert not found.refused
    lat2, lon2 = cloud(2, 8000, lon=lon)
    for contour in found.contours:
        held = np.any([ring_contains(ring, lat2, lon2) for ring in contour.rings], axis=0).mean()
        assert held == pytest.approx(contour.share, abs=two_percent)
    areas = [sum(map(ring_area_km2, contour.rings)) for contour in found.contours]
    assert areas == sorted(areas)


def test_the_97_percent_contour_has_the_area_of_the_normal_ellipse() -> None:
    """pi sigma1 sigma2 times -2 ln 0.03, from the exact covariance; smoothing widens it a little."""
    sigma = np.array([[1.6, 0.1], [-0.5, 0.35]]) * np.array([[110.6], [108.5]])  # km a degree at 13 N
    true_km2 = np.pi * abs(np.linalg.det(sigma)) * -2 * np.log(0.03)
    contour = drawn(*cloud(3, 20_000)).contours[1]
    assert sum(map(ring_area_km2, contour.rings)) == pytest.approx(true_km2, rel=0.1)


def test_the_densest_place_is_the_middle_of_a_normal_cloud_and_as_dense_as_its_formula_says() -> None:
    """1 / (2 pi sigma1 sigma2) at the mean."""
    sigma = np.array([[1.6, 0.1], [-0.5, 0.35]]) * np.array([[110.6], [108.5]])  # km a degree at 13 N
    densest = drawn(*cloud(3, 20_000)).densest
    assert densest is not None
    assert densest[:2] == pytest.approx((13.0, 129.0), abs=0.5)
    assert densest[2] == pytest.approx(1 / (2 * np.pi * abs(np.linalg.det(sigma))), rel=0.1)


def test_each_contour_says_when_the_first_and_the_last_draw_inside_come_down() -> None:
    lat, lon = cloud(1, 4000)
    found = footprint(lat, lon, 600.0 + 100.0 * (lat - 13.0))  # the far end last
    (early, late), (earlier, later) = (contour.arrival for contour in found.contours[:2])
    assert 600 - 600 < earlier < early < late < later < 600 + 600
    assert found.as_dict()["containment_arrival_s"]["0.97"] == [round(earlier, 1), round(later, 1)]


def test_few_draws_are_refused_with_the_reason() -> None:
    found = drawn(*cloud(1, 1000))
    assert [contour.share for contour in found.contours] == [0.5, 0.97]
    assert found.refused[0][0] == 0.997
    assert "takes 3333" in found.refused[0][1].says
    million = drawn(*cloud(1, 5000), shares=(1 - 1e-6,))
    assert not million.contours
    assert "10000000" in million.refused[0][1].says
    assert not drawn(np.empty(0), np.empty(0)).contours


def test_two_clouds_give_two_rings() -> None:
    north, south = cloud(1, 3000, lat=40.0), cloud(2, 3000, lat=10.0)
    both = drawn(np.concatenate([north[0], south[0]]), np.concatenate([north[1], south[1]]))
    said = both.as_dict()["containment"]
    assert said["0.97"]["type"] == "MultiPolygon"
    assert len(said["0.97"]["coordinates"]) == 2


@settings(max_examples=20, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 3), st.floats(0, 3))
def test_no_cloud_breaks_it(lat: float, lon: float, tall: float, wide: float) -> None:
    """One spot, a line, the poles, the 180th meridian."""
    x, y = np.random.default_rng(1).normal(size=(2, 1000))
    lats, lons = np.clip(lat + tall * x, -90, 90), (lon + wide * y + 180) % 360 - 180
    for contour in drawn(lats, lons).contours:
        assert contour.rings
        assert all(np.isfinite(ring).all() and ring.shape[1] >= 3 for ring in contour.rings)
