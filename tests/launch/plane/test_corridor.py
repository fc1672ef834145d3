"""Zones as the site sees them: boxes drawn by hand along a known ray come back with that ray."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.earth.constants import KM_PER_NM
from downrange.earth.ellipsoid import geodesic_direct
from downrange.earth.polygons import circle_ring
from downrange.geography.sites import Site, find_site
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area
from downrange.launch.plane.azimuth import turn_deg
from downrange.launch.plane.corridor import corridor, fall_time_s, zone_from
from downrange.launch.plane.plane_codes import AreaExcluded

a_tenth = 0.1
one_percent = 0.01


def box(site: Site, azimuth: float, range_km: float, length_km: float, width_km: float) -> Floats:
    """A rectangle whose long side lies along the ray from the site."""
    lat, lon, forward = (
        float(x) for x in geodesic_direct(site.lat_deg, site.lon_deg, azimuth, range_km * 1e3)
    )
    corners = [(1, 1), (1, -1), (-1, -1), (-1, 1)]
    bearing = [forward + np.degrees(np.arctan2(y * width_km, x * length_km)) for x, y in corners]
    return np.stack(geodesic_direct(lat, lon, bearing, np.hypot(length_km, width_km) / 2 * 1e3)[:2])


@given(
    st.floats(-60, 60),
    st.floats(-180, 180),
    st.floats(0, 359),
    st.floats(300, 6000),
    st.floats(60, 250),
)
def test_a_box_shows_its_ray(lat: float, lon: float, azimuth: float, range_km: float, long: float) -> None:
    site = Site("X", "X", "", lat, lon, 0.0, "test")
    zone = zone_from(site, box(site, azimuth, range_km, long, long / 3))
    assert abs(float(turn_deg(zone.azimuth_deg, azimuth))) < a_tenth
    assert zone.range_km == pytest.approx(range_km, rel=one_percent)
    assert zone.length_km == pytest.approx(long, rel=one_percent)
    assert zone.elongation == pytest.approx(3, rel=0.03)
    _, _, forward = geodesic_direct(lat, lon, azimuth, range_km * 1e3)
    assert abs(float(turn_deg(zone.long_axis_deg, float(forward)))) < 1.0


def test_a_zone_due_south_of_the_equator_is_shifted_west_by_the_turning_earth() -> None:
    """A body thrown south keeps the ground's speed of the equator, where circles are larger: it drifts east of the
    meridian, so what fell due south was thrown west of south."""
    site = Site("X", "X", "", 0.0, 0.0, 0.0, "test")
    zone = zone_from(site, box(site, 180, 2000, 200, 60))
    assert 180 < zone.launch_azimuth_deg < 190


def test_the_zones_of_2009_from_musudan() -> None:
    """North Korea's two areas of April 2009 (Korean press, IMO circular): due east, as far as they can be."""
    stage1 = np.array(
        [[40.69556, 40.45611, 40.27611, 40.51444], [135.57917, 138.51111, 138.50611, 135.57389]]
    )
    stage2 = np.array([[34.595, 31.37278, 29.93139, 33.15444], [164.67833, 172.31, 172.22972, 164.595]])
    zones, excluded = corridor(find_site("40.85,129.667"), [stage2, stage1])
    assert not excluded
    assert [round(zone.range_km, -2) for zone in zones] == [600, 3600]
    assert all(80 < zone.launch_azimuth_deg < 95 for zone in zones)


def test_areas_that_show_no_azimuth_are_excluded_with_their_code() -> None:
    site = find_site("SOHAE")
    pad = Area("circle", center=(39.66, 124.7), radius_nm=20 / KM_PER_NM)
    far = circle_ring(-45.0, -110.0, 300e3)
    named = Area("named", name="OID90")
    misprint = Area("polygon", vertices=((35.38, 98.53), (35.43, 98.32), (35.75, 98.4), (35.72, 10.41)))
    good = box(site, 188, 600, 80, 30)
    zones, excluded = corridor(site, [pad, far, named, misprint, good, good])
    assert len(zones) == 1
    assert [remark.code for remark in excluded] == [
        AreaExcluded.AROUND_SITE,
        AreaExcluded.TOO_FAR,
        AreaExcluded.NO_BOUNDARY,
        AreaExcluded.TOO_LONG,
    ]


def test_an_area_too_near_a_ship_shows_nothing() -> None:
    ship = Site("SHIP", "SHIP", "", 34.9, 121.19, 150.0, "test")
    zones, excluded = corridor(ship, [box(ship, 100, 200, 60, 20)])
    assert not zones
    assert "150 km" in excluded[0].says


def test_a_bow_tie_is_mended() -> None:
    site = find_site("SOHAE")
    ring = box(site, 188, 600, 80, 30)
    zones, _ = corridor(site, [ring[:, [0, 2, 1, 3]]])
    assert zones[0].length_km == pytest.approx(80, rel=0.02)


@pytest.mark.parametrize(("range_km", "earliest_min", "latest_min"), [(370, 5.5, 9.6), (2925, 13.6, 29.6)])
def test_fall_times_of_an_announced_flight(range_km: float, earliest_min: float, latest_min: float) -> None:
    """HTV-7 of 2018: the windows of its boosters and first stage, HYDROPAC 3435/18."""
    assert earliest_min < fall_time_s(range_km) / 60 < latest_min


def test_fall_time_has_no_step() -> None:
    assert fall_time_s(3000) == pytest.approx(fall_time_s(3001), abs=1)
