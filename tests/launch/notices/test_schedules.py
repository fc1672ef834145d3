"""Item D of a NOTAM and the forms of items B and C; windows worked by hand from the print."""

import json

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.notices.times.schedule_clauses import clauses_of

_TEXT = (
    "B{n:04d}/26 NOTAMN\nQ) EGTT/QRDCA/IV/BO/W/000/999/5020N00510W010\nA) EGTT B) {b} C) {c}\n{d}"
    "E) DANGER AREA ACT FOR ROCKET LAUNCH WI 5NM RADIUS OF PSN 502030N 0051010W\nF) SFC G) UNL\n"
)


def _read(d: str, b: str, c: str) -> Notice:
    return read_notices(_TEXT.format(n=1234, b=b, c=c, d=f"D) {d}\n" if d else ""))[0]


def _spans(notice: Notice) -> str:
    return " ".join(f"{w.start:%d%H%M}-{w.end:%d%H%M}" for w in sorted(notice.windows, key=lambda w: w.start))


# 1 December 2026 is a Tuesday.
@pytest.mark.parametrize(
    ("d", "b", "c", "spans"),
    [
        ("05 06 H24, 20 0600-0900", "2612010000", "2612312359", "050000-060000 060000-070000 200600-200900"),
        ("DEC 30-JAN 01 H24", "2612300000", "2701012359", "300000-310000 310000-010000 010000-012359"),
        ("WED H24", "2612010000", "2612100000", "020000-030000 090000-100000"),
        ("MON WED H24, SAT 0600-1700", "2612010000", "2612062359", "020000-030000 050600-051700"),
        ("MON 0600-0900, FRI 1500-1800", "2611300600", "2612041800", "300600-300900 041500-041800"),
        ("TUE 1100-1300, 1500-1600, FRI 0100-0200", "2612010000", "2612042359",
         "011100-011300 011500-011600 040100-040200"),
        ("0600-1500 EXC 02, 02 0703-1500", "2612010600", "2612031500",
         "010600-011500 020703-021500 030600-031500"),
        ("DAILY 0800-1600", "2612011000", "2612031400", "011000-011600 020800-021600 030800-031400"),
        ("1000-1700 EXC WED", "2612011200", "2612031700", "011200-011700 031000-031700"),
        ("DEC 01 0800-DEC 03 1600, DEC 05 0800-DEC 08 1600", "2612010800", "2612081600",
         "010800-031600 050800-081600"),
        ("29 2200-30 2200", "2605292200", "2605302200", "292200-302200"),
        ("TUE THU 0800-1600 TILL 08 DEC", "2612010800", "2612311600",
         "010800-011600 030800-031600 080800-081600"),
        ("01/0600-1000, 02/1200-2200", "2612010600", "2612022200", "010600-011000 021200-022200"),
        ("0145-0510 ON SEP,28\n0300-0620 ON SEP,29 - OCT,01", "2609280145", "2610010620",
         "280145-280510 290300-290620 300300-300620 010300-010620"),
        ("1345-1416,1419-1459 02 AND 1058-1121 03", "2612020000", "2612032359",
         "021345-021416 021419-021459 031058-031121"),
        ("2300-0200", "2612012300", "2612030200", "012300-020200 022300-030200"),
        ("31 2200-2359, 01 0000-0100", "2612312200", "2701010100", "312200-312359 010000-010100"),
    ],
)  # fmt: skip
def test_a_schedule_gives_the_windows_that_its_clauses_say(d: str, b: str, c: str, spans: str) -> None:
    notice = _read(d, b, c)
    assert _spans(notice) == spans
    assert not notice.unread


@pytest.mark.parametrize(
    ("b", "c"),
    [
        ("26/11/28 12:00", "26/11/29 06:00"),
        ("261128 1200", "261129 0600"),
        ("28 NOV 2026 12:00", "29 NOV 2026 06:00 EST"),
        ("2026-11-28T12:00Z", "2026-11-29T06:00:00Z"),
        ("2026-11-28 12:00 UTC", "2026-11-29 06:00 UTC"),
        ("202611281200", "202611290600"),
        ("NOV 28, 2026 12:00", "NOV 29, 2026 06:00"),
        ("28/11/2026 12:00", "29/11/2026 06:00"),
        ("2611281200", "2611290600EST"),
    ],
)
def test_the_validity_is_read_in_every_form_that_sites_print(b: str, c: str) -> None:
    assert _spans(_read("", b, c)) == "281200-290600"


@pytest.mark.parametrize("b", ["05/06/2026 12:00", "2613281200", "2611282460", "2611311200"])
def test_a_validity_that_is_not_certain_is_not_read(b: str) -> None:
    notice = _read("", b, "2612310000")
    assert not notice.windows
    assert {NoticeDefect.NO_TIME, NoticeDefect.NO_SUCH_INSTANT} & {defect.code for defect in notice.defects}


def test_hours_of_the_sun_are_computed_where_the_area_lies() -> None:
    # Sunrise and sunset at 50.34 N 5.17 W on 1 Dec 2026: about 0759Z and 1619Z (almanac, to a few minutes).
    for d, opens, closes in (("SR-SS", 479, 979), ("SR MINUS30-SS PLUS15", 449, 994), ("HJ", 479, 979)):
        (window,) = _read(d, "2612010000", "2612012359").windows
        assert window.start.hour * 60 + window.start.minute == pytest.approx(opens, abs=4)
        assert window.end.hour * 60 + window.end.minute == pytest.approx(closes, abs=4)
    night = _read("HN", "2612010000", "2612022359").windows[0]
    assert night.start.day == 1
    assert night.end.day == 2
    assert 15.5 < (night.end - night.start).total_seconds() / 3600 < 15.9


def test_holidays_are_not_known_and_said_so() -> None:
    notice = _read("MON-FRI EXC HOL 0800-1600", "2612010000", "2612012359")
    assert _spans(notice) == "010800-011600"
    assert NoticeDefect.HOLIDAYS_NOT_KNOWN in {defect.code for defect in notice.defects}


def test_a_date_on_another_weekday_than_printed_is_reported() -> None:
    notice = _read("MON 01 0800-1600, WED 02 0800-1600", "2612010000", "2612022359")
    assert NoticeDefect.WEEKDAY_CONTRADICTS in {defect.code for defect in notice.defects}


def test_a_schedule_with_a_word_that_is_not_known_is_reported() -> None:
    assert clauses_of("DAILY 0800-1600 WHEN TIDE PERMITS") is None
    notice = _read("DAILY 0800-1600 WHEN TIDE PERMITS", "2612010000", "2612022359")
    assert NoticeDefect.SCHEDULE_NOT_UNDERSTOOD in {defect.code for defect in notice.defects}


def test_a_defect_about_a_window_can_be_printed() -> None:
    notice = _read("05 0800-1600, 20 0800-0900", "2612010000", "2612102359")
    assert NoticeDefect.SCHEDULE_OUTSIDE in {defect.code for defect in notice.defects}
    assert json.dumps(notice.as_dict())
