"""Launch azimuths and inertial azimuths: a worked example, nodes of real launches, round trips."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.earth.ellipsoid import geocentric_latitude_deg, geodesic_direct
from downrange.earth.frames import gmst82_rad
from downrange.earth.instants import julian_utc
from downrange.geography.sites import find_site
from downrange.launch.plane.azimuth import (
    NODE_DELAY_S,
    ORBITAL_SPEED_M_S,
    along_great_circle,
    ascending_node_deg,
    eastward_speed_m_s,
    inclination_deg,
    inertial_azimuth_deg,
    inertial_azimuth_into_deg,
    inertial_azimuths_deg,
    launch_azimuth_deg,
    turn_deg,
)

SOHAE_LAT, SOHAE_LON = 39.66, 124.705
a_tenth = 0.1
a_nanodegree = 1e-9
latitudes = st.floats(-70, 70)
azimuths = st.floats(0, 359.999)


def test_worked_example_of_sohae() -> None:
    """Latitude 39.66 N, inclination 97.42: the inertial azimuth is 189.7, the launch azimuth 192.3."""
    found = inertial_azimuths_deg(SOHAE_LAT, 97.42)
    assert found is not None
    _, southward = found
    assert southward == pytest.approx(189.7, abs=a_tenth)
    azimuth = float(launch_azimuth_deg(SOHAE_LAT, southward))
    assert azimuth == pytest.approx(192.3, abs=a_tenth)
    assert float(inclination_deg(SOHAE_LAT, azimuth)) == pytest.approx(
        99.44, abs=a_tenth
    )  # rotation forgotten


def test_due_east_from_the_cape_is_28_and_a_half() -> None:
    """Launches due east reach the latitude of the pad; the station at 51.6 is reached north-eastward, near 45."""
    assert float(inclination_deg(28.5, 90)) == pytest.approx(28.34, abs=0.01)  # geocentric latitude
    found = inertial_azimuths_deg(28.5, 51.64)
    assert found is not None
    assert found[0] == pytest.approx(44.8, abs=0.2)  # the usual text-book figure: inertial
    assert float(launch_azimuth_deg(28.5, found[0])) == pytest.approx(42.5, abs=0.6)


@given(latitudes, azimuths)
def test_over_the_ground_and_back(lat: float, course: float) -> None:
    azimuth = launch_azimuth_deg(lat, course)
    assert abs(float(turn_deg(inertial_azimuth_deg(lat, azimuth), course))) < a_nanodegree


@given(latitudes, azimuths)
def test_the_sum_of_speeds_is_orbital(lat: float, azimuth: float) -> None:
    course = np.radians(inertial_azimuth_deg(lat, azimuth))
    ground = ORBITAL_SPEED_M_S * np.array([np.sin(course), np.cos(course)]) - [
        float(eastward_speed_m_s(lat)),
        0.0,
    ]
    assert np.degrees(np.arctan2(*ground)) % 360 == pytest.approx(azimuth % 360, abs=1e-6) or azimuth < 1e-6


@given(latitudes, azimuths)
def test_both_azimuths_reach_the_inclination(lat: float, course: float) -> None:
    inclination = float(inclination_deg(lat, course))
    found = inertial_azimuths_deg(lat, inclination)
    if found is None:  # at the very edge of reach, by rounding
        assert abs(abs(course - 180) - 90) < 1e-3
        return
    assert all(float(inclination_deg(lat, one)) == pytest.approx(inclination, abs=1e-5) for one in found)


def test_a_plane_below_the_latitude_is_not_reached() -> None:
    assert inertial_azimuths_deg(40.0, 30.0) is None
    assert inertial_azimuths_deg(-40.0, 150.0) is None


@given(latitudes, azimuths, st.floats(0, 9000))
def test_farther_along_the_plane_is_the_same(lat: float, course: float, range_km: float) -> None:
    there, onward = along_great_circle(lat, course, range_km)
    inclination = float(inclination_deg(lat, course))
    assert float(inclination_deg(there, onward)) == pytest.approx(inclination, abs=1e-5)
    into = float(inertial_azimuth_into_deg(there, inclination, onward))
    assert abs(float(turn_deg(into, onward))) < 0.1  # square root of rounding where the course is due east


def test_farther_along_agrees_with_a_geodesic() -> None:
    """Without the Earth's flattening, to the flattening's size."""
    lat, _, forward = (float(x) for x in geodesic_direct(39.66, 124.7, 168.0, 3_000e3))
    there, onward = along_great_circle(39.66, 168.0, 3_000)
    assert there == pytest.approx(lat, abs=0.2)
    assert onward == pytest.approx(forward, abs=0.2)


def test_a_plane_out_of_reach_is_entered_due_east_or_west() -> None:
    assert float(inertial_azimuth_into_deg(40.0, 20.0, 120.0)) == pytest.approx(90.0)
    assert float(inertial_azimuth_into_deg(40.0, 170.0, 250.0)) == pytest.approx(270.0)


@pytest.mark.parametrize("course", [10.0, 80.0, 170.0, 190.0, 350.0])
def test_the_node_is_where_the_plane_crosses_the_equator(course: float) -> None:
    """Turn the site's position and course into an angular momentum, and read the node off it."""
    liftoff = datetime(2023, 11, 21, 13, 42, 58, tzinfo=UTC)
    node = np.radians(ascending_node_deg(SOHAE_LAT, SOHAE_LON, course, liftoff))
    i = np.radians(float(inclination_deg(SOHAE_LAT, course)))
    normal = np.array([np.sin(i) * np.sin(node), -np.sin(i) * np.cos(node), np.cos(i)])
    phi = np.radians(float(geocentric_latitude_deg(SOHAE_LAT)))
    ra = float(gmst82_rad(*julian_utc(liftoff + timedelta(seconds=NODE_DELAY_S)))) + np.radians(SOHAE_LON)
    place = np.array([np.cos(phi) * np.cos(ra), np.cos(phi) * np.sin(ra), np.sin(phi)])
    assert abs(place @ normal) < 1e-9


three_degrees = 3.0


# Nodes of public element sets days after a launch, drifted back to lift-off by the first-order J2 rate.
@pytest.mark.parametrize(
    ("launch", "code", "liftoff", "inclination", "southward", "node_deg"),
    [
        ("Soyuz TMA-19M", "GIK-5", datetime(2015, 12, 15, 11, 3, tzinfo=UTC), 51.61, False, 259.83),
        ("Kwangmyongsong-4", "SOHAE", datetime(2016, 2, 7, 0, 30, tzinfo=UTC), 97.53, True, 86.41),
        ("Shenzhou 17", "JQ", datetime(2023, 10, 26, 3, 14, tzinfo=UTC), 41.46, True, 80.35),
        ("2023-168", "TYSC", datetime(2023, 10, 31, 22, 50, tzinfo=UTC), 97.83, True, 310.09),
        ("2023-185", "VSFBS", datetime(2023, 12, 1, 18, 19, tzinfo=UTC), 97.64, True, 40.54),
        ("2023-193", "JQ", datetime(2023, 12, 8, 23, 39, tzinfo=UTC), 97.26, True, 347.50),
    ],
)
def test_the_nodes_of_real_launches(
    launch: str, code: str, liftoff: datetime, inclination: float, southward: bool, node_deg: float
) -> None:
    site = find_site(code)
    found = inertial_azimuths_deg(site.lat_deg, inclination)
    assert found is not None
    node = ascending_node_deg(site.lat_deg, site.lon_deg, found[southward], liftoff)
    assert abs(float(turn_deg(node, node_deg))) < three_degrees, launch
