"""Circles, outlines and sectors beside each other: each radius and bearing belongs to its own area."""

import pytest

from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices

HEAD = "NAVAREA VIII 999/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV "
TAIL = ".\n2. CANCEL THIS MSG 281700Z NOV 26."
PLACE, RING = "134312N 0801348E", "1130N08330E 1130N08400E 1030N08400E 1030N08330E"
CIRCLES = (
    f"CIRCLE RADIUS 10NM CENTRE {PLACE}", f"CIRCLE OF 10NM RADIUS CENTRED ON {PLACE}", f"WI 10NM RADIUS OF {PLACE}",
    f"CIRCLE OF 20NM DIAMETER CENTERED ON {PLACE}", f"WITHIN 10 NM OF {PLACE}", f"WITHIN 18,520 M OF {PLACE}",
)  # fmt: skip


def _one(body: str) -> Notice:
    (notice,) = read_notices(HEAD + body + TAIL)
    return notice


def _codes(notice: Notice) -> set[object]:
    return {defect.code for defect in notice.defects}


@pytest.mark.parametrize("joint", ["AREA 1: {} AREA 2: {}", "ZONE A: {}. ZONE B: {}", "AREA A: {}, AREA B: {}",
                                   "A. {}\n B. {}"])  # fmt: skip
@pytest.mark.parametrize("circle", CIRCLES)
def test_a_radius_is_not_that_of_the_next_area(circle: str, joint: str) -> None:
    areas = _one("IN AREAS " + joint.format(circle, RING)).areas
    assert [area.shape for area in areas] == ["circle", "polygon"]
    assert areas[0].radius_nm == pytest.approx(10)
    assert len(areas[1].vertices) == 4


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_semicolon_ends_a_circle(circle: str) -> None:
    areas = _one(f"IN AREA {circle}; {RING}").areas
    assert [area.shape for area in areas] == ["circle", "polygon"]


@pytest.mark.parametrize(
    "second", ["RADIUS OF 3KM FM LAUNCH PAD CLOSED", "VESSELS NAVIGATE OUTSIDE 12 MILES RADIUS"]
)
def test_a_radius_without_a_place_is_kept_and_said(second: str) -> None:
    notice = _one(f"{CIRCLES[0]}. {second}")
    assert [area.shape for area in notice.areas] == ["circle", "other"]
    assert AreaNote.RADIUS_WITHOUT_PLACE in _codes(notice)


@pytest.mark.parametrize(
    "bearings", ["045T AND 135T", "045 AND 135", "045DEG AND 135DEG", "045 DEGREES TRUE AND 135 DEGREES"]
)
@pytest.mark.parametrize("form", [
    "WITHIN 45 MILES OF {p} BETWEEN BEARINGS {b}", "SECTOR CENTRED {p} RADIUS 45NM BTN AZIMUTH {b}",
    "SECTOR CENTRED ON {p} RADIUS 45 NM BETWEEN {b}",
])  # fmt: skip
def test_sectors(form: str, bearings: str) -> None:
    (area,) = _one(form.format(p=PLACE, b=bearings)).areas
    assert (area.shape, area.bearings, area.radius_nm) == ("sector", (45, 135), 45)


def test_radials_are_magnetic_and_it_is_said() -> None:
    notice = _one("WI SECTOR BTN RDL 030 AND RDL 090 OF VOR SLI (023521S 0441356W) DIST 150NM")
    (area,) = notice.areas
    assert (area.shape, area.bearings, area.radius_nm) == ("sector", (30, 90), 150)
    assert NoticeDefect.MAGNETIC in _codes(notice)


@pytest.mark.parametrize(
    ("side", "bearings"),
    [
        ("NORTH OF LINE 090-270", (270, 90)),
        ("SOUTH OF LINE 090-270", (90, 270)),
        ("EAST OF LINE 000-180", (0, 180)),
        ("WEST OF LINE 180-360", (180, 360)),
        ("NORTH OF THE LINE 270-090", (270, 90)),
    ],
)
def test_half_circles(side: str, bearings: tuple[float, float]) -> None:
    (area,) = _one(f"SEMI-CIRCLE RADIUS 5NM CENTRED {PLACE} {side}").areas
    assert (area.shape, area.bearings) == ("sector", bearings)


def test_a_half_circle_whose_side_is_not_read_is_said() -> None:
    assert NoticeDefect.SECTOR_OPEN in _codes(_one(f"SEMI-CIRCLE RADIUS 5NM CENTRED {PLACE}"))
