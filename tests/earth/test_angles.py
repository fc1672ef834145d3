"""Angles wrapped to one turn, and unit vectors there and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.earth.angles import wrap_180_deg, wrap_longitude_deg
from downrange.earth.unit_vectors import lat_lon_deg, local_axes, unit_vectors


def test_a_difference_of_directions_is_at_most_half_a_turn() -> None:
    assert [wrap_180_deg(x) for x in (0.0, 179.0, 180.0, -180.0, 359.0, -541.0)] == [
        0,
        179,
        -180,
        -180,
        -1,
        179,
    ]
    assert wrap_180_deg(np.array([[190.0, -190.0]])).tolist() == [[-170, 170]]


def test_the_two_names_of_the_180th_meridian_are_one() -> None:
    turned = wrap_longitude_deg([-180, 180, 540, -540, 181, -181, 0])
    assert turned.tolist() == [180, 180, 180, 180, -179, 179, 0]


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
def test_a_unit_vector_gives_its_place_back(lat: float, lon: float) -> None:
    assert lat_lon_deg(3.0 * unit_vectors(lat, lon)) == pytest.approx((lat, lon), abs=1e-9)


def test_local_axes_are_right_handed_and_of_unit_length() -> None:
    east, north, up = local_axes([0.0, 50.0, -89.0], [0.0, 100.0, -170.0])
    np.testing.assert_allclose(np.cross(east, north, axis=0), up, atol=1e-15)
    np.testing.assert_allclose(np.linalg.norm([east, north, up], axis=1), 1.0, atol=1e-15)
    assert up[:, 0].tolist() == [1.0, 0.0, 0.0]
