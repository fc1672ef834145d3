"""Positions by bearing and distance: computed from a printed fix, withheld where the fix is only named."""

from collections import Counter

import pytest
from pyproj import Geod

from downrange.launch.areas.area_geojson import areas_from_geojson, feature_of
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_shapes import NAVAREA, made_fixes, outcome

COUNT, SEED = 150, 90_000
WGS84 = Geod(ellps="WGS84")


def read(area: str) -> Notice:
    [notice] = read_notices(NAVAREA.format(area=area))
    return notice


def codes(notice: Notice) -> list[str]:
    return [str(defect.code) for defect in notice.defects]


def end(lat: float, lon: float, bearing: float, nm: float) -> tuple[float, float]:
    lon, lat, _ = WGS84.fwd(lon, lat, bearing, nm * 1852)
    return pytest.approx((lat, lon), abs=1e-6)


@pytest.mark.parametrize(
    "printed",
    [
        "WITHIN 5NM OF A POINT 12NM NE OF 45-30N 012-30E",
        "WITHIN 5NM OF A POINT 12 NM NORTH-EAST OF 45-30N 012-30E",
        "CIRCLE RADIUS 5NM CENTRED ON RDL 045 DIST 12NM FROM VOR ABC (4530N01230E)",
        "WI 5 NM RADIUS OF ABC VOR (4530N01230E) 045/12",
        "WITHIN 5NM OF 12NM ON BEARING 045 DEG FROM POSITION 45-30N 012-30E",
        "WITHIN 5NM OF ABC045012, ABC VOR (4530N01230E)",
    ],
)
def test_a_centre_is_computed_from_a_printed_fix(printed: str) -> None:
    notice = read(printed)
    [area] = notice.areas
    assert area.shape == "circle"
    assert area.center == end(45.5, 12.5, 45.0, 12.0)
    assert "area.centre-from-fix" in codes(notice)


@pytest.mark.parametrize(
    "printed",
    [
        "AN AREA DEFINED AS TXO275034 TO TXO358009 TO TXO010030",
        "AREA WITHIN 5 NM RADIUS OF ABC VOR 045/12",
        "AREA BOUND BY 45-30N 012-30E, 45-40N 012-30E, ABC VOR RDL 045 DIST 12NM, 45-20N 012-40E",
    ],
)
def test_an_area_of_a_fix_without_position_is_withheld_and_the_fix_named(printed: str) -> None:
    notice = read(printed)
    [area] = notice.areas
    assert area.shape == "other"
    assert area.geometry() is None
    assert "area.fix-not-located" in codes(notice)
    assert "ABC VOR" in str(area.note) or "TXO275034" in str(area.note)


def test_a_chain_of_legs_and_its_way_home() -> None:
    legs = " THENCE ".join(("090 DEG 10NM", "180 DEG 5NM", "270 DEG 10 NM TO POINT OF ORIGIN"))
    notice = read(f"AREA BOUNDED BY 45-30N 012-30E THENCE {legs}")
    [area] = notice.areas
    assert len(area.vertices) == 4
    assert area.vertices[1] == end(45.5, 12.5, 90.0, 10.0)
    assert notice.every_word_was_read
    [back] = areas_from_geojson(feature_of(area, {"name": "A"}))
    assert back.computed == area.computed


def test_a_last_leg_that_closes_the_ring_is_no_vertex_more() -> None:
    legs = " THENCE ".join(("090 DEG 10NM", "180 DEG 5NM", "270 DEG 10NM", "000 DEG 5NM"))
    [area] = read(f"AREA BOUNDED BY 00-30N 012-30E THENCE {legs}").areas
    assert len(area.vertices) == 4


def test_a_leg_to_a_printed_position_must_lead_there() -> None:
    right = read(
        "AREA BOUND BY 38-28.5N 074-37.2W, THENCE SOUTH 30NM TO 37-58.5N 074-37.2W, THENCE EAST 20NM"
    )
    assert right.areas[0].shape == "polygon"
    assert right.areas[0].computed[0].printed
    wrong = read("AREA BOUND BY 38-28.5N 074-37.2W, THENCE SOUTH 30NM TO 37-00N 074-37.2W, 37-00N 074-00W")
    assert wrong.areas[0].geometry() is None
    assert "area.leg-contradicts" in codes(wrong)


def test_radials_are_said_to_be_magnetic() -> None:
    assert "notice.magnetic-bearings" in codes(read("WI 5 NM RADIUS OF ABC VOR (4530N01230E) 045/12"))


def test_a_radial_beside_a_printed_position_changes_nothing() -> None:
    notice = read(
        "AN AREA DEFINED AS 283805N 0804716W ORL079029.4 TO 285039N 0800500W MLB040053 TO 281330N 0801600W"
    )
    [area] = notice.areas
    assert (area.shape, len(area.vertices), area.computed) == ("polygon", 3, ())


def test_a_distance_to_a_town_is_no_fix() -> None:
    notice = read(
        "AREA BOUND BY 11-29N 118-06E, 10-40N 118-44E, 10-14N 118-09E (55NM NORTHWEST OF PUERTO PRINCESA AP)"
    )
    assert [len(area.vertices) for area in notice.areas] == [3]


def test_no_made_bearing_and_distance_is_silently_wrong() -> None:
    found: Counter[str] = Counter()
    for seed in range(SEED, SEED + COUNT):
        made = made_fixes(seed)
        what, shown = outcome(made)
        found[what] += 1
        assert what != "silent", f"{made.text}\n{shown}"
    assert found["right"] >= 0.85 * COUNT
