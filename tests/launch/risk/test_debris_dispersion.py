"""The smoothed chance of one piece, beside integrals in closed form."""

from math import erf, radians, sqrt

import numpy as np
import pytest
import shapely

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.launch.risk.breakup import SEVERITIES_M_S
from downrange.launch.risk.debris_dispersion import CORE_M, DispersionClouds, fragment_impact_probability

FALL_S = 400.0


def _one_cloud(lat: float, lon: float) -> DispersionClouds:
    return DispersionClouds(*(np.array([value]) for value in (lat, lon, FALL_S, 1.0, 0.0)))


def _band(low_m: float, high_m: float, sigma_m: float) -> float:
    return (erf(high_m / sigma_m / sqrt(2)) - erf(low_m / sigma_m / sqrt(2))) / 2


@pytest.mark.parametrize("severity", range(len(SEVERITIES_M_S)))
@pytest.mark.parametrize("box", [(-1.0, -1.0, 1.0, 1.0), (0.5, -0.5, 2.5, 1.0), (3.0, -1.0, 5.0, 1.0)])
def test_a_box_at_the_equator_holds_what_the_error_function_says(
    severity: int, box: tuple[float, float, float, float]
) -> None:
    found = fragment_impact_probability(_one_cloud(0.0, 0.0), shapely.box(*box))[severity, 0]
    sigma = float(np.hypot(CORE_M, SEVERITIES_M_S[severity] * FALL_S))
    west, south, east, north = (radians(edge) * MEAN_RADIUS_M for edge in box)
    expected = _band(west, east, sigma) * _band(south, north, sigma)
    assert found == pytest.approx(expected, rel=0.15, abs=1e-7)


def test_the_whole_neighbourhood_holds_everything() -> None:
    assert fragment_impact_probability(_one_cloud(25.0, 125.0), shapely.box(110, 10, 140, 40))[
        :, 0
    ] == pytest.approx(1.0, abs=5e-3)


def test_out_of_reach_is_nothing() -> None:
    assert not fragment_impact_probability(_one_cloud(25.0, 125.0), shapely.box(-60, 10, -50, 40)).any()


def test_no_clouds_are_no_danger() -> None:
    nothing = DispersionClouds(*(np.empty(0) for _ in range(5)))
    assert fragment_impact_probability(nothing, shapely.box(0, 0, 1, 1)).size == 0
