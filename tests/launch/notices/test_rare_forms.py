"""Forms that few notices use, each re-keyed from a published text and shortened, with answers worked out by hand.

Sources: NOTAMs of the Chinese CAAC and of Ho Chi Minh control, NGA HYDROLANT warnings, NAVAREA XIX and XX warnings.
"""

from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices

RING = "N401300E1005429-N392349E1005429-N392349E1010833-N401300E1010833"


def read(text: str) -> Notice:
    (notice,) = read_notices(text)
    return notice


def spans(notice: Notice) -> list[str]:
    return [f"{window.start:%m%d%H%M}-{window.end:%m%d%H%M}" for window in notice.windows]


def notam(schedule: str, told: str = "") -> Notice:
    return read(
        "A0320/26 NOTAMN\nQ) ZLHW/QRDCA/IV/BO/W/000/999/3948N10102E030\nA) ZLHW B) 2601300520 C) 2602031530\n"
        f"D) {schedule}\nE) A TEMPORARY DANGER AREA ESTABLISHED BOUNDED BY:\n{RING}.\n{told}F) SFC G) UNL"
    )


def test_the_next_day_in_brackets_does_not_part_hours_from_their_day() -> None:
    notice = notam(
        "0520-0900 ON JAN 30\n2220-0230(NEXT DAY) ON JAN 31\n0220-0630 ON FEB 2\n1220-1530 ON FEB 3"
    )
    assert spans(notice) == [
        "01300520-01300900",
        "01312220-02010230",
        "02020220-02020630",
        "02031220-02031530",
    ]
    assert not notice.unread
    assert not notice.defects


def test_hours_that_lost_their_day_are_broken_off() -> None:
    notice = notam("0520-0900 ON JAN 30, 2220-0230 QQQQQ")
    assert any(NoticeDefect.SCHEDULE_HOURS_ALONE is defect.code for defect in notice.defects)


def test_sundays_are_cut_out_of_a_single_span() -> None:
    notice = read(
        "291407Z JUN 21\nBLACK SEA.\n1. MISSILE AND GUNNERY EXERCISES 030500Z TO 061700Z\n"
        "   JUL EXCEPT SUNDAYS IN AREA BOUND BY\n   45-15.0N 032-39.5E, 45-13.0N 032-45.8E, 45-11.6N 032-45.0E.\n"
        "2. CANCEL THIS MSG 061800Z JUL 21."
    )
    assert spans(notice) == ["07030500-07040000", "07050000-07061700"]  # 4 July 2021 was a Sunday
    assert any(NoticeDefect.DAYS_LEFT_OUT is defect.code for defect in notice.defects)


def test_an_east_for_a_north_in_a_numbered_list_is_read_and_said() -> None:
    notice = read(
        "NAVAREA XIX 25/15\nNORWEGIAN SEA\nROCKETS WILL BE LAUNCHED 23 MAR 1700 TO 1900 UTC IN THE AREA:\n"
        "1. 70-42.0N - 015-00.0E\n2. 72-00.0N - 007-00.0E\n3. 73-12.0E - 018-00.0E\n4. 71-18.0N - 018-30.0E"
    )
    (area,) = notice.areas
    assert area.vertices[2] == (73.2, 18.0)
    assert len(area.vertices) == 4
    assert any(NoticeDefect.WRONG_HEMISPHERE is defect.code for defect in notice.defects)


def test_days_that_are_only_repeated_open_no_window() -> None:
    notice = read(
        "NAVAREA XIX 19/15\nROCKETS WILL BE LAUNCHED FROM 1900 TO 0200 UTC DAILY FROM 03 MAR TO 05 MAR 15.\n"
        "WITHIN: A. 69-21N 015-27E B. 69-30N 016-15E C. 70-04N 015-57E\nNOTE NEW DATE 03 MAR TO 05 MAR 15."
    )
    assert spans(notice) == ["03031900-03040200", "03041900-03050200", "03051900-03060200"]


def test_a_message_that_ends_keeps_its_time_though_a_paragraph_ends_too() -> None:
    notice = read(
        "NAVAREA XX 137/25\nBARENTS SEA\n1. ROCKET LAUNCHING 0900 TO 1030 UTC DAILY 17 TO 20 OCT IN AREA\n"
        "74-14.06N 039-11.16E, 73-32.01N 044-22.52E, 69-43.07N 037-03.29E.\n"
        "2. CANCEL THIS MSG 201430 UTC OCT 25.\n3. CANCEL 125/25 AND THIS PARA.="
    )
    assert notice.self_cancel is not None
    assert f"{notice.self_cancel:%Y%m%d%H%M}" == "202510201430"
    assert notice.cancels == ("NAVAREA XX 125/25",)


def test_a_waypoint_in_brackets_is_no_area() -> None:
    told = "ATS SEGMENTS:\n- L642 (EXOTO - VEPAM) CHANGE TO EXOTO - POINT (144000N1101000E) - KARAN\n"
    notice = notam("DAILY 0520-0900", told)
    assert [area.shape for area in notice.areas] == ["polygon"]


def test_hours_hold_until_a_day_and_on_the_days_after_it() -> None:
    notice = read(
        "031744Z JUN 26\nHYDROLANT 237/26(54).\nAEGEAN SEA.\n1. MISSILE OPERATIONS 0530Z TO 1500Z DAILY EVERY\n"
        "   WEDNESDAY THRU FRIDAY UNTIL 14 JUN AND\n   16 SEP THRU 18 SEP IN AREA:\n"
        "   WITHIN ONE MILE OF 35-32.00N 024-13.00E.\n2. CANCEL THIS MSG 181600Z SEP 26."
    )
    days = ["0603", "0604", "0605", "0610", "0611", "0612", "0916", "0917", "0918"]
    assert sorted(spans(notice)) == [f"{day}0530-{day}1500" for day in days]


def test_other_weekdays_for_other_days_are_broken_off() -> None:
    notice = read(
        "311225Z DEC 19\nAEGEAN SEA.\n1. GUNNERY AND MISSILE OPERATIONS 0530Z TO 1500Z\n"
        "   WEDNESDAY THRU SATURDAY 01 JAN THRU 31 MAR,\n   WEDNESDAY THRU FRIDAY 01 APR THRU 31 OCT 20:\n"
        "   WITHIN ONE MILE OF 35-32.00N 024-13.00E."
    )
    assert any(NoticeDefect.WEEKDAYS_DIFFER is defect.code for defect in notice.defects)


def test_a_line_without_a_width_is_broken_off() -> None:
    notice = read(
        "161736Z APR 24\nBAY OF BISCAY.\n1. HAZARDOUS OPERATIONS, SPACE DEBRIS\n   181000Z TO 181530Z APR\n"
        "   ALONG TRACKLINE JOINING\n   47-36.00N 004-13.00W, 44-20.00N 001-30.00W."
    )
    assert [area.shape for area in notice.areas] == ["other"]
    assert any(AreaNote.LINE_WITHOUT_WIDTH is defect.code for defect in notice.defects)


def test_an_arc_that_breaks_off_before_its_centre_is_read() -> None:
    read("HYDROPAC 12/26.\nIN AREA BOUND BY 2827N10834E ARC RADIUS OF 5KM CENTRED ON")


def test_a_time_that_breaks_off_behind_and_is_read() -> None:
    read("291407Z JUN 21\n1. GUNNERY 0530Z TO SUNSET . AND")


def test_a_message_that_breaks_off_behind_a_day_is_read() -> None:
    notice = read(
        "291407Z JUN 21\n1. GUNNERY 030500Z TO 061700Z JUL DAILY EVERY\n   WEDNESDAY UNTIL 14 JUN AND\n   16 ."
    )
    assert notice.issued is not None


def alternates(last: str) -> Notice:
    return read(
        "200537Z AUG 26\nNAVAREA XII 563/26.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n"
        "   250942Z TO 251405Z AUG, ALTERNATE\n"
        f"   260927Z TO 261350Z, 270913Z TO 271336Z AND {last} AUG IN AREA BOUND BY\n"
        "   34-28.00N 120-21.00W, 34-40.00N 120-37.00W, 34-39.00N 120-39.00W.\n2. CANCEL THIS MSG 281421Z AUG 26."
    )


def test_a_window_an_hour_short_of_its_neighbours_is_broken_off() -> None:
    assert not alternates("280858Z TO 281321Z").defects
    assert any(
        NoticeDefect.WINDOW_ODD_LENGTH is defect.code for defect in alternates("280858Z TO 281221Z").defects
    )
