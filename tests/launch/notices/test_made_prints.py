"""Dates and hours as the sources of the world print them: none is silently wrong, nearly all are right."""

from collections import Counter

import pytest

from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices
from made_prints import made_print
from made_times import outcome

COUNT = 300
WRITTEN = (
    ("FROM 12H00 TO 16H30 UTC ON 28 NOV 2026", "2611281200-2611281630"),
    ("28 NOV 2026, 12H00Z - 16H30Z", "2611281200-2611281630"),
    ("BETWEEN 12 H 00 AND 16 H 30 UTC ON 28 NOVEMBER 2026", "2611281200-2611281630"),
    ("FROM 28.11.2026 12:00 UTC TO 28.11.2026 16:30 UTC", "2611281200-2611281630"),
    ("FROM 1200 UTC NOV 28, 2026 THRU 1630 UTC NOV 28, 2026", "2611281200-2611281630"),
    ("NOV 28TH, 2026, 12:00:00 UTC - 16:30:00 UTC", "2611281200-2611281630"),
    ("MON 30 NOV, WED 02 DEC 1200-1630 UTC", "2611301200-2611301630 2612021200-2612021630"),
    ("281200Z TO 281630Z NOV 26 WITHIN 2 1/2 MILES OF 38-00N 044-00W,", "2611281200-2611281630"),
)


@pytest.mark.parametrize(("times", "spans"), WRITTEN)
def test_a_print_gives_its_windows(times: str, spans: str) -> None:
    area = "38-28.5N 044-37.2W, 38-10.0N 043-10.0W, 37-40.0N 043-30.0W"
    (notice,) = read_notices(f"NAVAREA IV 998/26\n1. ROCKET LAUNCHING {times} IN AREA BOUND BY {area}.\n")
    assert " ".join(f"{w.start:%y%m%d%H%M}-{w.end:%y%m%d%H%M}" for w in notice.windows) == spans


def test_a_date_of_which_day_and_month_may_be_exchanged_is_not_read() -> None:
    area = "38-28.5N 044-37.2W, 38-10.0N 043-10.0W, 37-40.0N 043-30.0W"
    text = f"NAVAREA IV 998/26\n1. ROCKET LAUNCHING 05/12/2026 1200-1630 UTC IN AREA BOUND BY {area}.\n"
    (notice,) = read_notices(text)
    assert not notice.windows
    assert not notice.every_word_was_read


def test_made_prints() -> None:
    found = Counter(outcome(made_print(seed))[0] for seed in range(COUNT))
    assert not found["silent"]
    assert found["right"] >= 0.96 * COUNT


@pytest.mark.parametrize("words", ["UNTIL FURTHER NOTICE", "TILL FURTHER NOTICE", "UFN", "UNTIL COMPLETION"])
def test_an_end_that_is_not_printed_is_said(words: str) -> None:
    area = "38-28.5N 044-37.2W, 38-10.0N 043-10.0W, 37-40.0N 043-30.0W"
    times = f"DAILY 1200-1630 UTC FROM 28 NOV {words}"
    (notice,) = read_notices(f"NAVAREA IV 998/26\n1. ROCKET LAUNCHING {times} IN AREA BOUND BY {area}.\n")
    assert NoticeDefect.END_OPEN in {defect.code for defect in notice.defects}
    assert not notice.every_word_was_read


@pytest.mark.parametrize(
    "head",
    [
        "250228Z NOV 26\nFM RCCNZ\nNAVAREA XIV 77/26\n",
        "FM JRCC AUSTRALIA 250228Z NOV 26\nTO ALL SHIPS\nNAVAREA XIV 77/26\n",
    ],
)
def test_the_date_of_an_address_is_no_window_and_no_notice_of_its_own(head: str) -> None:
    area = "38-28.5S 174-37.2E, 38-10.0S 173-10.0E, 37-40.0S 173-30.0E"
    (notice,) = read_notices(
        f"{head}1. ROCKET LAUNCHING 281200Z TO 281630Z NOV 26 IN AREA BOUND BY {area}.\n"
    )
    assert [f"{w.start:%d%H%M}-{w.end:%d%H%M}" for w in notice.windows] == ["281200-281630"]
    assert notice.number == "NAVAREA XIV 77/26"


def test_w_stroke_i_is_within_and_no_label() -> None:
    text = (
        "B1013/26 NOTAMN\nQ) RPHI/QWMLW/IV/BO/W/000/999/1255N11628E038\nA) RPHI B) 2603121940 C) 2603122005\n"
        "E) ROCKET LAUNCH. EST FALL AREA OF UNBURNED DEBRIS W/I:\n"
        "131048N 1155400E - 133112N 1162024E - 123936N 1170148E - 121912N 1163438E.\nF) SFC G) UNL\n"
    )
    (notice,) = read_notices(text)
    assert [area.label for area in notice.areas] == [None]
    assert notice.every_word_was_read


AREA = "38-28.5N 044-37.2W, 38-10.0N 043-10.0W, 37-40.0N 043-30.0W"


def test_weekdays_are_monday_to_friday() -> None:
    times = "20 TO 30 NOV WEEKDAYS ONLY 1200-1630 UTC"
    (notice,) = read_notices(f"NAVAREA IV 998/26\n1. ROCKET LAUNCHING {times} IN AREA BOUND BY {AREA}.\n")
    assert [w.start.day for w in notice.windows] == [20, 23, 24, 25, 26, 27, 30]
    assert notice.every_word_was_read


@pytest.mark.parametrize(
    "times",
    [
        "EVERY OTHER DAY FROM 20 TO 28 NOV 1200-1630 UTC",
        "20 TO 25 NOV DAILY 1200-1630 UTC, NOT ON 22 NOV",
        "28 NOV FROM ONE HOUR BEFORE SUNRISE TO SUNSET",
        "281200Z TO 281630Z NOV 25",  # in a message of 2026
    ],
)
def test_words_that_choose_days_and_a_year_before_the_number_have_no_tick(times: str) -> None:
    (notice,) = read_notices(f"NAVAREA IV 998/26\n1. ROCKET LAUNCHING {times} IN AREA BOUND BY {AREA}.\n")
    assert notice.windows
    assert not notice.every_word_was_read


def test_an_end_of_the_year_before_the_message_ends_has_no_tick() -> None:
    text = (  # after HYDROLANT of 30 Dec 2023: 31 DEC is that of 2024, as the end of the message shows
        "302048Z DEC 23\nAEGEAN SEA.\n1. GUNNERY AND MISSILE OPERATIONS IN PROGRESS 0530Z TO SUNSET WEDNESDAY THRU "
        "SATURDAY UNTIL 31 DEC IN AREA BOUND BY 35-36.00N 024-07.00E, 36-18.00N 024-07.00E, 36-18.00N 025-59.00E.\n"
        "2. CANCEL THIS MSG 010001Z JAN 25.\n"
    )
    (notice,) = read_notices(text)
    assert not notice.every_word_was_read


def test_weekdays_of_several_spans_of_days_have_no_tick() -> None:
    times = (
        "0530Z TO SUNSET DAILY WEDNESDAYS THRU FRIDAYS 01 JAN THRU 31 DEC, SATURDAYS 01 JAN THRU 31 MAR AND "
        "01 NOV THRU 31 DEC"
    )
    (notice,) = read_notices(f"020130Z JAN 14\n1. ROCKET LAUNCHING {times} IN AREA BOUND BY {AREA}.\n")
    assert not notice.every_word_was_read
