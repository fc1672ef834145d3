"""The plane: what areas alone say, what history adds, when it is not determined, and what is never tuned."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.codes import Code
from downrange.earth.ellipsoid import geodesic_direct
from downrange.earth.instants import Window
from downrange.earth.polygons import circle_ring
from downrange.geography.sites import Site, find_site
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.azimuth import inertial_azimuths_deg, launch_azimuth_deg, turn_deg
from downrange.launch.plane.azimuth_grid import grid_at, quantiles
from downrange.launch.plane.launch_plane import Plane, launch_plane, plane_through_time
from downrange.launch.plane.plane_codes import NotDetermined, PlaneReason
from downrange.launch.plane.repeated_areas import past_zones
from downrange.launch.plane.site_history import history_of, past_planes, prior

NOW = datetime(2023, 11, 21, 13, 42, 58, tzinfo=UTC)
SOHAE = find_site("SOHAE")
two_degrees, eight_degrees = 2.0, 8.0

# Announced areas of North Korea's launches: allthingsnuclear.org (2012), tongilnews.com 115401 (2016), NOTAM
# B4525/23 of the Philippines (2023). Flown were 97.4, 97.5 and 97.4 deg.
DECEMBER_2012 = [
    Area(
        "polygon",
        vertices=((35.735, 124.50833), (35.73528, 124.90639), (34.97861, 124.93639), (34.97667, 124.54222)),
    )
]
FEBRUARY_2016 = [
    Area("polygon", vertices=((36.06667, 124.5), (36.06667, 124.9), (35.31667, 124.9), (35.31667, 124.5))),
    Area(
        "polygon",
        vertices=((33.26667, 124.18333), (33.26667, 125.15), (32.35, 125.13333), (32.36667, 124.18333)),
    ),
    Area(
        "polygon", vertices=((19.73333, 123.88333), (19.71667, 124.85), (17.0, 124.8), (17.01667, 123.86667))
    ),
]
NOVEMBER_2023 = [
    Area(
        "polygon",
        vertices=((14.90278, 128.66833), (15.02833, 129.40083), (11.44694, 129.90222), (11.32167, 129.18056)),
    )
]
# Its other two areas as the press placed them (Joongang 2023-08): 220 km west of Eocheong island, 270 of Jeju.
YELLOW_SEA_2023 = [
    Area("circle", center=(36.12, 123.52), radius_nm=15),
    Area("circle", center=(33.3, 123.26), radius_nm=25),
]
CORNERS = ((1, 1), (1, -1), (-1, -1), (-1, 1))


def codes(found: Plane) -> list[Code]:
    return [reason.code for reason in found.reasons]


def box(site: Site, azimuth: float, range_km: float, length_km: float = 90, width_km: float = 30) -> Floats:
    """A drop zone along the ray from a site."""
    lat, lon, forward = (
        float(x) for x in geodesic_direct(site.lat_deg, site.lon_deg, azimuth, range_km * 1e3)
    )
    bearing = [forward + np.degrees(np.arctan2(y * width_km, x * length_km)) for x, y in CORNERS]
    return np.stack(geodesic_direct(lat, lon, bearing, np.hypot(length_km, width_km) / 2 * 1e3)[:2])


# April 2009, from Musudan due east (IMO circular, Korean press): nothing reached orbit.
APRIL_2009 = [
    Area(
        "polygon",
        vertices=((40.69556, 135.57917), (40.45611, 138.51111), (40.27611, 138.50611), (40.51444, 135.57389)),
    ),
    Area(
        "polygon",
        vertices=((34.595, 164.67833), (31.37278, 172.31), (29.93139, 172.22972), (33.15444, 164.595)),
    ),
]


@pytest.mark.parametrize("use_history", [True, False])
def test_an_azimuth_due_east_does_not_determine_the_final_plane(use_history: bool) -> None:
    found = launch_plane(
        find_site("TONGH"),
        APRIL_2009,
        liftoff=datetime(2009, 4, 5, 2, 30, tzinfo=UTC),
        use_history=use_history,
    )
    assert not found.geometry_determined
    assert found.geometry.inclination_deg.median == pytest.approx(40.8, abs=0.5)
    assert PlaneReason.NEAR_EAST in codes(found)


@pytest.mark.parametrize(
    ("areas", "day"),
    [
        (DECEMBER_2012, datetime(2012, 12, 12, tzinfo=UTC)),
        (FEBRUARY_2016, datetime(2016, 2, 7, tzinfo=UTC)),
        (NOVEMBER_2023, NOW),
        (YELLOW_SEA_2023 + NOVEMBER_2023, NOW),
    ],
)
@pytest.mark.parametrize("use_history", [True, False])
def test_north_korean_areas_do_not_determine_the_plane(
    areas: list[Area], day: datetime, use_history: bool
) -> None:
    found = launch_plane(SOHAE, areas, liftoff=day, use_history=use_history)
    assert not found.determined
    assert not found.geometry_determined
    assert isinstance(found.reasons[0].code, NotDetermined)
    assert PlaneReason.AREAS_DO_NOT_DETERMINE in codes(found)


def test_the_bend_of_2023_is_stated() -> None:
    found = launch_plane(SOHAE, YELLOW_SEA_2023 + NOVEMBER_2023, liftoff=NOW)
    assert found.shown is not None
    assert found.shown.disagreement_deg > 15
    assert NotDetermined.BEND in codes(found)


def test_the_last_area_of_2023_points_away_from_the_plane_flown_and_this_is_said() -> None:
    found = launch_plane(SOHAE, NOVEMBER_2023, liftoff=NOW)
    assert found.geometry.inclination_deg.median == pytest.approx(78.7, abs=1.5)  # Sohae's satellites: 97.4
    assert not found.geometry.inclination_deg.contains(97.4)
    assert PlaneReason.HISTORY_ELSEWHERE in codes(found)


SHIYAN_13 = """A0096/22 NOTAMN
Q) ZXXX/QRTCA/IV/BO/W/000/999/3316N11026E012
A) ZHWH ZLHW B) 2201170226 C) 2201170301
E) A TEMPORARY RESTRICTED AREA ESTABLISHED BOUNDED BY:
N332704E1102154-N332523E1103437-N330401E1103032-N330542E1101749
BACK TO START. F) GND G) UNL
A0097/22 NOTAMN
Q) ZHWH/QRTCA/IV/BO/W/000/999/3003N10950E021
A) ZHWH B) 2201170227 C) 2201170310
E) A TEMPORARY RESTRICTED AREA ESTABLISHED BOUNDED BY:
N302310E1094258-N302013E1100430-N294247E1095740-N294547E1093611
BACK TO START. F) GND G) UNL
"""


def test_a_new_plane_is_not_pulled_to_the_habit_of_the_site() -> None:
    """Nearly all of Taiyuan's launches are sun-synchronous; areas straight towards 75 deg must win over that."""
    site = find_site("TYSC")
    found = inertial_azimuths_deg(site.lat_deg, 75.0)
    assert found is not None
    azimuth = float(launch_azimuth_deg(site.lat_deg, found[1]))
    plane = launch_plane(site, [box(site, azimuth, 620), box(site, azimuth, 1500)], liftoff=NOW)
    assert plane.answer.inclination_deg.contains(75.0)
    assert plane.answer.inclination_deg.median == pytest.approx(75.0, abs=two_degrees)
    assert not plane.determined
    assert NotDetermined.SELDOM_FLOWN in codes(plane)


def test_areas_and_history_that_differ_are_said_to() -> None:
    """Areas from Jiuquan towards 92 deg: a bend into the usual 97.5, or a new plane. Both chances are told."""
    site = find_site("JQ")
    found = inertial_azimuths_deg(site.lat_deg, 92.0)
    assert found is not None
    azimuth = float(launch_azimuth_deg(site.lat_deg, found[1]))
    plane = launch_plane(site, [box(site, azimuth, 900)], liftoff=datetime(2021, 6, 1, tzinfo=UTC))
    assert plane.answer.inclination_deg.contains(92.0)
    assert plane.answer.inclination_deg.contains(97.5)
    assert not plane.determined
    assert PlaneReason.DISPUTE in codes(plane)


def test_drop_zones_used_again_do_not_determine_a_plane_alone() -> None:
    """Areas where those of 2024-140 from Taiyuan lay, which flew 89 deg: this narrows the answer to that plane,
    but the same zones have been used for other planes too."""
    zones = [zone for zone in past_zones() if zone.launch == "2024-140"]
    site = find_site("TYSC")
    areas = [circle_ring(zone.lat_deg, zone.lon_deg, 25e3) for zone in zones]
    plane = launch_plane(site, areas, liftoff=datetime(2024, 12, 5, 4, 41, tzinfo=UTC))
    assert plane.answer.inclination_deg.contains(88.99)
    assert not plane.determined


def test_without_a_liftoff_the_week_before_the_window_is_no_history() -> None:
    """Malligyong-1 flew 77 minutes before its window, and must not testify about itself."""
    window = Window(datetime(2023, 11, 22, tzinfo=UTC), datetime(2023, 11, 30, 23, 59, tzinfo=UTC))
    assert launch_plane(SOHAE, NOVEMBER_2023, window=window).past_launches == 2
    assert launch_plane(SOHAE, NOVEMBER_2023, liftoff=NOW).past_launches == 2
    later = Window(window.start + timedelta(days=60), window.end + timedelta(days=60))
    assert launch_plane(SOHAE, NOVEMBER_2023, window=later).past_launches == 3


def test_a_usual_launch_is_determined_and_its_plane_right() -> None:
    """Shiyan 13 flew 98.59 deg from Taiyuan (public element sets of 2022-004)."""
    areas = [area for notice in read_notices(SHIYAN_13) for area in notice.areas]
    assert len(areas) == 2
    found = launch_plane(find_site("TYSC"), areas, liftoff=datetime(2022, 1, 17, 2, 35, tzinfo=UTC))
    assert found.determined
    assert found.answer.inclination_deg.contains(98.59)
    assert found.geometry.inclination_deg.contains(98.59)
    assert found.answer.inclination_deg.width_deg < found.geometry.inclination_deg.width_deg


def test_a_start_towards_high_orbits_is_never_determined() -> None:
    """From Xichang due east, as to geostationary orbit: history has the plane of the ascent, not the final one."""
    site = find_site("XSC")
    plane = launch_plane(site, [box(site, 97.0, 700), box(site, 97.0, 1500)], liftoff=NOW)
    assert not plane.determined
    assert NotDetermined.DUE_EAST in codes(plane)


def test_without_areas_nothing_is_determined() -> None:
    found = launch_plane(SOHAE, [], liftoff=NOW)
    assert not found.determined
    assert codes(found)[0] is NotDetermined.NO_AZIMUTH
    assert found.geometry.inclination_deg.width_deg > 80


def test_history_can_be_switched_off() -> None:
    found = launch_plane(SOHAE, FEBRUARY_2016, use_history=False)
    assert found.past_launches is None
    assert found.answer == found.geometry
    assert PlaneReason.HISTORY_OFF in codes(found)


def test_history_knows_only_the_past() -> None:
    before = history_of(SOHAE, datetime(2016, 2, 7, tzinfo=UTC).date())
    assert [plane.launch for plane in before.planes] == ["2012-072"]
    assert history_of(SOHAE).planes[-1].day <= past_planes()[-1].day


@given(st.floats(-65, 65))
@settings(max_examples=25, deadline=None)
def test_the_prior_is_a_distribution(lat: float) -> None:
    site = Site("X", "X", "", lat, 0.0, 0.0, "test")
    grid = grid_at(lat)
    assert grid.flat().sum() == pytest.approx(1)
    assert prior(site, grid, None).sum() == pytest.approx(1, abs=0.02)
    assert (grid.high_deg >= grid.low_deg).all()
    kernel = grid.spread(lambda off: 0.5 * (1 + np.tanh(off)), np.array([60.0, 90.0]), np.array([1.0, 2.0]))
    assert kernel.sum() == pytest.approx(3)


@given(
    st.sampled_from(["SOHAE", "JQ", "CSG", "MAHIA", "NARO", "VOST"]),
    st.floats(0, 359.9),
    st.floats(300, 4000),
)
@settings(max_examples=60, deadline=None)
def test_a_straight_launch_holds_its_own_plane(code: str, azimuth: float, range_km: float) -> None:
    """A zone on a ray: the plane of that ray lies within the areas' interval, quantiles are in order."""
    site = find_site(code)
    found = launch_plane(site, [box(site, azimuth, range_km)], use_history=False)
    spread = found.geometry.inclination_deg
    assert spread.p05 <= spread.p25 <= spread.median <= spread.p75 <= spread.p95
    # Near due west the planes of either side are one inclination: the median is drawn away by some degrees.
    assert abs(float(turn_deg(found.geometry.azimuth_deg.median, azimuth))) < eight_degrees
    assert 0 <= spread.p05 <= spread.p95 <= 180
    assert sum(found.geometry.histogram) == pytest.approx(1)


def test_the_same_question_has_the_same_answer() -> None:
    first = launch_plane(SOHAE, FEBRUARY_2016, liftoff=NOW).as_dict()
    assert first == launch_plane(SOHAE, FEBRUARY_2016, liftoff=NOW).as_dict()


def test_the_contract() -> None:
    window = Window(NOW, NOW + timedelta(hours=4))
    said = launch_plane(SOHAE, NOVEMBER_2023, window=window).as_dict()
    assert {"site", "azimuth_deg", "inclination_deg", "geometry_only", "determined", "reasons"} <= said.keys()
    assert {"p05", "median", "p95"} <= said["azimuth_deg"].keys()
    assert len(said["reasons"]) == len(said["reason_codes"])
    assert {"p05", "p25", "median", "p75", "p95"} <= said["inclination_deg"].keys()
    assert {"p05", "p25", "median", "p75", "p95"} <= said["geometry_only"]["inclination_deg"].keys()
    assert said["determined"] is False
    assert said["plane_through_time"] == []


def test_a_determined_plane_has_nodes_through_the_window() -> None:
    """Jiuquan, towards a sun-synchronous orbit that it often flies; the same without history has none."""
    jiuquan = find_site("JQ")
    window = Window(NOW, NOW + timedelta(hours=4))
    areas = [
        box(jiuquan, float(launch_azimuth_deg(jiuquan.lat_deg, 190.0)), range_km)
        for range_km in (600.0, 1500.0)
    ]
    found = launch_plane(jiuquan, areas, window=window)
    assert found.determined
    times = [at["liftoff"] for at in found.as_dict()["plane_through_time"]]
    assert times[0] == "2023-11-21T13:42:58Z"
    assert times[-1] == "2023-11-21T17:42:58Z"


def test_another_class_of_planes_within_what_the_areas_allow_is_not_told_from_the_answer() -> None:
    """Xichang flies 35 deg often and 29 deg now and then: areas that allow both determine neither (SVOM, 2024)."""
    xichang = find_site("XSC")
    seen = set()
    for azimuth in np.arange(90.0, 125.0, 2.5):
        found = launch_plane(
            xichang, [box(xichang, float(azimuth), 900.0)], liftoff=datetime(2024, 6, 22, tzinfo=UTC)
        )
        other = NotDetermined.OTHER_CLASS in {reason.code for reason in found.reasons}
        assert not (other and found.determined)
        seen.add(other)
    assert seen == {True, False}


def test_the_node_follows_the_clock() -> None:
    """An hour's wait turns the node by 15.04 deg; a node's solar time moves by an hour; nodes are 12 h apart."""
    window = Window(NOW, NOW + timedelta(hours=4))
    through = plane_through_time(SOHAE, 189.6, window=window)
    assert float(turn_deg(through[0].raan_deg, through[1].raan_deg)) == pytest.approx(15.04, abs=0.01)
    assert (through[1].ascending_node_h - through[0].ascending_node_h) % 24 == pytest.approx(1, abs=0.01)
    assert all((at.descending_node_h - at.ascending_node_h) % 24 == pytest.approx(12) for at in through)


def test_quantiles_of_a_uniform_crowd() -> None:
    values = np.linspace(0, 100, 10_001)
    assert quantiles(values, np.ones_like(values), (0.05, 0.5, 0.95)) == pytest.approx([5, 50, 95], abs=0.1)
