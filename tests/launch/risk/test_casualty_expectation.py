"""People, ships and aircraft beside figures worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from downrange.geography.territories import find_territory
from downrange.launch.risk.breakup import DEBRIS_CLASSES
from downrange.launch.risk.casualty_expectation import SHIP_M2, _area_m2, casualties_in_towns, hazard_level
from downrange.launch.risk.exposure import Exposure
from downrange.launch.risk.failures import PIECES, DebrisImpacts
from downrange.launch.risk.risk_codes import RiskRemark


def _spread_evenly(samples: int, high_deg: float) -> DebrisImpacts:
    """Every piece somewhere in a box at the equator, as wide as high."""
    draw = np.random.default_rng(1)
    lat, lon = draw.uniform(0, high_deg, (PIECES, samples)), draw.uniform(0, high_deg, (PIECES, samples))
    nought = np.zeros(samples, dtype=np.int64)
    return DebrisImpacts(
        np.ones(samples), np.full(samples, 100.0), nought, nought, nought, lat, lon, np.full(lat.shape, 500.0)
    )


def test_an_even_cloud_is_as_dense_as_pieces_over_area() -> None:
    impacts = _spread_evenly(4000, 1.0)
    box_m2 = (np.radians(1.0) * 6_371_008.8) ** 2
    expected = 0.5 * PIECES / box_m2 * SHIP_M2
    found = hazard_level(impacts, 0.5, expected / 2, "ship")
    assert found.highest == pytest.approx(
        expected, rel=0.3
    )  # the largest of a thousand estimates, each known to some per cent
    assert found.area_km2 == pytest.approx(box_m2 / 1e6, rel=0.2)
    assert hazard_level(impacts, 0.5, 2 * expected, "ship").area_km2 == 0.0


def test_too_few_draws_are_refused_with_the_reason() -> None:
    found = hazard_level(_spread_evenly(5, 1.0), 0.9, 1e-6, "aircraft")
    assert found.area_km2 is None
    assert found.remark.code is RiskRemark.TOO_FEW_DRAWS


def test_the_area_of_a_territory_is_that_of_the_handbook() -> None:
    """Authority: Okinawa prefecture, 2,281 to 2,283 km2 (Geospatial Information Authority of Japan)."""
    assert _area_m2(find_territory("JP-47").geometry) / 1e6 == pytest.approx(2282, rel=0.1)


def test_casualties_are_pieces_times_casualty_area_times_people_for_each_square_metre() -> None:
    okinawa = find_territory("JP-47")
    one_of_each = tuple(1.0 for _ in DEBRIS_CLASSES)
    row = Exposure(
        okinawa,
        None,
        None,
        20,
        0.1,
        0.01,
        20.0,
        0.01,
        None,
        (),
        (),
        (1.0, 1.0),
        None,
        None,
        one_of_each,
        False,
    )
    hit_m2 = sum(debris.casualty_area_m2 for debris in DEBRIS_CLASSES)
    people = casualties_in_towns([row]) / hit_m2 * _area_m2(okinawa.geometry)
    assert people == pytest.approx(1_467_000, rel=0.15)  # census of 2020; GeoNames counts merged towns twice
    assert casualties_in_towns([replace(row, beyond_fit=True)]) == 0.0


def test_a_person_is_hit_within_a_step_of_a_small_piece() -> None:
    """Authority: NASA's debris assessment, (0.6 m + sqrt of the area) squared, the same for a square person."""
    for debris in DEBRIS_CLASSES:
        assert debris.casualty_area_m2 == pytest.approx((0.6 + debris.area_m2**0.5) ** 2, rel=0.15)
