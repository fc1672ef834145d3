"""The corridor of the impact point: its edges by hand, where it is constrained, where it ends, and in GeoJSON."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
import shapely.geometry
from tests.launch.risk.conftest import flight

from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse
from downrange.kernel.arrays import Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.constrained_flight import pad_of
from downrange.launch.risk.impact_corridor import LEAST_ASCENTS, Corridor, impact_corridor
from downrange.launch.risk.impact_crossings import in_constrained_fan
from downrange.launch.risk.risk_codes import RiskRemark
from downrange.launch.trajectory.ascent_ensemble import Ascents

SITE = 39.66, 124.70
PAD = pad_of(flight(*SITE, 180.0))  # the made flight is on a sphere
MEMBERS, SECONDS, HOLD_S, REACH_KM = 41, 301, 100, 1000.0


@pytest.fixture(scope="module")
def straight() -> Ascents:
    """41 ascents whose only announced body leaves after 100 s and falls 1,000 km from the pad."""
    made = flight(*SITE, 180.0, members=MEMBERS, burn_s=SECONDS - 1)
    lat, lon, _ = geodesic_direct(*PAD, np.full(MEMBERS, 180.0), 1e3 * REACH_KM)
    body = made.falls["Last stage"]
    return replace(
        made, falls={"Stage 1": replace(body, lat_deg=lat, lon_deg=lon, leaves_s=np.full(MEMBERS, 100.0))}
    )


def _running(azimuth_deg: Floats, km_s: float = 10.0, until_s: int = SECONDS) -> ImpactPoints:
    """Impact points that run straight away from the pad, each at its azimuth, 10 km each second."""
    away = 1e3 * km_s * np.arange(SECONDS, dtype=float)[:, None]
    lat, lon, _ = geodesic_direct(*PAD, *np.broadcast_arrays(azimuth_deg, away))
    lat[until_s:] = np.nan
    return ImpactPoints(lat, lon, np.full(lat.shape, 300.0))


def _made(straight: Ascents, points: ImpactPoints, countries: bool = False) -> Corridor:
    found = impact_corridor(straight, points, countries)
    assert found is not None
    return found


def test_its_edges_are_5_and_95_percent_of_the_ascents_at_each_distance(straight: Ascents) -> None:
    """Azimuths 170 to 190 degrees, even: 171 and 189, so 18 degrees of the circle at each distance."""
    corridor = _made(straight, _running(np.linspace(170.0, 190.0, MEMBERS)))
    assert corridor.azimuth_deg[0] % 360 == pytest.approx(171.0, abs=0.02)
    assert corridor.azimuth_deg[1] % 360 == pytest.approx(180.0, abs=0.02)
    assert corridor.azimuth_deg[2] % 360 == pytest.approx(189.0, abs=0.02)
    for km, width, seconds in zip(corridor.distance_km, corridor.width_km, corridor.after_s.T, strict=True):
        ends = geodesic_direct(*PAD, [171.0, 189.0], 1e3 * km)
        chord_km = float(geodesic_inverse(ends[0][0], ends[1][0], ends[0][1], ends[1][1])[0]) / 1e3
        assert width == pytest.approx(chord_km, rel=0.02)
        assert seconds == pytest.approx([km / 10.0] * 2, abs=0.05)


def test_it_is_constrained_as_far_as_the_announced_fall(straight: Ascents) -> None:
    corridor = _made(straight, _running(np.linspace(170.0, 190.0, MEMBERS)))
    assert REACH_KM - 50.0 <= corridor.distance_km[corridor.constrained].max() <= REACH_KM
    said = corridor.as_dict()
    assert said["code"] == RiskRemark.CORRIDOR_BEYOND
    inner, outer = (shapely.geometry.shape(said[key]) for key in ("constrained", "beyond"))
    for km, azimuth, inside in ((500.0, 180.0, inner), (1500.0, 180.0, outer), (500.0, 172.0, inner)):
        lat, lon, _ = (float(each) for each in geodesic_direct(*PAD, azimuth, 1e3 * km))
        assert inside.contains(shapely.Point(lon, lat))
        assert not (outer if inside is inner else inner).contains(shapely.Point(lon, lat))
    bare = _made(replace(straight, falls={}), _running(np.linspace(170.0, 190.0, MEMBERS)))
    assert not bare.constrained.any()
    assert bare.outline(True) is None


def test_it_ends_where_the_ascents_have_no_direction_or_no_impact_point_any_more(straight: Ascents) -> None:
    wide = _running(np.linspace(140.0, 220.0, MEMBERS))
    assert impact_corridor(straight, wide, False) is None
    short = _made(straight, _running(np.linspace(170.0, 190.0, MEMBERS), until_s=151))
    assert 1450.0 <= short.distance_km[-1] <= 1500.0
    assert short.ends.code is RiskRemark.CORRIDOR_LEAVES
    few = flight(*SITE, 180.0, members=LEAST_ASCENTS - 1)
    assert impact_corridor(few, ImpactPoints(*np.zeros((3, 701, LEAST_ASCENTS - 1))), False) is None


def test_countries_are_named_only_if_asked_and_only_beyond_the_falls(straight: Ascents) -> None:
    south = _running(np.linspace(178.0, 182.0, MEMBERS))
    assert _made(straight, south).countries is None
    named = _made(straight, south, countries=True).countries
    assert named is not None
    codes = {country.code for country in named}
    assert "PH" in codes, "Luzon, 2,400 km south of Sohae"
    assert not codes & {"KP", "KR"}, "nearer than the announced fall"


def test_a_crossing_of_the_180th_meridian_and_north_keeps_the_fan_whole(straight: Ascents) -> None:
    north = _running(np.linspace(-10.0, 10.0, MEMBERS) % 360.0)
    corridor = _made(straight, north)
    assert np.ptp(corridor.azimuth_deg, axis=0) == pytest.approx(
        np.full(corridor.width_km.size, 18.0), abs=0.05
    )


def test_the_vehicle_is_followed_only_where_an_impact_point_ran_before_the_body_left(
    straight: Ascents,
) -> None:
    points = _running(np.full(MEMBERS, 180.0))
    away = 1e3 * np.array([100.0, 900.0, 900.0, 1100.0])[:, None]
    azimuth = np.array([90.0, 181.0, 150.0, 180.0])[:, None]
    lat, lon, _ = geodesic_direct(*PAD, *np.broadcast_arrays(azimuth, np.broadcast_to(away, (4, MEMBERS))))
    known = in_constrained_fan(straight, points, lat, lon, np.array([50.0, 200.0, 200.0, 250.0]))
    assert known[:, 0].tolist() == [True, True, False, False], "early; in the fan; beside it; beyond the fall"
    assert not in_constrained_fan(replace(straight, falls={}), points, lat, lon, np.arange(4.0)).any()
