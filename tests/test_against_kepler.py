"""Falls without air against the ellipse of Kepler, which needs no integrator."""

import numpy as np
import pytest
from scipy.optimize import brentq

from downrange.earth.constants import MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodetic_to_ecef_m
from downrange.kernel.arrays import Floats
from downrange.launch.fall.ballistic_fall import LANDED, drop, vacuum

one_meter = 1.0
a_hundred_meters = 100.0  # the ellipse is looked at every few seconds only


def kepler(r: Floats, v: Floats, seconds: float) -> Floats:
    """Position after some seconds on an ellipse: Lagrange's f and g with Kepler's equation in the change of E."""
    far, a = float(np.linalg.norm(r)), 1.0 / (2.0 / np.linalg.norm(r) - v @ v / MU_M3_S2)
    e_cos, e_sin = 1.0 - far / a, r @ v / np.sqrt(MU_M3_S2 * a)
    mean = np.sqrt(MU_M3_S2 / a**3) * seconds

    def excess(turn: float) -> float:
        return float(turn - e_cos * np.sin(turn) + e_sin * (1.0 - np.cos(turn)) - mean)

    turn = brentq(excess, 0.0, mean + 2.0, xtol=1e-15, rtol=1e-14)
    f = 1.0 - a / far * (1.0 - np.cos(turn))
    g = seconds - np.sqrt(a**3 / MU_M3_S2) * (turn - np.sin(turn))
    there: Floats = f * r + g * v
    return there


def turned(r: Floats, angle: float) -> Floats:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([c * r[0] + s * r[1], c * r[1] - s * r[0], r[2]])


@pytest.mark.parametrize("omega", [0.0, OMEGA_RAD_S], ids=["Earth at rest", "turning Earth"])
def test_a_fall_without_air_follows_kepler(omega: float) -> None:
    g = np.random.default_rng(4)
    for _ in range(60):
        r = geodetic_to_ecef_m(g.uniform(-80, 80), g.uniform(-180, 180), g.uniform(50e3, 300e3))
        up = r / np.linalg.norm(r)
        level = np.cross(up, g.normal(size=3))
        v = g.uniform(500, 4500) * level / np.linalg.norm(level) + g.uniform(-200, 2000) * up
        fall = drop(r, v, 100.0, vacuum(j2=0.0, omega_rad_s=omega))
        assert fall.failed[0] == LANDED
        landed = geodetic_to_ecef_m(fall.lat_deg[0], fall.lon_deg[0], 0.0)
        inertial_v = v + omega * np.array([-r[1], r[0], 0.0])

        def height(t: float, r: Floats = r, v: Floats = inertial_v) -> float:
            return float(ecef_m_to_geodetic(turned(kepler(r, v, t), omega * t))[2])

        true_s = brentq(height, fall.after_s[0] - 20.0, fall.after_s[0] + 20.0, xtol=1e-9)
        truth = turned(kepler(r, inertial_v, true_s), omega * true_s)
        assert np.linalg.norm(truth - landed) < one_meter
        highest = max(height(t) for t in np.linspace(0.0, true_s, 400))
        assert fall.apogee_m[0] == pytest.approx(highest, abs=a_hundred_meters)
