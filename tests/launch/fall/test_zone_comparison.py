"""Forecasts that do not know a body's distance, laid over the place where it was announced."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from downrange.case.case_reader import read_case
from downrange.earth.ellipsoid import geodesic_direct
from downrange.geography.sites import find_site
from downrange.kernel.parallel import Draws
from downrange.launch.fall.ballistic_fall import standard_atmosphere
from downrange.launch.fall.bodies import Body, Landing, Ranged, Zone, read_bodies
from downrange.launch.fall.zone_comparison import LeaveOneOutForecast, _beside, forecasts

pytestmark = pytest.mark.slow

NURI = read_case("2023-05-25-nuri-3")
SITE = find_site(NURI.launch.site)
PAD = (SITE.lat_deg, SITE.lon_deg)
BODIES = read_bodies(NURI.bodies, {})


def _farther(lands: Landing) -> Ranged:
    assert isinstance(lands, Ranged)
    return replace(lands, range_km=replace(lands.range_km, p05=3500.0, median=3600.0, p95=3700.0))


def _foretold(bodies: Sequence[Body]) -> LeaveOneOutForecast:
    """The forecast of the last body."""
    known = {"case": NURI.name, "draws": Draws(), "only": ["Stage 2"]}
    return forecasts(bodies, NURI.vehicle, NURI.known, PAD, standard_atmosphere(), **known)[0]  # type: ignore[arg-type]


def test_a_forecast_holds_the_published_fall_and_does_not_come_from_it() -> None:
    """Nuri's second stage, published at 2804 km; told 3600 km instead, the forecast must not follow."""
    true = _foretold(BODIES)
    assert true.body == "Stage 2"
    assert true.range_km is not None
    assert true.range_km[0] <= 2804.0 <= true.range_km[2]
    wrong = replace(BODIES[2], lands=_farther(BODIES[2].lands))
    misled = _foretold([*BODIES[:2], wrong])
    assert misled.range_km is not None
    assert misled.range_km[1] == pytest.approx(true.range_km[1], rel=0.05)
    assert not misled.as_dict()["holds"]


def test_falls_outside_a_zone_are_short_long_or_aside_of_it_as_seen_from_the_pad() -> None:
    at = [geodesic_direct(*PAD, 170.0, reach)[:2] for reach in (400e3, 600e3)]
    west, east = ([float(lon) - 0.5 for _, lon in at], [float(lon) + 0.5 for _, lon in at])
    ring = np.array(
        [[at[0][0], at[0][0], at[1][0], at[1][0]], [west[0], east[0], east[1], west[1]]], dtype=float
    )
    body = replace(BODIES[0], lands=Zone(ring, "a ring", "A1"))
    places = [(170.0, 500e3), (170.0, 550e3), (170.0, 250e3), (170.0, 900e3), (150.0, 500e3)]
    lat, lon = np.array(
        [geodesic_direct(*PAD, azimuth, reach)[:2] for azimuth, reach in places], dtype=float
    ).T
    found = _beside(body, PAD, lat, lon)
    assert (found.inside, found.short, found.long, found.aside) == pytest.approx((0.4, 0.2, 0.2, 0.2))
    assert found.announced_km == pytest.approx(500.0, abs=2.0)
    assert found.miss_distance_km is not None
    assert found.miss_distance_km < 5.0


@pytest.mark.parametrize(("lost", "told"), [(0, True), (4, True), (6, False), (100, False)])
@pytest.mark.parametrize("farther", [True, False])
def test_falls_aloft_or_beyond_half_the_earth_are_not_quantiles(lost: int, told: bool, farther: bool) -> None:
    """A hundred falls at 2,800 km, some of them past the antipode (25,000 km along the same line) or nowhere."""
    lat, lon = np.array([geodesic_direct(*PAD, 170.0, 2800e3)[:2]] * 100, dtype=float).T
    lat[:lost], lon[:lost] = geodesic_direct(*PAD, 170.0, 25_000e3)[:2] if farther else (np.nan, np.nan)
    found = _beside(BODIES[2], PAD, lat, lon)
    assert (found.refused is None) is told
    if told:
        assert found.range_km == pytest.approx((2800.0,) * 3, abs=1.0)
    else:
        assert found.as_dict()["range_km"] is None
        assert found.as_dict()["refused"]["code"] == "fall.beyond-half-the-earth"
