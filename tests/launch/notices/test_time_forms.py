"""Forms of times in warnings and FAA texts: spans of day and hour, ISO, noon, years, bracketed hours of one area."""

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices

_AREA = "38-28.5N 044-37.2W, 38-10.0N 043-10.0W, 37-40.0N 043-30.0W"


def _read(times: str) -> Notice:
    return read_notices(
        f"NAVAREA IV 998/26\nATLANTIC.\n1. ROCKET LAUNCHING {times} IN AREA BOUND BY {_AREA}.\n"
    )[0]


def _spans(notice: Notice) -> str:
    return " ".join(f"{w.start:%y%m%d%H%M}-{w.end:%y%m%d%H%M}" for w in notice.windows)


@pytest.mark.parametrize(
    ("times", "spans"),
    [
        ("28 NOV 1200 UTC UNTIL 29 NOV 0200 UTC", "2611281200-2611290200"),
        ("BETWEEN 05 0000 UTC AND 11 0000 UTC DEC", "2612050000-2612110000"),
        ("1200 UTC 28 NOV TO 0200 UTC 29 NOV", "2611281200-2611290200"),
        ("NOV 28 1200 TO NOV 30 0200 UTC", "2611281200-2611300200"),
        ("31 DEC 26 2200 UTC TO 01 JAN 27 0200 UTC", "2612312200-2701010200"),
        ("2026-12-05T09:00Z TO 2026-12-05T13:30Z", "2612050900-2612051330"),
        ("2026-12-05T09:00+09:00 TO 2026-12-05T13:30+09:00", "2612050000-2612050430"),
        ("2026-12-05 0900-1330 UTC", "2612050900-2612051330"),
        ("7:00 A.M. TO 1:30 P.M. UTC 28 NOV", "2611280700-2611281330"),
        ("28 NOV 7 AM TO 12 NOON UTC", "2611280700-2611281200"),
        ("28 NOV NOON TO MIDNIGHT UTC", "2611281200-2611290000"),
        ("281200Z TO 281600Z NOV. BACKUP DATES 29 AND 30 NOV SAME TIMES",
         "2611281200-2611281600 2611291200-2611291600 2611301200-2611301600"),
        ("ON 28 NOV. BACKUP DATES 29 AND 30 NOV, 1200 TO 1600 UTC",
         "2611281200-2611281600 2611291200-2611291600 2611301200-2611301600"),
        ("281200Z TO 281600Z NOV AND 30 VESSELS", "2611281200-2611281600"),
        ("281200Z TO 281600Z NOV 26", "2611281200-2611281600"),
        ("28 NOV 2026 0900-1130 UTC (RESERVE 29 NOV 2026 SAME TIME)",
         "2611280900-2611281130 2611290900-2611291130"),
        ("H24 28 NOV TO 29 NOV", "2611280000-2611300000"),
        ("28TH NOVEMBER 2026 BETWEEN 12H00 AND 16H00 UTC", "2611281200-2611281600"),
        ("28 NOV 12.00-16.30 UTC", "2611281200-2611281630"),
        ("28 NOV 0900Z-1130Z/1800-2030 JST", "2611280900-2611281130"),
    ],
)  # fmt: skip
def test_times_of_a_warning_give_the_windows_that_they_say(times: str, spans: str) -> None:
    assert _spans(_read(times)) == spans


@pytest.mark.parametrize(
    ("schedule", "spans"),
    [
        ("DLY 1200-1400 1800-2000 2611281200-2611292000",
         "2611281200-2611281400 2611281800-2611282000 2611291200-2611291400 2611291800-2611292000"),
        ("MON-FRI 1300-2100 2611281300-2611302100", "2611301300-2611302100"),
        ("DLY 1400-0200 2609111400-2609130200", "2609111400-2609120200 2609121400-2609130200"),
        ("2611281200-2611281600EST", "2611281200-2611281600"),
    ],
)  # fmt: skip
def test_the_schedule_of_an_faa_text_divides_its_validity(schedule: str, spans: str) -> None:
    (notice,) = read_notices(
        "!FDC 6/4777 ZAB AIRSPACE ROCKET LAUNCH WI AN AREA DEFINED AS 10NM RADIUS OF 325900N1065900W SFC-UNL "
        + schedule
    )
    assert _spans(notice) == spans


def test_hours_in_brackets_behind_a_ring_are_of_its_area() -> None:
    (notice,) = read_notices(
        "A1236/26 NOTAMN\nQ) ZJSA/QRDCA/IV/BO/W/000/999/1930N11100E050\nA) ZJSA B) 2611280000 C) 2611302359\n"
        "E) ROCKET LAUNCH. AREA A: N193600E1111000 N193300E1123400 N190600E1123300 (28 NOV 0900-1130). "
        "AREA B: N173600E1111000 N173300E1123400 N170600E1123300 (DLY 0500-0630)\nF) SFC G) UNL"
    )
    assert {(window.area, window.start.day) for window in notice.windows} == {
        ("A", 28), ("B", 28), ("B", 29), ("B", 30),
    }  # fmt: skip


def test_hours_without_a_day_are_reported() -> None:
    notice = _read("0900 TO 1130 UTC")
    assert not notice.windows
    assert NoticeDefect.HOURS_WITHOUT_DAY in {defect.code for defect in notice.defects}


def test_the_year_of_another_number_is_lent_to_a_warning_without_one() -> None:
    (notice,) = read_notices(
        "NITON NAVTEX - NAV WARN 412/26\nROCKET FIRING 0800 TO 1700 UTC 28 NOV AND 0800 TO 1200 UTC 29 NOV, "
        "52-20N 004-50W, 52-30N 005-20W, 52-10N 005-25W.\n"
    )
    assert _spans(notice) == "2611280800-2611281700 2611290800-2611291200"
