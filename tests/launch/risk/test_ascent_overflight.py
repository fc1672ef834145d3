"""Overflights of all ascents at once, beside the exact cut of each track alone."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.geography.overflown import territories_overflown
from downrange.launch.fall.impact_point import impact_points
from downrange.launch.risk.ascent_overflight import (
    LEAST_SHARE,
    _legs,
    _visits,
    impact_point_overflights,
    vehicle_overflights,
)
from downrange.launch.risk.constrained_flight import farthest_fall_m
from downrange.launch.trajectory.ascent_ensemble import Ascents


def test_each_ascent_is_over_what_its_own_track_is_over(southward: Ascents) -> None:
    """Shares to the ascent; first and last second within the legs' 5 s rule: half a second here."""
    lat, lon, _ = ecef_m_to_geodetic(southward.r_ecef_m[:, ::5])
    after_s = southward.after_s[::5]
    alone: dict[str, list[tuple[float, float]]] = {}
    for k in range(lat.shape[1]):
        first: dict[str, list[float]] = {}
        for stay in territories_overflown(lat[:, k], lon[:, k], after_s, waters=True):
            if stay.territory.kind != "islands":
                first.setdefault(stay.territory.code, []).extend([stay.enters_s, stay.leaves_s])
        for code, times in first.items():
            alone.setdefault(code, []).append((min(times), max(times)))
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    together = vehicle_overflights(southward, points)
    assert set(together) == set(alone)
    for code, stay in together.items():
        times = np.array(alone[code])
        assert stay.share == pytest.approx(len(times) / lat.shape[1])
        low, high = np.quantile(times, [0.05, 0.95], axis=0)
        assert stay.enters_s == pytest.approx((low[0], high[0]), abs=0.5)
        assert stay.leaves_s == pytest.approx((low[1], high[1]), abs=0.5)


@pytest.mark.parametrize("fall_km", [0.0, 300.0, 1500.0])
def test_no_territory_is_overflown_beyond_the_farthest_announced_fall(
    southward: Ascents, fall_km: float
) -> None:
    """The property: every point of a named territory's overflight is no farther from the pad than the fall."""
    lat, lon, _ = ecef_m_to_geodetic(southward.r_ecef_m)
    body = southward.falls["Last stage"]
    reach = farthest_fall_m(southward).min()
    away = np.linspace(0.0, 1.0, lat.shape[0])
    second = int(np.argmin(np.abs(away - fall_km * 1e3 / reach)))
    early = replace(
        body, lat_deg=lat[second], lon_deg=lon[second], leaves_s=np.full(lat.shape[1], float(second))
    )
    cut = replace(southward, falls={"Stage 1": early})
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    whole, short = vehicle_overflights(southward, points), vehicle_overflights(cut, points)
    assert set(short) <= set(whole)
    assert (set(short) < set(whole)) == (fall_km < 2000.0)
    assert all(stay.leaves_s[1] <= second + 5.0 for stay in short.values())
    assert all(stay.leaves_s[1] <= second for stay in impact_point_overflights(cut, points).values())


def test_a_track_over_the_date_line_and_one_that_jumps() -> None:
    """Two tracks along 60 north: over 180 degrees whole, and one whose point jumps, which ends there."""
    lon = np.array([[178.0, 178.0], [179.5, 178.5], [-179.0, -150.0], [-177.5, -149.0]])
    lat = np.full(lon.shape, 60.0)
    legs = _legs(lat, lon, np.arange(4.0), np.isfinite(lat))
    west, east = shapely.box(178.9, 59.0, 180.0, 61.0), shapely.box(-180.0, 59.0, -178.0, 61.0)
    over_west, over_east = _visits(legs, west, 2).T, _visits(legs, east, 2).T
    assert over_west == pytest.approx(np.array([[0.6, 1.0 + 1 / 3, 0.4 + 1 / 3]]))
    assert over_east == pytest.approx(np.array([[1.0 + 1 / 3, 2.0 + 2 / 3, 4 / 3]]))
    assert _visits(legs, shapely.box(-160.0, 59.0, -140.0, 61.0), 2).size == 0


def test_a_share_under_one_in_twenty_is_not_named(southward: Ascents) -> None:
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    stay = next(iter(vehicle_overflights(southward, points).values()))
    assert replace(stay, share=LEAST_SHARE).is_named
    assert not replace(stay, share=LEAST_SHARE - 1e-6).is_named
