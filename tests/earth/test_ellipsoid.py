"""Positions on WGS84 against published examples and against themselves, there and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.earth.constants import A_M, B_M
from downrange.earth.ellipsoid import (
    ecef_m_to_geodetic,
    geocentric_latitude_deg,
    geodetic_to_ecef_m,
)

one_micrometre_m = 1e-6
ten_metres_deg = 1e-4


def test_vallado_example_3_3() -> None:
    """Vallado, Fundamentals of Astrodynamics and Applications, example 3-3."""
    lat, lon, alt = ecef_m_to_geodetic([6_524_834.0, 6_862_875.0, 6_448_296.0])
    assert lat == pytest.approx(34.352_496, abs=1e-6)
    assert lon == pytest.approx(46.4464, abs=ten_metres_deg)
    assert alt == pytest.approx(5_085_220.0, abs=5.0)


def test_the_axes() -> None:
    corners = geodetic_to_ecef_m([0, 0, 0, 90, -90], [0, 90, 180, 0, 123], [0, 0, 1e3, 0, 1e3])
    expected = [[A_M, 0, -A_M - 1e3, 0, 0], [0, A_M, 0, 0, 0], [0, 0, 0, B_M, -B_M - 1e3]]
    np.testing.assert_allclose(corners, expected, atol=one_micrometre_m)


def test_there_and_back_from_deep_to_high_everywhere() -> None:
    lat, lon, alt = np.meshgrid(
        np.concatenate([np.linspace(-90, 90, 181), [-89.9999999, 1e-9, 89.9999999]]),
        np.linspace(-179.9, 180, 7),
        [-5e6, -1e5, -1e3, 0.0, 1e2, 1e5, 5e5, 2e6, 2e7, 4.2e7, 4e8],
    )
    r = geodetic_to_ecef_m(lat, lon, alt)
    assert np.abs(geodetic_to_ecef_m(*ecef_m_to_geodetic(r)) - r).max() < one_micrometre_m
    assert np.abs(ecef_m_to_geodetic(r)[2] - alt).max() < one_micrometre_m


@given(st.floats(-90, 90), st.floats(-720, 720), st.floats(-1e5, 1e8))
def test_there_and_back(lat: float, lon: float, alt: float) -> None:
    there = ecef_m_to_geodetic(geodetic_to_ecef_m(lat, lon, alt))
    assert there[0] == pytest.approx(lat, abs=1e-11)
    assert there[2] == pytest.approx(alt, abs=one_micrometre_m)
    assert -180 < there[1] <= 180


def test_an_unknown_position_stays_unknown() -> None:
    lat, lon, alt = ecef_m_to_geodetic([[np.nan, A_M], [0.0, 0.0], [0.0, 0.0]])
    assert np.isnan([lat[0], lon[0], alt[0]]).all()
    assert (lat[1], lon[1], alt[1]) == (0.0, 0.0, 0.0)


def test_geocentric_latitude_is_the_angle_at_the_centre() -> None:
    lat = np.linspace(-90, 90, 37)
    x, _, z = geodetic_to_ecef_m(lat, 0.0)
    np.testing.assert_allclose(geocentric_latitude_deg(lat), np.degrees(np.arctan2(z, x)), atol=1e-12)
