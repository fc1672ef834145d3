"""Ways of writing that the collected notices do not hold: texts made up after the habits of other offices.

No authority but the eye: each expectation was written down from the words before the reader saw them.
"""

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices

RING = "12-15N 081-50E, 12-45N 082-10E, 11-30N 085-00E, 10-55N 084-35E"


def one(text: str) -> Notice:
    (notice,) = read_notices(text, year=2025)
    return notice


def hours(notice: Notice) -> list[str]:
    return [f"{w.start:%d %b %H%M}-{w.end:%d %b %H%M}" for w in notice.windows]


def test_reserve_days_at_the_same_times_have_the_hours_said_before_and_no_area_of_their_own() -> None:
    notice = one(
        "NAVAREA VIII 512/24\nROCKET LAUNCHING SCHEDULED FROM 0300 UTC TO 0800 UTC ON 30 DEC 24.\nDANGER ZONES:\n"
        f"(A) CIRCLE OF 10 NM RADIUS AROUND LAUNCHER 13-43.2N 080-13.8E\n(B) AREA BOUNDED BY {RING}.\n"
        "RESERVE DATES 31 DEC 24 AND 01 JAN 25 SAME TIMINGS.\nCANCEL THIS MESSAGE 010900 UTC JAN 25."
    )
    assert hours(notice) == ["30 Dec 0300-30 Dec 0800", "31 Dec 0300-31 Dec 0800", "01 Jan 0300-01 Jan 0800"]
    assert {window.area for window in notice.windows} == {None}
    assert [(area.label, area.shape) for area in notice.areas] == [("A", "circle"), ("B", "polygon")]
    assert not notice.defects


def test_between_and_joins_two_moments_without_z_and_a_year_stands_before_reserve_days() -> None:
    notice = one(
        "NAVAREA XI 0712/25 ROCKET LAUNCHING BETWEEN 271555 AND 271755 UTC NOV 25 RESERVE DAYS 28 NOV TO 03 DEC "
        f"IN AREA BOUNDED BY {RING}"
    )
    assert hours(notice) == ["27 Nov 1555-27 Nov 1755", "28 Nov 0000-04 Dec 0000"]
    assert {defect.code for defect in notice.defects} == {NoticeDefect.DAYS_WITHOUT_HOURS}


def test_a_span_from_day_and_hour_to_day_and_hour_stands_beside_daily_hours() -> None:
    notice = one(
        "NAVAREA XI 0345/25\nROCKET LAUNCHING. 24 JUN 1600Z TO 25 JUN 1800Z AND 0100Z TO 0300Z DAILY 26 JUN TO "
        f"28 JUN.\nAREA BOUNDED BY {RING}\nCANCEL THIS MSG 280400Z JUN."
    )
    assert hours(notice) == [
        "24 Jun 1600-25 Jun 1800",
        "26 Jun 0100-26 Jun 0300",
        "27 Jun 0100-27 Jun 0300",
        "28 Jun 0100-28 Jun 0300",
    ]
    assert not notice.defects


def test_letters_with_a_dash_are_the_corners_of_one_area() -> None:
    notice = one(
        "NAVAREA IX 210/25\nMISSILE FIRING FROM 12 TO 14 MAR 25 BETWEEN 0330 UTC TO 1430 UTC IN AREA BOUNDED BY:\n"
        "A- 25 10 00 N 058 20 00 E\nB- 25 10 00 N 059 00 00 E\nC- 24 30 00 N 059 00 00 E\nD- 24 30 00 N 058 20 00 E"
    )
    (area,) = notice.areas
    assert len(area.vertices) == 4
    assert not notice.unread


@pytest.mark.parametrize("name", ["D", "DZ"])
def test_a_letter_and_a_number_before_a_colon_name_an_area(name: str) -> None:
    notice = one(
        f"NAVAREA XIX 55/25\nROCKET LAUNCHING 241130Z TO 241530Z MAR 25.\n{name}1: {RING}\n{name}2: {RING}"
    )
    assert [area.label for area in notice.areas] == [f"{name}1", f"{name}2"]


def test_parallels_and_meridians_make_a_box() -> None:
    notice = one(
        "NAVAREA XV 0123/25\nSPACE DEBRIS RE-ENTRY. FROM 14 2130 UTC TO 15 0230 UTC FEB 2025, AREA BETWEEN PARALLELS "
        "40-00S AND 55-00S AND MERIDIANS 120-00W AND 160-00W.\nCANCEL THIS WARNING 15 0330 UTC FEB."
    )
    (area,) = notice.areas
    assert (area.shape, area.lat, area.lon) == ("box", (-55.0, -40.0), (-160.0, -120.0))
    assert not notice.unread


@pytest.mark.parametrize(
    ("head", "number"), [("AUSCOAST WARNING 234/24", "AUSCOAST 234/24"), ("WZ 345/25", "WZ 345/25")]
)
def test_coastal_warnings_have_their_number(head: str, number: str) -> None:
    year = head[-2:]
    notice = one(
        f"{head}\nRocket debris within {RING} between 131000Z and 131600Z AUG {year}.\nCANCEL 131700 UTC AUG "
        f"{year}"
    )
    assert notice.number == number
    assert hours(notice) == ["13 Aug 1000-13 Aug 1600"]
    assert f"{notice.self_cancel:%d %H%M}" == "13 1700"
    assert [defect.code for defect in notice.defects] == [NoticeDefect.CANCELS_WHAT]


def test_an_arc_may_go_via_its_circle_to_the_point_of_origin() -> None:
    notice = one(
        "!FDC 5/1234 ZHU TX..AIRSPACE BROWNSVILLE, TX..SPACE OPERATIONS EFFECTIVE 2505271815 UTC UNTIL 2505272053 "
        "UTC. WITHIN AN AREA DEFINED AS 261500N0970915W TO 260142N0960000W TO 255950N0965236W THENCE "
        "COUNTERCLOCKWISE VIA A 15NM ARC CENTERED ON 255950N0970915W TO THE POINT OF ORIGIN SFC-UNLIMITED"
    )
    (area,) = notice.areas
    assert len(area.arcs) == 1
    assert (area.arcs[0].start, area.arcs[0].radius_nm, area.arcs[0].clockwise) == (2, 15.0, False)
