"""The pull argues with the gradient of the potential and with a straight line in space; heights with the geodetic."""

import numpy as np
import pytest

from downrange.earth.constants import A_M, J2, MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodetic_to_ecef_m
from downrange.earth.gravity import height_m, pull_m_s2
from downrange.kernel.arrays import Floats

a_micron_s2 = 1e-6
six_in_a_million = 6e-6
G = np.random.default_rng(6)
PLACES = geodetic_to_ecef_m(G.uniform(-89, 89, 40), G.uniform(-180, 180, 40), G.uniform(0.0, 900e3, 40))


def potential(r: Floats) -> float:
    """Of gravity to degree two, with Legendre's polynomial, and of the turning of the axes."""
    far = float(np.linalg.norm(r))
    legendre = 1.5 * (r[2] / far) ** 2 - 0.5
    turning = 0.5 * OMEGA_RAD_S**2 * (r[0] ** 2 + r[1] ** 2)
    return float(MU_M3_S2 / far * (1.0 - J2 * (A_M / far) ** 2 * legendre) + turning)


def test_a_body_at_rest_is_pulled_along_the_gradient_of_the_potential() -> None:
    reach = 20.0
    for r in PLACES.T:
        slope = [(potential(r + reach * e) - potential(r - reach * e)) / (2 * reach) for e in np.eye(3)]
        assert pull_m_s2(*r, 0.0, 0.0, J2, OMEGA_RAD_S) == pytest.approx(slope, abs=a_micron_s2)


def test_a_moving_body_is_turned_aside_as_coriolis_says() -> None:
    turn = np.array([0.0, 0.0, OMEGA_RAD_S])
    for r in PLACES.T:
        v = G.normal(0.0, 3000.0, 3)
        aside = np.subtract(
            pull_m_s2(*r, v[0], v[1], J2, OMEGA_RAD_S), pull_m_s2(*r, 0.0, 0.0, J2, OMEGA_RAD_S)
        )
        assert aside == pytest.approx(-2.0 * np.cross(turn, v), abs=a_micron_s2)


def test_heights_are_the_geodetic_to_six_in_a_million() -> None:
    for r, alt_m in zip(PLACES.T, ecef_m_to_geodetic(PLACES)[2], strict=True):
        assert height_m(*r) == pytest.approx(float(alt_m), rel=six_in_a_million, abs=1e-3)
